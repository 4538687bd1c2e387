import type { Item, ReleaseView } from '../backends/backend.ts'
import type { Destination } from '../config/config.ts'
import { matcher } from '../config/select.ts'
import { mistakesOf, messageOf, UserError } from '../errors.ts'
import type { Reader } from '../host/host.ts'
import type { Asset } from '../assets/asset.ts'
import { compare } from '../plan/select-packages.ts'
import { releaseId, type PlannedRelease } from '../plan/types.ts'
import { withDeadline } from './deadline.ts'

/** A release with all that can be published of it. */
export interface Product {
  readonly release: PlannedRelease
  /** Its tag exists already. */
  readonly tagged: boolean
  readonly notes: ReleaseView['notes']
  readonly assets: readonly Asset[]
}

export interface PlannedItem {
  readonly item: Item
  /** The release that asked for it first. */
  readonly release: string
}

/** What a destination would do. */
export type DestinationPlan = { readonly destination: Destination } & (
  | { readonly kind: 'planned'; readonly items: readonly PlannedItem[] }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'failed'; readonly errors: readonly UserError[] }
)

/** Milliseconds that one destination may take to look around. */
const planningTime = 5 * 60_000

/** Its own time, where it has less for the whole. */
const planningTimeOf = ({ timeout = planningTime }: Destination): number => Math.min(planningTime, timeout)

/** What a destination gets of the products, or why it gets nothing. */
export function viewsFor(
  destination: Destination,
  products: readonly Product[],
  root: string,
): readonly ReleaseView[] | string {
  const { channels, packages, targets, assets, backend } = destination
  const byChannel = products.filter(({ release }) => channels === undefined || channels.includes(release.channel))
  if (products.length > 0 && byChannel.length === 0) return `no release of its channels (${channels?.join(', ') ?? ''})`
  const byPackage = byChannel.filter(({ release }) => matcher(packages ?? [])(release.package))
  if (byChannel.length > 0 && byPackage.length === 0)
    return `no release of its packages (${packages?.join(', ') ?? ''})`
  const withTag = byPackage.filter(({ release }) => backend?.takes !== 'tag' || release.tag !== '')
  if (withTag.length === 0)
    return byPackage.length === 0 ? 'nothing is released' : 'it takes releases with a tag, and these builds have none'
  const all = withTag.map(({ release }) => release)
  const wantedTarget = matcher(targets ?? [])
  const wantedAsset = matcher(assets ?? [])
  return withTag.map(({ release, tagged, notes, assets: found }) => ({
    destination: destination.name,
    release,
    tagged,
    notes,
    root,
    all,
    assets: found
      .filter((asset) => (asset.target === '' || wantedTarget(asset.target)) && wantedAsset(asset.name))
      .sort((a, b) => compare(a.name, b.name)),
  }))
}

/** Asks one destination what it would do. Writes nothing; what it throws becomes a value. */
export async function planDestination(
  destination: Destination,
  products: readonly Product[],
  root: string,
  reader: Reader,
): Promise<DestinationPlan> {
  const views = viewsFor(destination, products, root)
  if (typeof views === 'string') return { destination, kind: 'skipped', why: views }
  const { backend, name } = destination
  if (backend === undefined) {
    return {
      destination,
      kind: 'failed',
      errors: [
        new UserError('KIND_UNAVAILABLE', `kind ${destination.kind} is not available in this version of Slipway`, {
          where: destination.where,
          hint: `Take the destination ${name} out, or leave it out with the input "destinations".`,
        }),
      ],
    }
  }
  const plans: { readonly id: string; readonly items: readonly Item[] }[] = []
  const errors: UserError[] = []
  for (const view of views) {
    try {
      plans.push({
        id: releaseId(view.release),
        items: await withDeadline(
          reader.clock,
          planningTimeOf(destination),
          `planning ${name}`,
          backend.plan(view, reader),
        ),
      })
    } catch (thrown) {
      const found = mistakesOf(thrown)
      if (found === undefined)
        reader.log.debug(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
      errors.push(
        ...(found ?? [
          new UserError('PLAN_FAILED', `could not look at what ${name} holds: ${messageOf(thrown)}`, { cause: thrown }),
        ]),
      )
    }
  }
  if (errors.length > 0) return { destination, kind: 'failed', errors: unique(errors) }
  const byAddress = new Map<string, PlannedItem>()
  const clashes: UserError[] = []
  for (const { id, items } of plans)
    for (const item of items) {
      const other = byAddress.get(item.address)
      if (other === undefined) byAddress.set(item.address, { item, release: id })
      else if (other.item.asset?.sha256 !== item.asset?.sha256)
        clashes.push(clash(destination, other, { item, release: id }))
    }
  if (clashes.length > 0) return { destination, kind: 'failed', errors: clashes }
  return { destination, kind: 'planned', items: [...byAddress.values()] }
}

/** Two releases that want one place for different bytes: whichever came first, the other would be missing. */
const clash = ({ name, where }: Destination, a: PlannedItem, b: PlannedItem): UserError =>
  new UserError('ADDRESS_CLASH', `${name}: ${a.item.address} would be written for ${a.release} and for ${b.release}`, {
    where,
    hint: 'Give each its own place with {package}, {version} or {tag}, or filter with `packages` or `assets`.',
  })

const unique = (errors: readonly UserError[]): readonly UserError[] => [
  ...new Map(errors.map((error) => [error.message, error])).values(),
]

/** What stands in the way of a plan: what is there already and must not be changed. */
export function conflictsOf(plans: readonly DestinationPlan[]): readonly UserError[] {
  return plans.flatMap((plan) =>
    plan.kind === 'planned'
      ? plan.items
          .filter(({ item }) => item.action === 'conflict')
          .map(
            ({ item }) =>
              new UserError('CONFLICT', `${plan.destination.name}: ${item.address} cannot be written: ${item.why}`),
          )
      : [],
  )
}
