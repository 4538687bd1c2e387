import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { writeArchive } from '../../src/assets/archive.ts'
import type { ArchiveFormat } from '../../src/assets/archive.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const content = 'the same everywhere\n'.repeat(5000)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  const config = `
    import { inlineWasm, wasmModuleTypes } from ${JSON.stringify(at('scripts/inline-wasm.ts'))}
    export default {
      input: ${JSON.stringify(at('src/assets/archive.ts'))},
      platform: 'node',
      moduleTypes: wasmModuleTypes,
      plugins: [inlineWasm()],
      output: { dir: 'dist', format: 'esm', codeSplitting: false, entryFileNames: 'archive.mjs' },
    }`
  await writeFile(join(folder, 'rolldown.config.ts'), config)
  const cli = at('node_modules/rolldown/bin/cli.mjs')
  execFileSync(process.execPath, [cli, '--config', 'rolldown.config.ts'], { cwd: folder, stdio: 'pipe' })
  await writeFile(join(folder, 'file'), content)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the bundle', () => {
  it('is one file', async () => {
    expect(await readdir(join(folder, 'dist'))).toEqual(['archive.mjs'])
  })

  it.each<ArchiveFormat>(['tar.gz', 'tar.xz', 'tar.zst', 'zip'])(
    'writes the same %s far from node_modules and in another time zone',
    async (format) => {
      const entries = [{ name: 'file', path: join(folder, 'file'), size: content.length, executable: false }]
      const script = `
        import { createReadStream, createWriteStream } from 'node:fs'
        import { writeArchive } from './dist/archive.mjs'
        const output = createWriteStream('out.${format}')
        const files = { open: (path) => createReadStream(path) }
        console.log(JSON.stringify(await writeArchive('${format}', ${JSON.stringify(entries)}, output, files)))`
      const answer: unknown = JSON.parse(
        execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
          cwd: folder,
          encoding: 'utf8',
          env: { TZ: 'Pacific/Auckland' },
        }),
      )

      const hash = createHash('sha256')
      const output = new Writable({ write: (chunk: Uint8Array, _encoding, done) => done(void hash.update(chunk)) })
      const here = await writeArchive(format, entries, output, { open: (path) => createReadStream(path) })
      expect(answer).toEqual(here)
      expect(here.sha256).toBe(hash.digest('hex'))
    },
  )
})
