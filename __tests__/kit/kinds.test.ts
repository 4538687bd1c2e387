import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { backends } from '../../src/backends/registry.ts'
import { laws } from './laws.ts'

const root = join(import.meta.dirname, '../..')

describe('the laws', () => {
  it.each(Object.keys(backends))('are held against %s', async (kind) => {
    const test = await readFile(join(root, `__tests__/backends/${kind}.laws.test.ts`), 'utf8')
    expect(test).toMatch(/^ *testBackend\(\{/m)
  })

  it('are told to who writes a backend as they are', async () => {
    const page = await readFile(join(root, 'docs/write-a-backend.md'), 'utf8')
    const rows = laws.map(({ name, reason }) => `| ${name} | ${reason} |`)
    expect(page).toContain(rows.join('\n'))
  })
})
