import type { Config } from '../config/config.ts'
import { unmatched } from '../config/select.ts'
import { UserError } from '../errors.ts'
import { foreignTag } from '../github/release-steps.ts'
import type { Runtime } from '../host/runtime.ts'
import type { DistributeInputs } from '../inputs/read.ts'
import { decodePlan } from '../plan/codec.ts'
import type { RemoteTags } from '../plan/tags.ts'
import type { Plan, PlannedRelease } from '../plan/types.ts'
import type { Source } from '../sources/artifact.ts'
import { directorySource } from '../sources/directory.ts'
import { fetchPlan } from '../sources/plan-artifact.ts'
import { workflowSource } from '../sources/workflow.ts'

/** Destinations that the input names and the configuration does not. */
export function inputMistakes({ destinations }: DistributeInputs, config: Config): readonly UserError[] {
  const names = config.destinations.map(({ name }) => name)
  return unmatched(destinations, names).map(
    (text) =>
      new UserError('INPUT_UNMATCHED', `input "destinations": "${text}" matches no destination`, {
        hint: `Destinations are ${names.join(', ') || 'none'}.`,
      }),
  )
}

/** The plan: what the input holds, the file that it names, or what the run keeps. */
export async function readPlan(runtime: Runtime, { plan, runId }: DistributeInputs): Promise<Plan> {
  if (plan === undefined) return fetchPlan(runtime, runId ?? runtime.context.runId)
  if (plan.startsWith('{')) return decodePlan(plan, 'the input "plan"')
  if ((await runtime.files.stat(plan))?.kind !== 'file') {
    throw new UserError('NO_PLAN', `the input "plan" is neither JSON nor a file: ${plan.slice(0, 80)}`, {
      hint: 'Write "plan: ${{ needs.release.outputs.plan }}", or take the line out: then the plan artifact of the run is read.',
    })
  }
  return decodePlan(await runtime.files.text(plan), plan)
}

/** What the inputs say of the plan that is not so. */
export function planMistakes({ commit, packages }: DistributeInputs, plan: Plan): readonly UserError[] {
  const names = plan.releases.map((release) => release.package)
  const other = commit !== undefined && commit.toLowerCase() !== plan.commit
  return [
    ...(other
      ? [
          new UserError('PLAN_COMMIT', `the plan is of commit ${plan.commit}, but the input "commit" says ${commit}`, {
            hint: 'Take the input out, or give the plan of that commit.',
          }),
        ]
      : []),
    ...unmatched(packages, names).map(
      (text) =>
        new UserError('INPUT_UNMATCHED', `input "packages": "${text}" matches no package of the plan`, {
          hint: `The plan has ${names.join(', ') || 'none'}.`,
        }),
    ),
  ]
}

/** A tag that is elsewhere now would carry these builds to a commit that they are not of. */
export function tagMistakes(releases: readonly PlannedRelease[], tags: RemoteTags | undefined): readonly UserError[] {
  return releases.flatMap(({ tag, commit }) => {
    const at = tags?.get(tag)
    return at === undefined || at === commit ? [] : [foreignTag({ tag, commit }, at)]
  })
}

/** Where the artifacts come from: the folder that the workflow names, else what the configuration lists. */
export function sourcesOf(runtime: Runtime, config: Config, { artifacts, runId }: DistributeInputs): readonly Source[] {
  if (artifacts !== undefined) return [directorySource(runtime.files, artifacts)]
  return config.sources.map((source): Source => {
    const kind = typeof source === 'string' ? source : source.kind
    const path: unknown = typeof source === 'string' ? undefined : source.with['path']
    switch (kind) {
      case 'workflow':
        return workflowSource(runtime, runId ?? runtime.context.runId)
      case 'directory':
        return directorySource(runtime.files, typeof path === 'string' ? path : 'artifacts')
      case 'github-release':
      case 'url':
        throw new UserError('SOURCE_UNAVAILABLE', `the source ${kind} is not available in this version of Slipway`, {
          hint: 'Write "sources: [workflow]".',
        })
    }
  })
}
