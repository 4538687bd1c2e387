import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalGitHub, type Fault, type FaultPlan, type LocalGitHub } from '../../local/github.ts'
import type { Asset } from '../../src/assets/asset.ts'
import type { BoundBackend } from '../../src/backends/backend.ts'
import { backends } from '../../src/backends/registry.ts'
import type { Destination } from '../../src/config/config.ts'
import { runDestinations } from '../../src/engine/distribute.ts'
import type { DestinationOutcome } from '../../src/engine/outcome.ts'
import { conflictsOf, planDestination, type DestinationPlan, type Product } from '../../src/engine/plan-destinations.ts'
import { governed } from '../../src/github/governed.ts'
import { governor } from '../../src/github/governor.ts'
import { nodeFiles } from '../../src/host/files.ts'
import { nodeGitHub } from '../../src/host/github.ts'
import type { GitHubReader, GitHubWriter, Host } from '../../src/host/host.ts'
import { nodeHttp } from '../../src/host/http.ts'
import type { PlannedRelease } from '../../src/plan/types.ts'
import { verifiedAsset } from '../../src/verify/verify.ts'
import { simulatedClock, type SimulatedClock } from './clock.ts'
import { git, makeRepository, type Repository } from './repository.ts'

/** A repository on a local GitHub, and what is to be released of it. Nothing here knows real time but the deadlines of connections. */
export interface Stage {
  readonly github: LocalGitHub
  /** Goes with the stage. */
  readonly folder: string
  readonly repository: Repository
  readonly product: Product
  /** Plans and distributes once, with nothing remembered of an earlier run. */
  run(options?: RunOptions): Promise<Run>
  /** A file on disk as an asset. */
  asset(name: string, content: Uint8Array | string): Promise<Asset>
  tagAt(tag: string): Promise<string | undefined>
  /** Lets time pass. */
  advance(ms: number): void
  close(): Promise<void>
}

export interface StageOptions {
  readonly immutable?: boolean
  readonly release?: Partial<PlannedRelease>
  /** Taken over from another stage, which closes it. */
  readonly repository?: Repository
}

export interface RunOptions {
  readonly product?: Product
  readonly products?: readonly Product[]
  /** What the destination is configured with. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Called before a request is sent, with its number from 0 among the writes or among the reads. */
  readonly onRequest?: (request: Sent) => void
  /** Milliseconds of real time after which an answer is not waited for any more. */
  readonly patience?: number
  readonly signal?: AbortSignal
  /** The process is gone before its request of this number, reads and writes together: nothing it would still do happens. */
  readonly dieAt?: number
  readonly random?: () => number
}

/** A request on its way out. */
export interface Sent {
  readonly kind: 'read' | 'write'
  readonly number: number
  /** The matcher of a fault that strikes this request. */
  readonly match: NonNullable<FaultPlan['match']>
}

export type Run =
  | {
      readonly kind: 'ended'
      readonly outcome: DestinationOutcome
      readonly plan: DestinationPlan
      readonly log: string
    }
  | { readonly kind: 'refused'; readonly messages: readonly string[]; readonly log: string }
  | { readonly kind: 'died'; readonly log: string }

export const identity = { package: 'tool', version: '1.0.0', tag: 'v1.0.0' } as const

