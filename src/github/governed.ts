import type { Clock, GitHubReader, GitHubWriter, UploadAnswer } from '../host/host.ts'
import { retryAfter } from '../host/retry.ts'
import type { Governor, LimitSignal, Outcome } from './governor.ts'
import { statusOf } from './releases.ts'
import { isRateLimit } from './settle.ts'

/** GitHub with every write through one gate; reads go as they are. */
export function governed(
  github: GitHubReader & GitHubWriter,
  gate: Governor,
  clock: Clock,
): GitHubReader & GitHubWriter {
  return {
    ...github,
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
