import type { Receipt } from '../backends/backend.ts'
import type { Config, Destination } from '../config/config.ts'
import { matcher, unmatched } from '../config/select.ts'
import { isFailure, notBegun, runDestinations, type Distribution } from '../engine/distribute.ts'
import { keepLedger, makeLedger, memoryOf, readLedgers } from '../engine/ledger.ts'
import type { DestinationOutcome, Report } from '../engine/outcome.ts'
import { conflictsOf, planDestination, type DestinationPlan, type PlannedItem } from '../engine/plan-destinations.ts'
import { mistakesOf, throwAll, UserError } from '../errors.ts'
import { foreignTag } from '../github/release-steps.ts'
import type { Host } from '../host/host.ts'
import type { Runtime } from '../host/runtime.ts'
import type { DistributeInputs } from '../inputs/read.ts'
import { decodePlan } from '../plan/codec.ts'
import { commitOf, tagsIfKnown } from '../plan/facts.ts'
import { fetchPlan } from '../sources/plan-artifact.ts'
import type { RemoteTags } from '../plan/tags.ts'
import type { Plan, PlannedRelease } from '../plan/types.ts'
import { reportOutputs } from '../report/outputs.ts'
import { redactor, redactOutcome, redactReceipt } from '../report/redact.ts'
import { retryHint, failureMessage } from '../report/retry.ts'
import { renderReport } from '../report/summary.ts'
import type { Ending } from '../run.ts'
import type { Source } from '../sources/artifact.ts'
import { directorySource } from '../sources/directory.ts'
import { workflowSource } from '../sources/workflow.ts'
import { collectProducts } from './collect.ts'
import { afterNeeds, leftOut } from './needed.ts'
import { prepare } from './prepare.ts'

/** `distribute`: brings what was built to every destination that still lacks it. */
export async function distribute(outer: Runtime, inputs: DistributeInputs): Promise<Ending> {
  const prepared = await prepare(outer, inputs)
  const { runtime, config, root } = prepared
  const startedAt = now(runtime)
  throwAll(inputMistakes(inputs, config))
  const plan = await readPlan(runtime, inputs)
  const wantedPackage = matcher(inputs.packages)
  const releases = plan.releases.filter((release) => wantedPackage(release.package))
  throwAll(planMistakes(inputs, plan))
  const tags = await tagsIfKnown(runtime, root, inputs.token)
  throwAll(tagMistakes(releases, tags))
  const destinations = config.destinations.filter(({ name }) => matcher(inputs.destinations)(name))

  const products =
    destinations.length === 0
      ? []
      : await collectProducts(prepared, releases, tags ?? new Map(), sourcesOf(prepared.runtime, config, inputs))
  const needed = leftOut(config.destinations, destinations)
  const remembering = [...destinations, ...needed].some(({ backend }) => backend?.remembers === true)
  const ledgers = remembering
    ? await readLedgers(runtime, [inputs.runId ?? runtime.context.runId, runtime.context.runId])
    : []
  const memory = memoryOf(ledgers)
  const links = new Map<string, string>()
  const redact = redactor()
  const hostOf = (destination: Destination): Host => {
    const own = runtime.withSecrets(destination.backend?.secrets ?? [])
    return {
      ...own,
      secret: (name) => redact.hide(own.secret(name)),
      memory: memory(destination.name),
      link: (release, asset) =>
        destination.needs.map((need) => links.get(linkKey(need, release, asset))).find((url) => url !== undefined),
    }
  }

  const planners = new Map<string, { readonly host: Host; readonly at: number }>()
  const others = await Promise.all(
    needed.map(async (destination) => planDestination(destination, products, root, hostOf(destination))),
  )
  for (const other of others)
    if (other.kind === 'planned')
      for (const planned of other.items) remember(links, other.destination.name, planned.item.url, planned)
  const plans = await Promise.all(
    destinations.map(async (destination) => {
      const host = hostOf(destination)
      planners.set(destination.name, { host, at: runtime.clock.now() })
      return afterNeeds(withItsSecrets(await planDestination(destination, products, root, host), host), others)
    }),
  )
  logPlans(runtime, plans)
  const slow = prepared.paceWarning(writesToGitHub(plans))
  if (slow !== undefined) runtime.log.warning(slow)
  const receipts: { destination: string; receipt: Receipt }[] = []
  const engine: Distribution = {
    host: hostOf,
    planned: ({ name }) => {
      const planner = planners.get(name)
      return planner !== undefined && runtime.clock.now() - planner.at < freshness ? planner.host : undefined
    },
    onReceipt: (destination, receipt, planned) => {
      receipts.push({ destination, receipt: redactReceipt(receipt, redact) })
      remember(links, destination, receipt.url, planned)
      runtime.log.info(`${destination}: ${receipt.did} ${receipt.address}`)
    },
    onOutcome: ({ name, status, why }) => runtime.log.info(`${name}: ${status}${why === '' ? '' : `: ${why}`}`),
  }
  const ended = inputs.dryRun ? dryOutcomes(plans) : (obstacles(plans) ?? (await runDestinations(plans, engine)))
  const outcomes = ended.map((outcome) => redactOutcome(outcome, redact))
  const report: Report = { plan: plan.digest, dryRun: inputs.dryRun, outcomes, startedAt, endedAt: now(runtime) }
  const path = inputs.dryRun
    ? ''
    : await keepLedger(runtime, makeLedger(plan.digest, runtime.context, receipts), inputs.destinations)
  const runId = inputs.runId ?? runtime.context.runId
  return {
    outputs: reportOutputs(report, path),
    summary: renderReport(report, (name) => retryHint(name, runId)),
    failure: outcomes.some(isFailure) ? failureMessage(outcomes, runId) : undefined,
  }
}

