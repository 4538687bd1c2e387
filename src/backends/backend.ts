import type { z } from 'zod'
import type { Asset } from '../assets/asset.ts'
import type { Host, Reader } from '../host/host.ts'
import type { PlannedRelease } from '../plan/types.ts'

/** What one destination is to publish of one release. */
export interface ReleaseView {
  /** Name of the destination. */
  readonly destination: string
  readonly release: PlannedRelease
  /** Its tag exists already. */
  readonly tagged: boolean
  /** What the release says, Markdown; `generated`: GitHub writes it. */
  readonly notes: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'generated' }
  /** Sorted by name; filtered as the destination's configuration says. */
  readonly assets: readonly Asset[]
  /** Every release that this destination gets, for what happens once a run. */
  readonly all: readonly PlannedRelease[]
  /** Folder of the checkout. */
  readonly root: string
}

/** One thing that a destination will hold. Plain JSON: it is printed, compared and kept. */
export interface Item {
  /** Canonical, printable, without secret: `s3://bucket/v1/a.tgz`. One address is one item, however many releases ask for it. */
  readonly address: string
  readonly action: 'create' | 'keep' | 'replace' | 'conflict'
  /** Why that action: `absent`, `same digest`, … */
  readonly why: string
  /** Absent for a draft, a seal, an index. */
  readonly asset?: Asset
  /** Addresses of the same destination that must be done first. */
  readonly after: readonly string[]
  /** Where it is, for an item that is kept. */
  readonly url?: string
  /** What the plan compared, for an item that is kept: it is not looked at a second time. */
  readonly proof?: Proof
  /** Done in mode release already, before anything is built: it promises users nothing (a draft). */
  readonly early?: boolean
  /** What `publish` needs to know beyond the asset. JSON, written by `plan` and read by `publish` of the same backend. */
  readonly detail?: unknown
}

export interface Receipt {
  readonly address: string
  readonly did: 'created' | 'replaced' | 'kept'
  /** Bytes; 0 for what is no file. */
  readonly size: number
  /** Lower-case hex; empty for what is no file. */
  readonly sha256: string
  readonly url?: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** What `verify` needs to know. JSON, written by `publish` and read by `verify` of the same backend. */
  readonly detail?: unknown
}

export type Proof = 'digest' | 'size' | 'presence'
export type Verdict = { readonly ok: true; readonly by: Proof } | { readonly ok: false; readonly why: string }

/** The parser of a kind's configuration; documentation, JSON Schema and redaction come from it, too. */
export type Schema<C> = z.ZodType<C>

/** The code that serves one kind of destination. */
export interface Backend<C> {
  /** `github-release`, `s3`, `homebrew`, … */
  readonly kind: string
  readonly config: Schema<C>
  readonly verifies: Proof
  /** `tag`: it can only hold what has a tag; a build without one is skipped with that reason. */
  takes(config: C): 'tag' | 'any'
  /** Whether it asks the receipts of earlier attempts what is done, since its destination cannot be asked. */
  readonly remembers: boolean
  /** Items that may be under way at once; the configuration can say another number. */
  readonly parallel: number
  /** What has to be done, from a look at the other side. Writes nothing. Stable: the same for any order of the assets. */
  plan(config: C, release: ReleaseView, reader: Reader): Promise<readonly Item[]>
  /** Does one item: looks again, then writes. Done a second time, it writes nothing. A conflict throws `UserError('CONFLICT')`. */
  publish(config: C, item: Item, host: Host): Promise<Receipt>
  /** Reads back what a receipt says. */
  verify(config: C, receipt: Receipt, reader: Reader): Promise<Verdict>
  /** Whether these credentials can write here, found without writing; `undefined` where that cannot be told. */
  probe?(config: C, reader: Reader): Promise<Verdict | undefined>
}

/** A backend together with the configuration of one destination. */
export interface BoundBackend {
  readonly kind: string
  readonly takes: 'tag' | 'any'
  readonly remembers: boolean
  readonly parallel: number
  /** Names of the environment variables that hold its secrets. */
  readonly secrets: readonly string[]
  plan(release: ReleaseView, reader: Reader): Promise<readonly Item[]>
  publish(item: Item, host: Host): Promise<Receipt>
  verify(receipt: Receipt, reader: Reader): Promise<Verdict>
  /** See {@link Backend.probe}; `undefined` for a kind that cannot be asked. */
  probe(reader: Reader): Promise<Verdict | undefined>
}
