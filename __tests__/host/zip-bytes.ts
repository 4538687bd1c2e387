import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip that is written by hand, with any lie in it. */
export interface ZipPart {
  readonly name: string
  readonly content?: string | Uint8Array
  readonly method?: number
  /** Unix mode for the external attributes. */
  readonly mode?: number
  readonly flags?: number
  /** What the headers say instead of the truth. */
  readonly claims?: {
    readonly size?: number
    readonly compressedSize?: number
    readonly crc?: number
    readonly offset?: number
  }
  /** The bytes that stand for the content. */
  readonly data?: Uint8Array
}

const UTF8 = 0x800
const MADE_BY_UNIX = (3 << 8) | 20

/** A zip as the specification (APPNOTE 6.3.10) has it, but for what the parts lie about. */
export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content = '', method = 8, mode = 0, flags = 0, claims = {}, data } of parts) {
    const bytes = Buffer.from(content)
    const packed = data ?? (method === 8 ? deflateRawSync(bytes) : bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(UTF8 | flags, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(0x0021_0000, 6)
    common.writeUInt32LE(claims.crc ?? crc32(bytes), 10)
    common.writeUInt32LE(claims.compressedSize ?? packed.length, 14)
    common.writeUInt32LE(claims.size ?? bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)

    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(claims.offset ?? offset, 10)
    const madeBy = Buffer.alloc(2)
    madeBy.writeUInt16LE(MADE_BY_UNIX)
    central.push(Buffer.from('PK\x01\x02', 'latin1'), madeBy, common, rest, Buffer.from(name))
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    local.push(entry)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
