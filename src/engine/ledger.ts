import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Receipt } from '../backends/backend.ts'
import type { Memory, PastReceipt } from '../host/host.ts'
import type { Context, Runtime, WorkflowArtifact } from '../host/runtime.ts'
import { fetchArtifact, listRunArtifacts } from '../sources/workflow.ts'
import { messageOf } from '../errors.ts'
import { compare } from '../plan/select-packages.ts'

const receiptSchema = z.object({
  destination: z.string().meta({ description: 'Name of the destination.' }),
  address: z.string().meta({ description: 'What was done, as the destination calls it.' }),
  did: z.enum(['created', 'replaced', 'kept']).meta({ description: '`kept`: it was there already.' }),
  size: z.number().meta({ description: 'Bytes; 0 for what is no file.' }),
  sha256: z.string().meta({ description: 'Lower-case hex; empty for what is no file.' }),
  url: z.string().optional().meta({ description: 'Where it can be found.' }),
  at: z.string().meta({ description: 'When, ISO 8601, UTC.' }),
})

/** The receipts file. Keys that a later version adds are passed over, and so are not refused by the schema for others. */
export const ledgerSchema = z.object({
  version: z.literal(1),
  plan: z.string().meta({ description: 'Digest of the plan that was followed.' }),
  run: z.number().meta({ description: 'Id of the workflow run.' }),
  attempt: z.number().meta({ description: 'Attempt of the run, from 1.' }),
  receipts: z
    .array(receiptSchema)
    .meta({ description: 'One for each thing that a destination holds now, in the order in which they were done.' }),
})

/** What one attempt did, for those that come after it. */
export type Ledger = z.output<typeof ledgerSchema>
type LedgerReceipt = Ledger['receipts'][number]

const artifactPrefix = 'slipway-receipts'
const fileName = 'receipts.json'

/** What sets a step apart from the others of its run: its job, its place in it, and what a matrix told it to do. */
export interface LedgerScope {
  readonly destinations: readonly string[]
  readonly packages: readonly string[]
}

/**
 * The name of the artifact that keeps the receipts of a step. Jobs of one matrix share everything but what they were told to
 * distribute, and a name can be taken once in a run, so that goes into it, too.
 */
export const ledgerArtifact = (context: Pick<Context, 'job' | 'step' | 'attempt'>, scope: LedgerScope): string =>
  `${artifactPrefix}-${context.attempt}-${scopeKey(context, scope)}`

function scopeKey({ job, step }: Pick<Context, 'job' | 'step'>, { destinations, packages }: LedgerScope): string {
  return createHash('sha256')
    .update(JSON.stringify([job, step, destinations, packages]))
    .digest('hex')
    .slice(0, 8)
}

/** Where the receipts of this job's steps lie, each in a folder of its own: a later step must not write over those of another. */
const ledgerFolder = ({ temporary, runId }: Pick<Context, 'temporary' | 'runId'>): string =>
  `${temporary}/slipway/${runId}`

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
  for (const receipt of ledgers.flatMap(({ receipts }) => receipts).sort((a, b) => compare(a.at, b.at)))
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
 * The ledgers of earlier attempts: of earlier steps of this job, of this run, and of the run that holds the artifacts. Where they
 * cannot be read the run goes on without: a destination that can be asked does not need them, and the log says so.
 */
export async function readLedgers(runtime: Runtime, runs: readonly number[]): Promise<readonly Ledger[]> {
  const ledgers: Ledger[] = []
  const folder = ledgerFolder(runtime.context)
  for (const { name, kind } of await runtime.files.list(folder)) {
    const path = `${folder}/${name}/${fileName}`
    if (kind === 'folder' && (await runtime.files.stat(path))?.kind === 'file')
      ledgers.push(...parse(await runtime.files.text(path), path, runtime))
  }
  const warn = (what: string, error: unknown): void => {
    const result = 'so commands without a check may run again'
    runtime.log.warning(`receipts of ${what} could not be read, ${result}: ${messageOf(error)}`)
  }
  for (const run of new Set(runs)) {
    if (run === 0) continue
    try {
      const { by, artifacts } = await listRunArtifacts(runtime, run)
      // One that is broken must not cost the others.
      for (const artifact of artifacts.filter(isLedger))
        try {
          const { artifact: unpacked } = await fetchArtifact(runtime, by, artifact)
          for (const file of unpacked.files.filter(({ name }) => name === fileName))
            ledgers.push(...parse(await runtime.files.text(file.path), artifact.name, runtime))
        } catch (error) {
          warn(`run ${run} in ${artifact.name}`, error)
        }
    } catch (error) {
      warn(`run ${run}`, error)
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

/** Keeps a ledger: as a file for later steps of this job, and as an artifact for later jobs. Answers the path of the file. */
export async function keepLedger(runtime: Runtime, ledger: Ledger, scope: LedgerScope): Promise<string> {
  const folder = `${ledgerFolder(runtime.context)}/${scopeKey(runtime.context, scope)}`
  const path = `${folder}/${fileName}`
  await runtime.files.write(path, `${JSON.stringify(ledger, undefined, 2)}\n`)
  if (runtime.artifacts.missing !== undefined) {
    runtime.log.info(`receipts are kept in ${path} only: ${runtime.artifacts.missing}`)
    return path
  }
  try {
    await runtime.artifacts.upload(ledgerArtifact(runtime.context, scope), [path], folder)
  } catch (error) {
    runtime.log.warning(`receipts could not be kept as an artifact of the run: ${messageOf(error)}`)
  }
  return path
}
