import type { RateLimit } from './repository.ts'

const LIMIT = 5000
const HOUR = 3_600_000

export interface RateCounter {
  /** Counts a request of a token. */
  count(authorization: string): void
  /** What is left for a token in this hour. It never falls under 1: the limit is shown and not enforced (plan a fault for that). */
  left(authorization: string): RateLimit
}

export function createRateCounter(now: () => number): RateCounter {
  const windows = new Map<string, { used: number; end: number }>()
  const window = (authorization: string): { used: number; end: number } => {
    const open = windows.get(authorization)
    if (open !== undefined && open.end > now()) return open
    const fresh = { used: 0, end: now() + HOUR }
    windows.set(authorization, fresh)
    return fresh
  }
  return {
    count(authorization) {
      window(authorization).used += 1
    },
    left(authorization) {
      const { used, end } = window(authorization)
      return { limit: LIMIT, used, remaining: Math.max(LIMIT - used, 1), reset: Math.ceil(end / 1000) }
    },
  }
}
