import { createReadStream } from 'node:fs'
import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { HttpClient } from '@actions/http-client'
import type { Clock, HttpReader, HttpResponse, HttpWriter, ReadRequest, WriteRequest } from './host.ts'
import { isPassingStatus, readPolicy, retryAfter, retryRead } from './retry.ts'

/** Deadlines in milliseconds. A hang becomes an error with a name. */
export interface Deadlines {
  /** Without a byte in either direction. */
  readonly idle: number
  /** From the last byte sent to the head of the answer. */
  readonly answer: number
}

export const deadlines: Deadlines = { idle: 60_000, answer: 120_000 }

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
  const client = new HttpClient('slipway', undefined, { keepAlive: true, maxSockets: 32 })
  const agentFor = (url: string): Agent => client.getAgent(url)

  return {
    read: async (request) =>
      retryRead(clock, signal, readPolicy, async () => {
        const response = await exchange({ method: 'GET', ...request }, agentFor(request.url), signal, limits)
        if (!isPassingStatus(response.status)) return { done: true, value: response }
        return { done: false, value: response, wait: retryAfter(response.headers['retry-after'], clock.now()) }
      }),
    // A write that has begun is let finish when the run is cancelled: half a write is worse than a late one.
    write: async (request) => exchange(request, agentFor(request.url), new AbortController().signal, limits),
  }
}

type AnyRequest = (ReadRequest & { readonly method: 'GET' | 'HEAD' }) | WriteRequest

async function exchange(
  request: AnyRequest,
  agent: Agent,
  signal: AbortSignal,
  limits: Deadlines,
): Promise<HttpResponse> {
  const body = 'body' in request ? request.body : undefined
  const size = body === undefined ? undefined : body.kind === 'file' ? body.size : body.bytes.byteLength
  const send = new URL(request.url).protocol === 'https:' ? httpsRequest : httpRequest
  const outgoing = send(request.url, {
    method: request.method,
    agent,
    signal,
    headers: {
      'user-agent': 'slipway',
      ...request.headers,
      ...(size === undefined
        ? request.method === 'GET' || request.method === 'HEAD'
          ? {}
          : { 'content-length': 0 }
        : { 'content-length': size }),
    },
  })
  let waiting: NodeJS.Timeout | undefined
  const late = (what: string, ms: number): void => {
    outgoing.destroy(new DeadlineError(`${request.method} ${new URL(request.url).host}: ${what} for ${ms / 1000} s`))
  }
  outgoing.setTimeout(limits.idle, () => late('no byte went either way', limits.idle))
  outgoing.on('finish', () => {
    outgoing.setTimeout(limits.answer)
    waiting = setTimeout(() => late('no answer came', limits.answer), limits.answer)
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    outgoing.on('close', () =>
      reject(Object.assign(new Error('the connection was closed before an answer came'), { code: 'ECONNRESET' })),
    )
  })
  // The body's own failure (a file that went away) surfaces through `answered`, whose request it destroys.
  const sent =
    body === undefined
      ? outgoing.end()
      : pipeline(source(body), outgoing).catch((error: unknown) =>
          outgoing.destroy(error instanceof Error ? error : undefined),
        )
  try {
    const incoming = await answered
    incoming.setTimeout(limits.idle, () =>
      incoming.destroy(new DeadlineError(`${new URL(request.url).host} stopped in the middle of its answer`)),
    )
    void sent
    return responseOf(incoming)
  } finally {
    clearTimeout(waiting)
  }
}

/** The bytes of a body, counted: a file that changed since it was measured must not become half a body. */
async function* source(body: NonNullable<WriteRequest['body']>): AsyncGenerator<Uint8Array> {
  if (body.kind === 'bytes') {
    yield body.bytes
    return
  }
  let sent = 0
  for await (const chunk of createReadStream(body.path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>) {
    sent += chunk.byteLength
    yield chunk
    body.onProgress?.(sent)
  }
  if (sent !== body.size) throw new Error(`${body.path} has ${sent} bytes, and had ${body.size} when it was measured`)
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
