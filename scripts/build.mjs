import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { loadConfig } from 'rolldown/config'

/** Builds what is committed. File by file under another name first: whoever runs it meanwhile finds whole files. */
for (const { output, ...input } of [await loadConfig('rolldown.config.ts')].flat()) {
  const bundle = await rolldown(input)
  const made = await bundle.generate(output)
  await bundle.close()
  await mkdir(output.dir, { recursive: true })
  for (const file of made.output) {
    const path = join(output.dir, file.fileName)
    await writeFile(`${path}.new`, file.type === 'chunk' ? file.code : file.source)
    await rename(`${path}.new`, path)
  }
  const names = new Set(made.output.map(({ fileName }) => fileName))
  for (const name of await readdir(output.dir))
    if (!names.has(name)) await rm(join(output.dir, name), { recursive: true })
}
