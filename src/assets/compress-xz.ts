import type { LZMAModule } from 'node-liblzma/wasm'
import { liblzmaWasm } from '../host/liblzma-wasm.ts'

/** The preset of `xz` itself: 8 MiB of dictionary, so that unpacking takes 9 MiB of memory. */
const PRESET = 6
const BUFFER = 64 * 1024

/** `lzma_stream` of liblzma's `lzma/base.h`, as a 32-bit machine lays it out: offsets and size in bytes. */
const STREAM = { nextIn: 0, availIn: 4, nextOut: 16, availOut: 20, size: 96 } as const
/** Values of `lzma/base.h` and `lzma/check.h`. */
const OK = 0
const STREAM_END = 1
const RUN = 0
const FINISH = 3
const CRC64 = 4

/**
 * Compresses to xz with one thread and a CRC-64, by liblzma as WebAssembly: the same bytes on every processor.
 *
 * Each archive has an encoder of its own, of 94 MiB, that goes when the archive is done.
 */
export async function* xz(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const [{ default: createLiblzma }, wasmBinary] = await Promise.all([
    import('node-liblzma/wasm/liblzma.js'),
    liblzmaWasm(),
  ])
  const lzma = (await createLiblzma({ wasmBinary })) as LZMAModule
  const [stream, input, output] = [allocate(lzma, STREAM.size), allocate(lzma, BUFFER), allocate(lzma, BUFFER)]
  // Zeros are `LZMA_STREAM_INIT`.
  lzma.HEAPU8.fill(0, stream, stream + STREAM.size)
  check(lzma._lzma_easy_encoder(stream, PRESET, CRC64))

  const run = function* (bytes: Uint8Array, action: typeof RUN | typeof FINISH): Generator<Uint8Array> {
    lzma.HEAPU8.set(bytes, input)
    lzma.setValue(stream + STREAM.nextIn, input, 'i32')
    lzma.setValue(stream + STREAM.availIn, bytes.length, 'i32')
    for (;;) {
      lzma.setValue(stream + STREAM.nextOut, output, 'i32')
      lzma.setValue(stream + STREAM.availOut, BUFFER, 'i32')
      const status = lzma._lzma_code(stream, action)
      const produced = BUFFER - lzma.getValue(stream + STREAM.availOut, 'i32')
      if (produced > 0) yield lzma.HEAPU8.slice(output, output + produced)
      if (status === STREAM_END) return
      check(status)
      if (action === RUN && produced < BUFFER && lzma.getValue(stream + STREAM.availIn, 'i32') === 0) return
    }
  }

  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += BUFFER) yield* run(chunk.subarray(start, start + BUFFER), RUN)
  }
  yield* run(new Uint8Array(0), FINISH)
}

function allocate(lzma: LZMAModule, size: number): number {
  const pointer = lzma._malloc(size)
  if (pointer === 0) throw new Error(`xz: no memory for ${size} bytes`)
  return pointer
}

function check(status: number): void {
  if (status !== OK) throw new Error(`xz: liblzma answered ${status}`)
}
