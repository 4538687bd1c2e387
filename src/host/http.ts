import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { HttpClient } from '@actions/http-client'
import { chunksOf } from './chunks.ts'
import type { Clock, HttpReader, HttpResponse, HttpWriter, ReadRequest, WriteRequest } from './host.ts'
import { isPassingStatus, readPolicy, retryAfter, retryRead } from './retry.ts'

/** Deadlines in milliseconds. A hang becomes an error with a name. */
export interface Deadlines {
  /** Until a connection stands. */
  readonly connect: number
  /** Without a byte in either direction. */
  readonly idle: number
  /** From the last byte sent to the head of the answer. */
  readonly answer: number
  /** For the whole exchange, on top of what its body takes at the slowest rate that is worth waiting for. */
  readonly total: number
  /** That rate, in bytes a second. */
  readonly slowest: number
  /** That a write which has begun may go on for after the run was cancelled. */
  readonly grace: number
}

/** The runner ends a cancelled step after ten seconds; the report needs some of them. */
export const deadlines: Deadlines = {
  connect: 30_000,
  idle: 60_000,
  answer: 120_000,
  total: 300_000,
  slowest: 64 * 1024,
  grace: 5_000,
}

/** A connection that took too long. `code` is `HTTP_DEADLINE`. */
export class DeadlineError extends Error {
  readonly code = 'HTTP_DEADLINE'
}

export interface HttpOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly limits?: Deadlines
}

/**
 * HTTP over kept-alive connections, through the proxy that the environment names. Reads are repeated when a connection breaks
 * or the server asks for patience; a write is sent once. A body is streamed from disk and opened anew for every request.
 */
export function nodeHttp({ clock, signal, limits = deadlines }: HttpOptions): HttpReader & HttpWriter {
  // One of each: a client keeps its first agent for every address, and that of one protocol cannot serve the other.
  const client = (): HttpClient => new HttpClient('slipway', undefined, { keepAlive: true, maxSockets: 32 })
  const clients: Readonly<Record<string, HttpClient>> = { 'http:': client(), 'https:': client() }
  const agentFor = (url: string): Agent => {
    const { protocol } = new URL(url)
    const found = clients[protocol]
    if (found === undefined) throw new Error(`${protocol} is no protocol for a request`)
    return found.getAgent(url)
  }

  // A write that has begun may end when the run is cancelled: half a write is worse than a late one.
  const late = new AbortController()
  signal.addEventListener('abort', () => setTimeout(() => late.abort(signal.reason), limits.grace).unref(), {
    once: true,
  })
  return {
    read: async (request) => {
      let passed: HttpResponse | undefined
      return retryRead(clock, signal, readPolicy, async () => {
        // An answer that nobody reads holds its connection for good.
        passed
          ?.stream()
          .on('error', () => undefined)
          .resume()
        const response = await exchange({ method: 'GET', ...request }, agentFor(request.url), signal, limits)
        if (!isPassingStatus(response.status)) return { done: true, value: response }
        passed = response
        return { done: false, value: response, wait: retryAfter(response.headers['retry-after'], clock.now()) }
      })
    },
    write: async (request) => exchange(request, agentFor(request.url), late.signal, limits),
  }
}

type AnyRequest = (ReadRequest & { readonly method: 'GET' | 'HEAD' }) | WriteRequest

async function exchange(
  request: AnyRequest,
  agent: Agent,
  signal: AbortSignal,
  limits: Deadlines,
): Promise<HttpResponse> {
  const { protocol, host } = new URL(request.url)
  const body = 'body' in request ? request.body : undefined
  const size = sizeOf(body)
  const send = protocol === 'https:' ? httpsRequest : httpRequest
  const length = isRead(request.method) ? {} : { 'content-length': size }
  const headers = { 'user-agent': 'slipway', ...request.headers, ...length }
  const outgoing = send(request.url, { method: request.method, agent, signal, headers })

  const timers: NodeJS.Timeout[] = []
  const late = (what: string, ms: number): void => {
    outgoing.destroy(new DeadlineError(`${request.method} ${host}: ${what} within ${Math.round(ms / 1000)} s`))
  }
  const deadline = (what: string, ms: number): NodeJS.Timeout => {
    const timer = setTimeout(() => late(what, ms), ms)
    timers.push(timer)
    return timer
  }
  deadline('not done', limits.total + (size / limits.slowest) * 1000)
  const connecting = deadline('no connection', limits.connect)
  outgoing.on('socket', (socket) => {
    if (!socket.connecting) clearTimeout(connecting)
    else socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
  })
  outgoing.setTimeout(limits.idle, () => late('no byte went either way', limits.idle))
  let over = false
  outgoing.on('finish', () => {
    // An answer may come before the last byte of the question is gone.
    if (over) return
    // Silence is what is waited for now, as long as the answer may take.
    outgoing.setTimeout(0)
    deadline('no answer came', limits.answer)
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    outgoing.on('close', () => reject(closedEarly()))
  })
  // The body's own failure (a file that went away) comes out through `answered`, since it destroys the request.
  if (body === undefined) outgoing.end()
  else transmit(body, outgoing).catch((error: unknown) => outgoing.destroy(asError(error)))
  try {
    const incoming = await answered
    incoming.setTimeout(limits.idle, () =>
      incoming.destroy(new DeadlineError(`${host} stopped in the middle of its answer`)),
    )
    return responseOf(incoming)
  } finally {
    over = true
    timers.forEach(clearTimeout)
  }
}

const isRead = (method: AnyRequest['method']): boolean => method === 'GET' || method === 'HEAD'

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error), { cause: error }))

const closedEarly = (): Error =>
  Object.assign(new Error('the connection was closed before an answer came'), { code: 'ECONNRESET' })

function sizeOf(body: WriteRequest['body']): number {
  if (body === undefined) return 0
  return body.kind === 'file' ? body.size : body.bytes.byteLength
}

/** Sends a body and ends the request. Each chunk is gone before the next one is asked for: its memory is used again. */
async function transmit(body: NonNullable<WriteRequest['body']>, outgoing: ClientRequest): Promise<void> {
  for await (const chunk of source(body)) await written(outgoing, chunk)
  outgoing.end()
}

/** Waits until a chunk has gone to the connection. A request that is destroyed before it has one tells of that by closing only. */
async function written(outgoing: ClientRequest, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(closedEarly())
    outgoing.once('close', closed)
    outgoing.write(chunk, (error) => {
      outgoing.off('close', closed)
      if (error === null || error === undefined) resolve()
      else reject(error)
    })
  })
}

/** The bytes of a body, counted: a file that changed since it was measured must not become half a body. */
async function* source(body: NonNullable<WriteRequest['body']>): AsyncGenerator<Uint8Array> {
  if (body.kind === 'bytes') {
    yield body.bytes
    return
  }
  const changed = (bytes: string): Error =>
    new Error(`${body.path} has ${bytes} bytes, and had ${body.size} when it was measured`)
  let sent = 0
  for await (const chunk of chunksOf(body.path)) {
    sent += chunk.byteLength
    if (sent > body.size) throw changed(`at least ${sent}`)
    yield chunk
    body.onProgress?.(sent)
  }
  if (sent !== body.size) throw changed(String(sent))
}

function responseOf(incoming: IncomingMessage): HttpResponse {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  return {
    status: incoming.statusCode ?? 0,
    headers,
    stream: () => incoming,
    text: async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of incoming as AsyncIterable<Uint8Array>) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}
