import type { FileReader } from '../host/host.ts'
import { UserError } from '../errors.ts'

/** A file to put into an archive. */
export interface ArchiveEntry {
  /** Path inside the archive, with `/`. */
  readonly name: string
  /** Where its bytes are, on this machine. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly executable: boolean
}

export type OpenFile = Pick<FileReader, 'open'>

/** Permissions that do not depend on the umask of the machine that built the file. */
export function modeOf(entry: ArchiveEntry): number {
  return entry.executable ? 0o755 : 0o644
}

/**
 * The bytes of an entry's file.
 * @throws UserError `ARCHIVE_FILE_CHANGED` when there are not exactly `entry.size` of them.
 */
export async function* readExactly(entry: ArchiveEntry, files: OpenFile): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of files.open(entry.path) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > entry.size) break
    yield chunk
  }
  if (size === entry.size) return
  const found = size > entry.size ? 'has more' : `has ${size}`
  throw new UserError(
    'ARCHIVE_FILE_CHANGED',
    `${JSON.stringify(entry.name)} was ${entry.size} bytes long when it was looked at, and now ${found}`,
    { hint: 'Let nothing write to the files of a release while it is distributed.' },
  )
}
