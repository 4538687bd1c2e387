import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Asset } from '../../src/assets/asset.ts'
import { withChecksums } from '../../src/assets/checksums-asset.ts'
import { nodeFiles } from '../../src/host/files.ts'
import { verifiedAsset } from '../../src/verify/verify.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { releaseOf } from '../plan/fixtures.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checksums-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const assetOf = (name: string): Asset =>
  verifiedAsset(
    { name, path: `/x/${name}`, package: 'tool', target: 'any', role: 'file' },
    { size: 1, sha256: createHash('sha256').update(name).digest('hex') },
  )
const assets = [assetOf('b'), assetOf('a')]
const make = async (template: string | undefined, given: readonly Asset[] = assets): Promise<readonly Asset[]> =>
  withChecksums(
    given,
    template,
    releaseOf('@acme/tool', { tag: '@acme/tool@1.2.0' }),
    nodeFiles(folder, folder),
    folder,
  )

describe('withChecksums', () => {
  it('adds a file with the digests of the others, that is itself measured', async () => {
    const all = await make('{version}-SHA256SUMS')
    expect(all.slice(0, 2)).toEqual(assets)
    const sums = all[2]
    const bytes = await readFile(sums?.path ?? '')
    expect(sums).toMatchObject({
      name: '1.2.0-SHA256SUMS',
      package: '@acme/tool',
      target: '',
      role: 'checksums',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    expect(bytes.toString().split('\n').filter(Boolean).sort()).toEqual(
      assets.map(({ name, sha256 }) => `${sha256}  ${name}`).sort(),
    )
    expect(sums?.path.startsWith(`${folder}/`)).toBe(true)
  })

  it('adds nothing where none is configured, or where there is nothing to list', async () => {
    expect(await make(undefined)).toBe(assets)
    expect(await make('SHA256SUMS', [])).toEqual([])
  })

  it('refuses a name that an asset has already', async () => {
    expect(await mistakesOfPromise(async () => make('a'))).toMatchObject([
      { code: 'ASSET_CLASH', message: '@acme/tool@1.2.0 already has an asset called a' },
    ])
  })

  it('refuses a name that leaves its folder', async () => {
    expect(await mistakesOfPromise(async () => make('../SUMS'))).toMatchObject([{ code: 'UNSAFE_PATH' }])
  })
})
