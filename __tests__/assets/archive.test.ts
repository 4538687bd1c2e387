import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import * as zlib from 'node:zlib'
import { archiveFormat, writeArchive } from '../../src/assets/archive.ts'
import type { ArchiveEntry, ArchiveFormat } from '../../src/assets/archive.ts'
import { mistakesOf } from '../../src/errors.ts'

const FORMATS: readonly ArchiveFormat[] = ['tar.gz', 'tar.xz', 'tar.zst', 'zip']
const files = { open: (path: string): Readable => createReadStream(path) }

/** Larger than any buffer on the way, and neither all noise nor all the same. */
const program = Buffer.concat([randomBytes(300_000), Buffer.alloc(700_000, 'slipway '), randomBytes(123_457)])

const contents: readonly { readonly name: string; readonly bytes: Buffer; readonly executable: boolean }[] = [
  { name: 'tool', bytes: program, executable: true },
  { name: 'README.md', bytes: Buffer.from('# tool\n'), executable: false },
  { name: 'empty', bytes: Buffer.alloc(0), executable: false },
  { name: 'share/man/größe — 手引き.1', bytes: Buffer.from('.TH\n'), executable: false },
  { name: `share/${'a long name '.repeat(10)}/${'x'.repeat(200)}.txt`, bytes: Buffer.from('long'), executable: false },
  { name: 'it\'s a $(name) with *all*; & more"', bytes: Buffer.alloc(512, 1), executable: false },
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function inputs(
  at: string,
  mtime: Date,
  order: 'given' | 'reversed' = 'given',
): Promise<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = []
  for (const [index, { name, bytes, executable }] of contents.entries()) {
    const path = join(folder, at, String(index))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes, { mode: index % 2 === 0 ? 0o600 : 0o777 })
    await utimes(path, mtime, mtime)
    entries.push({ name, path, size: bytes.length, executable })
  }
  return order === 'given' ? entries : entries.reverse()
}

