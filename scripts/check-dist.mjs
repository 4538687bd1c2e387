import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { loadConfig } from 'rolldown/config'

/** Builds every bundle of rolldown.config.ts into a temporary folder, and compares it byte for byte with what is committed. */
const filesBelow = async (folder) => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

const differences = async (committed, built) => {
  const [old, now] = [await filesBelow(committed), await filesBelow(built)]
  const found = old
    .filter((name) => !now.includes(name))
    .map((name) => `${join(committed, name)} is not built any more`)
  for (const name of now) {
    if (!old.includes(name)) found.push(`${join(committed, name)} is missing`)
    else if (!(await readFile(join(committed, name))).equals(await readFile(join(built, name))))
      found.push(`${join(committed, name)} is not what the source builds`)
  }
  return found
}

const stale = []
for (const options of [await loadConfig('rolldown.config.ts')].flat()) {
  const output = [options.output].flat()[0] ?? {}
  if (output.dir === undefined) throw new Error('a bundle of rolldown.config.ts names no folder')
  const folder = await mkdtemp(join(tmpdir(), 'slipway-dist-'))
  try {
    const bundle = await rolldown(options)
    await bundle.write({ ...output, dir: folder })
    await bundle.close()
    stale.push(...(await differences(output.dir, folder)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
if (stale.length > 0) {
  console.error(`${stale.join('\n')}\nrun "npm run build" and commit what it writes`)
  process.exitCode = 1
}
