import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startLocalGitHub } from '../local/github.ts'
import { makeRepository } from '../__tests__/support/repository.ts'
import { encodePlan, sealPlan } from '../src/plan/codec.ts'
import type { Plan } from '../src/plan/types.ts'
import type { BenchFile } from './files.ts'
import type { Command } from './measure.ts'
import type { Server } from './server-process.ts'

export const clients = ['slipway', 'curl', 'gh'] as const
export type Client = (typeof clients)[number]

/** Folder and files of a case, laid as actions/download-artifact lays them. */
export interface Load {
  /** Holds one folder, which is named after the artifact. */
  readonly artifacts: string
  readonly files: readonly BenchFile[]
}

/** The one artifact of the plan. */
export const artifact = 'tool-x86_64-unknown-linux-musl'

const tag = 'v1.0.0'

/** Uploads at once, of every client: the number that gh has and the action keeps to. */
const atOnce = 5

const workspace: Readonly<Record<string, string>> = {
  'Cargo.toml': '[package]\nname = "tool"\nversion = "1.0.0"\nedition = "2021"\n',
  'src/main.rs': 'fn main() {}\n',
  '.github/slipway.yml': `version: 1
release: { notes: none }
packages:
  tool:
    targets: [x86_64-unknown-linux-musl]
destinations:
  - name: github
`,
}

/** What mode `release` would plan for the workspace. */
const planOf = (commit: string): Plan =>
  sealPlan({
    version: 1,
    commit,
    releases: [
      {
        package: 'tool',
        ecosystem: 'cargo',
        path: '.',
        version: '1.0.0',
        tag,
        channel: 'stable',
        prerelease: false,
        commit,
        date: '2026-03-01',
        bins: ['tool'],
        targets: [{ target: 'x86_64-unknown-linux-musl', artifact, folder: '', optional: false }],
      },
    ],
    destinations: [{ name: 'github', kind: 'github-release', needs: [], releases: [tag] }],
  })

export interface Clients {
  /** Makes a command of a client that sends a load. */
  command(client: Client, load: Load): Promise<Command>
  close(): Promise<void>
}

/** Whether a program is there to be measured. */
export async function isThere(program: string): Promise<boolean> {
  try {
    await promisify(execFile)(program, ['--version'])
    return true
  } catch {
    return false
  }
}

/** Makes the checkout and its plan. `node` runs the action, `entry` is its built file. */
export async function prepareClients(
  folder: string,
  server: Server,
  { node, entry }: { readonly node: string; readonly entry: string },
): Promise<Clients> {
  const repository = await makeRepository(folder, workspace)
  const commit = await repository.git('rev-parse', 'HEAD')
  // A step keeps its receipts as an artifact; that is part of what it takes, and of its memory.
  const service = await startLocalGitHub({
    repository: 'acme/tools',
    gitDirectory: repository.remote,
    folder: join(folder, 'service'),
  })
  let runs = 0
  const step = {
    GITHUB_WORKSPACE: repository.root,
    GITHUB_REPOSITORY: 'acme/tools',
    GITHUB_API_URL: server.origin,
    // Not github.com, whose limit of writes the action keeps to: it would be the limit that is measured.
    GITHUB_SERVER_URL: service.serverUrl,
    ACTIONS_RESULTS_URL: service.resultsUrl,
    GITHUB_SHA: commit,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'bench',
  }
  const plan = encodePlan(planOf(commit))
  const base = { PATH: process.env['PATH'] ?? '', HOME: folder }

  const slipway = async (load: Load): Promise<Command> => {
    // A fresh runner each time: what an earlier step left in its folder is not there to be read.
    const temporary = join(folder, 'temp')
    await rm(temporary, { recursive: true, force: true })
    await mkdir(temporary, { recursive: true })
    const runner = await mkdtemp(join(temporary, 'step-'))
    await writeFile(join(runner, 'output'), '')
    await writeFile(join(runner, 'summary'), '')
    return {
      argv: [node, entry],
      cwd: repository.root,
      env: {
        ...base,
        ...step,
        GITHUB_RUN_ID: String(++runs),
        ACTIONS_RUNTIME_TOKEN: service.runtimeToken({ runId: runs, jobId: 'bench' }),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        RUNNER_TEMP: temporary,
        GITHUB_OUTPUT: join(runner, 'output'),
        GITHUB_STEP_SUMMARY: join(runner, 'summary'),
        INPUT_MODE: 'distribute',
        INPUT_TOKEN: 'x',
        INPUT_PLAN: plan,
        INPUT_ARTIFACTS: load.artifacts,
      },
    }
  }
  const curl = async (load: Load): Promise<Command> => ({
    argv: [
      'xargs',
      `-P${atOnce}`,
      '-I{}',
      'curl',
      '--silent',
      '--show-error',
      '--fail',
      '--output',
      '/dev/null',
      '--request',
      'POST',
      '--header',
      'content-type: application/octet-stream',
      '--upload-file',
      '{}',
      `${await server.uploadUrl()}?name={}`,
    ],
    cwd: join(load.artifacts, artifact),
    env: base,
    input: load.files.map(({ name }) => `${name}\n`).join(''),
  })
  const gh = async (load: Load): Promise<Command> => {
    const settings = join(folder, 'gh')
    await mkdir(settings, { recursive: true })
    return {
      argv: [
        'gh',
        'release',
        'create',
        tag,
        '--repo',
        'github.localhost/acme/tools',
        '--title',
        tag,
        '--notes',
        '',
        ...load.files.map(({ name }) => name),
      ],
      cwd: join(load.artifacts, artifact),
      env: {
        ...base,
        // gh speaks plain HTTP to this host only, and finds it through a proxy; the address for uploads it takes as it is told.
        GH_HOST: 'github.localhost',
        HTTP_PROXY: server.origin,
        GH_ENTERPRISE_TOKEN: 'x',
        GH_TOKEN: 'x',
        GH_CONFIG_DIR: settings,
        GH_PROMPT_DISABLED: '1',
        GH_NO_UPDATE_NOTIFIER: '1',
      },
    }
  }
  const make = { slipway, curl, gh }
  return { command: async (client, load) => make[client](load), close: async () => service.close() }
}
