/**
 * The same bytes in pieces of exactly `size`, the last one shorter. Where a compressor ends a block may depend on how
 * its input was cut, and how a file is cut while reading depends on the machine.
 */
export async function* rechunk(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(size)
  let filled = 0
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length;) {
      const part = chunk.subarray(start, start + size - filled)
      piece.set(part, filled)
      filled += part.length
      start += part.length
      if (filled < size) continue
      yield piece
      piece = new Uint8Array(size)
      filled = 0
    }
  }
  if (filled > 0) yield piece.subarray(0, filled)
}
