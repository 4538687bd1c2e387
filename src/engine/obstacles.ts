import { mistakesOf } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { notBegun } from './distribute.ts'
import type { DestinationOutcome } from './outcome.ts'
import { conflictsOf, type DestinationPlan } from './plan-destinations.ts'

/** Items that will be written to GitHub. */
export function writesToGitHub(plans: readonly DestinationPlan[]): number {
  const items = plans.flatMap((plan) =>
    plan.kind === 'planned' && plan.destination.kind === 'github-release' ? plan.items : [],
  )
  return items.filter(({ item }) => item.action !== 'keep').length
}

/** A plan whose destination has all its secrets: one that is missing shows before the first write, not in the middle. */
export function withItsSecrets(plan: DestinationPlan, host: Host): DestinationPlan {
  const { destination } = plan
  if (plan.kind !== 'planned' || plan.items.length === 0) return plan
  const errors = (destination.backend?.secrets ?? []).flatMap((name) => {
    try {
      host.secret(name)
      return []
    } catch (thrown) {
      const mistakes = mistakesOf(thrown)
      if (mistakes === undefined) throw thrown
      return mistakes
    }
  })
  return errors.length === 0 ? plan : { destination, kind: 'failed', errors }
}

/** What a dry run ends with: every plan, and nothing begun; what would fail fails. */
export function dryOutcomes(plans: readonly DestinationPlan[]): readonly DestinationOutcome[] {
  return obstacles(plans) ?? plans.map((plan) => notBegun(plan, 'skipped', 'dry run: nothing was written'))
}

/** The outcomes of a run that must not begin: something could not be planned, or stands in the way. Nothing was written anywhere. */
export function obstacles(plans: readonly DestinationPlan[]): readonly DestinationOutcome[] | undefined {
  const culprits = plans.filter(
    (plan) => (plan.kind === 'failed' && plan.destination.required) || conflictsOf([plan]).length > 0,
  )
  if (culprits.length === 0) return undefined
  const names = culprits.map(({ destination }) => destination.name).join(', ')
  return plans.map((plan) => {
    const conflicts = conflictsOf([plan])
    if (conflicts.length > 0) return notBegun(plan, 'failed', conflicts.map(({ message }) => message).join('; '))
    return notBegun(plan, 'blocked', `nothing was written anywhere, because of ${names}`)
  })
}
