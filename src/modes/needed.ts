import type { Destination } from '../config/config.ts'
import type { DestinationPlan } from '../engine/plan-destinations.ts'
import { UserError } from '../errors.ts'

/** Destinations that a step leaves out although one that it does needs them: what they hold is asked, and not changed. */
export const leftOut = (all: readonly Destination[], chosen: readonly Destination[]): readonly Destination[] =>
  all.filter((each) => !chosen.includes(each) && chosen.some(({ needs }) => needs.includes(each.name)))

/** A plan once those that it needs and that the step leaves out were asked: it stands only where they have done all of theirs. */
export function afterNeeds(plan: DestinationPlan, others: readonly DestinationPlan[]): DestinationPlan {
  if (plan.kind !== 'planned') return plan
  const { destination } = plan
  const needed = others.filter((other) => destination.needs.includes(other.destination.name))
  const errors = needed.flatMap((other) => undone(other, destination.name))
  if (errors.length > 0) return { destination, kind: 'failed', errors }
  const [passed] = needed.flatMap((other) => (other.kind === 'skipped' ? [other] : []))
  if (passed === undefined) return plan
  const why = `it needs ${passed.destination.name}, which was skipped (${passed.why})`
  return { destination, kind: 'skipped', why }
}

function undone(other: DestinationPlan, needs: string): readonly UserError[] {
  const { name } = other.destination
  const hint = `Write "destinations: ${name},${needs}".`
  switch (other.kind) {
    case 'skipped':
      return []
    case 'failed': {
      const why = other.errors.map(({ message }) => message).join('; ')
      return [
        new UserError('NEED_UNKNOWN', `it needs ${name}, which could not be asked whether it is done: ${why}`, {
          hint,
        }),
      ]
    }
    case 'planned': {
      const left = other.items.filter(({ item }) => item.action !== 'keep').length
      const message = `it needs ${name}, which is not done yet: ${left} of ${other.items.length} items are missing`
      return left === 0 ? [] : [new UserError('NEED_UNDONE', message, { hint })]
    }
  }
}
