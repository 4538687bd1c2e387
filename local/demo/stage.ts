import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalGitHub } from '../github.ts'
import type { LocalGitHub } from '../github.ts'
import { runAction } from './action.ts'
import type { Step } from './action.ts'
import { makeRepository } from './repository.ts'
import type { Repository } from './repository.ts'
import { repositoryName } from './sample.ts'
import type { Screen } from './screen.ts'

/** Everything the story plays on: a GitHub, a repository on it, and two places of the maintainer's own. */
export interface Stage {
  readonly screen: Screen
  readonly github: LocalGitHub
  readonly repository: Repository
  readonly signal: AbortSignal
  /** The folder that the destination `mirror` copies into. */
  readonly mirror: string
  /** The file that the destination `announce` appends to. */
  readonly news: string
  /** A new folder. */
  readonly folder: (name: string) => Promise<string>
  /** Runs the action as a job of a run does, and prints what that cost. Throws if it ends otherwise than expected. */
  act(inputs: Inputs, job: Job): Promise<Acted>
  /** Prints a promise with what speaks against it, and remembers the broken ones. */
  promise(text: string, problems: readonly string[]): void
  readonly broken: readonly string[]
  close(): Promise<void>
}

export type Inputs = Readonly<Record<string, string>> & { readonly mode: string }

export interface Job {
  readonly run: number
  readonly attempt?: number
  readonly event?: 'push' | 'workflow_dispatch'
  /** `GITHUB_SHA` */
  readonly commit: string
  /** How the step has to end. */
  readonly ends: 'success' | 'failure'
}

/** A step with the requests that it sent to the API of GitHub; what a run keeps for itself, its artifacts, is none of them. */
export interface Acted extends Step {
  readonly requests: number
  /** Those that change something. */
  readonly writes: number
}

/** The story cannot go on. */
export class DemoError extends Error {}

export interface StageOptions {
  readonly screen: Screen
  readonly signal: AbortSignal
  /** Takes the log of every step, line by line. */
  readonly log: ((line: string) => void) | undefined
}

export async function makeStage({ screen, signal, log }: StageOptions): Promise<Stage> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'slipway-demo-')))
  try {
    const repository = await makeRepository(root)
    const github = await startLocalGitHub({
      repository: repositoryName,
      gitDirectory: repository.remote,
      folder: join(root, 'github'),
    })
    const mirror = join(root, 'mirror')
    const news = join(root, 'news.txt')
    await mkdir(mirror)
    await writeFile(news, '')
    const broken: string[] = []
    let folders = 0
    const folder = async (name: string): Promise<string> => {
      const path = join(root, `${++folders}-${name}`)
      await mkdir(path)
      return path
    }
    return {
      screen,
      github,
      repository,
      signal,
      mirror,
      news,
      folder,
      broken,
      act: async (inputs, job) => {
        github.forget()
        const step = await runAction({
          inputs: {
            token: github.token,
            config: '.github/slipway.yml',
            'working-directory': '.',
            'dry-run': 'false',
            ...inputs,
          },
          env: { ...runnerVariables(github, job), GITHUB_JOB: inputs.mode, MIRROR: mirror, NEWS: news },
          workspace: repository.checkout,
          folder: await folder(inputs.mode),
          signal,
        })
        if (log !== undefined) [...shown(step.log), ''].forEach(log)
        if (step.code !== (job.ends === 'success' ? 0 : 1))
          throw new DemoError(
            `mode ${inputs.mode} was to end with ${job.ends}, and ended with exit code ${step.code ?? 'none'}:\n${tail(step.log)}`,
          )
        const received = github.requests.filter(({ host }) => host === 'api' || host === 'uploads')
        return { ...step, requests: received.length, writes: received.filter(({ write }) => write).length }
      },
      promise: (text, problems) => {
        screen.promise(text, problems)
        if (problems.length > 0) broken.push(text)
      },
      close: async () => {
        await github.close()
        await rm(root, { recursive: true, force: true, maxRetries: 5 })
      },
    }
  } catch (error) {
    await rm(root, { recursive: true, force: true })
    throw error
  }
}

function runnerVariables(
  github: LocalGitHub,
  { run, attempt = 1, event = 'push', commit }: Job,
): Readonly<Record<string, string>> {
  return {
    GITHUB_REPOSITORY: repositoryName,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_SHA: commit,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: event,
    GITHUB_RUN_ID: String(run),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_ACTION: '__acme_slipway',
    ACTIONS_RESULTS_URL: github.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: github.runtimeToken({ runId: run, jobId: 'job' }),
  }
}

/** The lines of a log that the runner shows: it keeps its own commands for debugging and masking to itself. */
const shown = (log: string): readonly string[] =>
  log
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('::debug::') && !line.startsWith('::add-mask::'))

const tail = (log: string): string => shown(log).slice(-15).join('\n')
