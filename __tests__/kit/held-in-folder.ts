import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** SHA-256 of every file below a folder, by its path from there. */
export async function heldIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(
      files.map(async (path) => {
        const digest = createHash('sha256')
          .update(await readFile(path))
          .digest('hex')
        return [relative(folder, path), digest] as const
      }),
    ),
  )
}
