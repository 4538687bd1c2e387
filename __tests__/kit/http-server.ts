import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { countedWrites } from './faults.ts'
import { hostOf } from './host.ts'
import type { Remote, WriteFault } from './remote.ts'

class Struck extends Error {
  readonly fault: WriteFault

  constructor(fault: WriteFault) {
    super(fault)
    this.fault = fault
  }
}

/** A server that keeps what is PUT below `/d/`, and forgets what is deleted there, for who has the token. */
export async function openHttpServer(): Promise<Remote> {
  const token = 'canary/t0ken+of the kit'
  const store = new Map<string, Buffer>()
  const writes = countedWrites()
  const deferrals: number[] = []

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/d\//, ''))
    if (request.method === 'GET') {
      const seconds = deferrals.shift()
      if (seconds !== undefined) return void response.writeHead(429, { 'retry-after': String(seconds) }).end()
      const body = store.get(name)
      return void response.writeHead(body === undefined ? 404 : 200).end(body)
    }
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end()
    await writes.carryOut(
      () => (request.method === 'PUT' ? store.set(name, Buffer.concat(chunks)) : store.delete(name)),
      (fault) => new Struck(fault),
    )
    response.writeHead(201).end()
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof Struck && error.fault === 'refused') response.writeHead(503).end()
      // As it is when a body breaks off, or when the answer to a write is lost.
      else request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const secrets = { KIT_TOKEN: token }
  return {
    config: { url: `http://127.0.0.1:${address.port}/d`, token: '$KIT_TOKEN' },
    secrets,
    host: (options) => hostOf(options, { root: tmpdir(), secrets }),
    writes: () => writes.count(),
    held: async () =>
      Promise.resolve(
        Object.fromEntries(
          [...store].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')] as const),
        ),
      ),
    corrupt: async (at) => {
      store.set(decodeURIComponent(new URL(at).pathname.replace(/^\/d\//, '')), Buffer.from('tampered'))
      return Promise.resolve()
    },
    failWrite: (number, fault) => writes.fail(number, fault),
    deferRead: (seconds) => void deferrals.push(seconds),
    close: async () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
