import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answer, Headers } from './answers.ts'

export interface Sending {
  readonly head: boolean
  /** Reset the connection in the middle of the body. */
  readonly cut: boolean
  /** Flip the first byte of a file, or falsify the digests in JSON. */
  readonly damaged: boolean
  /** Headers of the origin that come with every answer. */
  readonly common: Headers
}

/** Sends an answer; resolves when the last byte is out. */
export async function send(response: ServerResponse, answer: Answer, sending: Sending): Promise<void> {
  const { head, cut, damaged, common } = sending
  const headers: Record<string, string> = { ...common, ...answer.headers }
  if (answer.kind === 'file') {
    const length = answer.end - answer.start + 1
    response.writeHead(answer.status, { ...headers, 'content-length': String(length) })
    if (head || length === 0) {
      response.end()
      return
    }
    const last = cut ? answer.start + Math.floor(length / 2) : answer.end
    const file = createReadStream(answer.path, { start: answer.start, end: last })
    if (cut) {
      await pipeline(file, response, { end: false })
      response.socket?.resetAndDestroy()
      return
    }
    if (damaged && answer.start === 0) await pipeline(file, flipFirst(), response)
    else await pipeline(file, response)
    return
  }
  const content = contentOf(answer, damaged)
  if (content !== undefined) headers['content-type'] = content.type
  const bytes = Buffer.from(content?.text ?? '')
  response.writeHead(
    answer.status,
    answer.status === 204 || answer.status === 304 ? headers : { ...headers, 'content-length': String(bytes.length) },
  )
  if (cut) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.resetAndDestroy())
    return
  }
  response.end(head ? undefined : bytes)
}

function contentOf(answer: Answer, damaged: boolean): { readonly type: string; readonly text: string } | undefined {
  switch (answer.kind) {
    case 'json':
      return {
        type: 'application/json; charset=utf-8',
        text: JSON.stringify(damaged ? falsify(answer.body) : answer.body),
      }
    case 'text':
      return { type: answer.type, text: answer.text }
    case 'file':
    case 'empty':
      return undefined
  }
}

/** The same JSON with every digest replaced by one that nothing has. */
export function falsify(body: unknown): unknown {
  const text = JSON.stringify(body) as string | undefined
  return text === undefined ? body : JSON.parse(text.replace(/"sha256:[0-9a-f]{64}"/g, `"sha256:${'0'.repeat(64)}"`))
}

/** Flips the lowest bit of the first byte that passes. */
export function flipFirst(): Transform {
  let first = true
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const copy = Buffer.from(chunk)
      if (first && copy.length > 0) {
        copy[0] = (copy[0] ?? 0) ^ 1
        first = false
      }
      done(null, copy)
    },
  })
}
