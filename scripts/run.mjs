import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

/**
 * Runs a TypeScript script of this folder on any Node that the project supports: `node scripts/run.mjs scripts/x.ts [arguments]`.
 * It is bundled first, since Node 20 reads no TypeScript; packages stay outside of the bundle.
 */
const root = join(import.meta.dirname, '..')
process.chdir(root)
const [script, ...rest] = process.argv.slice(2)
if (script === undefined) throw new Error('which script? node scripts/run.mjs scripts/<name>.ts')

const folder = join(root, 'node_modules', '.cache', 'slipway', basename(script, '.ts'))
await mkdir(folder, { recursive: true })
const bundle = await rolldown({
  input: { script },
  cwd: root,
  platform: 'node',
  external: (id, _importer, resolved) => !resolved && !id.startsWith('.') && !id.startsWith('/') && id !== script,
})
await bundle.write({
  dir: folder,
  format: 'esm',
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name].mjs',
  cleanDir: true,
})
await bundle.close()
process.argv = [process.argv[0] ?? '', script, ...rest]
await import(pathToFileURL(join(folder, 'script.mjs')).href)
