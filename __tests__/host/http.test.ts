import { spawn } from 'node:child_process'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { HttpReader, HttpWriter } from '../../src/host/host.ts'
import { deadlines, nodeHttp, type Deadlines } from '../../src/host/http.ts'
import { simulatedClock } from '../support/clock.ts'

let folder: string
const closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-http-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await rm(folder, { recursive: true, force: true })
})

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function serving(handler: Handler): Promise<{ readonly url: string; readonly connections: () => number }> {
  let connections = 0
  const server = createServer(handler)
  server.on('connection', () => connections++)
  return { url: `http://127.0.0.1:${await listening(server)}`, connections: () => connections }
}

const client = (limits: Partial<Deadlines> = {}, signal = new AbortController().signal): HttpReader & HttpWriter =>
  nodeHttp({ clock: simulatedClock(), signal, limits: { ...deadlines, ...limits } })

async function file(content: Uint8Array | string): Promise<string> {
  const path = join(folder, 'body')
  await writeFile(path, content)
  return path
}

/** A file of zeros that takes no room. */
async function sparse(size: number): Promise<string> {
  const path = join(folder, 'sparse')
  const handle = await open(path, 'w')
  await handle.truncate(size)
  await handle.close()
  return path
}

const text = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const post = (url: string, path: string, size: number) =>
  ({ method: 'POST', url, body: { kind: 'file', path, size } }) as const

describe('a body', () => {
  it('is sent with its length, and the answer comes back', async () => {
    const { url } = await serving((request, response) => {
      const { 'content-length': length, 'transfer-encoding': encoding, 'user-agent': agent } = request.headers
      void text(request).then((body) => response.end(JSON.stringify({ length, encoding, agent, body })))
    })
    const path = await file('hello')
    const answers = [
      await client().write(post(url, path, 5)),
      await client().write({ method: 'PUT', url, body: { kind: 'bytes', bytes: Buffer.from('bytes') } }),
      await client().write({ method: 'DELETE', url }),
    ]
    expect(await Promise.all(answers.map(async (answer) => JSON.parse(await answer.text()) as unknown))).toEqual([
      { length: '5', agent: 'slipway', body: 'hello' },
      { length: '5', agent: 'slipway', body: 'bytes' },
      { length: '0', agent: 'slipway', body: '' },
    ])
  })

  it('is streamed: memory stays small however large the file is', async () => {
    const size = 256 * 1024 * 1024
    const path = await sparse(size)
    let [most, received] = [0, 0]
    const { url } = await serving((request, response) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.length
        most = Math.max(most, process.memoryUsage().arrayBuffers)
      })
      request.on('end', () => response.end())
    })
    const told: number[] = []
    const answer = await client().write({
      method: 'POST',
      url,
      body: { kind: 'file', path, size, onProgress: (sent) => told.push(sent) },
    })
    expect([answer.status, received, told.at(-1)]).toEqual([200, size, size])
    expect(most).toBeLessThan(64 * 1024 * 1024)
  })

  it.each([
    ['shorter', 'hell', 5],
    ['longer', 'hello!', 5],
  ])('is not sent as a whole when the file has become %s', async (_what, content, size) => {
    let whole = 0
    const { url } = await serving((request, response) => {
      request.on('error', () => undefined)
      request.on('end', () => {
        whole++
        response.end()
      })
    })
    await expect(client({ idle: 300 }).write(post(url, await file(content), size))).rejects.toThrow()
    expect(whole).toBe(0)
  })

  it('that cannot be read is told as what it is', async () => {
    const { url } = await serving((request, response) => void text(request).then(() => response.end()))
    await expect(client().write(post(url, join(folder, 'nothing'), 5))).rejects.toThrow(/ENOENT/)
  })
})

