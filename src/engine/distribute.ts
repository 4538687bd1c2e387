import type { Receipt, Verdict } from '../backends/backend.ts'
import type { Destination } from '../config/config.ts'
import { messageOf, mistakesOf } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { withDeadline } from './deadline.ts'
import { countItems, type DestinationOutcome, type Failure, type ItemOutcome } from './outcome.ts'
import type { DestinationPlan, PlannedItem } from './plan-destinations.ts'
import { pool } from './pool.ts'

export interface Engine {
  /** A fresh host of a destination: what it has seen before is not remembered in it. */
  host(destination: Destination): Host
  /** Called with every receipt as it comes, so that a run that is cut off is remembered, too. */
  onReceipt(destination: string, receipt: Receipt, planned: PlannedItem): void
  onOutcome(outcome: DestinationOutcome): void
}

/** Items of one destination under way at once. */
const itemsAtOnce = 5

/** Milliseconds that one destination may take where its configuration says nothing. */
const destinationTime = 60 * 60_000

/**
 * Carries the plans out: each destination starts when all that it needs have succeeded, independent ones run beside each other,
 * and what one of them throws stays with it. Answers in the order of the configuration.
 */
export async function runDestinations(
  plans: readonly DestinationPlan[],
  engine: Engine,
): Promise<readonly DestinationOutcome[]> {
  const running = new Map<string, Promise<DestinationOutcome>>()
  const start = async (plan: DestinationPlan): Promise<DestinationOutcome> => {
    const known = running.get(plan.destination.name)
    if (known !== undefined) return known
    const outcome = after(plan, plans, start, engine).then((ended) => {
      engine.onOutcome(ended)
      return ended
    })
    running.set(plan.destination.name, outcome)
    return outcome
  }
  return Promise.all(plans.map(start))
}

/** Waits for what a destination needs, then runs it, or says by what it is blocked. */
async function after(
  plan: DestinationPlan,
  plans: readonly DestinationPlan[],
  start: (plan: DestinationPlan) => Promise<DestinationOutcome>,
  engine: Engine,
): Promise<DestinationOutcome> {
  const { destination } = plan
  if (plan.kind === 'skipped') return ended(destination, 'skipped', plan.why)
  if (plan.kind === 'failed') return failedPlan(plan)
  const needed = await Promise.all(plans.filter((each) => destination.needs.includes(each.destination.name)).map(start))
  const wanting = needed.filter(({ status }) => status === 'failed' || status === 'blocked')
  if (wanting.length > 0) {
    return {
      ...ended(
        destination,
        'blocked',
        `it needs ${wanting.map(({ name, status }) => `${name}, which ${status === 'failed' ? 'failed' : 'is blocked'}`).join(', and ')}`,
      ),
      items: notStarted(plan.items, 'blocked'),
    }
  }
  const passed = needed.filter(({ status }) => status === 'skipped')
  if (passed.length > 0)
    return {
      ...ended(
        destination,
        'skipped',
        `it needs ${passed.map(({ name, why }) => `${name}, which was skipped (${why})`).join(', and ')}`,
      ),
      items: notStarted(plan.items, 'skipped'),
    }
  return runDestination(destination, plan.items, engine)
}

const ended = (destination: Destination, status: DestinationOutcome['status'], why: string): DestinationOutcome => ({
  name: destination.name,
  kind: destination.kind,
  required: destination.required,
  status,
  why,
  items: [],
  milliseconds: 0,
})

/** The outcome of a destination whose plan failed. */
export function failedPlan({ destination, errors }: Extract<DestinationPlan, { kind: 'failed' }>): DestinationOutcome {
  const hint = errors.map((error) => error.hint).find((text) => text !== undefined)
  return {
    ...ended(destination, 'failed', errors.map(({ message }) => message).join('; ')),
    ...(hint === undefined ? {} : { hint }),
  }
}

/** The outcome of a destination that was not begun, with its items. */
export function notBegun(plan: DestinationPlan, status: DestinationOutcome['status'], why: string): DestinationOutcome {
  switch (plan.kind) {
    case 'planned':
      return { ...ended(plan.destination, status, why), items: notStarted(plan.items, why) }
    case 'skipped':
      return ended(plan.destination, 'skipped', plan.why)
    case 'failed':
      return failedPlan(plan)
  }
}

