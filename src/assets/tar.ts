import { pack as tarPack } from 'tar-stream'
import type { Pack } from 'tar-stream'
import type { ArchiveEntry, OpenFile } from './archive-entry.ts'
import { modeOf, readExactly } from './archive-entry.ts'

/** The earliest time that a zip can express, so that both formats show the same. */
const TIME = new Date(Date.UTC(1980, 0, 1))

/** The tar stream of `entries`, in their order: ustar headers, and pax ones for names that ustar cannot hold. */
export async function* tar(entries: readonly ArchiveEntry[], files: OpenFile): AsyncGenerator<Uint8Array> {
  const pack = tarPack()
  let failure: { readonly reason: unknown } | undefined
  const filling = fill(pack, entries, files).catch((reason: unknown) => {
    failure ??= { reason }
    pack.destroy()
  })
  try {
    for await (const chunk of pack as AsyncIterable<Uint8Array>) yield chunk
  } catch (error) {
    throw failure === undefined ? error : failure.reason
  } finally {
    pack.destroy()
    await filling
  }
}

async function fill(pack: Pack, entries: readonly ArchiveEntry[], files: OpenFile): Promise<void> {
  for (const entry of entries) await add(pack, entry, files)
  pack.finalize()
}

async function add(pack: Pack, entry: ArchiveEntry, files: OpenFile): Promise<void> {
  const header = { name: entry.name, size: entry.size, mode: modeOf(entry), mtime: TIME, uid: 0, gid: 0 }
  let copied = Promise.resolve()
  try {
    await new Promise<void>((resolve, reject) => {
      const sink = pack.entry({ ...header, type: 'file' }, (error) => (error ? reject(error) : resolve()))
      // Its errors come by the callback, too.
      sink.on('error', reject)
      copied = copy(entry, files, sink)
      copied.catch(reject)
    })
  } finally {
    await copied
  }
}

async function copy(entry: ArchiveEntry, files: OpenFile, sink: ReturnType<Pack['entry']>): Promise<void> {
  const closed = new Promise<void>((resolve) => sink.once('close', resolve))
  for await (const chunk of readExactly(entry, files)) {
    if (!sink.write(chunk)) await Promise.race([new Promise<void>((resolve) => sink.once('drain', resolve)), closed])
    // The reader of the archive went away; whoever made it do so has the reason.
    if (sink.destroyed) return
  }
  sink.end(undefined)
}
