import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { chunksOf } from './chunks.ts'
import type { FileReader, FileWriter } from './host.ts'

/** Files on disk; relative paths are below `root`, temporary folders below `temporary`. */
export function nodeFiles(root: string, temporary: string): FileReader & FileWriter {
  const at = (path: string): string => resolve(root, path)
  return {
    bytes: async (path) => readFile(at(path)),
    text: async (path) => (await readFile(at(path), 'utf8')).replace(/^\uFEFF/, ''),
    stat: async (path) => {
      try {
        const found = await stat(at(path))
        return { kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other', size: found.size }
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    list: async (path) => {
      try {
        const entries = await readdir(at(path), { withFileTypes: true })
        return entries
          .map((entry) => ({
            name: entry.name,
            kind: entry.isSymbolicLink()
              ? ('link' as const)
              : entry.isFile()
                ? ('file' as const)
                : entry.isDirectory()
                  ? ('folder' as const)
                  : ('other' as const),
          }))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
      } catch (error) {
        if (isMissing(error)) return []
        throw error
      }
    },
    open: (path) => createReadStream(at(path), { highWaterMark: 256 * 1024 }),
    chunks: (path) => chunksOf(at(path)),
    real: async (path) => realpath(at(path)),
    write: async (path, content) => {
      const target = at(path)
      await mkdir(dirname(target), { recursive: true })
      const draft = `${target}.${String(process.pid)}.part`
      await writeFile(draft, content)
      await rename(draft, target)
    },
    create: async (path, mode) => {
      const target = at(path)
      await mkdir(dirname(target), { recursive: true })
      const file = await open(target, 'w', mode)
      await file.close()
      if (mode !== undefined) await chmod(target, mode)
      return createWriteStream(target)
    },
    append: (path) => createWriteStream(at(path), { flags: 'a' }),
    rename: async (from, to) => {
      await mkdir(dirname(at(to)), { recursive: true })
      await rename(at(from), at(to))
    },
    remove: async (path) => rm(at(path), { recursive: true, force: true }),
    temporary: async (prefix) => {
      await mkdir(temporary, { recursive: true })
      return mkdtemp(join(temporary, `slipway-${prefix}-`))
    },
  }
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR')
