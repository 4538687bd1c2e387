import type { Clock } from '../../src/host/host.ts'

/** Time that passes only while everything waits for it. */
export interface SimulatedClock extends Clock {
  /** Keeps time from passing while `work` is under way: it waits for something of the real world. */
  busy<T>(work: () => Promise<T>): Promise<T>
  /** The same clock for what runs inside {@link SimulatedClock.busy}: its sleep lets time pass. */
  readonly inside: Clock
  /** Milliseconds of every sleep that was asked for, in order. */
  readonly sleeps: readonly number[]
  /** No sleep ends any more, as in a process that is gone. */
  stop(): void
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** A clock that jumps to the end of the shortest sleep when nothing else is left to do. */
export function simulatedClock(
  options: { readonly start?: number; readonly random?: () => number } = {},
): SimulatedClock {
  let now = options.start ?? Date.parse('2026-03-01T12:00:00Z')
  let busy = 0
  let stopped = false
  let checking = false
  const sleepers = new Set<Sleeper>()
  const sleeps: number[] = []

  const check = (): void => {
    if (checking) return
    checking = true
    // Whatever promises have to say is said before the second turn of the loop.
    setImmediate(() =>
      setImmediate(() => {
        checking = false
        if (busy > 0 || stopped || sleepers.size === 0) return
        const next = [...sleepers].reduce((first, each) => (each.at < first.at ? each : first))
        now = Math.max(now, next.at)
        sleepers.delete(next)
        next.wake()
        check()
      }),
    )
  }
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    sleeps.push(ms)
    await new Promise<void>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal))
        return
      }
      const stop = (): void => {
        sleepers.delete(sleeper)
        reject(reasonOf(signal))
      }
      const sleeper: Sleeper = {
        at: now + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        },
      }
      signal?.addEventListener('abort', stop, { once: true })
      sleepers.add(sleeper)
      check()
    })
  }
  const leave = (): void => {
    busy--
    if (busy === 0) check()
  }
  const random = options.random ?? ((): number => 0.5)
  return {
    now: () => now,
    sleep,
    random,
    sleeps,
    busy: async (work) => {
      busy++
      try {
        return await work()
      } finally {
        leave()
      }
    },
    inside: {
      now: () => now,
      random,
      sleep: async (ms, signal) => {
        leave()
        try {
          await sleep(ms, signal)
        } finally {
          busy++
        }
      },
    },
    stop: () => void (stopped = true),
  }
}

const reasonOf = (signal: AbortSignal | undefined): Error => {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new Error('cancelled')
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
