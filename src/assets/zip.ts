import { Zip, ZipDeflate } from 'fflate'
import { UserError } from '../errors.ts'
import type { ArchiveEntry, OpenFile } from './archive-entry.ts'
import { modeOf, readExactly } from './archive-entry.ts'
import { rechunk } from './rechunk.ts'

const CHUNK = 64 * 1024
const UNIX = 3
const REGULAR_FILE = 0o100000
/** What a zip without the zip64 extension can hold. */
const MOST_ENTRIES = 0xffff
const MOST_BYTES = 0xffffffff

/**
 * The zip of `entries`, in their order, with UTF-8 names and Unix permissions.
 * @throws UserError `ARCHIVE_TOO_LARGE` for 4 GiB and over, or more than 65,535 files: GitHub takes no such asset either.
 */
export async function* zip(entries: readonly ArchiveEntry[], files: OpenFile): AsyncGenerator<Uint8Array> {
  if (entries.length > MOST_ENTRIES) throw tooLarge(`${entries.length} files`)
  const big = entries.find((entry) => entry.size > MOST_BYTES)
  if (big !== undefined) throw tooLarge(`${JSON.stringify(big.name)}, which has ${big.size} bytes`)

  let ready: Uint8Array[] = []
  let written = 0
  const archive = new Zip((error, bytes) => {
    if (error) throw error
    ready.push(bytes)
  })
  const take = (): readonly Uint8Array[] => {
    const taken = ready
    ready = []
    for (const bytes of taken) written += bytes.length
    if (written > MOST_BYTES) throw tooLarge('more than 4 GiB')
    return taken
  }

  for (const entry of entries) {
    const file = new ZipDeflate(entry.name, { level: 6 })
    file.os = UNIX
    file.attrs = ((REGULAR_FILE | modeOf(entry)) << 16) >>> 0
    // A zip holds local time, and the library reads the local fields of this: so it is the same in every time zone.
    file.mtime = new Date(1980, 0, 1)
    archive.add(file)
    for await (const chunk of rechunk(readExactly(entry, files), CHUNK)) {
      file.push(chunk)
      yield* take()
    }
    file.push(new Uint8Array(0), true)
    yield* take()
  }
  archive.end()
  yield* take()
}

function tooLarge(what: string): UserError {
  return new UserError('ARCHIVE_TOO_LARGE', `a .zip cannot hold ${what}`, {
    hint: 'Name the archive .tar.gz or .tar.xz.',
  })
}
