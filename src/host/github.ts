import { defaults, getOctokitOptions, GitHub } from '@actions/github/lib/utils'
import { retry } from '@octokit/plugin-retry'
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
  /** Milliseconds before a question that met a broken server is asked again; the waits grow from there. */
  readonly retryBase?: number
}

/**
 * Answers that octokit's retry plugin does not repeat: those that a second question would not change, and those of a server that
 * asks for patience, which the plugin does not heed. The rest is its part: broken connections and plain failures of the server.
 */
const doNotRetry = [400, 401, 403, 404, 408, 409, 410, 415, 422, 425, 429, 451, 503]

/** A server that asks for more patience than this, in milliseconds, has said no. */
const longestWait = 15 * 60_000

/** GitHub's REST API: reads are repeated, by octokit's plugin where the server is broken and by us where it asks to wait; writes never. */
export function nodeGitHub({
  repository,
  server,
  api,
  token,
  http,
  clock,
  signal,
  deadline = 120_000,
  retryBase = 500,
}: GitHubOptions): GitHubReader & GitHubWriter {
  const [owner, repo] = repository.split('/')
  // A deadline for each try: one for all of them would be over before the second.
  const inTime: typeof fetch = async (url, init) => {
    const late = AbortSignal.timeout(deadline)
    return proxyFetch()(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late })
  }
  const cancelled = new Promise<never>((_, reject) => {
    const callOff = (): void => reject(asError(signal.reason))
    if (signal.aborted) callOff()
    else signal.addEventListener('abort', callOff, { once: true })
  })
  cancelled.catch(() => undefined)
  const options = (): object => {
    if (token === '')
      throw new UserError('NO_TOKEN', 'there is no GitHub token', {
        hint: 'Write "token: ${{ github.token }}", or leave the input "token" out.',
      })
    return getOctokitOptions(token, { baseUrl: api, userAgent: 'slipway', log: quiet, request: { fetch: inTime } })
  }
  const writing = memo(() => new GitHub(options()))
  // A jittered base keeps the jobs of one matrix from asking again at the same moment.
  const patience = { retries: 4, retryAfterBaseValue: retryBase * (0.5 + clock.random()), doNotRetry }
  const reading = memo(() => new (GitHub.plugin(retry))({ ...options(), retry: patience }))
  const send = async <R extends keyof Endpoints>(
    octokit: () => InstanceType<typeof GitHub>,
    route: R,
    parameters: object,
    request: { readonly redirect?: 'manual' } = {},
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
        // A signal that had aborted before anybody listened rejects nothing.
        signal.throwIfAborted()
        // The plugin would repeat a question that was called off.
        const answer = await Promise.race([send(reading, route, parameters, redirect), cancelled])
        return { done: true, value: { answer } }
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
    write: async (route, parameters) => send(writing, route, parameters),
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

/** The fetch of the toolkit: through the proxy that the environment names. */
function proxyFetch(): typeof fetch {
  const found: unknown = defaults.request?.fetch
  return isFetch(found) ? found : fetch
}

const isFetch = (value: unknown): value is typeof fetch => typeof value === 'function'

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('cancelled'))

type Asked<R extends keyof Endpoints> = { readonly answer: GitHubAnswer<R> } | { readonly error: unknown }

/**
 * Octokit takes JSON that ends in the middle for a text, and for a success: nothing would look like an empty listing. An answer
 * that leads elsewhere has no content, whatever type it says.
 */
const isBrokenOff = ({
  status,
  data,
  headers,
}: Pick<GitHubAnswer<keyof Endpoints>, 'status' | 'headers'> & { readonly data: unknown }): boolean =>
  status < 300 && status !== 204 && typeof data === 'string' && String(headers['content-type']).includes('json')

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
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const asked = retryAfter(text('retry-after'), now)
  const reset = Number(text('x-ratelimit-reset'))
  const exhausted = text('x-ratelimit-remaining') === '0' && reset > 0
  const limited =
    status === 403 && (exhausted || asked !== undefined || /rate limit|abuse/i.test(String(of(error, 'message'))))
  // What the plugin has repeated in vain is not repeated once more.
  if ((!isPassingStatus(status) || !doNotRetry.includes(status)) && !limited) return 'none'
  const wait = asked ?? (exhausted ? Math.max(0, reset * 1000 - now) : limited ? 60_000 : undefined)
  return wait !== undefined && wait > longestWait ? 'none' : wait
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

function memo<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
