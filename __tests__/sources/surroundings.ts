import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { startLocalGitHub, type ArtifactOptions, type LocalGitHub } from '../../local/github.ts'
import type { HttpRequest } from '../../src/host/host.ts'
import { nodeRuntime } from '../../src/host/node.ts'
import type { Runtime } from '../../src/host/runtime.ts'
import { git } from '../support/repository.ts'

/** The run that the job belongs to. */
export const thisRun = 4711

/** A GitHub with artifacts, and the surroundings of a step in a job of a run on it. */
export interface Surroundings {
  readonly github: LocalGitHub
  readonly folder: string
  /** Requests that were sent past the API, in order. */
  readonly sent: readonly HttpRequest[]
  /** A runtime with a token that may do everything, unless another is given; waits cost no time. */
  runtime(token?: string): Runtime
  /** A token that may not read artifacts. */
  readonly poorToken: string
  put(run: number, name: string, files: Readonly<Record<string, string>>, options?: ArtifactOptions): Promise<number>
  close(): Promise<void>
}

/** The variables that GitHub's own artifact client reads from the process, whoever calls it. */
const clientVariables = [
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'GITHUB_SERVER_URL',
  'GITHUB_WORKSPACE',
] as const

export async function startSurroundings(options: { readonly service?: boolean } = {}): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'sources-'))
  const gitDirectory = join(folder, 'tools.git')
  await mkdir(join(folder, 'work'))
  await git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', gitDirectory)
  const github = await startLocalGitHub({ repository: 'acme/tools', gitDirectory, folder: join(folder, 'state') })
  const service: Readonly<Record<string, string>> =
    options.service === true
      ? {
          ACTIONS_RESULTS_URL: github.resultsUrl,
          ACTIONS_RUNTIME_TOKEN: github.runtimeToken({ runId: thisRun, jobId: 'job' }),
        }
      : {}
  const env: Readonly<Record<string, string>> = {
    GITHUB_REPOSITORY: 'acme/tools',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_RUN_ID: String(thisRun),
    GITHUB_WORKSPACE: join(folder, 'work'),
    RUNNER_TEMP: join(folder, 'temporary'),
    ...service,
  }
  const before = clientVariables.map((name) => [name, process.env[name]] as const)
  for (const name of clientVariables) set(name, env[name])
  const sent: HttpRequest[] = []
  return {
    github,
    folder,
    sent,
    poorToken: github.issueToken({ contents: 'write', actions: 'none' }),
    runtime: (token = github.token) => {
      const rooted = nodeRuntime(env, new AbortController().signal).at('.', token)
      return {
        ...rooted,
        clock: { ...rooted.clock, sleep: async () => Promise.resolve() },
        http: {
          ...rooted.http,
          read: async (request) => {
            sent.push(request)
            return rooted.http.read(request)
          },
        },
      }
    },
    put: async (run, name, files, more) =>
      github.addArtifact(
        run,
        name,
        zipSync(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, strToU8(content)]))),
        more,
      ),
    close: async () => {
      for (const [name, value] of before) set(name, value)
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name)
  else process.env[name] = value
}
