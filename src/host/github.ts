import { getOctokitOptions, GitHub } from '@actions/github/lib/utils'
import type { Endpoints } from '@octokit/types'
import { UserError } from '../errors.ts'
import type { Clock, GitHubAnswer, GitHubReader, GitHubWriter, HttpReader, HttpWriter } from './host.ts'
import { isPassingStatus, readPolicy, retryAfter, retryRead, type Try } from './retry.ts'

export interface GitHubOptions {
  readonly repository: string
  readonly server: string
  /** Root of the REST API. */
  readonly api: string
  readonly token: string
  readonly http: HttpReader & HttpWriter
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Milliseconds that one request of the REST API may take. */
  readonly deadline?: number
}

/** A server that asks for more patience than this, in milliseconds, has said no. */
const longestWait = 15 * 60_000

/** GitHub's REST API: reads are repeated, as long as the server asks to wait where it says so; writes never. */
export function nodeGitHub({
  repository,
  server,
  api,
  token,
  http,
  clock,
  signal,
  deadline = 120_000,
}: GitHubOptions): GitHubReader & GitHubWriter {
  const [owner, repo] = repository.split('/')
  const octokit = memo((): InstanceType<typeof GitHub> => {
    if (token === '')
      throw new UserError('NO_TOKEN', 'there is no GitHub token', {
        hint: 'Write "token: ${{ github.token }}", or leave the input "token" out.',
      })
    return new GitHub(getOctokitOptions(token, { baseUrl: api, userAgent: 'slipway', log: quiet }))
  })
  const send = async <R extends keyof Endpoints>(
    route: R,
    parameters: object,
    request: { readonly redirect?: 'manual'; readonly signal: AbortSignal },
  ): Promise<GitHubAnswer<R>> => {
    if (owner === undefined || repo === undefined)
      throw new UserError('NO_REPOSITORY', 'the runner names no repository', {
        hint: 'Set GITHUB_REPOSITORY to owner/name.',
      })
    const answer: GitHubAnswer<R> = await octokit().request(route as string, {
      owner,
      repo,
      headers: { 'x-github-api-version': '2022-11-28' },
      ...parameters,
      request,
    })
    if (isBrokenOff(answer)) throw brokenOff(route)
    return answer
  }
  const ask = async <R extends keyof Endpoints>(
    route: R,
    parameters: object,
    redirect: { readonly redirect?: 'manual' } = {},
  ): Promise<GitHubAnswer<R>> => {
    const outcome = await retryRead(clock, signal, readPolicy, async (): Promise<Try<Asked<R>>> => {
      try {
        const request = { ...redirect, signal: AbortSignal.any([signal, AbortSignal.timeout(deadline)]) }
        return { done: true, value: { answer: await send(route, parameters, request) } }
      } catch (error) {
        signal.throwIfAborted()
        const pause = pauseAfter(error, clock.now())
        return pause === 'none' ? { done: true, value: { error } } : { done: false, value: { error }, wait: pause }
      }
    })
    if ('error' in outcome) throw outcome.error
    return outcome.answer
  }
  return {
    repository,
    server,
    read: async (route, parameters) => ask(route, parameters),
    redirect: async (route, parameters) => {
      const answer = await ask(route, parameters, { redirect: 'manual' })
      const { location } = answer.headers
      if (typeof location !== 'string') throw new Error(`${route} answered ${answer.status} without a location`)
      return location
    },
    write: async (route, parameters) => send(route, parameters, { signal: AbortSignal.timeout(deadline) }),
    upload: async (url, { path, size, type, onProgress }) => {
      const answer = await http.write({
        method: 'POST',
        url,
        headers: {
          authorization: `token ${token}`,
          accept: 'application/vnd.github+json',
          'content-type': type,
          'x-github-api-version': '2022-11-28',
        },
        body: { kind: 'file', path, size, ...(onProgress === undefined ? {} : { onProgress }) },
      })
      return { status: answer.status, headers: answer.headers, body: await answer.text() }
    },
  }
}

type Asked<R extends keyof Endpoints> = { readonly answer: GitHubAnswer<R> } | { readonly error: unknown }

/** Octokit takes JSON that ends in the middle for a text, and for a success: nothing would look like an empty listing. */
const isBrokenOff = ({ data, headers }: { readonly data: unknown; readonly headers: object }): boolean =>
  typeof data === 'string' && /json/.test(String(Reflect.get(headers, 'content-type')))

const brokenOff = (route: string): Error =>
  Object.assign(new Error(`the answer to ${route} broke off`), { code: 'ECONNRESET' })

/** Milliseconds to wait before a failed question is asked again, where the server says; `none`: its answer would be the same. */
function pauseAfter(error: unknown, now: number): number | undefined | 'none' {
  const of = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  const status = of(error, 'status')
  if (typeof status !== 'number') return of(error, 'code') === 'ECONNRESET' ? undefined : 'none'
  const headers = of(of(error, 'response'), 'headers')
  const text = (name: string): string | undefined => {
    const value = of(headers, name)
    return value === undefined ? undefined : String(value)
  }
  const asked = retryAfter(text('retry-after'), now)
  const reset = Number(text('x-ratelimit-reset'))
  const exhausted = text('x-ratelimit-remaining') === '0' && reset > 0
  const limited =
    status === 403 && (exhausted || asked !== undefined || /rate limit|abuse/i.test(String(of(error, 'message'))))
  if (!isPassingStatus(status) && !limited) return 'none'
  const wait = asked ?? (exhausted ? Math.max(0, reset * 1000 - now) : limited ? 60_000 : undefined)
  return wait !== undefined && wait > longestWait ? 'none' : wait
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

function memo<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
