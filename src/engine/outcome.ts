import type { Item, Receipt, Verdict } from '../backends/backend.ts'

/** What became of one item. */
export type ItemOutcome = { readonly item: Item; readonly release: string } & (
  | {
      readonly kind: 'done'
      readonly receipt: Receipt
      readonly verdict: Verdict & { readonly ok: true }
      readonly milliseconds: number
    }
  | { readonly kind: 'failed'; readonly error: Failure; readonly milliseconds: number }
  | { readonly kind: 'not started'; readonly why: string }
)

/** An error as a report shows it. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

export type Status = 'succeeded' | 'failed' | 'blocked' | 'skipped'

/** What became of one destination. */
export interface DestinationOutcome {
  readonly name: string
  readonly kind: string
  readonly required: boolean
  readonly status: Status
  /** Why it failed, was blocked or was skipped; empty for success. */
  readonly why: string
  readonly hint?: string
  readonly items: readonly ItemOutcome[]
  readonly milliseconds: number
}

export interface Counts {
  readonly created: number
  readonly replaced: number
  readonly kept: number
  readonly failed: number
}

/** What a run of distribution did. JSON, with the digest of the plan that it followed. */
export interface Report {
  readonly plan: string
  readonly dryRun: boolean
  readonly outcomes: readonly DestinationOutcome[]
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly endedAt: string
}

export function countItems(items: readonly ItemOutcome[]): Counts {
  const did = (what: Receipt['did']): number =>
    items.filter((each) => each.kind === 'done' && each.receipt.did === what).length
  return {
    created: did('created'),
    replaced: did('replaced'),
    kept: did('kept'),
    failed: items.filter(({ kind }) => kind === 'failed').length,
  }
}
