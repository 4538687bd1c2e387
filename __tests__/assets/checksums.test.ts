import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseChecksums, renderChecksums } from '../../src/assets/checksums.ts'
import { mistakesOf } from '../../src/errors.ts'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]

function codes(text: string): readonly string[] | undefined {
  try {
    parseChecksums(text)
    return []
  } catch (error) {
    return mistakesOf(error)?.map((mistake) => `${mistake.code}: ${mistake.message}`)
  }
}

describe('renderChecksums', () => {
  it('sorts by code unit, with two spaces and a line feed at the end', () => {
    const entries = ['b', 'ä', 'B', 'a'].map((name) => ({ name, sha256: a }))
    expect(renderChecksums(entries)).toBe(['B', 'a', 'b', 'ä'].map((name) => `${a}  ${name}\n`).join(''))
  })

  it('is empty for nothing', () => {
    expect(renderChecksums([])).toBe('')
  })

  it('is accepted by sha256sum, whatever the names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checksums-'))
    try {
      const names = ['plain.tar.gz', ' spaces ', 'back\\slash', 'new\nline', '*star', 'größe', '\\n', '-dash']
      const entries = names.map((name) => ({ name, sha256: createHash('sha256').update(name).digest('hex') }))
      for (const name of names) await writeFile(join(folder, name), name)
      await writeFile(join(folder, 'SHA256SUMS'), renderChecksums(entries))
      const check = (): string =>
        execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
          cwd: folder,
          encoding: 'utf8',
          stdio: 'pipe',
        })
      expect(check().match(/: OK$/gm)).toHaveLength(names.length)
      await writeFile(join(folder, 'new\nline'), 'tampered')
      expect(check).toThrow()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('parseChecksums', () => {
  it('reads back what was rendered', () => {
    const entries = ['x', 'back\\slash', 'new\nline', 'carriage\rreturn', '\\', '\\n', '*star', ' x'].map((name) => ({
      name,
      sha256: createHash('sha256').update(name).digest('hex'),
    }))
    const digests = new Map(entries.map(({ name, sha256 }) => [name, sha256]))
    expect(parseChecksums(renderChecksums(entries))).toEqual(digests)
  })

  it('reads binary mode, capitals, CRLF and empty lines', () => {
    expect(parseChecksums(`${a.toUpperCase()} *one\r\n\r\n${b}  two`)).toEqual(
      new Map([
        ['one', a],
        ['two', b],
      ]),
    )
  })

  it.each([
    ['a short digest', `${a.slice(1)}  x`],
    ['one space', `${a} x`],
    ['no name', `${a}  `],
    ['an unknown escape', `\\${a}  x\\t`],
    ['BSD style', `SHA256 (x) = ${a}`],
  ])('refuses %s and names the line', (_what, line) => {
    expect(codes(`${b}  fine\n${line}\n`)).toEqual([`CHECKSUMS_INVALID: line 2 of the checksums is none`])
  })

  it('refuses two digests for one name, and takes the same one twice', () => {
    expect(codes(`${a}  x\n${a}  x\n`)).toEqual([])
    expect(codes(`${a}  x\n${b}  x\nwrong\n`)).toHaveLength(2)
  })
})
