import type { Host } from '../host/host.ts'
import { isBrokenConnection, isPassingStatus } from '../host/retry.ts'
import { statusOf } from './releases.ts'

/** Tries before a write is given up. Each but the first is preceded by a look, so none is a blind repetition. */
export const writeAttempts = 6

/** Whether an error leaves open if the write took effect, or says that another one may. */
export function isUnsure(error: unknown): boolean {
  const status = statusOf(error)
  if (status === undefined) return isBrokenConnection(error)
  return isPassingStatus(status) || status >= 500 || isRateLimit(error)
}

/** Whether GitHub refused because of its limits, and not because of rights. */
export function isRateLimit(error: unknown): boolean {
  const status = statusOf(error)
  if (status === 429) return true
  const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : ''
  return status === 403 && /rate limit|abuse/i.test(message)
}

/** Milliseconds before the next try: full jitter over a doubling wait, and long enough for a listing to catch up. */
export const settlingTime = (host: Pick<Host, 'clock'>, attempt: number): number =>
  1000 + host.clock.random() * 1000 * 2 ** Math.min(attempt, 5)

/**
 * Writes, and after anything but a plain success looks whether it took effect: an answer that was lost may have been a success.
 * Only when it did not is it sent again. An answer that is a plain no goes through, unless the look finds it done all the same.
 */
export async function settle<T>(
  host: Host,
  what: string,
  options: { readonly write: () => Promise<T>; readonly look: () => Promise<T | undefined> },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await options.write()
    } catch (error) {
      // 422 says that something of the kind is there already: perhaps by the try whose answer was lost.
      const taken = statusOf(error) === 422 && attempt > 1
      if (!isUnsure(error) && !taken) throw error
      host.log.info(`${what}: ${error instanceof Error ? error.message : 'no answer'}; looking whether it took effect`)
      await host.clock.sleep(settlingTime(host, attempt), host.signal)
      const seen = await options.look()
      if (seen !== undefined) return seen
      if (taken || attempt === writeAttempts) throw error
    }
  }
}
