import { posix } from 'node:path'
import type { FileReader } from '../host/host.ts'
import { insideRoot } from './manifest.ts'

/** The changelog in a package's folder, from the root: `CHANGELOG.md` in any case, that very spelling first. */
export async function findChangelog(files: FileReader, folder: string): Promise<string | undefined> {
  const names = (await files.list(folder)).map(({ name }) => name).filter((name) => /^changelog\.md$/i.test(name))
  // Code units sort capitals first.
  for (const name of names.sort()) {
    const path = posix.join(folder, name)
    const stat = await files.stat(path)
    if (stat?.kind === 'file' && (await insideRoot(files, path))) return path
  }
  return undefined
}
