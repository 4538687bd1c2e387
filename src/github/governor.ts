import type { Clock } from '../host/host.ts'

/**
 * What GitHub allows: content may be created 80 times a minute and 500 times an hour
 * (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api). The windows are kept a little longer than
 * they are, since a request arrives later than it is sent.
 */
const windows = [
  { requests: 80, milliseconds: 60_500 },
  { requests: 500, milliseconds: 3_606_000 },
] as const

/** Requests that may go at once after a quiet time; then they are spread over the minute. */
const burst = 60
const interval = 60_000 / 80

/** Uploads under way at once, at most. */
const uploadsAtMost = 5

/** Milliseconds that everything pauses when GitHub says to slow down and not for how long; doubles each time. */
const firstPause = 60_000
const longestPause = 15 * 60_000

/** What an answer said of the limits. */
export interface LimitSignal {
  readonly status: number
  /** Milliseconds from now, of `Retry-After`. */
  readonly retryAfter: number | undefined
  /** Milliseconds since the epoch, of `x-ratelimit-reset`, where nothing remains. */
  readonly resetAt: number | undefined
  readonly limited: boolean
}

/** The one gate for every write of a step to GitHub. */
export interface Governor {
  /** Waits until a write may go, runs it, and tells of what it came to. */
  write<T>(
    kind: 'request' | 'upload',
    work: () => Promise<T>,
    signalOf: (outcome: Outcome<T>) => LimitSignal | undefined,
  ): Promise<T>
  /** Milliseconds that this many writes will take at least, from now. */
  estimate(writes: number): number
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

export interface GovernorOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Whether the server is known to count. One of an enterprise does not by default, until it says otherwise. */
  readonly counted: boolean
  /** Called when everything has to wait, with milliseconds and the reason. */
  readonly onPause: (milliseconds: number, why: string) => void
}

/** A sliding window for each limit, a bucket for the burst, a pause for all, and fewer uploads at once while the server fails. */
export function governor({ clock, signal, counted, onPause }: GovernorOptions): Governor {
  let counting = counted
  const sent: number[] = []
  let tokens: number = burst
  let filled = clock.now()
  let pausedUntil = 0
  let pause = firstPause
  let pausedAt = -Infinity
  let uploads = 0
  let uploadsAllowed = uploadsAtMost
  let successes = 0
  let turn: Promise<unknown> = Promise.resolve()
  const waiting: (() => void)[] = []

  const refill = (now: number): void => {
    tokens = Math.min(burst, tokens + (now - filled) / interval)
    filled = now
  }
  /** When the next write may go. */
  const nextAt = (now: number): number => {
    const free = windows.map(({ requests, milliseconds }) => (sent[sent.length - requests] ?? -Infinity) + milliseconds)
    const bucket = tokens >= 1 ? now : now + (1 - tokens) * interval
    return counting ? Math.max(pausedUntil, bucket, ...free) : pausedUntil
  }
  const admit = async (): Promise<void> => {
    for (;;) {
      signal.throwIfAborted()
      const now = clock.now()
      refill(now)
      const at = nextAt(now)
      if (at <= now) break
      if (at - now > 5000)
        onPause(at - now, pausedUntil >= at ? 'GitHub asked for patience' : "GitHub's limit of writes")
      await clock.sleep(at - now, signal)
    }
    tokens -= 1
    sent.push(clock.now())
    if (sent.length > 1000) sent.splice(0, 500)
  }
  const leaveUpload = (): void => {
    uploads--
    waiting.shift()?.()
  }
  const enterUpload = async (): Promise<void> => {
    while (uploads >= uploadsAllowed) await new Promise<void>((resolve) => waiting.push(resolve))
    uploads++
  }
  const heed = (found: LimitSignal | undefined, sentAt: number): void => {
    if (found === undefined) return
    const now = clock.now()
    // What was sent before the last pause began tells nothing of how long the next one should be.
    const isNews = sentAt > pausedAt
    if (found.limited) {
      counting = true
      const wait = found.retryAfter ?? (found.resetAt === undefined ? undefined : Math.max(0, found.resetAt - now))
      if (wait !== undefined) pausedUntil = Math.max(pausedUntil, now + wait)
      else if (isNews) {
        pausedUntil = Math.max(pausedUntil, now + pause)
        pause = Math.min(longestPause, pause * 2)
      }
      pausedAt = now
    }
    // Additive increase, multiplicative decrease: a server in trouble gets less, one that recovers gets more by and by.
    if (found.status >= 500) {
      uploadsAllowed = Math.max(1, Math.floor(uploadsAllowed / 2))
      successes = 0
    } else if (found.status < 400) {
      if (isNews) pause = firstPause
      if (++successes % 10 === 0) {
        uploadsAllowed = Math.min(uploadsAtMost, uploadsAllowed + 1)
        waiting.shift()?.()
      }
    }
  }

  return {
    write: async (kind, work, signalOf) => {
      if (kind === 'upload') await enterUpload()
      try {
        // One after another, so that two writes never take the same place in a window.
        const admitted = turn.then(admit)
        turn = admitted.catch(() => undefined)
        await admitted
        const sentAt = clock.now()
        try {
          const value = await work()
          heed(signalOf({ ok: true, value }), sentAt)
          return value
        } catch (error) {
          heed(signalOf({ ok: false, error }), sentAt)
          throw error
        }
      } finally {
        if (kind === 'upload') leaveUpload()
      }
    },
    estimate: (writes) => {
      if (!counting) return 0
      const [minute, hour] = windows
      const hours = Math.floor(Math.max(0, writes - 1) / hour.requests)
      const rest = Math.max(0, writes - 1) % hour.requests
      return hours * hour.milliseconds + Math.floor(rest / minute.requests) * minute.milliseconds
    },
  }
}
