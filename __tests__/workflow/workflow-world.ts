import { chmod, cp, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { makeWorld, type World } from '../support/world.ts'
import { runAct, type WorkflowRun } from './act.ts'
import { sample } from './sample.ts'

const repositoryRoot = join(import.meta.dirname, '../..')
const standIns = join(import.meta.dirname, 'actions')

/** A repository with the workflows of the examples, on a GitHub of this machine, and a runner for them. */
export interface WorkflowWorld {
  readonly world: World
  /** File that the destination `announce` writes to. */
  readonly announced: string
  /** Runs a workflow for an event on what is checked out. */
  run(workflow: string, event: string, options: RunOptions): Promise<WorkflowRun>
}

export interface RunOptions {
  readonly runId: number
  /** What the event tells besides the branch and the commit. */
  readonly payload?: Readonly<Record<string, unknown>>
  /** Instead of the one with `contents: write` and `actions: read`. */
  readonly token?: string
  /** Variables of every step. */
  readonly env?: Readonly<Record<string, string>>
  readonly attempt?: number
  /** Runs only the rows of a matrix with this value of a key: `key:value`. */
  readonly row?: string
}

export async function makeWorkflowWorld(
  act: string,
  files: Readonly<Record<string, string>> = sample,
): Promise<WorkflowWorld> {
  const world = await makeWorld(files)
  const { folder, github, repository } = world
  await chmod(join(repository.root, 'scripts/build.sh'), 0o755)
  await repository.commit('Build')

  const at = (name: string): string => join(folder, name)
  for (const name of ['home', 'temporary', 'cache', 'slipway', 'bin']) await mkdir(at(name))
  // What the action's repository is made of, without what it was made with: the runner packs all of it for each job.
  for (const name of ['action.yml', 'package.json', 'dist'])
    await cp(join(repositoryRoot, name), at(`slipway/${name}`), { recursive: true })
  // git is not served over HTTP here: the address of the repository leads to the folder that it is kept in.
  const address = `${github.serverUrl}/acme/tools`
  await writeFile(at('home/.gitconfig'), `[url "file://${repository.remote}"]\n\tinsteadOf = ${address}\n`)
  await cp(join(standIns, 'gh.mjs'), at('bin/gh'))
  await chmod(at('bin/gh'), 0o755)

  const announced = at('announced')
  const node = process.env['SLIPWAY_TEST_NODE'] ?? process.execPath
  return {
    world,
    announced,
    run: async (workflow, event, { runId, payload = {}, token = github.token, env = {}, attempt = 1, row }) => {
      const head = await repository.git('rev-parse', 'HEAD')
      github.addRun({ id: runId, headSha: head })
      const eventFile = at(`event-${runId}.json`)
      const told = { ref: 'refs/heads/main', after: head, deleted: false, repository: { default_branch: 'main' } }
      await writeFile(eventFile, JSON.stringify({ ...told, ...payload }))
      const variables = {
        GITHUB_API_URL: github.apiUrl,
        GITHUB_SERVER_URL: github.serverUrl,
        GITHUB_REPOSITORY: 'acme/tools',
        GITHUB_RUN_ID: String(runId),
        GITHUB_RUN_ATTEMPT: String(attempt),
      }
      return runAct(
        act,
        [
          event,
          ...['--workflows', `.github/workflows/${workflow}`],
          ...['--eventpath', eventFile],
          ...['--platform', 'ubuntu-latest=-self-hosted'],
          ...['--action-cache-path', at('cache')],
          ...['--container-daemon-socket', '-'],
          ...['--secret', `GITHUB_TOKEN=${token}`],
          ...['--local-repository', `OWNER/slipway@v1=${at('slipway')}`],
          ...['--local-repository', `actions/checkout@v7=${join(standIns, 'checkout')}`],
          ...['--local-repository', `actions/upload-artifact@v7=${join(standIns, 'upload-artifact')}`],
          ...(row === undefined ? [] : ['--matrix', row]),
          '--no-skip-checkout',
          '--no-cache-server',
          '--pull=false',
          ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ],
        {
          cwd: repository.root,
          timeout: 45_000,
          env: {
            PATH: [at('bin'), dirname(node), process.env['PATH'] ?? ''].join(delimiter),
            HOME: at('home'),
            XDG_CACHE_HOME: at('home'),
            XDG_CONFIG_HOME: at('home'),
            TMPDIR: at('temporary'),
            GIT_CONFIG_NOSYSTEM: '1',
            // Rows of a matrix run side by side and share a map that nothing guards; on one thread they take turns.
            GOMAXPROCS: '1',
            ACT_DISABLE_VERSION_CHECK: '1',
            ACTIONS_RUNTIME_URL: github.resultsUrl,
            ACTIONS_RESULTS_URL: github.resultsUrl,
            ACTIONS_RUNTIME_TOKEN: github.runtimeToken({ runId, jobId: 'job' }),
            ANNOUNCED: announced,
            TEST_ARTIFACT_CLIENT: new URL('../../node_modules/@actions/artifact/lib/artifact.js', import.meta.url).href,
            ...env,
          },
        },
      )
    },
  }
}
