import type { Clock, Host, Log, Memory } from '../../src/host/host.ts'
import type { PlannedRelease } from '../../src/plan/types.ts'

/** What the kit decides about the surroundings of a backend; the remote adds the way to its server. */
export interface HostOptions {
  /** Time passes only while everything waits for it. */
  readonly clock: Clock
  /** The same clock for what runs inside {@link HostOptions.busy}. */
  readonly inside: Clock
  /** Keeps time from passing while `work` is under way. */
  busy<T>(work: () => Promise<T>): Promise<T>
  readonly signal: AbortSignal
  readonly log: Log
  /** Receipts of earlier attempts, as the ledger would give them. */
  readonly memory: Memory
}

/** What happens to a write. */
export type WriteFault =
  /** Nothing is done, and the backend is told that it failed. */
  | 'refused'
  /** It is done, but the backend is told that it failed. */
  | 'lost answer'

/** The other side of a backend, empty when it is opened: a real server, or one that behaves like it in this process. */
export interface Remote {
  /** What stands under `with` in the configuration file: with `$NAME` for a secret. */
  readonly config: Readonly<Record<string, unknown>>
  /** The values of those secrets, by the name of the variable. The kit looks for them in everything that comes out. */
  readonly secrets: Readonly<Record<string, string>>
  /** What the release has to be, where the server wants it: a commit that exists. */
  readonly release?: Partial<PlannedRelease>
  /** Folder of the checkout, where the configuration is relative to it. */
  readonly root?: string
  /** A fresh host: what an earlier one has seen is not remembered in it. */
  host(options: HostOptions): Host
  /** Changes that the server was asked for since it was opened, done or not. Counted by the server. */
  writes(): number
  /** SHA-256 of all that users can get from the server, by the name that the server knows. Asked of the server. */
  held(): Promise<Readonly<Record<string, string>>>
  /** The name that the server is to know an asset by, where that is not its own. */
  nameOf?(name: string): string
  /** Puts other bytes where an address leads, as somebody else would. */
  corrupt(address: string): Promise<void>
  /** Strikes the write of this number, from 0, of those that are still to come. */
  failWrite(number: number, fault: WriteFault): void
  /** The next question is answered with "later", and that later is after so many seconds (`Retry-After`). For servers that can. */
  deferRead?(seconds: number): void
  close(): Promise<void>
}
