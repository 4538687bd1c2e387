import type { Config } from '../config/config.ts'
import { throwAll } from '../errors.ts'
import type { MatrixInputs, ReleaseInputs } from '../inputs/read.ts'
import { readFacts } from '../plan/facts.ts'
import { destinationMatrix, matrixOutput, matrixRows, type MatrixRow } from '../plan/matrix.ts'
import { encodePlan } from '../plan/codec.ts'
import { makePlan, tagTemplate, type Planned } from '../plan/plan.ts'
import type { ChosenRelease } from '../plan/plan-facts.ts'
import { readPlannerOutput, releasesOfTags } from '../plan/planners.ts'
import { configuredPackages } from '../plan/select-packages.ts'
import type { RemoteTags } from '../plan/tags.ts'
import type { Plan, Workspace } from '../plan/types.ts'
import { readWorkspace } from '../workspace/workspace.ts'
import { declaredPackages, type Prepared } from './prepare.ts'

export interface Shipping extends Planned {
  readonly rows: readonly MatrixRow[]
  readonly workspace: Workspace
  /** Tags that exist. */
  readonly tags: RemoteTags
}

/** What ships from the commit, and the jobs that build it: the common part of `release` and `matrix`. */
export async function whatShips(
  { runtime, config, root }: Prepared,
  inputs: ReleaseInputs | MatrixInputs,
): Promise<Shipping> {
  const workspace = await readWorkspace(runtime.files, declaredPackages(config))
  const facts = await readFacts(runtime, root, {
    context: runtime.context,
    commit: inputs.commit,
    token: inputs.token,
    strict: inputs.mode === 'release',
  })
  const planned = makePlan({
    mode: inputs.mode,
    commit: facts.commit,
    date: facts.date,
    config,
    workspace,
    tags: facts.tags,
    packages: inputs.packages,
    targets: inputs.targets,
    chosen: inputs.mode === 'release' ? chosenBy(inputs, config, workspace, facts.tags) : undefined,
  })
  for (const { message, where } of planned.notices) runtime.log.warning(message, where)
  return { ...planned, workspace, tags: facts.tags, rows: matrixRows(planned.plan, config) }
}

function chosenBy(
  inputs: ReleaseInputs,
  config: Config,
  workspace: Workspace,
  tags: RemoteTags,
): readonly ChosenRelease[] | undefined {
  const { packages } = configuredPackages(config, workspace)
  const template = tagTemplate(config, packages)
  if (inputs.plan !== undefined) return readPlannerOutput(inputs.plan, template)
  if (inputs.tags.length === 0) return undefined
  const { chosen, mistakes } = releasesOfTags(
    inputs.tags,
    packages.map((entry) => entry.package),
    template,
    tags,
  )
  throwAll(mistakes)
  return chosen
}

/**
 * Bytes of the plan that fit through a job's output into an input of the next job. An input becomes one variable of the step's
 * environment, and Linux starts no process with one of 128 KiB (MAX_ARG_STRLEN, execve(2)).
 */
export const planOutputLimit = 120_000

/** The outputs of `release` and `matrix`. */
export function shippingOutputs(plan: Plan, rows: readonly MatrixRow[]): Readonly<Record<string, string>> {
  const encoded = encodePlan(plan)
  const channels = new Set(plan.releases.map(({ channel }) => channel))
  const [channel = ''] = channels.size === 1 ? channels : []
  return {
    'build-matrix': matrixOutput(rows),
    'has-builds': String(rows.length > 0),
    plan: Buffer.byteLength(encoded) > planOutputLimit ? '' : encoded,
    releases: JSON.stringify(
      plan.releases.map(({ package: name, version, tag, channel: of, prerelease }) => ({
        package: name,
        version,
        tag,
        channel: of,
        prerelease,
      })),
    ),
    commit: plan.commit,
    channel,
    'destination-matrix': destinationMatrix(plan),
  }
}
