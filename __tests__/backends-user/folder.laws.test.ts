import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../../src/backends/command.ts'
import type { CommandResult, CommandSpec } from '../../src/host/host.ts'
import { testBackend } from '../kit/backend.ts'
import { countedWrites } from '../kit/faults.ts'
import { heldIn } from '../kit/held-in-folder.ts'
import { hostOf } from '../kit/host.ts'
import type { Remote } from '../kit/remote.ts'

const program = join(import.meta.dirname, '../../examples/backends/folder.py')

async function openFolder(): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-program-'))
  const writes = countedWrites()
  const secrets = { FOLDER_KEY: 'key-of-the-folder' }
  const pathOf = (address: string): string => {
    const [where = '', version = '', name = ''] = address.slice('kit:'.length).split('/')
    return join(folder, where, version, decodeURIComponent(name))
  }
  /** A program that is started for something that is not there yet is about to write. */
  const struck = async (
    spec: CommandSpec,
    run: (spec: CommandSpec) => Promise<CommandResult>,
  ): Promise<CommandResult> => {
    const { item } = JSON.parse(spec.stdin ?? '') as { readonly item: { readonly address: string } }
    const there = await stat(pathOf(item.address)).catch(() => undefined)
    if (there !== undefined) return run(spec)
    return writes
      .carryOut(
        async () => run(spec),
        () => new Error('struck'),
      )
      .catch(() => ({ ended: 'exit', code: 1, tail: ['Input/output error'] }))
  }
  return {
    config: { protocol: 'json', run: `python3 '${program}'`, config: { folder, key: '$FOLDER_KEY' } },
    secrets,
    root: folder,
    host: (options) => {
      const host = hostOf(options, { root: folder, secrets })
      return {
        ...host,
        commands: { ...host.commands, run: async (spec) => struck(spec, async (given) => host.commands.run(given)) },
      }
    },
    writes: () => writes.count(),
    held: async () => heldIn(folder),
    nameOf: (name) => `tool/1.0.0/${name}`,
    corrupt: async (address) => writeFile(pathOf(address), 'tampered'),
    failWrite: (number, fault) => writes.fail(number, fault),
    close: async () => rm(folder, { recursive: true, force: true }),
  }
}

testBackend({
  // What a program verifies, it says with every verdict: this one compares digests.
  backend: { ...command, verifies: 'digest' },
  remote: openFolder,
  skip: { 'Retry-After is honoured': 'a folder cannot ask for patience' },
})
