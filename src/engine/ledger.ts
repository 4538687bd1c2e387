import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Receipt } from '../backends/backend.ts'
import type { Memory, PastReceipt } from '../host/host.ts'
import type { Context, Runtime, WorkflowArtifact } from '../host/runtime.ts'
import { fetchArtifact, listRunArtifacts } from '../sources/workflow.ts'
import { messageOf } from '../errors.ts'

const receiptSchema = z.object({
  destination: z.string(),
  address: z.string(),
  did: z.enum(['created', 'replaced', 'kept']),
  size: z.number(),
  sha256: z.string(),
  url: z.string().optional(),
  at: z.string(),
})

const ledgerSchema = z.object({
  version: z.literal(1),
  plan: z.string(),
  run: z.number(),
  attempt: z.number(),
  receipts: z.array(receiptSchema),
})

/** What one attempt did, for those that come after it. */
export type Ledger = z.output<typeof ledgerSchema>
type LedgerReceipt = Ledger['receipts'][number]

const artifactPrefix = 'slipway-receipts'
const fileName = 'receipts.json'

/**
 * The name of the artifact that keeps the receipts of a step. Jobs of one matrix share everything but what they were told to
 * distribute, and a name can be taken once in a run, so that goes into it, too.
 */
export function ledgerArtifact(
  { job, step, attempt }: Pick<Context, 'job' | 'step' | 'attempt'>,
  destinations: readonly string[],
): string {
  const who = createHash('sha256')
    .update(JSON.stringify([job, step, destinations]))
    .digest('hex')
    .slice(0, 8)
  return `${artifactPrefix}-${attempt}-${who}`
}

/** The path of the receipts file of a step. */
export const ledgerPath = (context: Pick<Context, 'temporary' | 'runId'>): string =>
  `${context.temporary}/slipway/${context.runId}/${fileName}`

/** A ledger, without what backends keep for themselves. */
export function makeLedger(
  plan: string,
  context: Pick<Context, 'runId' | 'attempt'>,
  receipts: readonly { readonly destination: string; readonly receipt: Receipt }[],
): Ledger {
  return {
    version: 1,
    plan,
    run: context.runId,
    attempt: context.attempt,
    receipts: receipts.map(({ destination, receipt: { address, did, size, sha256, url, at } }) => ({
      destination,
      address,
      did,
      size,
      sha256,
      ...(url === undefined ? {} : { url }),
      at,
    })),
  }
}

/** What destinations did already. A later receipt of an address wins. */
export function memoryOf(ledgers: readonly Ledger[]): (destination: string) => Memory {
  const past = new Map<string, LedgerReceipt>()
  for (const receipt of ledgers.flatMap(({ receipts }) => receipts).sort((a, b) => (a.at < b.at ? -1 : 1)))
    past.set(`${receipt.destination} ${receipt.address}`, receipt)
  return (destination) => ({
    done: (address): PastReceipt | undefined => {
      const receipt = past.get(`${destination} ${address}`)
      if (receipt === undefined) return undefined
      const { url, sha256, size, at } = receipt
      return { address, sha256, size, at, ...(url === undefined ? {} : { url }) }
    },
  })
}

/**
 * The ledgers of earlier attempts: of an earlier step of this job, of this run, and of the run that holds the artifacts. Where they
 * cannot be read the run goes on without: a destination that can be asked does not need them, and the log says so.
 */
export async function readLedgers(runtime: Runtime, runs: readonly number[]): Promise<readonly Ledger[]> {
  const ledgers: Ledger[] = []
  const own = ledgerPath(runtime.context)
  if ((await runtime.files.stat(own))?.kind === 'file')
    ledgers.push(...parse(await runtime.files.text(own), own, runtime))
  for (const run of new Set(runs)) {
    if (run === 0) continue
    try {
      const { by, artifacts } = await listRunArtifacts(runtime, run)
      for (const artifact of artifacts.filter(isLedger)) {
        const { artifact: unpacked } = await fetchArtifact(runtime, by, artifact)
        for (const file of unpacked.files.filter(({ name }) => name === fileName))
          ledgers.push(...parse(await runtime.files.text(file.path), artifact.name, runtime))
      }
    } catch (error) {
      runtime.log.warning(
        `receipts of run ${run} could not be read, so commands without a check may run again: ${messageOf(error)}`,
      )
    }
  }
  return ledgers
}

const isLedger = ({ name, expired }: WorkflowArtifact): boolean => name.startsWith(`${artifactPrefix}-`) && !expired

function parse(text: string, from: string, runtime: Runtime): readonly Ledger[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  const parsed = ledgerSchema.safeParse(value)
  if (parsed.success) return [parsed.data]
  runtime.log.warning(`${from} holds no receipts that this version reads; it is passed over`)
  return []
}

/** Keeps a ledger: as a file for later steps of this job, and as an artifact for later jobs. */
export async function keepLedger(runtime: Runtime, ledger: Ledger, destinations: readonly string[]): Promise<string> {
  const path = ledgerPath(runtime.context)
  await runtime.files.write(path, `${JSON.stringify(ledger, undefined, 2)}\n`)
  if (runtime.artifacts.missing !== undefined) {
    runtime.log.info(`receipts are kept in ${path} only: ${runtime.artifacts.missing}`)
    return path
  }
  try {
    await runtime.artifacts.upload(
      ledgerArtifact(runtime.context, destinations),
      [path],
      path.slice(0, -fileName.length - 1),
    )
  } catch (error) {
    runtime.log.warning(`receipts could not be kept as an artifact of the run: ${messageOf(error)}`)
  }
  return path
}
