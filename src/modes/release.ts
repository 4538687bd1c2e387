import type { Receipt } from '../backends/backend.ts'
import { conflictsOf, planDestination, type DestinationPlan, type Product } from '../engine/plan-destinations.ts'
import { messageOf, throwAll, type UserError } from '../errors.ts'
import type { Runtime } from '../host/runtime.ts'
import type { ReleaseInputs } from '../inputs/read.ts'
import { encodePlan } from '../plan/codec.ts'
import { planArtifact, planFile } from '../sources/plan-artifact.ts'
import type { RemoteTags } from '../plan/tags.ts'
import type { Plan } from '../plan/types.ts'
import { renderPlan } from '../report/plan-summary.ts'
import type { Ending } from '../run.ts'
import { notesFor } from './notes.ts'
import { prepare, type Prepared } from './prepare.ts'
import { logProbes, probeDestinations, probeMistakes } from './probe.ts'
import { planOutputLimit, shippingOutputs, whatShips } from './ship.ts'

/** `release`: decides what ships, opens its drafts, and hands the plan to the jobs that follow. */
export async function release(outer: Runtime, inputs: ReleaseInputs): Promise<Ending> {
  const prepared = await prepare(outer, inputs)
  const { runtime } = prepared
  const { plan, rows, skipped, tags } = await whatShips(prepared, inputs)
  for (const { package: name, version, tag } of plan.releases)
    runtime.log.info(`${name} ${version}: ${tag} ${tags.has(tag) ? 'is tagged here' : 'will be tagged here'}`)
  for (const { package: name, why } of skipped) runtime.log.info(`not released: ${name}: ${why}`)
  // What could keep the drafts from being opened is found before anything is written, the artifact of the plan included.
  const drafts = await planDrafts(prepared, plan, tags)
  const unasked = new Set(drafts.filter(({ kind }) => kind === 'failed').map(({ destination }) => destination.name))
  const askable = prepared.config.destinations.filter(({ name }) => !unasked.has(name))
  const probes = plan.releases.length === 0 ? [] : await probeDestinations(runtime, askable, plan)
  logProbes(runtime, probes)
  throwAll([...draftMistakes(drafts), ...probeMistakes(probes)])
  const opened = inputs.dryRun ? new Map<string, string>() : await openDrafts(prepared, drafts)
  if (!inputs.dryRun && plan.releases.length > 0) await keepPlan(runtime, plan)
  return {
    outputs: shippingOutputs(plan, rows),
    summary: renderPlan(plan, rows, skipped, { tags, drafts: opened, probes }),
    failure: undefined,
  }
}

/** What the destinations that can be begun before the build would do now. */
async function planDrafts(
  { runtime, config, root }: Prepared,
  plan: Plan,
  tags: RemoteTags,
): Promise<readonly DestinationPlan[]> {
  const early = config.destinations.filter(({ kind }) => kind === 'github-release')
  if (early.length === 0 || plan.releases.length === 0) return []
  const products: Product[] = []
  for (const each of plan.releases)
    products.push({
      release: each,
      tagged: tags.has(each.tag),
      notes: await notesFor(each, config, runtime),
      assets: [],
    })
  return Promise.all(
    early.map(async (destination) =>
      planDestination(destination, products, root, runtime.withSecrets(destination.backend?.secrets ?? [])),
    ),
  )
}

/** What keeps drafts from being opened. */
const draftMistakes = (plans: readonly DestinationPlan[]): readonly UserError[] => [
  ...plans.flatMap((each) => (each.kind === 'failed' ? each.errors : [])),
  ...conflictsOf(plans),
]

/** Opens the drafts; answers where each release's is. */
async function openDrafts(
  { runtime }: Prepared,
  plans: readonly DestinationPlan[],
): Promise<ReadonlyMap<string, string>> {
  const opened = new Map<string, string>()
  for (const { destination, ...rest } of plans) {
    if (rest.kind !== 'planned' || destination.backend === undefined) continue
    const host = runtime.withSecrets(destination.backend.secrets)
    for (const { item, release: id } of rest.items.filter((each) => each.item.early === true)) {
      const receipt: Receipt = await destination.backend.publish(item, host)
      runtime.log.info(`${id}: ${receipt.did === 'created' ? 'opened a draft' : item.why}`)
      if (receipt.url !== undefined) opened.set(id, receipt.url)
    }
  }
  return opened
}

/** The plan as an artifact of the run: the way of a plan that is too large for an output, and the record of one that is not. */
async function keepPlan(runtime: Runtime, plan: Plan): Promise<void> {
  const text = encodePlan(plan)
  const needed = Buffer.byteLength(text) > planOutputLimit
  const folder = await runtime.files.temporary('plan')
  await runtime.files.write(`${folder}/${planFile}`, `${text}\n`)
  try {
    if (runtime.artifacts.missing !== undefined) throw new Error(runtime.artifacts.missing)
    await runtime.artifacts.upload(planArtifact(runtime.context), [`${folder}/${planFile}`], folder)
  } catch (cause) {
    if (needed)
      throw new Error(
        `the plan has ${Buffer.byteLength(text)} bytes, too many for an output, and could not be kept as an artifact`,
        { cause },
      )
    runtime.log.info(`the plan is handed on as an output only: ${messageOf(cause)}`)
  }
}
