import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from '@jest/globals'
import { localFolder } from '../../src/backends/local-folder.ts'
import type { Asset } from '../../src/assets/asset.ts'
import type { Item } from '../../src/backends/backend.ts'
import type { Host } from '../../src/host/host.ts'
import type { PlannedRelease } from '../../src/plan/types.ts'
import type { Remote } from '../kit/remote.ts'
import { openShare } from '../kit/share.ts'
import { subjectOf, type Trial } from '../kit/trial.ts'

let trial: Trial
afterEach(async () => trial.remote.close())

/** A share; `path` is below it, but for one that begins with a dot. */
async function share(
  path = '{tag}',
  { replace = false, ...release }: Partial<PlannedRelease> & { readonly replace?: boolean } = {},
): Promise<Trial> {
  const remote = await openShare()
  const root = dirname(dirname(String(remote.config['path'])))
  const changed: Remote = {
    ...remote,
    root,
    config: { path: path.startsWith('.') ? path : `${root}/${path}`, replace },
    release,
  }
  trial = await subjectOf({ backend: localFolder, remote: async () => Promise.resolve(changed) }).open()
  return trial
}

const folderOf = (of: Trial): string => of.view([]).root

/** Where the one asset of a plan goes, from the folder of the share. */
async function placeOf(of: Trial, name = 'a.txt', facts: Partial<Asset> = {}): Promise<string> {
  const [item] = await of.plan([{ ...(await of.asset(name, 'bytes')), ...facts }])
  return fileURLToPath(item?.address ?? '').slice(folderOf(of).length + 1)
}

async function oneItem(of: Trial, content = 'bytes'): Promise<Item> {
  const [item] = await of.plan([await of.asset('a.txt', content)])
  if (item === undefined) throw new Error('nothing is planned')
  return item
}

const all = async (of: Trial): Promise<readonly string[]> =>
  (await readdir(folderOf(of), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('the place of a file', () => {
  it.each([
    ['{package}/{tag|commit}', {}, 'tool/v1.0.0/a.txt'],
    ['{package}/{tag|commit7}', { tag: '' }, 'tool/1234567/a.txt'],
    ['{package}', { package: '@acme/tool' }, '@acme/tool/a.txt'],
    ['./out/{version}/', {}, 'out/1.0.0/a.txt'],
    ['{channel}//{bin}', {}, 'stable/tool/a.txt'],
  ])('of %s with %j is %s', async (path, release, place) => {
    expect(await placeOf(await share(path, release))).toBe(place)
  })

  it('knows the target of an asset', async () => {
    expect(await placeOf(await share('{target|channel}'), 'a.txt', { target: 'x86_64-apple-darwin' })).toBe(
      'x86_64-apple-darwin/a.txt',
    )
  })

  it.each([
    ['{tag}', { tag: '../../etc' }],
    ['./{tag}', { tag: '/../../etc' }],
    ['./{tag}', { tag: 'a\\..\\b' }],
    ['../share', {}],
    ['x/../../y', {}],
    ['{channel}', { channel: 'a\nb' }],
  ])('is refused for %s with %j', async (path, release) => {
    await expect(placeOf(await share(path, release))).rejects.toMatchObject({ code: 'UNSAFE_PATH' })
  })

  it('is refused for the name of an asset that climbs out', async () => {
    await expect(placeOf(await share(), '../a.txt')).rejects.toMatchObject({ code: 'UNSAFE_PATH' })
  })

  it.each(['/mnt/{os}', '/mnt/{file}', '/mnt/{date}'])('cannot be made with %s', (path) => {
    const { error } = localFolder.config.safeParse({ path })
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'must hold no other placeholder than {package} {version} {tag} {target} {bin} {commit} {commit7} {channel}',
    ])
  })
})

