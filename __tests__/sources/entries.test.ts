import { describe, expect, it } from '@jest/globals'
import { mistakesOf } from '../../src/errors.ts'
import { checkEntries, nameMistakes, safeEntryName } from '../../src/sources/entries.ts'
import type { Entry, EntryLimits } from '../../src/sources/entries.ts'

const LIMITS: EntryLimits = { count: 10, totalSize: 1024 ** 3, ratio: 100 }
const ARCHIVE_SIZE = 1024 ** 2

function entry(name: string, but: Partial<Entry> = {}): Entry {
  return { name, size: 100, compressedSize: 50, mode: 0, encoding: 'deflated', ...but }
}

function mistakes(entries: readonly Entry[], archiveSize = ARCHIVE_SIZE): readonly string[] {
  try {
    checkEntries(entries, LIMITS, archiveSize)
    return []
  } catch (error) {
    const found = mistakesOf(error)
    if (found === undefined) throw error
    return found.map((mistake) => `${mistake.code}: ${mistake.message}`)
  }
}

describe('safeEntryName', () => {
  it.each([
    'a',
    'a/b/c.txt',
    '..a',
    'a..',
    '...',
    'größe',
    '手引き/x',
    'with space',
    '-dash',
    'key:value',
    '.hidden',
    '🚀',
  ])('answers %j unchanged', (name) => {
    expect(safeEntryName(name)).toBe(name)
  })

  it.each([
    ['', 'has no name'],
    ['..', 'leaves the folder'],
    ['../a', 'leaves the folder'],
    ['a/../../b', 'leaves the folder'],
    ['a/..', 'leaves the folder'],
    ['/a', 'absolute path'],
    ['//server/share', 'absolute path'],
    ['C:/a', 'drive letter'],
    ['c:a', 'drive letter'],
    ['..\\a', 'backslash'],
    ['a\\b', 'backslash'],
    ['a\0b', 'control character'],
    ['a\nb', 'control character'],
    ['a\u001b[31mb', 'control character'],
    ['a\u0085b', 'control character'],
    ['a\ud800b', 'not Unicode'],
    ['.', 'empty part or a "."'],
    ['a/./b', 'empty part or a "."'],
    ['a//b', 'empty part or a "."'],
    ['a/', 'empty part or a "."'],
  ])('refuses %j', (name, why) => {
    expect(() => safeEntryName(name)).toThrow(why)
  })

  it('shows a control character escaped', () => {
    expect(() => safeEntryName('a\n::set-output')).toThrow('"a\\n::set-output"')
  })
})

describe('nameMistakes', () => {
  it('tells exact comparison from a folded one', () => {
    const names = ['README', 'readme', 'e\u0301', '\u00e9']
    expect(nameMistakes(names, 'exact')).toEqual([])
    expect(nameMistakes(names, 'folded').map((mistake) => mistake.code)).toEqual(['ENTRY_DUPLICATE', 'ENTRY_DUPLICATE'])
  })

  it('refuses a file that is a folder of another file, in either order and at any depth', () => {
    expect(nameMistakes(['a/b/c', 'a'], 'exact')).toHaveLength(1)
    expect(nameMistakes(['a/b', 'a/b/c'], 'exact')).toHaveLength(1)
    expect(nameMistakes(['a/b', 'a/bc'], 'exact')).toEqual([])
  })
})

describe('checkEntries', () => {
  it('takes what a build uploads', () => {
    const entries = [
      entry('bin/', { size: 0, compressedSize: 0, mode: 0o040755 }),
      entry('bin/', { size: 0, compressedSize: 0 }),
      entry('bin/tool', { mode: 0o100755 }),
      entry('LICENSE', { encoding: 'stored', mode: 0o644 }),
      entry('empty', { size: 0, compressedSize: 0 }),
    ]
    expect(mistakes(entries)).toEqual([])
    expect(mistakes([])).toEqual([])
  })

  it.each([
    ['a link', [entry('a', { mode: 0o120777 })], /^ENTRY_KIND: .*"a" is a link/],
    ['a link that is named like a folder', [entry('a/', { size: 0, mode: 0o120777 })], /^ENTRY_KIND/],
    ['a device', [entry('a', { mode: 0o060644 })], /^ENTRY_KIND/],
    ['a folder that is named like a file', [entry('a', { mode: 0o040755 })], /^ENTRY_KIND/],
    ['a folder with content', [entry('a/')], /^ENTRY_KIND: .* folder with content/],
    ['the same name twice', [entry('a'), entry('a')], /^ENTRY_DUPLICATE: .* is there twice/],
    ['names that differ in case', [entry('A/b'), entry('a/B')], /^ENTRY_DUPLICATE: .* same file on macOS or Windows/],
    ['a file and a folder', [entry('a'), entry('A/', { size: 0 })], /^ENTRY_DUPLICATE: .* is a file, and a folder of/],
    ['a way out', [entry('../a')], /^ENTRY_NAME/],
    ['a way out for a folder', [entry('../a/', { size: 0 })], /^ENTRY_NAME/],
    ['the root', [entry('/', { size: 0 })], /^ENTRY_NAME/],
    ['encryption', [entry('a', { encoding: 'encrypted' })], /^ENTRY_ENCODING: .* is encrypted/],
    ['another method', [entry('a', { encoding: 'unknown' })], /^ENTRY_ENCODING/],
    ['too many', Array.from({ length: 11 }, (_, index) => entry(String(index))), /^ARCHIVE_LIMIT: .* 11 entries/],
    ['overlapping entries', [entry('a', { compressedSize: ARCHIVE_SIZE }), entry('b')], /^ARCHIVE_LIMIT: .* overlap/],
  ] as const)('refuses %s', (_what, entries, message) => {
    expect(mistakes(entries)).toEqual([expect.stringMatching(message)])
  })

  it('refuses what is too much in total, and what grows too much', () => {
    const half = { size: 1024 ** 3 / 2 }
    expect(mistakes([entry('a', half), entry('b', half)], 1024 ** 3)).toEqual([])
    expect(mistakes([entry('a', half), entry('b', half), entry('c')], 1024 ** 3)).toEqual([
      expect.stringMatching(/^ARCHIVE_LIMIT: .* unpacks to 1073741924 bytes/),
    ])
    expect(mistakes([entry('a', { size: 200 * ARCHIVE_SIZE })])).toEqual([
      expect.stringMatching(/^ARCHIVE_LIMIT: .* 200 times its size/),
    ])
  })

  it('lets a small archive grow a lot: an empty log packs well', () => {
    expect(mistakes([entry('a', { size: 1024 ** 2 })], 1500)).toEqual([])
  })

  it('tells all mistakes at once', () => {
    const found = mistakes([
      entry('../a'),
      entry('b', { mode: 0o120777 }),
      entry('c', { encoding: 'encrypted' }),
      entry('d'),
      entry('D'),
    ])
    expect(found.map((mistake) => mistake.split(':')[0]).sort()).toEqual([
      'ENTRY_DUPLICATE',
      'ENTRY_ENCODING',
      'ENTRY_KIND',
      'ENTRY_NAME',
    ])
  })
})
