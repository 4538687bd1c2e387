import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { FileReader } from '../../src/host/host.ts'

/** A reader over a real folder; relative paths are relative to it. */
export function filesAt(root: string): FileReader {
  const at = (path: string): string => resolve(root, path)
  return {
    bytes: async (path) => readFile(at(path)),
    text: async (path) => (await readFile(at(path), 'utf8')).replace(/^\uFEFF/, ''),
    stat: async (path) => {
      try {
        const found = await stat(at(path))
        return { kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other', size: found.size }
      } catch (error) {
        if (isNothing(error)) return undefined
        throw error
      }
    },
    list: async (path) => {
      try {
        const entries = await readdir(at(path), { withFileTypes: true })
        return entries
          .map(
            (entry) =>
              ({
                name: entry.name,
                kind: entry.isSymbolicLink()
                  ? 'link'
                  : entry.isFile()
                    ? 'file'
                    : entry.isDirectory()
                      ? 'folder'
                      : 'other',
              }) as const,
          )
          .sort((a, b) => (a.name < b.name ? -1 : 1))
      } catch (error) {
        if (isNothing(error)) return []
        throw error
      }
    },
    open: (path) => createReadStream(at(path)),
    chunks: (path) => createReadStream(at(path)) as AsyncIterable<Uint8Array>,
    real: async (path) => realpath(at(path)),
  }
}

/** A new temporary folder with these files; a path that ends with `/` is an empty folder. */
export async function makeTree(files: Readonly<Record<string, string>>): Promise<Tree> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'slipway-tree-')))
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path)
    await mkdir(path.endsWith('/') ? full : dirname(full), { recursive: true })
    if (!path.endsWith('/')) await writeFile(full, content)
  }
  return { root, files: filesAt(root), remove: async () => rm(root, { recursive: true, force: true }) }
}

export interface Tree {
  readonly root: string
  readonly files: FileReader
  remove(): Promise<void>
}

function isNothing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  )
}
