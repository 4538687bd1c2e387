import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mistakesOf } from '../../src/errors.ts'
import { ZIP_LIMITS, extractZip } from '../../src/host/unzip.ts'
import type { ExtractedFile, ZipLimits } from '../../src/host/unzip.ts'
import { zipBytes } from './zip-bytes.ts'
import type { ZipPart } from './zip-bytes.ts'

let base: string
let target: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'unzip-'))
  target = join(base, 'target')
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

async function extract(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Promise<readonly ExtractedFile[]> {
  await writeFile(join(base, 'in.zip'), bytes)
  return extractZip(join(base, 'in.zip'), target, limits)
}

async function fails(bytes: Uint8Array, limits?: ZipLimits): Promise<readonly string[]> {
  return extract(bytes, limits).then(
    () => [],
    (error: unknown) => {
      const mistakes = mistakesOf(error)
      if (mistakes === undefined) throw error
      return mistakes.map((mistake) => `${mistake.code}: ${mistake.message}`)
    },
  )
}

async function left(): Promise<readonly string[]> {
  return readdir(target).catch(() => [])
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('extractZip', () => {
  it('unpacks stored and deflated files, makes folders, skips their entries, and answers what it wrote', async () => {
    const program = Buffer.concat([randomBytes(200_000), Buffer.alloc(300_000, 'x')])
    const parts: readonly ZipPart[] = [
      { name: 'bin/', mode: 0o040755, method: 0 },
      { name: 'bin/tool', content: program, mode: 0o100755 },
      { name: 'deep/er/größe.txt', content: 'stored', method: 0 },
      { name: 'empty' },
      { name: 'only/', method: 0 },
    ]
    const files = await extract(zipBytes(parts))
    expect(files).toEqual([
      { name: 'bin/tool', path: join(target, 'bin', 'tool'), size: program.length, sha256: sha256(program) },
      { name: 'deep/er/größe.txt', path: join(target, 'deep', 'er', 'größe.txt'), size: 6, sha256: sha256('stored') },
      { name: 'empty', path: join(target, 'empty'), size: 0, sha256: sha256('') },
    ])
    for (const file of files) expect(sha256(await readFile(file.path))).toBe(file.sha256)
    expect(await left()).toEqual(['bin', 'deep', 'empty'])
  })

  it('unpacks what another zip writer made, zip64 included', async () => {
    const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('streamed.txt', 'w', force_zip64=True) as f: f.write(b'hello ' * 1000)
    z.writestr('ümlaut.txt', 'x')`
    execFileSync('python3', ['-c', script, join(base, 'py.zip')])
    const files = await extractZip(join(base, 'py.zip'), target, ZIP_LIMITS)
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['streamed.txt', 6000],
      ['ümlaut.txt', 1],
    ])
    expect(files[0]?.sha256).toBe(sha256('hello '.repeat(1000)))
  })

  it('takes an empty zip', async () => {
    expect(await extract(zipBytes([]))).toEqual([])
  })

  const good: ZipPart = { name: 'good', content: 'good' }
  it.each<[string, ZipPart, RegExp]>([
    ['a way out', { name: '../evil' }, /^ENTRY_NAME/],
    ['an absolute path', { name: '/tmp/evil' }, /^ENTRY_NAME/],
    ['a drive letter', { name: 'C:/evil' }, /^ENTRY_NAME/],
    ['backslashes', { name: '..\\evil' }, /^ENTRY_NAME/],
    ['a NUL', { name: 'evil\0.txt' }, /^ENTRY_NAME/],
    ['a line break', { name: 'evil\n::error::' }, /^ENTRY_NAME/],
    ['no name', { name: '' }, /^ENTRY_NAME/],
    ['a symbolic link', { name: 'link', content: '/etc/passwd', mode: 0o120777 }, /^ENTRY_KIND/],
    ['the same name twice', { name: 'good' }, /^ENTRY_DUPLICATE/],
    ['the same name in other case', { name: 'GOOD' }, /^ENTRY_DUPLICATE/],
    ['a file that is also a folder', { name: 'good/evil' }, /^ENTRY_DUPLICATE/],
    ['encryption', { name: 'evil', flags: 1 }, /^ENTRY_ENCODING/],
    ['another compression method', { name: 'evil', method: 12 }, /^ENTRY_ENCODING/],
    ['too much in it', { name: 'evil', content: 'x', claims: { size: 2 ** 31 } }, /^ARCHIVE_LIMIT/],
    ['entries that overlap', { name: 'evil', content: 'x', claims: { compressedSize: 5000 } }, /^ARCHIVE_LIMIT/],
    ['a stored size that is not so', { name: 'evil', content: 'x', method: 0, claims: { size: 2 } }, /^ZIP_INVALID/],
  ])('writes nothing of a zip with %s', async (_what, evil, message) => {
    const limits = { ...ZIP_LIMITS, totalSize: 1024 ** 3, ratio: 2 ** 31 }
    expect(await fails(zipBytes([good, evil]), limits)).toEqual([expect.stringMatching(message)])
    expect(await left()).toEqual([])
    expect(await readdir(base)).toEqual(['in.zip'])
  })

  it('writes nothing of a zip with too many entries, and reads no list of them', async () => {
    const many = Array.from({ length: 4 }, (_, index) => ({ name: String(index) }))
    const limits = { ...ZIP_LIMITS, count: 3 }
    expect(await fails(zipBytes(many), limits)).toEqual([expect.stringMatching(/^ARCHIVE_LIMIT: .* has 4 entries/)])
    expect(await left()).toEqual([])
  })

  it('tells all mistakes at once', async () => {
    const bytes = zipBytes([{ name: '../a' }, { name: 'b', mode: 0o120777 }, { name: 'c', flags: 1 }])
    expect(await fails(bytes)).toHaveLength(3)
  })

  const noise = randomBytes(100_000)
  it.each<[string, ZipPart]>([
    ['more than it says', { name: 'evil', content: 'x'.repeat(5000), claims: { size: 10 } }],
    ['less than it says', { name: 'evil', content: 'x', claims: { size: 10 } }],
    ['another CRC', { name: 'evil', content: 'x', claims: { crc: 1 } }],
    ['another CRC, stored', { name: 'evil', content: 'x', method: 0, claims: { crc: 1 } }],
    ['broken compression', { name: 'evil', content: noise, data: noise }],
    ['no header where it should be', { name: 'evil', content: 'x', claims: { offset: 1 } }],
    ['content past the end', { name: 'evil', content: 'x', claims: { offset: 0xfffffff0 } }],
  ])('leaves nothing of a zip whose entry has %s', async (_what, evil) => {
    const bytes = zipBytes([good, evil])
    expect(await fails(bytes)).toEqual([expect.stringMatching(/^ZIP_INVALID: .*in\.zip" is damaged at "evil": /)])
    expect(await left()).toEqual([])
  })

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['empty', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('<!doctype html>'.repeat(100))],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 30)],
    ['the end only', (bytes) => bytes.subarray(bytes.length - 22)],
    ['followed by more', (bytes) => Buffer.concat([bytes, Buffer.from('more')])],
    ['missing its middle', (bytes) => Buffer.concat([bytes.subarray(0, 40), bytes.subarray(70)])],
  ])('says so of a file that is %s', async (_what, damage) => {
    const bytes = zipBytes([good, { name: 'two', content: noise }])
    expect(await fails(damage(bytes))).toEqual([expect.stringMatching(/^ZIP_INVALID: /)])
    expect(await left()).toEqual([])
  })

  it('passes on that there is no such file', async () => {
    await expect(extractZip(join(base, 'none.zip'), target, ZIP_LIMITS)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('overwrites nothing, and keeps what others wrote', async () => {
    await mkdir(target)
    await writeFile(join(target, 'taken'), 'mine')
    expect(await fails(zipBytes([good, { name: 'taken', content: 'theirs' }]))).toEqual([
      expect.stringMatching(/^ZIP_FILE_EXISTS/),
    ])
    expect(await left()).toEqual(['taken'])
    expect(await readFile(join(target, 'taken'), 'utf8')).toBe('mine')
  })

  it('follows no link that lies in the folder', async () => {
    const outside = join(base, 'outside')
    await mkdir(outside)
    await mkdir(target)
    await symlink(outside, join(target, 'sub'))
    expect(await fails(zipBytes([{ name: 'sub/x/file', content: 'x' }]))).toEqual([
      expect.stringMatching(/^ZIP_FILE_EXISTS/),
    ])
    expect(await readdir(outside)).toEqual([])
  })
})
