import type { Receipt, Verdict } from '../backends/backend.ts'
import type { Destination } from '../config/config.ts'
import { messageOf, mistakesOf } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { withDeadline } from './deadline.ts'
import type { Failure, ItemOutcome } from './outcome.ts'
import type { PlannedItem } from './plan-destinations.ts'
import { pool } from './pool.ts'

/** What carries plans out, and what it tells of that. */
export interface Engine {
  /** A fresh host of a destination: what it has seen before is not remembered in it. */
  host(destination: Destination): Host
  /** The host that the plan of a destination was made with, while what it saw is still fresh. */
  planned(destination: Destination): Host | undefined
  /** Called with every receipt as it comes, so that a run that is cut off is remembered, too. */
  onReceipt(destination: string, receipt: Receipt, planned: PlannedItem): void
}

interface Wave {
  readonly destination: Destination
  readonly ready: readonly PlannedItem[]
  /** Every item that is still to be done, the ready ones included. */
  readonly others: readonly PlannedItem[]
  readonly deadline: number
  readonly engine: Engine
  readonly host: Host
}

/**
 * Publishes what is ready, then reads it back with a fresh host, so that nothing is believed because it was just written. That
 * host goes on to the next wave: what it has just read need not be asked again.
 */
export async function wave({
  destination,
  ready,
  others,
  deadline,
  engine,
  host,
}: Wave): Promise<{ readonly outcomes: readonly ItemOutcome[]; readonly host: Host }> {
  const parallel = destination['max-parallel'] ?? destination.backend?.parallel ?? 1
  const published = await pool(ready, parallel, async (planned): Promise<Published> =>
    publishOne(planned, destination, deadline, engine, host),
  )
  // What is no file and has others come after it is proven by them: a draft by its assets.
  const proven = new Set(others.flatMap(({ item }) => item.after))
  const reads = (each: Published): boolean =>
    each.kind === 'published' && (each.planned.item.asset !== undefined || !proven.has(each.planned.item.address))
  const reader = published.some(reads) ? engine.host(destination) : host
  const outcomes = await pool(published, parallel, async (result): Promise<ItemOutcome> => {
    const { item, release } = result.planned
    switch (result.kind) {
      case 'not started':
        return { item, release, kind: 'not started', why: 'the run was cancelled' }
      case 'failed':
        return { item, release, kind: 'failed', error: result.error, milliseconds: result.milliseconds }
      case 'kept':
        return {
          item,
          release,
          kind: 'done',
          receipt: result.receipt,
          verdict: { ok: true, by: item.proof ?? 'presence' },
          milliseconds: 0,
        }
      case 'published': {
        const { receipt, milliseconds } = result
        const verdict: Verdict = reads(result)
          ? await verified(receipt, destination, reader, deadline)
          : { ok: true, by: 'presence' }
        if (verdict.ok) return { item, release, kind: 'done', receipt, verdict, milliseconds }
        const message = `${item.address} was written, but reading it back says: ${verdict.why}`
        const hint = 'Run it again: it looks first and repairs what differs.'
        return { item, release, kind: 'failed', error: { code: 'NOT_VERIFIED', message, hint }, milliseconds }
      }
    }
  })
  return { outcomes, host: reader }
}

async function publishOne(
  planned: PlannedItem,
  destination: Destination,
  deadline: number,
  engine: Engine,
  host: Host,
): Promise<Published> {
  const { item } = planned
  const { clock } = host
  const { backend, name } = destination
  if (backend === undefined) throw new Error(`${name} has no backend`)
  const began = clock.now()
  if (host.signal.aborted) return { planned, kind: 'not started' }
  if (item.action === 'keep' && item.proof !== undefined) {
    // The plan has just compared it: there is nothing to write, and nothing that was written to be read back.
    const receipt: Receipt = {
      address: item.address,
      did: 'kept',
      size: item.asset?.size ?? 0,
      sha256: item.asset?.sha256 ?? '',
      ...(item.url === undefined ? {} : { url: item.url }),
      at: new Date(began).toISOString(),
    }
    engine.onReceipt(name, receipt, planned)
    return { planned, kind: 'kept', receipt }
  }
  try {
    const work = backend.publish(item, host)
    const receipt = await withDeadline(clock, Math.max(0, deadline - began), `${name}: ${item.address}`, work)
    engine.onReceipt(name, receipt, planned)
    return { planned, kind: 'published', receipt, milliseconds: clock.now() - began }
  } catch (thrown) {
    return { planned, kind: 'failed', error: failureOf(thrown, host), milliseconds: clock.now() - began }
  }
}

type Published = { readonly planned: PlannedItem } & (
  | { readonly kind: 'published'; readonly receipt: Receipt; readonly milliseconds: number }
  | { readonly kind: 'kept'; readonly receipt: Receipt }
  | { readonly kind: 'failed'; readonly error: Failure; readonly milliseconds: number }
  | { readonly kind: 'not started' }
)

async function verified(
  receipt: Receipt,
  { backend, name }: Destination,
  reader: Host,
  deadline: number,
): Promise<Verdict> {
  if (backend === undefined) throw new Error(`${name} has no backend`)
  try {
    return await withDeadline(
      reader.clock,
      Math.max(0, deadline - reader.clock.now()),
      `${name}: verifying ${receipt.address}`,
      backend.verify(receipt, reader),
    )
  } catch (thrown) {
    return { ok: false, why: messageOf(thrown) }
  }
}

/** What was thrown, as a report shows it; a bug keeps its stack in the debug log. */
function failureOf(thrown: unknown, host: Host): Failure {
  const [mistake] = mistakesOf(thrown) ?? []
  if (mistake !== undefined)
    return {
      code: mistake.code,
      message: mistake.message,
      ...(mistake.hint === undefined ? {} : { hint: mistake.hint }),
    }
  host.log.debug(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  return { code: 'UNEXPECTED', message: messageOf(thrown), hint: 'Run it again: what is done is kept.' }
}
