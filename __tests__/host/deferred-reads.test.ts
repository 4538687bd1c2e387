import { createServer } from 'node:http'
import { expect, it } from '@jest/globals'
import { nodeHttp } from '../../src/host/http.ts'
import { simulatedClock } from '../support/clock.ts'

it('a server that asks for patience again and again does not use up the connections', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    if (asked++ % 2 === 0) response.writeHead(429, { 'retry-after': '1' }).end('not now')
    else response.end('now')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  // The real time that a read may take: without a connection it would not begin.
  const signal = AbortSignal.timeout(20_000)
  const http = nodeHttp({ clock: simulatedClock(), signal })
  for (let read = 0; read < 40; read++)
    expect(await (await http.read({ url: `http://127.0.0.1:${port}/` })).text()).toBe('now')
  expect(asked).toBe(80)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
})
