import { mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Step } from '../support/action.ts'
import { expectDescribedExchanges, expectSuccess, json } from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

describe('a folder on this machine', () => {
  let world: World
  let share: string
  let plan: string
  beforeEach(async () => {
    share = await realpath(await mkdtemp(join(tmpdir(), 'slipway-share-')))
    world = await makeWorld(
      toolWorkspace(`checksums: SHA256SUMS
destinations:
  - { name: share, kind: local-folder, with: { path: "${share}/{package}/{tag|commit}" } }
  - { name: copy, kind: local-folder, needs: share, packages: tool, with: { path: "out/{channel}" } }
`),
    )
    const released = await world.step({ mode: 'release' })
    expectSuccess(released)
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    plan = released.outputs['plan'] ?? ''
    world.github.forget()
  })
  afterEach(async () => {
    expectDescribedExchanges(world)
    await world.close()
    await rm(share, { recursive: true, force: true })
  })

  const distribute = async (attempt = 1): Promise<Step> => world.step({ mode: 'distribute', plan }, { attempt })

  /** Every file below a folder, with what would change if it were written again. */
  async function files(folder: string): Promise<Readonly<Record<string, readonly number[]>>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const found = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name)
          const { ino, mtimeMs } = await stat(path)
          return [relative(folder, path), [ino, mtimeMs]] as const
        }),
    )
    return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  it('gets every file once, and nothing in a second distribution', async () => {
    const first = await distribute()
    expectSuccess(first)
    expect(json(first, 'results')).toEqual({
      share: { status: 'succeeded', created: 5, replaced: 0, kept: 0, failed: 0, url: '', error: '' },
      copy: { status: 'succeeded', created: 3, replaced: 0, kept: 0, failed: 0, url: '', error: '' },
    })
    const there = await files(share)
    expect(Object.keys(there)).toEqual([
      'helper/helper-v0.2.0-beta.1/SHA256SUMS',
      'helper/helper-v0.2.0-beta.1/helper',
      'tool/tool-v1.0.0/SHA256SUMS',
      'tool/tool-v1.0.0/tool',
      'tool/tool-v1.0.0/tool.exe',
    ])
    const out = join(world.repository.root, 'out')
    expect(Object.keys(await files(out))).toEqual(['stable/SHA256SUMS', 'stable/tool', 'stable/tool.exe'])

    const second = await distribute(2)
    expectSuccess(second)
    expect(json(second, 'results')).toMatchObject({ share: { created: 0, kept: 5 }, copy: { created: 0, kept: 3 } })
    expect(await files(share)).toEqual(there)
    expect(world.writes()).toEqual([])
  })

  it('is repaired where something is missing, and only there', async () => {
    expectSuccess(await distribute())
    const there = await files(share)
    await rm(join(share, 'tool/tool-v1.0.0/tool.exe'))
    const again = await distribute(2)
    expectSuccess(again)
    expect(json(again, 'results')).toMatchObject({ share: { created: 1, kept: 4 } })
    const now = await files(share)
    expect(Object.keys(now)).toEqual(Object.keys(there))
    expect(Object.keys(now).filter((path) => String(now[path]) !== String(there[path]))).toEqual([
      'tool/tool-v1.0.0/tool.exe',
    ])
  })

  it('with other bytes stops everything before anything is written anywhere', async () => {
    expectSuccess(await distribute())
    await writeFile(join(share, 'tool/tool-v1.0.0/tool'), 'somebody else wrote this')
    await rm(join(share, 'helper'), { recursive: true })
    await rm(join(world.repository.root, 'out'), { recursive: true })
    const there = await files(share)
    const step = await distribute(2)
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ failed: '["share"]', blocked: '["copy"]', succeeded: '[]' })
    expect(step.failure).toContain(
      `file://${share}/tool/tool-v1.0.0/tool cannot be written: it is there with other bytes; release a new version, or set "replace: true"`,
    )
    expect(await files(share)).toEqual(there)
    expect(await readFile(join(share, 'tool/tool-v1.0.0/tool'), 'utf8')).toBe('somebody else wrote this')
    await expect(stat(join(world.repository.root, 'out'))).rejects.toThrow('ENOENT')
  })

  it('is not written to where two releases want one place for different bytes', async () => {
    const config = world.repository.root + '/.github/slipway.yml'
    await writeFile(config, (await readFile(config, 'utf8')).replace('/{package}/{tag|commit}', ''))
    const step = await distribute()
    expect(step.code).toBe(1)
    expect(step.log).toContain(
      `share: file://${share}/SHA256SUMS would be written for helper-v0.2.0-beta.1 and for tool-v1.0.0`,
    )
    expect(await files(share)).toEqual({})
  })

  it('is only planned in a dry run', async () => {
    const step = await world.step({ mode: 'distribute', plan, 'dry-run': 'true' })
    expectSuccess(step)
    expect(await files(share)).toEqual({})
    expect(step.log).toContain(`file://${share}/tool/tool-v1.0.0/tool.exe`)
  })
})
