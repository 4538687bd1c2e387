import type { Destination } from '../config/config.ts'
import { memoryOf, readLedgers } from '../engine/ledger.ts'
import type { PlannedItem } from '../engine/plan-destinations.ts'
import type { Host } from '../host/host.ts'
import type { Runtime } from '../host/runtime.ts'
import { redactor, type Redactor } from '../report/redact.ts'

/** The surroundings of each destination: its own secrets and receipts, and where to find what it needs. */
export interface DestinationHosts {
  /** A fresh host: what an earlier one has seen is not remembered in it. */
  host(destination: Destination): Host
  /** Tells where an item is now, for the destinations that need it. */
  remember(destination: string, url: string | undefined, planned: PlannedItem): void
  readonly redact: Redactor
}

/** Reads the receipts of earlier attempts, where a destination has to ask them, and prepares the hosts. */
export async function destinationHosts(
  runtime: Runtime,
  destinations: readonly Destination[],
  runId: number,
): Promise<DestinationHosts> {
  const remembering = destinations.some(({ backend }) => backend?.remembers === true)
  const memory = memoryOf(remembering ? await readLedgers(runtime, [runId, runtime.context.runId]) : [])
  const links = new Map<string, string>()
  const redact = redactor()
  return {
    redact,
    host: (destination) => {
      const own = runtime.withSecrets(destination.backend?.secrets ?? [])
      return {
        ...own,
        secret: (name) => redact.hide(own.secret(name)),
        memory: memory(destination.name),
        link: (release, asset) =>
          destination.needs.map((need) => links.get(linkKey(need, release, asset))).find((url) => url !== undefined),
      }
    },
    remember: (destination, url, { item, release }) => {
      if (url !== undefined) links.set(linkKey(destination, release, item.asset?.name), url)
    },
  }
}

const linkKey = (destination: string, release: string, asset: string | undefined): string =>
  JSON.stringify([destination, release, asset ?? ''])
