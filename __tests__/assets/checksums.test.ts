import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderChecksums } from '../../src/assets/checksums.ts'

const a = 'a'.repeat(64)

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
