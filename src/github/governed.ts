import type { Clock, GitHubReader, GitHubWriter, UploadAnswer } from '../host/host.ts'
import { retryAfter } from '../host/retry.ts'
import type { Governor, LimitSignal, Outcome } from './governor.ts'
import { statusOf } from './releases.ts'
import { isRateLimit } from './settle.ts'

/** What is left of a token's requests, as the last answer said. */
interface Budget {
  readonly remaining: number
  /** Milliseconds since the epoch. */
  readonly resetAt: number
}

export interface Governed {
  readonly github: GitHubReader & GitHubWriter
  /** What to say before a number of writes that the limits will not let through at once; `undefined` where they fit. */
  readonly warning: (writes: number) => string | undefined
}

/** GitHub with every write through one gate; reads go as they are, and tell what is left. */
export function governed(github: GitHubReader & GitHubWriter, gate: Governor, clock: Clock): Governed {
  let last: Budget | undefined
  const paced: GitHubReader & GitHubWriter = {
    ...github,
    read: async (route, parameters) => {
      const answer = await github.read(route, parameters)
      last = budgetIn(answer.headers) ?? last
      return answer
    },
    write: async (route, parameters) =>
      gate.write(
        'request',
        async () => github.write(route, parameters),
        (outcome) => signalOf(outcome, clock),
      ),
    upload: async (url, file) =>
      gate.write(
        'upload',
        async () => github.upload(url, file),
        (outcome) => uploadSignal(outcome, clock),
      ),
  }
  return { github: paced, warning: (writes) => paceWarning(writes, last, gate, clock.now()) }
}

function budgetIn(headers: Headers): Budget | undefined {
  const [remaining, reset] = [headers['x-ratelimit-remaining'], headers['x-ratelimit-reset']]
  if (remaining === undefined || reset === undefined) return undefined
  return { remaining: Number(remaining), resetAt: Number(reset) * 1000 }
}

function paceWarning(writes: number, budget: Budget | undefined, gate: Governor, now: number): string | undefined {
  const slow = gate.estimate(writes)
  const lacking = budget !== undefined && budget.remaining < writes
  const wait = lacking ? Math.max(0, budget.resetAt - now) : 0
  if (!lacking && slow < 60_000) return undefined
  const left = lacking
    ? `; the token has ${budget.remaining} requests left until ${new Date(budget.resetAt).toISOString()}`
    : ''
  return `${writes} writes to GitHub are planned, which its limits let through in about ${Math.ceil(Math.max(slow, wait) / 60_000)} minutes${left}`
}

type Headers = Readonly<Record<string, string | number | undefined>>

function signalOf(outcome: Outcome<{ readonly status: number }>, clock: Clock): LimitSignal | undefined {
  if (outcome.ok) return { status: outcome.value.status, retryAfter: undefined, resetAt: undefined, limited: false }
  const status = statusOf(outcome.error)
  if (status === undefined) return undefined
  const response: unknown = Reflect.get(Object(outcome.error), 'response')
  const headers: unknown =
    typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : undefined
  return limits(status, isRateLimit(outcome.error), isHeaders(headers) ? headers : {}, clock)
}

const isHeaders = (value: unknown): value is Headers => typeof value === 'object' && value !== null

function uploadSignal(outcome: Outcome<UploadAnswer>, clock: Clock): LimitSignal | undefined {
  if (!outcome.ok) return undefined
  const { status, body, headers } = outcome.value
  return limits(status, isRateLimit({ status, message: body }), headers, clock)
}

function limits(status: number, limited: boolean, headers: Headers, clock: Clock): LimitSignal {
  const text = (name: string): string | undefined => (headers[name] === undefined ? undefined : String(headers[name]))
  const exhausted = text('x-ratelimit-remaining') === '0'
  const reset = Number(text('x-ratelimit-reset'))
  return {
    status,
    retryAfter: retryAfter(text('retry-after'), clock.now()),
    resetAt: exhausted && reset > 0 ? reset * 1000 : undefined,
    limited: limited || status === 429 || (status === 403 && (exhausted || text('retry-after') !== undefined)),
  }
}
