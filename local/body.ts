import type { IncomingMessage } from 'node:http'
import { apiError } from './answers.ts'
import type { OpenRecord } from './requests.ts'

const LARGEST_JSON = 10 * 1024 * 1024

/** Thrown inside a handler when a fault cut the connection. */
export class Cut extends Error {}

/** The body of a request as it arrives, counted; with `cut`, the connection is reset in the middle of it. */
export async function* readBody(
  request: IncomingMessage,
  record: OpenRecord,
  cut: boolean,
): AsyncGenerator<Uint8Array> {
  const stop = cut ? Math.max(1, Math.floor(Number(request.headers['content-length'] ?? 2) / 2)) : Infinity
  const chunks: AsyncIterable<Buffer> = request
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, stop - record.bytes)
    record.bytes += part.length
    if (part.length > 0) yield part
    if (record.bytes >= stop) {
      request.socket.resetAndDestroy()
      throw new Cut('the connection was cut in the middle of the body')
    }
  }
}

/** The JSON object in a body; `{}` for none. Refuses anything else with 400, as GitHub does. */
export async function readJson(input: AsyncIterable<Uint8Array>): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of input) {
    size += chunk.length
    if (size > LARGEST_JSON) throw apiError(413, 'Payload too large')
    chunks.push(chunk)
  }
  if (size === 0) return {}
  try {
    const content: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return { ...content }
  } catch {
    // answered below
  }
  throw apiError(400, 'Problems parsing JSON')
}

/** Reads away what a handler left, so that the client can take the answer. Answers whether all of it was small enough. */
export async function drain(request: IncomingMessage, record: OpenRecord): Promise<boolean> {
  if (request.complete || request.destroyed) return true
  if (Number(request.headers['content-length'] ?? 0) - record.bytes > 64 * 1024 * 1024) return false
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      record.bytes += chunk.length
    })
    request.once('close', () => resolve(true))
    request.once('end', () => resolve(true))
    request.once('error', () => resolve(true))
    request.resume()
  })
}