async function archive(format: ArchiveFormat, entries: readonly ArchiveEntry[], name: string): Promise<string> {
  const path = join(folder, name)
  const { size, sha256 } = await writeArchive(format, entries, createWriteStream(path), files)
  const bytes = await readFile(path)
  expect({ size, sha256 }).toEqual({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  return path
}

async function fails(
  format: ArchiveFormat,
  entries: readonly ArchiveEntry[],
  open = files.open,
): Promise<readonly string[]> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  return writeArchive(format, entries, output, { open }).then(
    () => [],
    (error: unknown) => {
      expect(output.destroyed).toBe(true)
      const mistakes = mistakesOf(error)
      if (mistakes === undefined) throw error
      return mistakes.map((mistake) => mistake.code)
    },
  )
}

/** Unpacks with the system's tools. */
function unpack(format: ArchiveFormat, path: string, into: string): void {
  if (format === 'zip') execFileSync('unzip', ['-q', path, '-d', into], { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  else execFileSync('tar', ['-xpf', path, '-C', into])
}

describe('archiveFormat', () => {
  it.each([
    ['a-1.0.tar.gz', 'tar.gz'],
    ['a.tgz', 'tar.gz'],
    ['a.tar.xz', 'tar.xz'],
    ['a.tar.zst', 'tar.zst'],
    ['a.zip', 'zip'],
    ['a.gz', undefined],
    ['a.tar', undefined],
    ['tar.gz', undefined],
    ['a.zip.sig', undefined],
  ])('takes %s for %s', (name, format) => {
    expect(archiveFormat(name)).toBe(format)
  })
})

describe.each(FORMATS)('a %s', (format) => {
  it('has the same bytes for the same files, whatever their dates, permissions, place and order', async () => {
    const first = await archive(format, await inputs('one', new Date('2001-02-03')), `one.${format}`)
    const second = await archive(format, await inputs('two', new Date('2024-05-06'), 'reversed'), `two.${format}`)
    expect((await readFile(first)).equals(await readFile(second))).toBe(true)
  })

  it('has the same bytes however its files are cut while they are read', async () => {
    const entries = await inputs('cut', new Date())
    const whole = await archive(format, entries, `whole.${format}`)
    const path = join(folder, `pieces.${format}`)
    const open = (file: string): Readable => createReadStream(file, { highWaterMark: 1_009 })
    await writeArchive(format, entries, createWriteStream(path), { open })
    expect((await readFile(path)).equals(await readFile(whole))).toBe(true)
  })

  it('unpacks with the usual tools to the same bytes, with fixed permissions and date', async () => {
    const path = await archive(format, await inputs('in', new Date()), `tools.${format}`)
    const into = join(folder, `unpacked-${format}`)
    await mkdir(into)
    unpack(format, path, into)
    for (const { name, bytes, executable } of contents) {
      expect((await readFile(join(into, name))).equals(bytes)).toBe(true)
      const { mode, mtime } = await stat(join(into, name))
      expect((mode & 0o777).toString(8)).toBe(executable ? '755' : '644')
      expect(mtime.getFullYear()).toBe(1980)
    }
  })

  it('may be empty of files', async () => {
    const path = await archive(format, [], `none.${format}`)
    if (format !== 'zip') expect(execFileSync('tar', ['-tf', path], { encoding: 'utf8' })).toBe('')
  })

  it.each(['../up', '/etc/passwd', 'a/../../b', 'a\\b', 'nul\0', 'C:/x', '', 'a//b', './a', 'line\nbreak'])(
    'refuses the name %j',
    async (name) => {
      expect(await fails(format, [{ name, path: 'unused', size: 1, executable: false }])).toEqual(['ENTRY_NAME'])
    },
  )

  it('refuses a name that is there twice, and a file that is also a folder', async () => {
    const entry = (name: string): ArchiveEntry => ({ name, path: 'unused', size: 1, executable: false })
    expect(await fails(format, [entry('a'), entry('a'), entry('b'), entry('b/c')])).toEqual([
      'ENTRY_DUPLICATE',
      'ENTRY_DUPLICATE',
    ])
  })

  it.each([
    ['grew', 1],
    ['shrank', -1],
  ])('refuses a file that %s while it was read', async (_how, by) => {
    const [entry, ...rest] = await inputs('changing', new Date())
    if (entry === undefined) throw new Error('no input')
    expect(await fails(format, [{ ...entry, size: entry.size - by }, ...rest])).toEqual(['ARCHIVE_FILE_CHANGED'])
  })

  it('passes on the failure to read a file, and of the output', async () => {
    const missing = { name: 'a', path: join(folder, 'missing'), size: 1, executable: false }
    await expect(fails(format, [missing])).rejects.toMatchObject({ code: 'ENOENT' })
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    await expect(writeArchive(format, await inputs('full', new Date()), full, files)).rejects.toThrow('disk full')
  })
})

const streamed = FORMATS.filter((format) => format !== 'tar.zst' || 'createZstdCompress' in zlib)
describe.each(streamed)('a %s, being written', (format) => {
  it('reads no further than a stalled output lets it', async () => {
    const total = 256 * 1024 * 1024
    const piece = randomBytes(64 * 1024)
    let read = 0
    const open = (): Readable =>
      Readable.from(
        (function* () {
          for (; read < total; read += piece.length) yield piece
        })(),
      )
    const { promise: stalled, resolve: stall } = deferred()
    const output = new Writable({ write: () => stall() })
    const writing = writeArchive(format, [{ name: 'a', path: '', size: total, executable: false }], output, { open })
    await stalled
    for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(read).toBeLessThan(total / 4)
    output.destroy(new Error('cancelled'))
    await expect(writing).rejects.toThrow('cancelled')
  })
})

describe('a tar', () => {
  it('names no user, and owner and group are 0', async () => {
    const path = await archive('tar.gz', await inputs('owners', new Date()), 'owners.tar.gz')
    const listing = execFileSync('tar', ['-tvf', path], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } })
    const lines = listing.trim().split('\n')
    expect(lines).toHaveLength(contents.length)
    for (const line of lines) expect(line).toMatch(/^-rw[-x]r-[-x]r-[-x] 0\/0 +\d+ 1980-01-01 00:00 /)
  })

  it('has gzip header bytes that name no time and no file', async () => {
    const bytes = await readFile(await archive('tar.gz', [], 'header.tar.gz'))
    expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
  })

  it.each([
    ['tar.gz', 'gzip'],
    ['tar.xz', 'xz'],
    ['tar.zst', 'zstd'],
  ] as const)('passes the integrity test of the tool: %s, %s', async (format, tool) => {
    const path = await archive(format, await inputs('integrity', new Date()), `integrity.${format}`)
    expect(() => execFileSync(tool, ['-t', '-q', path], { stdio: 'ignore' })).not.toThrow()
  })
})

describe('a zip', () => {
  it('is what other readers agree on', async () => {
    const path = await archive('zip', await inputs('zipfile', new Date()), 'zipfile.zip')
    const script = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, i.date_time, i.create_system, i.external_attr >> 16] for i in z.infolist()]))`
    const listed: unknown = JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }))
    const names = contents.map(({ name }) => name).sort()
    const executable = new Set(contents.filter((file) => file.executable).map(({ name }) => name))
    expect(listed).toEqual(
      names.map((name) => [name, [1980, 1, 1, 0, 0, 0], 3, executable.has(name) ? 0o100755 : 0o100644]),
    )
  })

  it('refuses what it cannot hold before it reads anything', async () => {
    const big = { name: 'big', path: 'unused', size: 2 ** 32, executable: false }
    expect(await fails('zip', [big])).toEqual(['ARCHIVE_TOO_LARGE'])
    const many = Array.from({ length: 65_536 }, (_, index) => ({ ...big, name: String(index), size: 0 }))
    expect(await fails('zip', many)).toEqual(['ARCHIVE_TOO_LARGE'])
  })
})

it('writes several xz archives at the same time', async () => {
  const entries = await inputs('parallel', new Date())
  const [first, ...others] = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => readFile(await archive('tar.xz', entries, `parallel-${name}.tar.xz`))),
  )
  for (const other of others) expect(first?.equals(other)).toBe(true)
})

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
