import type { Runtime } from '../host/runtime.ts'
import type { MatrixInputs } from '../inputs/read.ts'
import { renderPlan } from '../report/plan-summary.ts'
import type { Ending } from '../run.ts'
import { prepare } from './prepare.ts'
import { shippingOutputs, whatShips } from './ship.ts'

/** `matrix`: what would be built of any commit. Writes nothing. */
export async function matrix(outer: Runtime, inputs: MatrixInputs): Promise<Ending> {
  const prepared = await prepare(outer, inputs)
  const { plan, rows, skipped, tags } = await whatShips(prepared, inputs)
  const { log } = prepared.runtime
  log.info(`${plan.releases.length} packages, ${rows.length} build jobs at ${plan.commit}`)
  for (const { package: name, why } of skipped) log.info(`not built: ${name}: ${why}`)
  return {
    outputs: shippingOutputs(plan, rows),
    summary: renderPlan(plan, rows, skipped, { tags, drafts: new Map() }),
    failure: undefined,
  }
}
