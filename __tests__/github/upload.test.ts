import { expect, it } from '@jest/globals'
import { compareAsset, isLeftover, isSame, type Comparison } from '../../src/github/upload.ts'
import type { ReleaseAsset } from '../../src/github/releases.ts'
import { listedAsset } from './listed.ts'

const ours = { size: 10, sha256: 'a'.repeat(64) }
const { digest, ...old } = listedAsset()
const starter = JSON.parse(
  JSON.stringify({ ...listedAsset({ size: 0, digest: null }), state: 'starter' }),
) as ReleaseAsset

it.each<[string, ReleaseAsset | undefined, Comparison, boolean]>([
  ['nothing', undefined, 'absent', false],
  ['the same bytes', listedAsset({ digest }), 'same digest', true],
  ['another digest', listedAsset({ digest: `sha256:${'b'.repeat(64)}` }), 'other bytes', false],
  ['another size', listedAsset({ size: 11 }), 'other bytes', false],
  ['the same size and no digest', listedAsset({ digest: null }), 'same size', true],
  ['the same size, on a server that knows no digests', old as ReleaseAsset, 'same size', true],
  ['another size and no digest', listedAsset({ digest: null, size: 9 }), 'other bytes', false],
  ['a starter', starter, 'half uploaded', false],
  ['an open asset', listedAsset({ state: 'open' }), 'half uploaded', false],
])('%s there', (_what, there, comparison, same) => {
  expect(compareAsset(there, ours)).toBe(comparison)
  expect(isSame(comparison)).toBe(same)
})

it.each([
  ['tool.zip.slipway-old-12', true],
  ['tool.zip.slipway-0123456789ab', true],
  ['tool.zip.slipway-0123', false],
  ['other.zip.slipway-old-12', false],
  ['tool.zip', false],
  ['tool.zip.slipway-old-12.sig', false],
])('%s is left over by a swap of tool.zip: %s', (name, expected) => {
  expect(isLeftover({ name }, new Set(['tool.zip']))).toBe(expected)
})

it('does not take an asset of the release for a leftover', () => {
  const name = 'tool.zip.slipway-old-12'
  expect(isLeftover({ name }, new Set(['tool.zip', name]))).toBe(false)
})
