import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Asset } from '../../src/assets/asset.ts'
import type { Backend, Item, Proof, Receipt, ReleaseView, Schema, Verdict } from '../../src/backends/backend.ts'
import type { Clock, Host, Reader } from '../../src/host/host.ts'
import type { PlannedRelease } from '../../src/plan/types.ts'
import { verifiedAsset } from '../../src/verify/verify.ts'
import { simulatedClock, type SimulatedClock } from '../support/clock.ts'
import type { Remote } from './remote.ts'

/** What a law is held against. */
export interface Subject {
  readonly kind: string
  readonly verifies: Proof
  /** Parses what stands under `with`. */
  readonly schema: Schema<unknown>
  /** Why it takes no empty file, where it takes none. */
  readonly refusesEmpty: string | undefined
  /** A fresh, empty server, with the backend configured for it. It is closed when the law has been tried. */
  open(): Promise<Trial>
}

/** A backend in front of its server. */
export interface Trial {
  readonly remote: Remote
  readonly clock: SimulatedClock
  /** All that was logged, one entry per line. */
  readonly log: readonly string[]
  /** A file on disk as an asset. */
  asset(name: string, content: Uint8Array | string): Promise<Asset>
  view(assets: readonly Asset[]): ReleaseView
  /** A fresh host, which remembers nothing of what another one saw. `onSleep` is called before each wait. */
  host(options?: { readonly signal?: AbortSignal; readonly onSleep?: () => void }): Host
  plan(assets: readonly Asset[], reader?: Reader): Promise<readonly Item[]>
  publish(item: Item, host?: Host): Promise<Receipt>
  verify(receipt: Receipt, reader?: Reader): Promise<Verdict>
  /** Carries a plan out in the order that its items ask for; ends at the first failure, as a run that is cut off. */
  publishAll(items: readonly Item[]): Promise<readonly Receipt[]>
}

export interface SubjectOptions<C> {
  readonly backend: Backend<C>
  readonly remote: () => Promise<Remote>
  readonly refusesEmpty?: string
}

export const subjectOf = <C>({ backend, remote, refusesEmpty }: SubjectOptions<C>): Subject => ({
  kind: backend.kind,
  verifies: backend.verifies,
  schema: backend.config,
  refusesEmpty,
  open: async () => trialOf(backend, await remote()),
})

const baseRelease: PlannedRelease = {
  package: 'tool',
  ecosystem: 'generic',
  path: '.',
  version: '1.0.0',
  tag: 'v1.0.0',
  channel: 'stable',
  prerelease: false,
  commit: '1234567890abcdef1234567890abcdef12345678',
  date: '2026-03-01',
  bins: ['tool'],
  targets: [],
}

async function trialOf<C>(backend: Backend<C>, remote: Remote): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-kit-'))
  const config = backend.config.parse(remote.config)
  const clock = simulatedClock({ start: Date.now() })
  const log: string[] = []
  const write = (line: string): void => void log.push(line)
  const past = new Map<string, Receipt>()
  const host: Trial['host'] = ({ signal = new AbortController().signal, onSleep = () => undefined } = {}) => {
    const telling = (each: Clock): Clock => ({
      now: () => each.now(),
      random: () => each.random(),
      sleep: async (ms, until) => {
        onSleep()
        await each.sleep(ms, until)
      },
    })
    return remote.host({
      clock: telling(clock),
      inside: telling(clock.inside),
      busy: async (work) => clock.busy(work),
      signal,
      log: { debug: write, info: write, warning: write, group: async (_title, body) => body() },
      memory: { done: (address) => past.get(address) },
    })
  }
  const release = { ...baseRelease, ...remote.release }
  const view: Trial['view'] = (assets) => ({
    destination: 'kit',
    release,
    tagged: false,
    notes: { kind: 'text', text: 'Notes.' },
    assets,
    all: [release],
    root: remote.root ?? folder,
  })
  const publish: Trial['publish'] = async (item, on = host()) => {
    const receipt = await backend.publish(config, item, on)
    past.set(receipt.address, receipt)
    return receipt
  }
  let files = 0
  return {
    remote: {
      ...remote,
      close: async () => {
        await remote.close()
        await rm(folder, { recursive: true, force: true })
      },
    },
    clock,
    log,
    host,
    view,
    asset: async (name, content) => {
      // Under a name of its own: what a backend makes of the asset's name must not come from here.
      const path = join(folder, String(files++), 'source')
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return verifiedAsset(
        { name, path, package: release.package, target: '', role: 'file' },
        { size: Buffer.byteLength(content), sha256: createHash('sha256').update(content).digest('hex') },
      )
    },
    plan: async (assets, reader = host()) => backend.plan(config, view(assets), reader),
    publish,
    verify: async (receipt, reader = host()) => backend.verify(config, receipt, reader),
    publishAll: async (items) => {
      const receipts: Receipt[] = []
      const on = host()
      let left = items
      while (left.length > 0) {
        const done = new Set(receipts.map(({ address }) => address))
        const ready = left.filter(({ after }) => after.every((address) => done.has(address)))
        if (ready.length === 0) throw new Error('items come after one another in a circle, or after what is no item')
        for (const item of ready) receipts.push(await publish(item, on))
        left = left.filter((item) => !ready.includes(item))
      }
      return receipts
    },
  }
}
