import { createHash } from 'node:crypto'
import { UserError } from '../errors.ts'
import type { Context, Runtime, WorkflowArtifact } from '../host/runtime.ts'
import { fetchArtifact, listRunArtifacts, newest } from './workflow.ts'
import { decodePlan } from '../plan/codec.ts'
import type { Plan } from '../plan/types.ts'

const prefix = 'slipway-plan'

/** Name of the file in the artifact. */
export const planFile = 'plan.json'

/** Name of the artifact that carries the plan of a step: unique in the run, attempts included. */
export function planArtifact({ job, step, attempt }: Pick<Context, 'job' | 'step' | 'attempt'>): string {
  return `${prefix}-${createHash('sha256')
    .update(JSON.stringify([job, step]))
    .digest('hex')
    .slice(0, 8)}-${attempt}`
}

/** The plan that an earlier job of the run made. Throws where there is none, or where two steps made one each. */
export async function fetchPlan(runtime: Runtime, runId: number): Promise<Plan> {
  const hint = 'Give the input "plan": "plan: ${{ needs.release.outputs.plan }}".'
  const { by, artifacts } = await listRunArtifacts(runtime, runId)
  const plans = artifacts.filter(({ name, expired }) => name.startsWith(`${prefix}-`) && !expired)
  const chosen = newest(plans)
  if (chosen === undefined) throw new UserError('NO_PLAN', `run ${runId} holds no plan`, { hint })
  const makers = new Set(plans.map(makerOf))
  if (makers.size > 1)
    throw new UserError('PLAN_AMBIGUOUS', `run ${runId} holds the plans of ${makers.size} different steps`, { hint })
  const { artifact } = await fetchArtifact(runtime, by, chosen)
  const file = artifact.files.find(({ name }) => name === planFile)
  if (file === undefined) throw new UserError('NO_PLAN', `artifact ${chosen.name} holds no ${planFile}`, { hint })
  return decodePlan(await runtime.files.text(file.path), `the plan of run ${runId}`)
}

const makerOf = ({ name }: WorkflowArtifact): string => name.slice(0, prefix.length + 9)
