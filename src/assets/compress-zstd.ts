import type * as ZstdWasm from '@bokuweb/zstd-wasm'
import * as zlib from 'node:zlib'
import { UserError } from '../errors.ts'

/** 19 packs a program of 40 MB 9 % tighter, in nine times the time; whoever wants that is better served by xz. */
const LEVEL = 12
/** The WebAssembly encoder holds input and output at once, in at most 2 GiB. */
const IN_MEMORY = 768 * 1024 * 1024

/** Once: the library's second `init` breaks what it has. */
let loading: Promise<typeof ZstdWasm> | undefined

/**
 * Compresses to one zstd frame (RFC 8878).
 *
 * Node 22.15 and newer stream it. Older ones hold the whole input in memory and make other, equally valid bytes.
 * @throws UserError `ARCHIVE_TOO_LARGE` on such an older Node for more than 768 MiB of input.
 */
export function zstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return 'createZstdCompress' in zlib ? streamed(source) : inMemory(source)
}

async function* streamed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants
  const encoder = zlib.createZstdCompress({
    params: { [ZSTD_c_compressionLevel]: LEVEL, [ZSTD_c_checksumFlag]: 1 },
  })
  let failure: { readonly reason: unknown } | undefined
  // Every chunk is taken before the next is given: an end that arrived while a chunk waits would reach the
  // encoder together with it, which changes the frame's header from one run to the next.
  const closed = new Promise<void>((resolve) => encoder.once('close', resolve))
  const feeding = (async () => {
    for await (const chunk of source) {
      const taken = new Promise<void>((resolve, reject) => {
        encoder.write(chunk, (error) => (error ? reject(error) : resolve()))
      })
      // A destroyed encoder may owe the answer for the chunk that it holds.
      await Promise.race([taken, closed])
      if (encoder.destroyed) return
    }
    encoder.end()
  })().catch((reason: unknown) => {
    failure ??= { reason }
    encoder.destroy()
  })
  try {
    for await (const chunk of encoder as AsyncIterable<Uint8Array>) yield chunk
  } catch (error) {
    throw failure === undefined ? error : failure.reason
  } finally {
    encoder.destroy()
    await feeding
  }
}

async function* inMemory(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > IN_MEMORY) {
      throw new UserError('ARCHIVE_TOO_LARGE', 'a .tar.zst of more than 768 MiB of files needs Node 22.15 or newer', {
        hint: 'Run on Node 24, as the action does, or name the archive .tar.xz.',
      })
    }
    chunks.push(chunk)
  }
  loading ??= load()
  const { compress } = await loading
  yield compress(Buffer.concat(chunks, size), LEVEL)
}

async function load(): Promise<typeof ZstdWasm> {
  const zstdWasm = await import('@bokuweb/zstd-wasm')
  await zstdWasm.init()
  return zstdWasm
}
