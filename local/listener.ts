import { STATUS_CODES, createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal, apiError, json, notFound } from './answers.ts'
import type { Answer, Headers } from './answers.ts'
import { Cut, drain, readBody, readJson } from './body.ts'
import type { Fault, Faults, Target } from './faults.ts'
import type { OpenRecord } from './requests.ts'
import { findRoute } from './router.ts'
import type { Caller, Exchange, Found, Origin, Route } from './router.ts'
import { falsify, send } from './send.ts'

export interface Listening {
  readonly origin: Origin
  readonly routes: readonly Route[]
  readonly faults: Faults
  readonly records: OpenRecord[]
  readonly log: (line: string) => void
  /** Who asks; throws a {@link Refusal} for who may not. */
  readonly admit: (request: IncomingMessage, url: URL, found: Found | undefined) => Caller
  /** Headers of every answer. */
  readonly headers: (request: IncomingMessage) => Headers
}

export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** Serves one origin on a port of its own, on the loopback interface. */
export async function listen(options: Listening): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      options.log(`${options.origin}: ${String(error)}`)
      response.destroy()
    })
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    port: address.port,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function serve(options: Listening, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { origin, faults } = options
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', 'http://local')
  const found = findRoute(options.routes, method, url.pathname)
  const record: OpenRecord = {
    method,
    host: origin,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    status: 0,
    write: found?.route.write ?? !['GET', 'HEAD', 'OPTIONS'].includes(method),
    bytes: 0,
    authorized: false,
  }
  options.records.push(record)
  const listing = found?.route.listing === true
  const upload = origin === 'uploads' && found !== undefined
  const target: Target = { method, host: origin, path: url.pathname, query: url.searchParams, listing, upload }
  const fault = faults.take(target)
  const wait = faults.latencyOf(target) + (fault?.kind === 'delay' ? fault.ms : 0)
  if (wait > 0) await sleep(wait, undefined, { ref: false })

  if (fault?.kind === 'hang') {
    request.resume()
    return
  }
  if (fault?.kind === 'reset' && fault.when === 'before-body') {
    request.socket.resetAndDestroy()
    return
  }
  const cut = fault?.kind === 'reset'
  const answer = await answerTo(options, { request, url, found, record, fault })
  if (answer === undefined || request.socket.destroyed) return
  record.status = answer.status
  const damaged = fault?.kind === 'wrong-digest' && !upload
  if (answer.kind === 'json') record.answer = damaged ? falsify(answer.body) : answer.body
  options.log(`${method} ${origin}${url.pathname} ${answer.status}`)
  const drained = await drain(request, record)
  if (fault?.kind === 'lost-answer') {
    request.socket.resetAndDestroy()
    return
  }
  const common: Record<string, string> = { ...options.headers(request) }
  if (!drained) common['connection'] = 'close'
  await send(response, answer, { head: method === 'HEAD', cut, damaged, common }).catch((error: unknown) => {
    options.log(`${method} ${origin}${url.pathname}: the client went away: ${String(error)}`)
    request.socket.destroy()
  })
}

interface Incoming {
  readonly request: IncomingMessage
  readonly url: URL
  readonly found: Found | undefined
  readonly record: OpenRecord
  readonly fault: Fault | undefined
}

/** The answer, or `undefined` where the client has gone. */
async function answerTo(options: Listening, incoming: Incoming): Promise<Answer | undefined> {
  const { request, url, found, record, fault } = incoming
  try {
    const input = readBody(request, record, fault?.kind === 'reset' && record.write)
    // Read before anything is refused, so that the record has the body.
    const body = found?.route.body === 'json' ? await readJson(input).catch(refusalIn) : undefined
    if (body !== undefined && !(body instanceof Refusal)) record.body = body
    if (fault?.kind === 'status') return planned(fault)
    const caller = options.admit(request, url, found)
    record.authorized = caller.kind !== 'anyone'
    if (found === undefined) throw notFound()
    if (body instanceof Refusal) throw body
    const length = request.headers['content-length']
    const exchange: Exchange = {
      method: record.method,
      path: url.pathname,
      query: url.searchParams,
      params: found.params,
      headers: request.headers,
      length: length === undefined ? undefined : Number(length),
      input,
      json: body ?? {},
      caller,
      lag: fault?.kind === 'stale-listing' ? fault.ms : 0,
      damaged: fault?.kind === 'wrong-digest',
      starter: fault?.kind === 'starter',
    }
    const answer = await found.route.handle(exchange)
    return fault?.kind === 'starter' ? planned({ kind: 'status', status: fault.status }) : answer
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    if (error instanceof Cut || request.destroyed) return undefined
    options.log(
      `${record.method} ${url.pathname}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    return apiError(500, 'Server Error').answer
  }
}

function refusalIn(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

function planned({ status, headers, body }: Extract<Fault, { kind: 'status' }>): Answer {
  const message = {
    message: STATUS_CODES[status] ?? 'Error',
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  }
  return json(status, body ?? message, headers)
}