/** Milliseconds for which what a plan has seen is still believed. */
const freshness = 60_000

const now = (runtime: Runtime): string => new Date(runtime.clock.now()).toISOString()

const linkKey = (destination: string, release: string, asset: string | undefined): string =>
  JSON.stringify([destination, release, asset ?? ''])

function remember(
  links: Map<string, string>,
  destination: string,
  url: string | undefined,
  { item, release }: PlannedItem,
): void {
  if (url !== undefined) links.set(linkKey(destination, release, item.asset?.name), url)
}

function inputMistakes({ destinations }: DistributeInputs, config: Config): readonly UserError[] {
  const names = config.destinations.map(({ name }) => name)
  return unmatched(destinations, names).map(
    (text) =>
      new UserError('INPUT_UNMATCHED', `input "destinations": "${text}" matches no destination`, {
        hint: `Destinations are ${names.join(', ') || 'none'}.`,
      }),
  )
}

async function readPlan(runtime: Runtime, { plan, runId }: DistributeInputs): Promise<Plan> {
  if (plan === undefined) return fetchPlan(runtime, runId ?? runtime.context.runId)
  if (plan.startsWith('{')) return decodePlan(plan, 'the input "plan"')
  if ((await runtime.files.stat(plan))?.kind !== 'file') {
    throw new UserError('NO_PLAN', `the input "plan" is neither JSON nor a file: ${plan.slice(0, 80)}`, {
      hint: 'Write "plan: ${{ needs.release.outputs.plan }}", or take the line out: then the plan artifact of the run is read.',
    })
  }
  return decodePlan(await runtime.files.text(plan), plan)
}

function planMistakes({ commit, packages }: DistributeInputs, plan: Plan): readonly UserError[] {
  const names = plan.releases.map((release) => release.package)
  const other = commit !== undefined && commitOf({ ...noContext, sha: plan.commit }, commit) !== plan.commit
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
function tagMistakes(releases: readonly PlannedRelease[], tags: RemoteTags | undefined): readonly UserError[] {
  return releases.flatMap(({ tag, commit }) => {
    const at = tags?.get(tag)
    return at === undefined || at === commit ? [] : [foreignTag({ tag, commit }, at)]
  })
}

const noContext = {
  repository: '',
  event: '',
  pullRequestHead: undefined,
  runId: 0,
  attempt: 1,
  job: '',
  step: '',
  workspace: '',
  temporary: '',
}

/** Where the artifacts come from: the folder that the workflow names, else what the configuration lists. */
function sourcesOf(runtime: Runtime, config: Config, { artifacts, runId }: DistributeInputs): readonly Source[] {
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

/** Items that will be written to GitHub. */
function writesToGitHub(plans: readonly DestinationPlan[]): number {
  const items = plans.flatMap((plan) =>
    plan.kind === 'planned' && plan.destination.kind === 'github-release' ? plan.items : [],
  )
  return items.filter(({ item }) => item.action !== 'keep').length
}

/** A plan whose destination has all its secrets: one that is missing shows before the first write, not in the middle. */
function withItsSecrets(plan: DestinationPlan, host: Host): DestinationPlan {
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

function logPlans(runtime: Runtime, plans: readonly DestinationPlan[]): void {
  for (const plan of plans) {
    const { name } = plan.destination
    switch (plan.kind) {
      case 'planned':
        for (const { item } of plan.items)
          runtime.log.info(`plan: ${name}: ${item.action} ${item.address} (${item.why})`)
        break
      case 'skipped':
        runtime.log.info(`plan: ${name}: skipped: ${plan.why}`)
        break
      case 'failed':
        for (const error of plan.errors)
          runtime.annotate('error', { message: `${name}: ${error.message}`, where: error.where, hint: error.hint })
        break
    }
  }
}

/** What a dry run ends with: every plan, and nothing begun; what would fail fails. */
function dryOutcomes(plans: readonly DestinationPlan[]): readonly DestinationOutcome[] {
  return obstacles(plans) ?? plans.map((plan) => notBegun(plan, 'skipped', 'dry run: nothing was written'))
}

/** The outcomes of a run that must not begin: something could not be planned, or stands in the way. Nothing was written anywhere. */
function obstacles(plans: readonly DestinationPlan[]): readonly DestinationOutcome[] | undefined {
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
