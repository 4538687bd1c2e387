import { tmpdir } from 'node:os'
import { userBackend } from '../../src/backends/user-backend.ts'
import { testBackend } from '../kit/backend.ts'
import { hostOf } from '../kit/host.ts'
import type { Remote } from '../kit/remote.ts'
import { digest, startPutServer, token } from './put-server.ts'

async function openPutServer(): Promise<Remote> {
  const server = await startPutServer()
  const secrets = { PUT_TOKEN: token }
  return {
    config: { url: server.url, token: '$PUT_TOKEN' },
    secrets,
    host: (options) => hostOf(options, { root: tmpdir(), secrets }),
    writes: () => server.writes(),
    held: async () =>
      Promise.resolve(Object.fromEntries([...server.files].map(([path, bytes]) => [path, digest(bytes)]))),
    nameOf: (name) => `tool/1.0.0/${name}`,
    corrupt: async (address) => {
      const path = address.slice('kit:'.length).split('/').map(decodeURIComponent).join('/')
      server.files.set(path, Buffer.from('tampered'))
      return Promise.resolve()
    },
    failWrite: (number, fault) => server.failWrite(number, fault),
    deferRead: (seconds) => server.deferRead(seconds),
    close: async () => server.close(),
  }
}

const path = '../../examples/backends/http-put.mjs'
const loaded: unknown = await import(path)
testBackend({ backend: userBackend(path, loaded), remote: openPutServer })