export async function makeStage(options: StageOptions = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-stage-'))
  const repository = options.repository ?? (await makeRepository(folder, { 'README.md': '# Tool\n' }))
  const commit = await repository.git('rev-parse', 'HEAD')
  let clock = simulatedClock()
  const github = await startLocalGitHub({
    repository: 'acme/tools',
    gitDirectory: repository.remote,
    folder: join(folder, 'github'),
    immutable: options.immutable ?? false,
    now: () => clock.now(),
  })
  const release: PlannedRelease = {
    ...identity,
    ecosystem: 'generic',
    path: '.',
    channel: 'stable',
    prerelease: false,
    commit,
    date: '2026-03-01',
    bins: [],
    targets: [],
    ...options.release,
  }
  const asset: Stage['asset'] = async (name, content) => {
    const path = join(await mkdtemp(join(folder, 'asset-')), 'file')
    await writeFile(path, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    return verifiedAsset(
      { name, path, package: release.package, target: '', role: 'file' },
      { size: Buffer.byteLength(content), sha256 },
    )
  }
  const product: Product = { release, tagged: false, notes: { kind: 'text', text: 'Notes.' }, assets: [] }
  return {
    github,
    folder,
    repository,
    product,
    asset,
    run: async (run = {}) => {
      // A run begins a while after the one before it, with a clock whose leftovers wake nobody.
      clock.stop()
      clock = simulatedClock({
        start: clock.now() + 30_000,
        ...(run.random === undefined ? {} : { random: run.random }),
      })
      return runOnce({ github, folder, clock, products: run.products ?? [run.product ?? product], run })
    },
    advance: (ms) => {
      const start = clock.now() + ms
      clock.stop()
      clock = simulatedClock({ start })
    },
    tagAt: async (tag) => git(repository.remote, 'rev-parse', `refs/tags/${tag}^{commit}`).catch(() => undefined),
    close: async () => {
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function githubBackend(config: Readonly<Record<string, unknown>>): Promise<BoundBackend> {
  const opened = (await backends['github-release']?.())?.open(config)
  if (opened?.ok !== true) throw new Error(`not a configuration: ${JSON.stringify(opened)}`)
  return opened.backend
}

interface Once {
  readonly github: LocalGitHub
  readonly folder: string
  readonly clock: SimulatedClock
  readonly products: readonly Product[]
  readonly run: RunOptions
}

async function runOnce({ github, folder, clock, products, run }: Once): Promise<Run> {
  const never = new AbortController()
  const signal = run.signal ?? never.signal
  const lines: string[] = []
  const log = (): string => lines.join('\n')
  const patience = run.patience ?? 20_000
  const http = nodeHttp({
    clock: clock.inside,
    signal,
    limits: { connect: patience, idle: patience, answer: patience, total: patience, slowest: 1e9, grace: 5000 },
  })
  const raw = nodeGitHub({
    retryBase: 1,
    repository: 'acme/tools',
    server: 'https://github.com',
    api: github.apiUrl,
    token: github.token,
    http,
    clock: clock.inside,
    signal,
    deadline: patience,
  })
  const gate = governor({ clock, signal, counted: true, onPause: () => undefined })
  const { github: watching, death, flying } = watched(raw, clock, run)
  const { github: paced } = governed(watching, gate, clock)
  const base: Host = {
    log: {
      debug: (line) => lines.push(line),
      info: (line) => lines.push(line),
      warning: (line) => lines.push(line),
      group: async (_title, body) => body(),
    },
    clock,
    signal,
    files: nodeFiles(folder, folder),
    http,
    github: paced,
    commands: {
      look: async () => Promise.reject(new Error('no commands here')),
      check: async () => Promise.reject(new Error('no commands here')),
      run: async () => Promise.reject(new Error('no commands here')),
    },
    memory: { done: () => undefined },
    link: () => undefined,
    secret: () => '',
    baseEnvironment: {},
  }
  const destination: Destination = {
    name: 'github',
    kind: 'github-release',
    required: true,
    needs: [],
    where: { file: 'slipway.yml', line: 1, column: 1 },
    backend: await githubBackend(run.config ?? {}),
  }
  const work = async (): Promise<Run> => {
    const planner = { ...base }
    const plan = await planDestination(destination, products, folder, planner)
    if (plan.kind === 'failed')
      return { kind: 'refused', messages: plan.errors.map(({ message }) => message), log: log() }
    const conflicts = conflictsOf([plan])
    if (conflicts.length > 0) return { kind: 'refused', messages: conflicts.map(({ message }) => message), log: log() }
    const [outcome] = await runDestinations([plan], {
      host: () => ({ ...base }),
      planned: () => planner,
      onReceipt: () => undefined,
      onOutcome: () => undefined,
    })
    if (outcome === undefined) throw new Error('a plan without an outcome')
    return { kind: 'ended', outcome, plan, log: log() }
  }
  const ended = await Promise.race([work(), death.then((): Run => ({ kind: 'died', log: log() }))])
  if (ended.kind === 'died') {
    clock.stop()
    // What was on its way arrives all the same.
    await Promise.allSettled(flying)
  }
  return ended
}

interface Watched {
  readonly github: GitHubReader & GitHubWriter
  /** Resolves when the process is gone. */
  readonly death: Promise<void>
  /** Requests under way. */
  readonly flying: ReadonlySet<Promise<unknown>>
}

/** GitHub with every request told of before it goes, and time standing still while it is under way. */
function watched(
  github: GitHubReader & GitHubWriter,
  clock: SimulatedClock,
  { onRequest = () => undefined, dieAt = Infinity }: RunOptions,
): Watched {
  const numbers = { read: 0, write: 0 }
  const flying = new Set<Promise<unknown>>()
  let die = (): void => undefined
  const death = new Promise<void>((resolve) => (die = resolve))
  const send = async <T>(kind: Sent['kind'], match: Sent['match'], work: () => Promise<T>): Promise<T> =>
    clock.busy(async () => {
      if (numbers.read + numbers.write >= dieAt) {
        die()
        return new Promise<never>(() => undefined)
      }
      onRequest({ kind, number: numbers[kind]++, match })
      const request = work()
      flying.add(request)
      try {
        return await request
      } finally {
        flying.delete(request)
      }
    })
  const watching: GitHubReader & GitHubWriter = {
    ...github,
    read: async (route, parameters) =>
      send('read', matchOf(route, parameters), async () => github.read(route, parameters)),
    write: async (route, parameters) =>
      send('write', matchOf(route, parameters), async () => github.write(route, parameters)),
    upload: async (url, file) => {
      const { pathname, searchParams } = new URL(url)
      const path = new RegExp(`^${escaped(pathname)}$`)
      const match = { method: 'POST', host: 'uploads', path, query: Object.fromEntries(searchParams) } as const
      return send('write', match, async () => github.upload(url, file))
    },
  }
  return { github: watching, death, flying }
}

/** What a request of a route looks like to the server. */
function matchOf(route: string, parameters: object): Sent['match'] {
  const [method = '', template = ''] = route.split(' ')
  const path = template.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) return escaped(part)
    const value = Reflect.get(parameters, name) as string | number | undefined
    return value === undefined ? '[^/]+' : `(?:${escaped(String(value))}|${escaped(encodeURIComponent(String(value)))})`
  })
  return { method, host: 'api', path: new RegExp(`^${path.join('')}$`) }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Strikes the request of a number with a fault. */
export const striking =
  (github: LocalGitHub, kind: Sent['kind'], number: number, fault: Fault) =>
  (request: Sent): void => {
    if (request.kind === kind && request.number === number) github.faults.next({ match: request.match, fault })
  }
