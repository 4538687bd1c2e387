import { createHash } from 'node:crypto'
import { mkdtemp, mkdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync, strFromU8 } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Asset } from '../../src/assets/asset.ts'
import { makeAssets, withTarget, type Build } from '../../src/assets/make-assets.ts'
import type { AssetEntry } from '../../src/config/schema.ts'
import { nodeFiles } from '../../src/host/files.ts'
import { describeTarget } from '../../src/plan/targets.ts'
import type { PlannedRelease } from '../../src/plan/types.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { releaseOf } from '../plan/fixtures.ts'

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let root: string
let checkout: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'make-assets-')))
  checkout = join(root, 'checkout')
  await put('checkout/README.md', '# all\n')
  await put('checkout/LICENSE', 'MIT\n')
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

async function put(path: string, content: string): Promise<void> {
  const full = join(root, path)
  await mkdir(dirname(full), { recursive: true })
  await writeFile(full, content)
}

/** What a build of a target left behind. */
async function build(target: string, files: Readonly<Record<string, string>>): Promise<Build> {
  const artifact = `tool-1.2.0-${target.replaceAll('/', '-')}`
  for (const [name, content] of Object.entries(files)) await put(`${artifact}/${name}`, content)
  return {
    planned: { target, artifact, folder: '', optional: false },
    target: describeTarget({ targets: {} }, target),
    files: Object.entries(files).map(([name, content]) => ({
      name,
      path: join(root, artifact, name),
      size: Buffer.byteLength(content),
      sha256: sha256(content),
    })),
  }
}

const make = async (
  builds: readonly Build[],
  entries?: readonly AssetEntry[],
  release: PlannedRelease = releaseOf('tool'),
): Promise<readonly Asset[]> =>
  makeAssets({
    release,
    builds,
    entries,
    files: nodeFiles(checkout, join(root, 'temporary')),
    folder: join(root, 'assets'),
  })

const names = (assets: readonly Asset[]): readonly string[] => assets.map(({ name }) => name)
const wrong = async (...given: Parameters<typeof make>): Promise<readonly string[]> =>
  (await mistakesOfPromise(async () => make(...given))).map(({ code, message }) => `${code} ${message}`)

describe('makeAssets without entries', () => {
  it('publishes every file of the artifact under its own name, sorted, with what was measured', async () => {
    const assets = await make([await build('linux/amd64', { 'deep/tool.deb': 'deb', tool: 'program' })])
    expect(assets).toMatchObject([
      { name: 'tool', size: 7, sha256: sha256('program'), package: 'tool', target: 'linux/amd64', role: 'file' },
      { name: 'tool.deb', size: 3, sha256: sha256('deb') },
    ])
    expect(await readFile(assets[1]?.path ?? '', 'utf8')).toBe('deb')
  })

  it('puts the target before the extension where two targets have one name, and leaves the others alone', async () => {
    expect(
      names(
        await make([
          await build('linux/amd64', { tool: 'a', 'tool.tar.gz': 'a', 'only.txt': 'a' }),
          await build('linux/arm64', { tool: 'b', 'tool.tar.gz': 'b' }),
        ]),
      ),
    ).toEqual([
      'only.txt',
      'tool-linux-amd64',
      'tool-linux-amd64.tar.gz',
      'tool-linux-arm64',
      'tool-linux-arm64.tar.gz',
    ])
  })

  it('refuses two files of one name in one artifact, and names both', async () => {
    expect(await wrong([await build('linux/amd64', { 'a/tool': '1', 'b/tool': '2' })])).toEqual([
      'ARTIFACT_TWINS artifact tool-1.2.0-linux-amd64 has two files of one name: a/tool and b/tool',
    ])
  })

  it('refuses a name that is still taken with the target in it', async () => {
    expect(
      await wrong([
        await build('linux/amd64', { tool: 'a', 'tool-linux-arm64': 'x' }),
        await build('linux/arm64', { tool: 'b' }),
      ]),
    ).toEqual(['ASSET_CLASH tool-v1.2.0 would have 2 assets called tool-linux-arm64, of linux/amd64 and linux/arm64'])
  })

  it('makes nothing of nothing', async () => {
    expect(await make([])).toEqual([])
  })
})

