import type { Clock } from './host.ts'

/** Statuses after which the same question may be asked again. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/** Codes of connections that broke or never came about, which a second try may not meet. */
const broken: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_SOCKET',
  'HTTP_DEADLINE',
])

export const isPassingStatus = (status: number): boolean => passing.has(status)

/** Whether an error is a connection that broke, anywhere among its causes. */
export function isBrokenConnection(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false
  const code: unknown = Reflect.get(thrown, 'code')
  return (typeof code === 'string' && broken.has(code)) || isBrokenConnection(Reflect.get(thrown, 'cause'))
}

export interface RetryPolicy {
  readonly attempts: number
  /** Milliseconds: the first wait is a random part of it, and each further one of twice as much. */
  readonly base: number
  /** No wait is longer, in milliseconds, unless the server asks for it. */
  readonly cap: number
}

export const readPolicy: RetryPolicy = { attempts: 5, base: 1000, cap: 30_000 }

/** Milliseconds that a `Retry-After` asks for: seconds or a date (RFC 9110, 10.2.3). */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  // A date names its month; what is a number after all (`1.5`) would be taken for one.
  const date = /[A-Za-z]{3}/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** What a try came to: done, or to be tried again, perhaps not before a time that the server named. */
export type Try<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly wait: number | undefined; readonly value: T }

/**
 * Asks again until an answer is final: full jitter over a doubling wait, or what the server asked for. Gives the last answer when
 * the attempts are used up; an error that is no broken connection goes through at once. Only for what changes nothing.
 */
export async function retryRead<T>(
  clock: Clock,
  signal: AbortSignal,
  policy: RetryPolicy,
  attempt: () => Promise<Try<T>>,
): Promise<T> {
  for (let count = 1; ; count++) {
    const wait = clock.random() * Math.min(policy.cap, policy.base * 2 ** (count - 1))
    try {
      const outcome = await attempt()
      if (outcome.done || count >= policy.attempts) return outcome.value
      await clock.sleep(outcome.wait ?? wait, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      if (!isBrokenConnection(thrown) || count >= policy.attempts) throw thrown
      await clock.sleep(wait, signal)
    }
  }
}
