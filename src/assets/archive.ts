import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { throwAll } from '../errors.ts'
import { nameMistakes } from '../sources/entries.ts'
import type { ArchiveEntry, OpenFile } from './archive-entry.ts'
import { gzip } from './compress-gzip.ts'
import { xz } from './compress-xz.ts'
import { zstd } from './compress-zstd.ts'
import { rechunk } from './rechunk.ts'
import { tar } from './tar.ts'
import { zip } from './zip.ts'

export type { ArchiveEntry } from './archive-entry.ts'

export type ArchiveFormat = 'tar.gz' | 'tar.xz' | 'tar.zst' | 'zip'

const ENDINGS: readonly (readonly [string, ArchiveFormat])[] = [
  ['.tar.gz', 'tar.gz'],
  ['.tgz', 'tar.gz'],
  ['.tar.xz', 'tar.xz'],
  ['.tar.zst', 'tar.zst'],
  ['.zip', 'zip'],
]

const CHUNK = 64 * 1024

/** The format that a file name's ending asks for, `undefined` where it is none of ours. */
export function archiveFormat(name: string): ArchiveFormat | undefined {
  return ENDINGS.find(([ending]) => name.endsWith(ending))?.[1]
}

/**
 * Writes the archive into `output` and ends it; hashes on the way. The same entries make the same bytes, whatever the
 * machine, the time, and the order that they come in: sorted by code unit, dated 1980-01-01, owned by 0:0 and without
 * user names, 0755 or 0644 (https://reproducible-builds.org/docs/archives/). For `tar.zst` this holds within one
 * version of Node, which brings the compressor. No file is held in memory. On failure `output` is destroyed.
 * @returns the archive's size in bytes, and its digest in lower-case hex.
 * @throws UserError for a name that is taken or leaves the folder, a file that changed its size, and too much for a format.
 */
export async function writeArchive(
  format: ArchiveFormat,
  entries: readonly ArchiveEntry[],
  output: Writable,
  files: OpenFile,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(async function* () {
    throwAll(
      nameMistakes(
        entries.map((entry) => entry.name),
        'exact',
      ),
    )
    for await (const chunk of bytesOf(format, entries.toSorted(byName), files)) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }, output)
  return { size, sha256: hash.digest('hex') }
}

function byName(a: ArchiveEntry, b: ArchiveEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function bytesOf(format: ArchiveFormat, entries: readonly ArchiveEntry[], files: OpenFile): AsyncIterable<Uint8Array> {
  switch (format) {
    case 'tar.gz':
      return gzip(rechunk(tar(entries, files), CHUNK))
    case 'tar.xz':
      return xz(rechunk(tar(entries, files), CHUNK))
    case 'tar.zst':
      return zstd(rechunk(tar(entries, files), CHUNK))
    case 'zip':
      return zip(entries, files)
  }
}