describe('makeAssets with entries', () => {
  const archive: AssetEntry = {
    archive: '{package}-{version}-{os}-{arch}.zip',
    files: ['{bin}', 'README.md', 'LICENSE*'],
  }

  it('packs the program with its ending on Windows, and what the checkout has', async () => {
    const [asset, ...more] = await make(
      [await build('windows/amd64', { 'tool.exe': 'MZ', 'tool.pdb': 'x' })],
      [archive],
    )
    expect(more).toEqual([])
    const bytes = await readFile(asset?.path ?? '')
    expect(asset).toMatchObject({
      name: 'tool-1.2.0-windows-amd64.zip',
      role: 'archive',
      target: 'windows/amd64',
      size: bytes.length,
      sha256: sha256(bytes),
    })
    const entries = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)])
    expect(Object.fromEntries(entries)).toEqual({ 'tool.exe': 'MZ', 'README.md': '# all\n', LICENSE: 'MIT\n' })
  })

  it('prefers the README of the package, and a file of the artifact to both', async () => {
    await put('checkout/crates/tool/README.md', '# tool\n')
    const [plain] = await make([await build('linux/amd64', { tool: 'x' })], [archive])
    const [built] = await make([await build('linux/arm64', { tool: 'x', 'README.md': 'built' })], [archive])
    const readme = async (asset: Asset | undefined): Promise<string> =>
      strFromU8(unzipSync(await readFile(asset?.path ?? ''))['README.md'] ?? new Uint8Array())
    expect(await readme(plain)).toBe('# tool\n')
    expect(await readme(built)).toBe('built')
  })

  it('makes the same bytes of the same files', async () => {
    const [one] = await make([await build('linux/amd64', { tool: 'x' })], [archive])
    const [other] = await make([await build('linux/amd64', { tool: 'x' })], [archive])
    expect(one?.sha256).toBe(other?.sha256)
  })

  it('tells everything that is missing, with what the artifact holds', async () => {
    const found = await mistakesOfPromise(async () =>
      make(
        [await build('linux/amd64', { other: 'x' })],
        [{ archive: 'a.zip', files: ['{bin}', 'CHANGES', 'LICENSE'] }, { file: '*.deb' }],
      ),
    )
    expect(found.map(({ code, message, hint }) => `${code} ${message}. ${hint ?? ''}`)).toEqual([
      'FILE_MISSING a.zip: "tool" is neither in artifact tool-1.2.0-linux-amd64 nor in the checkout. The artifact holds other.',
      'FILE_MISSING a.zip: "CHANGES" is neither in artifact tool-1.2.0-linux-amd64 nor in the checkout. The artifact holds other.',
      'FILE_MISSING "*.deb" is not in artifact tool-1.2.0-linux-amd64. The artifact holds other.',
    ])
  })

  it('tells what is missing of every target', async () => {
    expect(
      await wrong([await build('linux/amd64', { x: '1' }), await build('linux/arm64', { x: '1' })], [{ file: 'tool' }]),
    ).toHaveLength(2)
  })

  it('does not follow a link out of the checkout', async () => {
    await put('outside/secret', 'key')
    await symlink(join(root, 'outside/secret'), join(checkout, 'NOTICE'))
    expect(await wrong([await build('linux/amd64', { tool: 'x' })], [{ archive: 'a.zip', files: ['NOTICE'] }])).toEqual(
      ['FILE_MISSING a.zip: "NOTICE" is neither in artifact tool-1.2.0-linux-amd64 nor in the checkout'],
    )
  })

  it('refuses two files of one name in an archive', async () => {
    const [found] = await wrong(
      [await build('linux/amd64', { 'a/tool': '1', 'b/tool': '2' })],
      [{ archive: 'a.zip', files: ['{bin}'] }],
    )
    expect(found).toMatch(/^ARTIFACT_TWINS a\.zip would hold two files called tool: /)
  })

  it('takes a file once that two patterns mean', async () => {
    const [asset] = await make(
      [await build('linux/amd64', { tool: 'x' })],
      [{ archive: 'a.zip', files: ['{bin}', 'to*'] }],
    )
    expect(Object.keys(unzipSync(await readFile(asset?.path ?? '')))).toEqual(['tool'])
  })

  it('publishes files as they are, and under another name', async () => {
    expect(
      names(
        await make(
          [await build('windows/amd64', { 'tool.exe': 'x', 'tool.msi': 'y' })],
          [{ file: '{bin}', name: '{bin}-{version}-{os}{exe}' }, { file: '*.msi' }],
        ),
      ),
    ).toEqual(['tool-1.2.0-windows.exe', 'tool.msi'])
  })

  it('names each of several programs by itself', async () => {
    expect(
      names(
        await make(
          [await build('linux/amd64', { tool: 'x', toold: 'y' })],
          [{ file: '{bin}', name: '{bin}-{os}' }],
          releaseOf('tool', { bins: ['tool', 'toold'] }),
        ),
      ),
    ).toEqual(['tool-linux', 'toold-linux'])
  })

  it('makes an entry for its targets only', async () => {
    const builds = [await build('linux/amd64', { tool: 'x' }), await build('windows/amd64', { 'tool.exe': 'y' })]
    expect(
      names(
        await make(builds, [
          { archive: 'tool.zip', files: ['{bin}'], targets: ['windows/*'] },
          { archive: 'tool.tar.gz', files: ['{bin}'], targets: ['!windows/*'] },
        ]),
      ),
    ).toEqual(['tool.tar.gz', 'tool.zip'])
  })

  it('refuses two archives of one name, and says what to write', async () => {
    const builds = [await build('linux/amd64', { tool: 'x' }), await build('linux/arm64', { tool: 'y' })]
    const found = await mistakesOfPromise(async () => make(builds, [{ archive: 'tool.zip', files: ['{bin}'] }]))
    expect(found).toMatchObject([
      {
        code: 'ASSET_CLASH',
        message: 'tool-v1.2.0 would have 2 assets called tool.zip, of linux/amd64 and linux/arm64',
        hint: 'Put {target} into the name.',
      },
    ])
  })

  it('writes below its folder only', async () => {
    const [asset] = await make([await build('linux/amd64', { tool: 'x' })], [archive])
    expect(asset?.path.startsWith(`${join(root, 'assets')}/`)).toBe(true)
  })
})

describe('withTarget', () => {
  it.each([
    ['tool', 'linux/amd64', 'tool-linux-amd64'],
    ['tool.exe', 'x86_64-pc-windows-msvc', 'tool-x86_64-pc-windows-msvc.exe'],
    ['tool.tar.gz', 'a', 'tool-a.tar.gz'],
    ['tool.tar.zst', 'a', 'tool-a.tar.zst'],
    ['tool.7z', 'a', 'tool-a.7z'],
    ['tool-1.2.0', 'a', 'tool-1.2.0-a'],
    ['tool-1.2.0.deb', 'a', 'tool-1.2.0-a.deb'],
    ['tool-1.2.0.tar.gz', 'a', 'tool-1.2.0-a.tar.gz'],
    ['.env', 'a', '.env-a'],
    ['a.b', 'x y/../z', 'a-x-y-..-z.b'],
  ])('makes of %s and %s: %s', (name, target, expected) => {
    expect(withTarget(name, target)).toBe(expected)
  })
})
