import type { Origin } from './router.ts'

/** A request that was received, and how it was answered. */
export interface RecordedRequest {
  readonly method: string
  readonly host: Origin
  /** Without the query, as it was sent. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** What was answered, or would have been for a lost answer; 0 where there was none (hang, reset). */
  readonly status: number
  /** Whether the request asks to change something. */
  readonly write: boolean
  /** Bytes of body received. */
  readonly bytes: number
  /** Whether it came with a good token, or a good signature. */
  readonly authorized: boolean
  /** The body, where it was JSON. */
  readonly body?: unknown
  /** The answer, where it was JSON. */
  readonly answer?: unknown
}

/** The same while it is being filled in. */
export type OpenRecord = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] }
