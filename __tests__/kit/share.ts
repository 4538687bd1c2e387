import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Host } from '../../src/host/host.ts'
import { countedWrites } from './faults.ts'
import { heldIn } from './held-in-folder.ts'
import { hostOf } from './host.ts'
import type { Remote } from './remote.ts'

/** A mounted share: a folder on disk that counts what changes for those who look into it, and fails when it is told to. */
export async function openShare(): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-share-'))
  const writes = countedWrites()
  const secrets = {}
  // What nobody sees is no write: a backend prepares under hidden names, and takes the real one at the end.
  const change = async <T>(path: string, work: () => Promise<T>): Promise<T> =>
    basename(path).startsWith('.')
      ? work()
      : writes.carryOut(work, () => Object.assign(new Error(`EIO: i/o error, '${path}'`), { code: 'EIO' }))
  const watched = (files: Host['files']): Host['files'] => ({
    ...files,
    write: async (path, content) => change(path, async () => files.write(path, content)),
    create: async (path, mode) => change(path, async () => files.create(path, mode)),
    rename: async (from, to) => change(to, async () => files.rename(from, to)),
    remove: async (path) => change(path, async () => files.remove(path)),
  })
  return {
    config: { path: `${folder}/{package}/{tag|commit}` },
    secrets,
    host: (options) => {
      const host = hostOf(options, { root: folder, secrets })
      return { ...host, files: watched(host.files) }
    },
    writes: () => writes.count(),
    held: async () => heldIn(folder),
    nameOf: (name) => `tool/v1.0.0/${name}`,
    corrupt: async (address) => writeFile(fileURLToPath(address), 'tampered'),
    failWrite: (number, fault) => writes.fail(number, fault),
    close: async () => rm(folder, { recursive: true, force: true }),
  }
}