describe('a connection', () => {
  it('is used again for the next request, and no listener piles up on it', async () => {
    const warnings: string[] = []
    const onWarning = ({ message }: Error): number => warnings.push(message)
    process.on('warning', onWarning)
    const { url, connections } = await serving((request, response) => void text(request).then(() => response.end('ok')))
    const http = client()
    for (let count = 0; count < 15; count++) {
      await (await http.read({ url })).text()
      await (await http.write({ method: 'POST', url, body: { kind: 'bytes', bytes: Buffer.from('x') } })).text()
    }
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', onWarning)
    expect([connections(), warnings]).toEqual([1, []])
  })

  it('has no deadline left over from an answer that came before the body was sent', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length
    let arrived = (): void => undefined
    const whole = new Promise<void>((resolve) => (arrived = resolve))
    const { url } = await serving((request, response) => {
      response.end('early')
      request.on('end', () => arrived()).resume()
    })
    const size = 32 * 1024 * 1024
    const path = await sparse(size)
    const before = timers()
    const http = client()
    expect(await (await http.write(post(url, path, size))).text()).toBe('early')
    await whole
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(timers()).toBe(before)
    expect(await (await http.read({ url })).text()).toBe('early')
  })

  it.each([
    ['answers nothing', { answer: 30 }, /no answer came within/],
    ['takes too long in all', { total: 30, slowest: Infinity }, /not done within/],
  ] as const)('to a server that %s ends at its deadline', async (_what, limits, message) => {
    const { url } = await serving((request) => request.resume())
    const ending = client(limits).write(post(url, await file('x'), 1))
    await expect(ending).rejects.toMatchObject({ code: 'HTTP_DEADLINE', message: expect.stringMatching(message) })
  })

  it('to a server that stops reading ends at its deadline', async () => {
    const { url } = await serving((request) => request.pause())
    const size = 64 * 1024 * 1024
    const path = await sparse(size)
    const ending = client({ idle: 50 }).write(post(url, path, size))
    await expect(ending).rejects.toMatchObject({
      code: 'HTTP_DEADLINE',
      message: expect.stringMatching(/no byte went either way/),
    })
  })

  it('that never stands ends at its deadline', async () => {
    // A server that accepts nothing, with its queue full: the next connection waits for ever.
    const program = [
      'import socket, sys',
      's = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(0)',
      'held = []',
      'for _ in range(4):',
      '  c = socket.socket(); c.setblocking(False); c.connect_ex(s.getsockname()); held.append(c)',
      'print(s.getsockname()[1], flush=True)',
      'sys.stdin.read()',
    ].join('\n')
    const full = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] })
    try {
      const port = await new Promise<string>((resolve) =>
        full.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
      )
      const ending = client({ connect: 30 }).write({ method: 'POST', url: `http://127.0.0.1:${port}/` })
      await expect(ending).rejects.toMatchObject({
        code: 'HTTP_DEADLINE',
        message: expect.stringMatching(/no connection/),
      })
    } finally {
      full.stdin.end()
    }
  })

  it('to a server that stops in the middle of its answer ends at its deadline', async () => {
    const { url } = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
    })
    const answer = await client({ idle: 30 }).read({ url })
    await expect(answer.text()).rejects.toMatchObject({ code: 'HTTP_DEADLINE' })
  })

  it('that breaks in a read is made again; in a write it is not', async () => {
    let count = 0
    const { url } = await serving((request, response) => {
      count++
      if (count % 2 === 1) request.socket.resetAndDestroy()
      else response.end('second')
    })
    expect(await (await client().read({ url })).text()).toBe('second')
    expect(count).toBe(2)
    await expect(client().write({ method: 'POST', url })).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(count).toBe(3)
  })

  it('ends with the run for a read, and not at once for a write', async () => {
    const cancel = new AbortController()
    const answers: ServerResponse[] = []
    const { url } = await serving((request, response) => {
      request.resume()
      answers.push(response)
      if (answers.length < 2) return
      cancel.abort(new Error('cancelled'))
      for (const each of answers) each.end('done')
    })
    const http = client({}, cancel.signal)
    const writing = http.write({ method: 'POST', url })
    const reading = http.read({ url })
    await expect(reading).rejects.toThrow()
    expect(await (await writing).text()).toBe('done')
  })
})

describe('a redirect', () => {
  it('is an answer: nothing goes on to another origin', async () => {
    const other: unknown[] = []
    const { url: elsewhere } = await serving((request, response) => {
      other.push(request.headers)
      response.end()
    })
    const { url } = await serving((_request, response) => response.writeHead(302, { location: elsewhere }).end())
    const answer = await client().read({ url, headers: { authorization: 'token secret' } })
    expect([answer.status, answer.headers['location']]).toEqual([302, elsewhere])
    await answer.text()
    expect(other).toEqual([])
  })
})

describe('a proxy', () => {
  const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'] as const
  const before = names.map((name) => [name, process.env[name]] as const)
  beforeEach(() => {
    for (const name of names) Reflect.deleteProperty(process.env, name)
  })
  afterEach(() => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
  })

  /** A proxy that says what it was asked for; every name is of this machine to it. */
  async function proxying(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
    const asked: string[] = []
    const server = createServer()
    server.on('connect', (request, socket: Socket) => {
      asked.push(`CONNECT ${request.url ?? ''}`)
      const through = connect(Number((request.url ?? '').split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        through.pipe(socket).pipe(through)
      })
      socket.on('error', () => through.destroy())
      through.on('error', () => socket.destroy())
    })
    return { url: `http://127.0.0.1:${await listening(server)}`, asked }
  }

  it('that the environment names is gone through, and not where no_proxy says so', async () => {
    const proxy = await proxying()
    const target = await serving((request, response) => void text(request).then((body) => response.end(`got ${body}`)))
    const { port } = new URL(target.url)
    process.env['http_proxy'] = proxy.url
    const http = client()
    const path = await file('hello')
    const named = post(`http://uploads.invalid:${port}/`, path, 5)
    expect(await (await http.write(named)).text()).toBe('got hello')
    expect(proxy.asked).toEqual([`CONNECT uploads.invalid:${port}`])
    process.env['no_proxy'] = 'uploads.invalid'
    await expect(http.write(named)).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) })
    expect(proxy.asked).toHaveLength(1)
  })

  it('is asked for a tunnel to what is encrypted, beside plain requests of the same client', async () => {
    const proxy = await proxying()
    const { url } = await serving((_request, response) => response.end('plain'))
    const http = client()
    expect(await (await http.read({ url })).text()).toBe('plain')
    process.env['https_proxy'] = proxy.url
    // What listens there speaks no TLS: that it was asked is enough.
    const port = await listening(createTcpServer((socket) => socket.destroy()))
    await expect(http.write({ method: 'POST', url: `https://uploads.invalid:${port}/` })).rejects.toThrow()
    expect(proxy.asked).toEqual([`CONNECT uploads.invalid:${port}`])
  })

  it('is not needed for plain and encrypted requests of one client', async () => {
    const { url } = await serving((_request, response) => response.end('plain'))
    const http = client()
    await (await http.read({ url })).text()
    const port = await listening(createTcpServer((socket) => socket.destroy()))
    // Refused by the other side, and not by an agent of the wrong protocol.
    await expect(http.write({ method: 'POST', url: `https://127.0.0.1:${port}/` })).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
  })
})
