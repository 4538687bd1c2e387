import type { Destination } from '../config/config.ts'
import type { DestinationOutcome, ItemOutcome } from './outcome.ts'
import type { DestinationPlan, PlannedItem } from './plan-destinations.ts'
import { wave, type Engine } from './wave.ts'

/** An {@link Engine} that is also told how each destination ended. */
export interface Distribution extends Engine {
  onOutcome(outcome: DestinationOutcome): void
}

/** Milliseconds that one destination may take where its configuration says nothing: what a job on a hosted runner may take. */
const destinationTime = 6 * 60 * 60_000

/**
 * Carries the plans out: each destination starts when all that it needs have succeeded, independent ones run beside each other,
 * and what one of them throws stays with it. Answers in the order of the configuration.
 */
export async function runDestinations(
  plans: readonly DestinationPlan[],
  engine: Distribution,
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
  engine: Distribution,
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
  engine: Distribution,
): Promise<DestinationOutcome> {
  // Seconds ago the plan looked at everything; what it saw serves the first writes.
  let host = engine.planned(destination) ?? engine.host(destination)
  const { clock, signal } = host
  const began = clock.now()
  const deadline = began + (destination.timeout ?? destinationTime)
  const outcomes = new Map<string, ItemOutcome>()
  let left = planned
  while (left.length > 0) {
    const isDone = (address: string): boolean => outcomes.get(address)?.kind === 'done'
    const ready = left.filter(({ item }) => item.after.every(isDone))
    if (ready.length === 0 || signal.aborted) break
    const through = await wave({ destination, ready, others: left, deadline, engine, host })
    host = through.host
    for (const outcome of through.outcomes) outcomes.set(outcome.item.address, outcome)
    left = left.filter(({ item }) => !outcomes.has(item.address))
  }
  const why = signal.aborted ? 'the run was cancelled' : 'what it comes after failed'
  const inOrder = planned.flatMap(({ item }) => outcomes.get(item.address) ?? [])
  const items = [...inOrder, ...notStarted(left, why)]
  const failed = items.flatMap((each) => (each.kind === 'failed' ? [each] : []))
  const [first] = failed
  const base = { ...ended(destination, 'succeeded', ''), items, milliseconds: clock.now() - began }
  if (first !== undefined) {
    const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : ''
    const hint = first.error.hint === undefined ? {} : { hint: first.error.hint }
    return { ...base, status: 'failed', why: `${first.error.message}${more}`, ...hint }
  }
  if (left.length === 0) return base
  const cancelled = `the run was cancelled after ${inOrder.length} of ${planned.length} items`
  const stuck = `${left.length} items come after one another in a circle`
  return { ...base, status: 'failed', why: signal.aborted ? cancelled : stuck }
}

/** Whether an outcome of a destination stops the step from succeeding. */
export const isFailure = ({ required, status }: Pick<DestinationOutcome, 'required' | 'status'>): boolean =>
  required && (status === 'failed' || status === 'blocked')
