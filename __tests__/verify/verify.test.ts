import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { measure, verifiedAsset } from '../../src/verify/verify.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('measure', () => {
  it.each([0, 1, 65_536, 1_000_003])('counts and hashes %d bytes, whatever pieces they come in', async (size) => {
    const bytes = randomBytes(size)
    const pieces = [bytes.subarray(0, size >> 2), bytes.subarray(size >> 2, size >> 1), bytes.subarray(size >> 1)]
    expect(await measure(Readable.from(pieces))).toEqual({ size, sha256: sha256(bytes) })
  })

  it('fails where the stream fails', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('a')
        throw new Error('disk gone')
      })(),
    )
    await expect(measure(broken)).rejects.toThrow('disk gone')
  })
})

describe('verifiedAsset', () => {
  const facts = { name: 'tool.zip', path: '/x/tool.zip', package: 'tool', target: 'any', role: 'archive' } as const

  it('joins what is known of a file with what was measured of it', () => {
    const measured = { size: 3, sha256: 'a'.repeat(64) }
    expect(verifiedAsset(facts, measured)).toEqual({ ...facts, ...measured })
  })

  it.each([
    { size: 3, sha256: '' },
    { size: 3, sha256: 'A'.repeat(64) },
    { size: 3, sha256: `sha256:${'a'.repeat(64)}` },
    { size: 3, sha256: `${'a'.repeat(64)}\n` },
    { size: -1, sha256: 'a'.repeat(64) },
    { size: Number.NaN, sha256: 'a'.repeat(64) },
    { size: 1.5, sha256: 'a'.repeat(64) },
  ])('makes no asset of %j, which nobody measured', (measured) => {
    expect(() => verifiedAsset(facts, measured)).toThrow('tool.zip has no digest')
  })
})