const notStarted = (items: readonly PlannedItem[], why: string): readonly ItemOutcome[] =>
  items.map(({ item, release }) => ({ kind: 'not started', item, release, why }))

/** Publishes and verifies in waves: an item begins when all that it comes after is done and verified. */
async function runDestination(
  destination: Destination,
  planned: readonly PlannedItem[],
  engine: Engine,
): Promise<DestinationOutcome> {
  const host = engine.host(destination)
  const began = host.clock.now()
  const deadline = began + (destination.timeout ?? destinationTime)
  const outcomes = new Map<string, ItemOutcome>()
  let left = planned
  while (left.length > 0) {
    const isDone = (address: string): boolean => outcomes.get(address)?.kind === 'done'
    const ready = left.filter(({ item }) => item.after.every(isDone))
    if (ready.length === 0 || host.signal.aborted) break
    for (const outcome of await wave(destination, ready, deadline, engine)) outcomes.set(outcome.item.address, outcome)
    left = left.filter(({ item }) => !outcomes.has(item.address))
  }
  const why = host.signal.aborted ? 'the run was cancelled' : 'what it comes after failed'
  const items = [...outcomes.values(), ...notStarted(left, why)]
  const failed = items.flatMap((each) => (each.kind === 'failed' ? [each] : []))
  const [first] = failed
  const base = { ...ended(destination, 'succeeded', ''), items, milliseconds: host.clock.now() - began }
  if (first !== undefined) {
    const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : ''
    return {
      ...base,
      status: 'failed',
      why: `${first.error.message}${more}`,
      ...(first.error.hint === undefined ? {} : { hint: first.error.hint }),
    }
  }
  if (left.length > 0)
    return {
      ...base,
      status: 'failed',
      why: host.signal.aborted
        ? `cancelled after ${countItems(items).created} of ${planned.length}`
        : `${left.length} items come after one another in a circle`,
    }
  return base
}

/** Publishes what is ready, then reads it back with a fresh host, so that nothing is believed because it was just written. */
async function wave(
  destination: Destination,
  ready: readonly PlannedItem[],
  deadline: number,
  engine: Engine,
): Promise<readonly ItemOutcome[]> {
  const { backend } = destination
  if (backend === undefined) throw new Error(`${destination.name} has no backend`)
  const writer = engine.host(destination)
  const published = await pool(ready, itemsAtOnce, async (planned): Promise<Published> => {
    const { item } = planned
    const began = writer.clock.now()
    if (writer.signal.aborted) return { planned, kind: 'not started' }
    try {
      const receipt = await withDeadline(
        writer.clock,
        Math.max(0, deadline - began),
        `${destination.name}: ${item.address}`,
        backend.publish(item, writer),
      )
      engine.onReceipt(destination.name, receipt, planned)
      return { planned, kind: 'published', receipt, began }
    } catch (thrown) {
      return { planned, kind: 'failed', error: failureOf(thrown, writer), began }
    }
  })
  const reader = engine.host(destination)
  return pool(published, itemsAtOnce, async (result): Promise<ItemOutcome> => {
    const { item, release } = result.planned
    switch (result.kind) {
      case 'not started':
        return { item, release, kind: 'not started', why: 'the run was cancelled' }
      case 'failed':
        return { item, release, kind: 'failed', error: result.error, milliseconds: writer.clock.now() - result.began }
      case 'published': {
        const milliseconds = writer.clock.now() - result.began
        const verdict = await verified(result.receipt, destination, reader, deadline)
        if (verdict.ok) return { item, release, kind: 'done', receipt: result.receipt, verdict, milliseconds }
        return {
          item,
          release,
          kind: 'failed',
          error: {
            code: 'NOT_VERIFIED',
            message: `${item.address} was written, but reading it back says: ${verdict.why}`,
            hint: 'Run it again: it looks first and repairs what differs.',
          },
          milliseconds,
        }
      }
    }
  })
}

type Published = { readonly planned: PlannedItem } & (
  | { readonly kind: 'published'; readonly receipt: Receipt; readonly began: number }
  | { readonly kind: 'failed'; readonly error: Failure; readonly began: number }
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

/** Whether an outcome of a destination stops the step from succeeding. */
export const isFailure = ({ required, status }: Pick<DestinationOutcome, 'required' | 'status'>): boolean =>
  required && (status === 'failed' || status === 'blocked')
