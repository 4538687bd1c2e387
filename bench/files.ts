import { createHash, randomFillSync } from 'node:crypto'
import { link, mkdir, open, statfs } from 'node:fs/promises'
import { join } from 'node:path'

export const MiB = 1024 * 1024

export interface BenchFile {
  readonly name: string
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Hex. */
  readonly sha256: string
}

/** Throws where the disk has less room than the files need, and some to spare. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const needed = bytes + 1024 * MiB
  if (free < needed)
    throw new Error(`${folder} has ${Math.floor(free / MiB)} MiB free, and ${Math.ceil(needed / MiB)} are needed`)
}

/** Writes a file of bytes that no two files share: real ones, since a hole reads faster than anything that is published. */
export async function writeFileOf(folder: string, name: string, size: number): Promise<BenchFile> {
  const path = join(folder, name)
  const hash = createHash('sha256')
  const block = Buffer.alloc(Math.min(size, 4 * MiB))
  randomFillSync(block)
  const file = await open(path, 'w')
  try {
    for (let left = size; left > 0; left -= block.length) {
      block.writeUInt32LE(left % 2 ** 32, 0)
      const part = block.subarray(0, Math.min(left, block.length))
      hash.update(part)
      await file.write(part)
    }
  } finally {
    await file.close()
  }
  return { name, path, size, sha256: hash.digest('hex') }
}

/** The same files in another folder, without a copy. */
export async function linkInto(folder: string, files: readonly BenchFile[]): Promise<readonly BenchFile[]> {
  await mkdir(folder, { recursive: true })
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file.name)
      await link(file.path, path)
      return { ...file, path }
    }),
  )
}
