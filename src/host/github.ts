import { getOctokitOptions, GitHub } from '@actions/github/lib/utils'
import { retry } from '@octokit/plugin-retry'
import type { Endpoints } from '@octokit/types'
import { UserError } from '../errors.ts'
import type { Clock, GitHubAnswer, GitHubReader, GitHubWriter, HttpReader, HttpWriter } from './host.ts'

export interface GitHubOptions {
  readonly repository: string
  readonly server: string
  /** Root of the REST API. */
  readonly api: string
  readonly token: string
  readonly http: HttpReader & HttpWriter
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Milliseconds that one request of the REST API may take. */
const deadline = 120_000

/** Answers that a second question would not change. */
const doNotRetry = [400, 401, 403, 404, 409, 410, 415, 422, 451]

/** GitHub's REST API: reads are repeated by octokit's retry plugin, writes never. */
export function nodeGitHub({
  repository,
  server,
  api,
  token,
  http,
  clock,
  signal,
}: GitHubOptions): GitHubReader & GitHubWriter {
  const [owner, repo] = repository.split('/')
  const client = (retries: number): InstanceType<typeof GitHub> => {
    if (token === '')
      throw new UserError('NO_TOKEN', 'there is no GitHub token', {
        hint: 'Write "token: ${{ github.token }}", or leave the input "token" out.',
      })
    // A jittered base keeps the jobs of one matrix from asking again at the same moment.
    const options = {
      baseUrl: api,
      userAgent: 'slipway',
      log: quiet,
      retry: { enabled: retries > 0, retries, retryAfterBaseValue: 500 + clock.random() * 1000, doNotRetry },
    }
    return new (GitHub.plugin(retry))(getOctokitOptions(token, options))
  }
  const reading = memo(() => client(3))
  const writing = memo(() => client(0))
  const send = async <R extends keyof Endpoints>(
    octokit: () => InstanceType<typeof GitHub>,
    route: R,
    parameters: object,
    request: { readonly redirect?: 'manual'; readonly signal: AbortSignal },
  ): Promise<GitHubAnswer<R>> => {
    if (owner === undefined || repo === undefined)
      throw new UserError('NO_REPOSITORY', 'the runner names no repository', {
        hint: 'Set GITHUB_REPOSITORY to owner/name.',
      })
    return octokit().request(route as string, {
      owner,
      repo,
      headers: { 'x-github-api-version': '2022-11-28' },
      ...parameters,
      request,
    })
  }
  const patience = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(deadline)])
  return {
    repository,
    server,
    read: async (route, parameters) => send(reading, route, parameters, { signal: patience() }),
    redirect: async (route, parameters) => {
      const answer = await send(reading, route, parameters, { redirect: 'manual', signal: patience() })
      const { location } = answer.headers
      if (typeof location !== 'string') throw new Error(`${route} answered ${answer.status} without a location`)
      return location
    },
    write: async (route, parameters) => send(writing, route, parameters, { signal: AbortSignal.timeout(deadline) }),
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

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

function memo<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
