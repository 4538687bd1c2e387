import { UserError } from '../errors.ts'
import type { Clock } from '../host/host.ts'

/** Gives up on work that takes longer than `ms`: a hang becomes a failure that says what hung. */
export async function withDeadline<T>(clock: Clock, ms: number, what: string, work: Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = clock.sleep(ms, over.signal).then(
    () => {
      throw new UserError(
        'DEADLINE',
        `${what} did not end within ${ms < 10_000 ? ms / 1000 : Math.round(ms / 1000)} s`,
        {
          hint: 'Run it again: what is done is kept. A longer `timeout` of the destination gives it more time.',
        },
      )
    },
    // The work was in time; what this promise would have said is of no interest.
    async () => new Promise<never>(() => undefined),
  )
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort(new Error('in time'))
  }
}
