import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { startLocalGitHub, type LocalGitHub, type RecordedRequest } from '../../local/github.ts'
import { runStep, type Step } from './action.ts'
import { git, makeRepository, type Repository } from './repository.ts'

/** A GitHub, a repository on it, and the jobs of one workflow run. */
export interface World {
  readonly github: LocalGitHub
  readonly repository: Repository
  readonly folder: string
  /** Runs the action in a job of the run. */
  step(inputs: Readonly<Record<string, string>>, options?: JobOptions): Promise<Step>
  /** Uploads what a matrix job would. */
  build(artifact: string, files: Readonly<Record<string, string | Uint8Array>>, run?: number): Promise<number>
  /** Uploads every artifact of a build matrix, with one program per row. */
  buildAll(matrix: string, run?: number): Promise<readonly string[]>
  /** Requests that changed something, as `METHOD path`. */
  writes(): readonly string[]
  /** Names of the artifacts that steps kept, in order. */
  artifacts(): readonly string[]
  /** Requests that looked for artifacts through the runner's own service. */
  serviceReads(): readonly string[]
  /** Where the remote has a tag: the commit that it peels to. */
  tagAt(tag: string): Promise<string>
  close(): Promise<void>
}

export interface JobOptions {
  readonly token?: string
  readonly sha?: string
  readonly attempt?: number
  readonly runId?: number
  readonly job?: string
  readonly env?: Readonly<Record<string, string>>
  /** Without the artifact service of the runner. */
  readonly serviceless?: boolean
  readonly onStart?: (pid: number) => void
}

export const runId = 4711

export async function makeWorld(
  files: Readonly<Record<string, string>>,
  options: { readonly immutable?: boolean } = {},
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-test-'))
  const repository = await makeRepository(folder, files)
  const github = await startLocalGitHub({
    repository: 'acme/tools',
    gitDirectory: repository.remote,
    folder: join(folder, 'github'),
    ...options,
  })
  const build: World['build'] = async (artifact, content, run = runId) => {
    const zip = zipSync(
      Object.fromEntries(
        Object.entries(content).map(([name, bytes]) => [name, typeof bytes === 'string' ? strToU8(bytes) : bytes]),
      ),
    )
    return github.addArtifact(run, artifact, zip, { headSha: await repository.git('rev-parse', 'HEAD') })
  }
  let jobs = 0
  return {
    github,
    repository,
    folder,
    build,
    buildAll: async (matrix, run = runId) => {
      const { include } = JSON.parse(matrix) as {
        readonly include: readonly {
          readonly artifact: string
          readonly package: string
          readonly exe: string
          readonly target: string
        }[]
      }
      for (const row of include)
        await build(
          row.artifact,
          { [`${row.package.split('/').at(-1) ?? ''}${row.exe}`]: `\u007fELF ${row.package} for ${row.target}\n` },
          run,
        )
      return include.map(({ artifact }) => artifact)
    },
    step: async (inputs, job = {}) => {
      const temporary = join(folder, `temp-${jobs++}`)
      await mkdir(temporary)
      const run = job.runId ?? runId
      return runStep({
        folder,
        inputs: {
          token: job.token ?? github.token,
          config: '.github/slipway.yml',
          'working-directory': '.',
          'dry-run': 'false',
          ...inputs,
        },
        env: {
          GITHUB_WORKSPACE: repository.root,
          GITHUB_REPOSITORY: 'acme/tools',
          GITHUB_API_URL: github.apiUrl,
          GITHUB_SERVER_URL: github.serverUrl,
          GITHUB_SHA: job.sha ?? (await repository.git('rev-parse', 'HEAD')),
          GITHUB_REF: 'refs/heads/main',
          GITHUB_EVENT_NAME: 'push',
          GITHUB_RUN_ID: String(run),
          GITHUB_RUN_ATTEMPT: String(job.attempt ?? 1),
          GITHUB_JOB: job.job ?? inputs['mode'] ?? 'job',
          GITHUB_ACTION: '__acme_slipway',
          RUNNER_TEMP: temporary,
          ...(job.serviceless === true
            ? {}
            : {
                ACTIONS_RESULTS_URL: github.resultsUrl,
                ACTIONS_RUNTIME_TOKEN: github.runtimeToken({ runId: run, jobId: 'job' }),
              }),
          ...job.env,
        },
        ...(job.onStart === undefined ? {} : { onStart: job.onStart }),
      })
    },
    writes: () =>
      github.requests.filter(isRelevantWrite).map(({ method, path, status }) => `${method} ${path} ${status}`),
    artifacts: () => github.requests.flatMap((request) => artifactOf(request) ?? []),
    serviceReads: () =>
      github.requests
        .filter(({ host, path }) => host === 'results' && /(?:ListArtifacts|GetSignedArtifactURL)$/.test(path))
        .map(({ path }) => path.split('/').at(-1) ?? ''),
    tagAt: async (tag) => git(repository.remote, 'rev-parse', `refs/tags/${tag}^{commit}`),
    close: async () => {
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Writes to destinations: what a step keeps for itself (its plan and receipts, as artifacts) is none. */
const isRelevantWrite = ({ write, host }: RecordedRequest): boolean => write && (host === 'api' || host === 'uploads')

/** The name in a request that makes an artifact. */
function artifactOf({ host, path, body }: RecordedRequest): string | undefined {
  if (host !== 'results' || !path.endsWith('/CreateArtifact')) return undefined
  const name: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'name') : undefined
  return typeof name === 'string' ? name : ''
}
