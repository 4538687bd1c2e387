import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { flipFirst } from './send.ts'

/** Writes a stream to a file and hashes it on the way. */
export async function storeStream(
  input: AsyncIterable<Uint8Array>,
  path: string,
  damaged = false,
): Promise<{ readonly size: number; readonly digest: string }> {
  await mkdir(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const file = createWriteStream(path)
  if (damaged) await pipeline(Readable.from(input), flipFirst(), meter, file)
  else await pipeline(Readable.from(input), meter, file)
  return { size, digest: `sha256:${hash.digest('hex')}` }
}
