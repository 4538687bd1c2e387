import { open } from 'node:fs/promises'

/** Bytes that are read from disk at once. */
const readSize = 256 * 1024

/** Buffers that no file is being read into: as many as there ever were at once. */
const idle: Buffer[] = []

/**
 * The bytes of a file, in two buffers that take turns: one is filled while the other is used, so a chunk holds until the next one
 * is asked for. The buffers that a read stream makes anew for each chunk pile up faster than they are collected.
 */
export async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  const fill = async (buffer: Uint8Array): Promise<Uint8Array> => {
    const { bytesRead } = await file.read(buffer, 0, readSize, null)
    return buffer.subarray(0, bytesRead)
  }
  const take = (): Buffer => idle.pop() ?? Buffer.allocUnsafeSlow(readSize)
  let [used, spare] = [take(), take()]
  let filling = fill(spare)
  let whole = false
  try {
    for (;;) {
      const chunk = await filling
      whole = chunk.byteLength === 0
      if (whole) return
      ;[used, spare] = [spare, used]
      filling = fill(spare)
      // What this read came to is asked for in the next round; until then nobody listens.
      filling.catch(() => undefined)
      yield chunk
    }
  } finally {
    await Promise.allSettled([filling])
    await file.close()
    // A consumer that gave up in the middle may still be sending from them.
    if (whole) idle.push(used, spare)
  }
}
