import { createHash } from 'node:crypto'
import { lstat, mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { getFileNameLowLevel, openPromise } from 'yauzl'
import type { Entry as ZipEntry, ZipFile } from 'yauzl'
import { UserError } from '../errors.ts'
import type { Entry, EntryLimits } from '../sources/entries.ts'
import { checkEntries, isFolder } from '../sources/entries.ts'

export type ZipLimits = EntryLimits

/** Far above what a build makes, far below what fills a runner's disk by surprise. */
export const ZIP_LIMITS: ZipLimits = { count: 20_000, totalSize: 20 * 1024 ** 3, ratio: 500 }

export interface ExtractedFile {
  /** Path in the zip, with `/`. */
  readonly name: string
  /** Where it lies now. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
}

interface Listed {
  readonly raw: ZipEntry
  readonly entry: Entry
}

const STORED = 0
const DEFLATED = 8

/**
 * Unpacks a zip into `folder`, hashing each file while it is written; folders are made, and entries for folders skipped.
 * Everything that the zip says of its entries is checked first: nothing is written for one that is bad. A file that
 * exists is never overwritten. When an entry turns out to be damaged, the files that were written go again.
 * @returns the files, in the order of the zip.
 * @throws UserError `ZIP_INVALID` for what is not a zip, cut off or damaged, `ZIP_FILE_EXISTS`, and all of `checkEntries`.
 */
export async function extractZip(
  zipPath: string,
  folder: string,
  limits: ZipLimits,
): Promise<readonly ExtractedFile[]> {
  const { size } = await stat(zipPath)
  const zip = await openPromise(zipPath, { autoClose: false, decodeStrings: false }).catch((error: unknown) => {
    throw unreadable(zipPath, error)
  })
  const written: ExtractedFile[] = []
  try {
    const listed = await list(zip, zipPath, limits)
    checkEntries(
      listed.map(({ entry }) => entry),
      limits,
      size,
    )
    await mkdir(folder, { recursive: true })
    for (const item of listed) {
      if (!isFolder(item.entry)) written.push(await extract(zip, zipPath, item, folder))
    }
    return written
  } catch (error) {
    for (const file of written) await rm(file.path, { force: true })
    throw error
  } finally {
    zip.close()
  }
}

async function list(zip: ZipFile, zipPath: string, limits: ZipLimits): Promise<readonly Listed[]> {
  // Its directory is read into memory, so the count must not wait for `checkEntries`.
  if (zip.entryCount > limits.count) {
    const message = `${JSON.stringify(zipPath)} has ${zip.entryCount} entries, and the limit is ${limits.count}`
    throw new UserError('ARCHIVE_LIMIT', message)
  }
  const listed: Listed[] = []
  try {
    for await (const raw of zip.eachEntry()) listed.push({ raw, entry: entryOf(raw) })
  } catch (error) {
    throw unreadable(zipPath, error)
  }
  return listed
}

function entryOf(raw: ZipEntry): Entry {
  return {
    name: getFileNameLowLevel(raw.generalPurposeBitFlag, raw.fileNameRaw, raw.extraFields, true),
    size: raw.uncompressedSize,
    compressedSize: raw.compressedSize,
    mode: raw.externalFileAttributes >>> 16,
    encoding: encodingOf(raw),
  }
}

function encodingOf(raw: ZipEntry): Entry['encoding'] {
  if (raw.isEncrypted()) return 'encrypted'
  if (raw.compressionMethod === STORED) return 'stored'
  return raw.compressionMethod === DEFLATED ? 'deflated' : 'unknown'
}

async function extract(zip: ZipFile, zipPath: string, { raw, entry }: Listed, folder: string): Promise<ExtractedFile> {
  const parts = entry.name.split('/')
  const path = join(folder, ...parts)
  await makeFolders(folder, parts.slice(0, -1))
  const file = await open(path, 'wx').catch((error: unknown) => {
    throw codeOf(error) === 'EEXIST' ? inTheWay(path, error) : error
  })
  try {
    const source = await zip.openReadStreamPromise(raw, { decodeFileData: false })
    const sha256 = await copy(source, entry, raw.crc32, file.createWriteStream())
    return { name: entry.name, path, size: entry.size, sha256 }
  } catch (error) {
    await rm(path, { force: true })
    throw unreadable(zipPath, error, entry.name)
  } finally {
    await file.close()
  }
}

/** Makes the folders one by one, so that none of them is a link that somebody else put there. */
async function makeFolders(folder: string, parts: readonly string[]): Promise<void> {
  let path = folder
  for (const part of parts) {
    path = join(path, part)
    try {
      await mkdir(path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      if (!(await lstat(path)).isDirectory()) throw inTheWay(path, error)
    }
  }
}

function inTheWay(path: string, cause: unknown): UserError {
  return new UserError('ZIP_FILE_EXISTS', `${JSON.stringify(path)} already exists, and unpacking would change it`, {
    hint: 'Unpack into an empty folder.',
    cause,
  })
}

/** Unpacks one entry; answers the digest. What the zip says of size and CRC must be so. */
async function copy(source: Readable, entry: Entry, crc: number, output: NodeJS.WritableStream): Promise<string> {
  const hash = createHash('sha256')
  let size = 0
  let sum = 0
  const measure = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > entry.size) throw new Error(`it has more than the ${entry.size} bytes that the zip promises`)
      sum = crc32(chunk, sum)
      hash.update(chunk)
      yield chunk
    }
    if (size < entry.size) throw new Error(`it has ${size} bytes where the zip promises ${entry.size}`)
    if (sum !== crc) throw new Error('its CRC-32 is not the one that the zip promises')
  }
  if (entry.encoding === 'deflated') await pipeline(source, createInflateRaw(), measure, output)
  else await pipeline(source, measure, output)
  return hash.digest('hex')
}

/** A failure of the file system is passed on as it is; all else is a fault of the zip. */
function unreadable(zipPath: string, error: unknown, name?: string): unknown {
  if (error instanceof UserError || hasKey(error, 'syscall')) return error
  const what = name === undefined ? 'is not a zip, or is cut off' : `is damaged at ${JSON.stringify(name)}`
  const why = (hasKey(error, 'message') ? String(error.message) : String(error)).replace(/\.+$/, '')
  return new UserError('ZIP_INVALID', `${JSON.stringify(basename(zipPath))} ${what}: ${why}`, {
    hint: 'Download or upload it again.',
    cause: error,
  })
}

function codeOf(error: unknown): unknown {
  return hasKey(error, 'code') ? error.code : undefined
}

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value
}
