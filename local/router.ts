import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './answers.ts'
import type { Rights } from './tokens.ts'

/** The five origins of GitHub that have their own listener here. */
export type Origin = 'api' | 'uploads' | 'blobs' | 'results' | 'web'

/** One request, as a handler sees it. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Values of the `:name` and `*name` parts of the route, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  /** `Content-Length`, if there is one. */
  readonly length: number | undefined
  /** The body, as it arrives. Throws when the client goes away. */
  readonly input: AsyncIterable<Uint8Array>
  /** The body parsed as a JSON object; `{}` for a route that reads none. */
  readonly json: Readonly<Record<string, unknown>>
  readonly caller: Caller
  /** Milliseconds by which a listing is behind. */
  readonly lag: number
  /** The first byte that is stored or sent is to be flipped. */
  readonly damaged: boolean
  /** The upload is to be left half done. */
  readonly starter: boolean
}

/** Who asks. */
export type Caller =
  | { readonly kind: 'token'; readonly rights: Rights }
  | { readonly kind: 'job'; readonly run: string; readonly job: string }
  | { readonly kind: 'signature' }
  | { readonly kind: 'anyone' }

export interface RouteOptions {
  /** What the body is: parsed before the handler is called, or read by it. */
  readonly body?: 'json' | 'stream'
  /** Whether the answer is a listing, which may be stale. */
  readonly listing?: boolean
  /** Whether the request changes something. By default everything but GET does. */
  readonly write?: boolean
  /** Rights that a token needs. */
  readonly needs?: { readonly contents?: 'read' | 'write'; readonly actions?: 'read' }
}

export interface Route extends RouteOptions {
  readonly method: string
  readonly pattern: RegExp
  readonly handle: (exchange: Exchange) => Answer | Promise<Answer>
}

/**
 * A route for `path`, in which `:name` stands for one segment and `*name` for the rest. Letter case is ignored, as
 * GitHub does for owners and repositories.
 */
export function route(method: string, path: string, options: RouteOptions, handle: Route['handle']): Route {
  const source = path
    .split(/([:*][a-z]+)/)
    .map((part) => {
      if (part.startsWith(':')) return `(?<${part.slice(1)}>[^/]+)`
      if (part.startsWith('*')) return `(?<${part.slice(1)}>.+)`
      return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('')
  return { ...options, method, pattern: new RegExp(`^${source}$`, 'i'), handle }
}

export interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The first route that takes the request. HEAD is served like GET. */
export function findRoute(routes: readonly Route[], method: string, path: string): Found | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const candidate of routes) {
    if (candidate.method !== wanted) continue
    const groups = candidate.pattern.exec(path)
    if (groups === null) continue
    const params = decodeAll(groups.groups ?? {})
    if (params !== undefined) return { route: candidate, params }
  }
  return undefined
}

function decodeAll(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    return undefined
  }
}
