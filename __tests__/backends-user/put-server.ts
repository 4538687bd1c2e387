import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { countedWrites } from '../kit/faults.ts'
import type { WriteFault } from '../kit/remote.ts'

/** A server that keeps what is PUT to it, and hands it out again. */
export interface PutServer {
  /** Where its files begin. */
  readonly url: string
  /** What it holds, by the decoded path below {@link PutServer.url}. */
  readonly files: Map<string, Uint8Array>
  /** Requests to write, whatever became of them. */
  writes(): number
  failWrite(number: number, fault: WriteFault): void
  deferRead(seconds: number): void
  close(): Promise<void>
}

export const token = 'token-of-the-put-server'

export async function startPutServer(): Promise<PutServer> {
  const files = new Map<string, Uint8Array>()
  const writes = countedWrites()
  let patience: number | undefined
  const put = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    if (body.length !== Number(request.headers['content-length'])) return void response.destroy()
    try {
      await writes.carryOut(
        () => {
          if (request.headers['if-none-match'] === '*' && files.has(path)) response.statusCode = 412
          else files.set(path, body)
        },
        (fault) => new Error(fault),
      )
      response.statusCode = response.statusCode === 412 ? 412 : 201
      response.end()
    } catch (error) {
      if (error instanceof Error && error.message === 'lost answer') response.destroy()
      else response.writeHead(500).end('broken')
    }
  }
  const get = (path: string, response: ServerResponse): void => {
    const file = files.get(path)
    if (patience !== undefined) {
      response.writeHead(429, { 'retry-after': String(patience) }).end()
      patience = undefined
    } else if (file === undefined) response.writeHead(404).end('nothing here')
    else response.writeHead(200).end(file)
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('/').map(decodeURIComponent).join('/').slice('/files/'.length)
    if (request.headers.authorization !== `Bearer ${token}`) response.writeHead(401).end('who are you?')
    else if (request.method === 'PUT') put(path, request, response).catch(() => response.destroy())
    else get(path, response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`,
    files,
    writes: () => writes.count(),
    failWrite: (number, fault) => writes.fail(number, fault),
    deferRead: (seconds) => (patience = seconds),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
  } catch {
    // The client went away in the middle: what came is not all of it.
  }
  return Buffer.concat(chunks)
}

export const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