describe('a file', () => {
  it('is nowhere to be seen until it is whole', async () => {
    const item = await oneItem(await share(), 'x'.repeat(600_000))
    const host = trial.host()
    const seen: (readonly string[])[] = []
    const rename: Host['files']['rename'] = async (from, to) => {
      seen.push(await all(trial))
      expect((await readFile(from)).length).toBe(600_000)
      await host.files.rename(from, to)
    }
    await trial.publish(item, { ...host, files: { ...host.files, rename } })
    expect(seen).toEqual([[expect.stringMatching(/^\.slipway-[0-9a-f]{12}-[0-9a-f]+\.part$/)]])
    expect(await all(trial)).toEqual(['a.txt'])
  })

  it('leaves nothing behind when it cannot be finished', async () => {
    const item = await oneItem(await share())
    trial.remote.failWrite(0, 'refused')
    await expect(trial.publish(item)).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITTEN',
      message: expect.stringMatching(/a\.txt could not be written: EIO: i\/o error/),
    })
    expect(await all(trial)).toEqual([])
  })

  it('leaves nothing behind when the run is cancelled while it is copied', async () => {
    const item = await oneItem(await share(), 'x'.repeat(600_000))
    const controller = new AbortController()
    const host = trial.host({ signal: controller.signal })
    const open: Host['files']['open'] = (path) =>
      host.files.open(path).once('data', () => controller.abort(new Error('cancelled')))
    await expect(trial.publish(item, { ...host, files: { ...host.files, open } })).rejects.toThrow()
    expect(await all(trial)).toEqual([])
  })

  it('is refused where it is not what was verified any more', async () => {
    const item = await oneItem(await share())
    await writeFile(item.asset?.path ?? '', 'other')
    await expect(trial.publish(item)).rejects.toMatchObject({ code: 'SOURCE_CHANGED' })
    expect(await all(trial)).toEqual([])
  })

  it('may have the longest name that a file can have', async () => {
    await share()
    const asset = await trial.asset(`${'n'.repeat(251)}.txt`, 'bytes')
    await trial.publishAll(await trial.plan([asset]))
    expect(await all(trial)).toEqual([asset.name])
  })

  it('replaces another one only where it may', async () => {
    const item = await oneItem(await share('{tag}', { replace: true }))
    const path = fileURLToPath(item.address)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, 'other bytes')
    expect(await oneItem(trial)).toMatchObject({ action: 'replace', why: 'other bytes' })
    expect(await trial.publish(item)).toMatchObject({ did: 'replaced' })
    expect(await readFile(path, 'utf8')).toBe('bytes')
  })

  it('never takes the place of a folder', async () => {
    const item = await oneItem(await share('{tag}', { replace: true }))
    await mkdir(fileURLToPath(item.address), { recursive: true })
    expect(await oneItem(trial)).toMatchObject({ action: 'conflict' })
    await expect(trial.publish(item)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('says that its folder cannot be made', async () => {
    const item = await oneItem(await share())
    await writeFile(join(folderOf(trial), 'v1.0.0'), 'a file where the folder should be')
    await expect(trial.publish(item)).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITTEN',
      hint: expect.stringContaining('mounted'),
    })
  })
})

describe('the probe', () => {
  const probe = async (path: string): Promise<unknown> =>
    localFolder.probe?.({ path: `${folderOf(trial)}/${path}`, replace: false }, trial.host())

  it('is content with a folder, and with what can become one', async () => {
    await share()
    expect(await probe('{tag}')).toEqual({ ok: true, by: 'presence' })
    expect(await probe('new/{tag}')).toEqual({ ok: true, by: 'presence' })
    expect(await all(trial)).toEqual([])
  })

  it('finds what is no folder', async () => {
    await share()
    await writeFile(join(folderOf(trial), 'file'), '')
    const why = `${folderOf(trial)}/file is no folder`
    expect(await probe('file')).toEqual({ ok: false, why })
    expect(await probe('file/{tag}/x')).toEqual({ ok: false, why })
    expect(await probe('file/below/{tag}')).toEqual({ ok: false, why })
  })
})
