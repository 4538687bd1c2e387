import type { Origin } from './router.ts'

/** What goes wrong with a request. */
export type Fault =
  /** Answered with this status; nothing is done. `body` is sent as JSON. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: unknown
    }
  /** The connection is reset: before the body is read, or in the middle of the body (of the answer, for a GET). */
  | { readonly kind: 'reset'; readonly when: 'before-body' | 'mid-body' }
  /** Done, but the connection is reset instead of an answer. */
  | { readonly kind: 'lost-answer' }
  /** An asset upload leaves an asset in state `starter`, and this status is answered. Takes uploads only. */
  | { readonly kind: 'starter'; readonly status: number }
  /** Never answered; nothing is done. */
  | { readonly kind: 'hang' }
  /** Answered after so many milliseconds of real time. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Bytes are damaged on the way: the first byte is flipped, in what is stored or in what is sent. In a JSON answer the digests are wrong. */
  | { readonly kind: 'wrong-digest' }
  /** A listing shows what was there so many milliseconds (of `now`) ago. Takes listings only. */
  | { readonly kind: 'stale-listing'; readonly ms: number }

/** What is given must match; nothing given matches every request. */
export interface FaultMatch {
  readonly method?: string
  readonly host?: Origin
  /** Tested against the path, without the query. */
  readonly path?: RegExp
  /** Values that the query must have. */
  readonly query?: Readonly<Record<string, string>>
}

export interface FaultPlan {
  readonly match?: FaultMatch
  /** How many matching requests it strikes; 1 by default. */
  readonly times?: number
  readonly fault: Fault
}

export interface FaultSwitch {
  /** Plans a fault for the next matching requests. Where several match, the one planned first strikes. */
  next(plan: FaultPlan): void
  /** Holds every matching request for so many milliseconds of real time, until cleared. */
  latency(ms: number, match?: FaultMatch): void
  /** Drops all that is planned and every latency. */
  clear(): void
}

/** What a fault is matched against. */
export interface Target {
  readonly method: string
  readonly host: Origin
  readonly path: string
  readonly query: URLSearchParams
  readonly listing: boolean
  readonly upload: boolean
}

export interface Faults extends FaultSwitch {
  /** The fault that strikes this request; each call uses one up. */
  take(target: Target): Fault | undefined
  /** Milliseconds of latency for this request. */
  latencyOf(target: Target): number
}

export function createFaults(): Faults {
  let planned: { readonly plan: FaultPlan; left: number }[] = []
  let latencies: { readonly ms: number; readonly match: FaultMatch }[] = []
  return {
    next(plan) {
      planned.push({ plan, left: plan.times ?? 1 })
    },
    latency(ms, match = {}) {
      latencies.push({ ms, match })
    },
    clear() {
      planned = []
      latencies = []
    },
    take(target) {
      const found = planned.find(({ plan }) => matches(plan.match ?? {}, target) && suits(plan.fault, target))
      if (found === undefined) return undefined
      found.left -= 1
      planned = planned.filter(({ left }) => left > 0)
      return found.plan.fault
    },
    latencyOf(target) {
      return latencies.reduce((sum, { ms, match }) => (matches(match, target) ? sum + ms : sum), 0)
    },
  }
}

function matches(match: FaultMatch, target: Target): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== target.method) return false
  if (match.host !== undefined && match.host !== target.host) return false
  if (match.path !== undefined && target.path.search(match.path) === -1) return false
  return Object.entries(match.query ?? {}).every(([name, value]) => target.query.get(name) === value)
}

function suits(fault: Fault, target: Target): boolean {
  switch (fault.kind) {
    case 'starter':
      return target.upload
    case 'stale-listing':
      return target.listing
    case 'status':
    case 'reset':
    case 'lost-answer':
    case 'hang':
    case 'delay':
    case 'wrong-digest':
      return true
  }
}
