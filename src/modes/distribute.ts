import type { Receipt } from '../backends/backend.ts'
import type { Destination } from '../config/config.ts'
import { matcher } from '../config/select.ts'
import { isFailure, runDestinations, type Distribution } from '../engine/distribute.ts'
import { keepLedger, makeLedger } from '../engine/ledger.ts'
import { dryOutcomes, obstacles, withItsSecrets, writesToGitHub } from '../engine/obstacles.ts'
import type { Report } from '../engine/outcome.ts'
import { planDestination, type DestinationPlan, type Product } from '../engine/plan-destinations.ts'
import { throwAll } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Runtime } from '../host/runtime.ts'
import type { DistributeInputs } from '../inputs/read.ts'
import { checkoutIfKnown } from '../plan/facts.ts'
import { reportOutputs } from '../report/outputs.ts'
import { redactOutcome, redactReceipt } from '../report/redact.ts'
import { retryHint, failureMessage } from '../report/retry.ts'
import { renderReport } from '../report/summary.ts'
import type { Ending } from '../run.ts'
import { collectProducts } from './collect.ts'
import { destinationHosts, type DestinationHosts } from './destination-hosts.ts'
import { inputMistakes, planMistakes, readPlan, sourcesOf, tagMistakes } from './distribute-input.ts'
import { afterNeeds, leftOut } from './needed.ts'
import { prepare, type Prepared } from './prepare.ts'

/** `distribute`: brings what was built to every destination that still lacks it. */
export async function distribute(outer: Runtime, inputs: DistributeInputs): Promise<Ending> {
  const prepared = await prepare(outer, inputs)
  const { runtime, config } = prepared
  const startedAt = now(runtime)
  const runId = inputs.runId ?? runtime.context.runId
  throwAll(inputMistakes(inputs, config))
  const plan = await readPlan(runtime, inputs)
  const releases = plan.releases.filter((release) => matcher(inputs.packages)(release.package))
  const checkout = await checkoutIfKnown(runtime, prepared.root, inputs.token)
  throwAll([...planMistakes(inputs, plan), ...tagMistakes(releases, checkout?.tags)])
  if (checkout !== undefined && checkout.head !== plan.commit) {
    const files = 'files and changelogs of the checkout may differ from those of the release'
    runtime.log.warning(`the checkout is at ${checkout.head}, and the plan is of ${plan.commit}: ${files}`)
  }

  const destinations = config.destinations.filter(({ name }) => matcher(inputs.destinations)(name))
  const needed = leftOut(config.destinations, destinations)
  const sources = sourcesOf(runtime, config, inputs)
  const tags = checkout?.tags ?? new Map<string, string>()
  const products = destinations.length === 0 ? [] : await collectProducts(prepared, releases, tags, sources)
  const hosts = await destinationHosts(runtime, [...destinations, ...needed], runId)
  const { plans, planned } = await planAll(prepared, { destinations, needed }, products, hosts)
  logPlans(runtime, plans)
  const slow = prepared.paceWarning(writesToGitHub(plans))
  if (slow !== undefined) runtime.log.warning(slow)

  const receipts: { destination: string; receipt: Receipt }[] = []
  const engine: Distribution = {
    host: (destination) => hosts.host(destination),
    planned,
    onReceipt: (destination, receipt, item) => {
      receipts.push({ destination, receipt: redactReceipt(receipt, hosts.redact) })
      hosts.remember(destination, receipt.url, item)
      runtime.log.info(`${destination}: ${receipt.did} ${receipt.address}`)
    },
    onOutcome: ({ name, status, why }) => runtime.log.info(`${name}: ${status}${why === '' ? '' : `: ${why}`}`),
  }
  const ended = inputs.dryRun ? dryOutcomes(plans) : (obstacles(plans) ?? (await runDestinations(plans, engine)))
  const outcomes = ended.map((outcome) => redactOutcome(outcome, hosts.redact))
  const report: Report = { plan: plan.digest, dryRun: inputs.dryRun, outcomes, startedAt, endedAt: now(runtime) }
  const ledger = makeLedger(plan.digest, runtime.context, receipts)
  const path = inputs.dryRun ? '' : await keepLedger(runtime, ledger, inputs)
  return {
    outputs: reportOutputs(report, path),
    summary: renderReport(report, (names) => retryHint(names, { built: runId, current: runtime.context.runId })),
    failure: outcomes.some(isFailure) ? failureMessage(outcomes, runId) : undefined,
  }
}

const now = (runtime: Runtime): string => new Date(runtime.clock.now()).toISOString()

/** Milliseconds for which what a plan has seen is still believed. */
const freshness = 60_000

/** Asks every destination what it would do, and those that it needs and that are left out whether they are done. */
async function planAll(
  { runtime, root }: Prepared,
  { destinations, needed }: Asked,
  products: readonly Product[],
  hosts: DestinationHosts,
): Promise<{ readonly plans: readonly DestinationPlan[]; readonly planned: Distribution['planned'] }> {
  const others = await Promise.all(
    needed.map(async (destination) => planDestination(destination, products, root, hosts.host(destination))),
  )
  for (const other of others) {
    if (other.kind !== 'planned') continue
    for (const planned of other.items) hosts.remember(other.destination.name, planned.item.url, planned)
  }
  const planners = new Map<string, { readonly host: Host; readonly at: number }>()
  const plans = await Promise.all(
    destinations.map(async (destination) => {
      const host = hosts.host(destination)
      planners.set(destination.name, { host, at: runtime.clock.now() })
      return afterNeeds(withItsSecrets(await planDestination(destination, products, root, host), host), others)
    }),
  )
  const planned: Distribution['planned'] = ({ name }) => {
    const planner = planners.get(name)
    return planner !== undefined && runtime.clock.now() - planner.at < freshness ? planner.host : undefined
  }
  return { plans, planned }
}

interface Asked {
  readonly destinations: readonly Destination[]
  /** Left out by the inputs, although one of the destinations needs them. */
  readonly needed: readonly Destination[]
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
