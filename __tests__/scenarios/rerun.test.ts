import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Step } from '../support/action.ts'
import { cargoWorkspace } from '../support/cargo-workspace.ts'
import {
  expectDescribedExchanges,
  expectNothingWritten,
  expectSuccess,
  json,
  nothingKnown,
} from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

const planOf = (step: Step): string => step.outputs['plan'] ?? ''

describe('running a release again', () => {
  let world: World
  let env: { readonly ANNOUNCED: string }
  let released: Step
  beforeEach(async () => {
    world = await makeWorld(cargoWorkspace)
    env = { ANNOUNCED: join(world.folder, 'announced') }
    released = await world.step({ mode: 'release' })
    await world.buildAll(released.outputs['build-matrix'] ?? '')
  })
  afterEach(async () => {
    expectDescribedExchanges(world)
    await world.close()
  })

  it('writes nothing in a second distribution, and keeps everything', async () => {
    expectSuccess(await world.step({ mode: 'distribute', plan: planOf(released) }, { env }))
    world.github.forget()
    const again = await world.step({ mode: 'distribute', plan: planOf(released) }, { env, attempt: 2 })
    expectSuccess(again)
    expect(world.writes()).toEqual([])
    expect(json(again, 'results')).toEqual({
      github: { status: 'succeeded', created: 0, replaced: 0, kept: 13, failed: 0, url: expect.any(String), error: '' },
      announce: { status: 'succeeded', created: 0, replaced: 0, kept: 3, failed: 0, url: '', error: '' },
    })
    expect(again.summary).toContain('of 2 destinations — items: 16 kept; ')
  })

  it('asks GitHub a handful of questions for what is all there', async () => {
    expectSuccess(await world.step({ mode: 'distribute', plan: planOf(released) }, { env }))
    world.github.forget()
    await world.step({ mode: 'distribute', plan: planOf(released), destinations: 'github' }, { env, attempt: 2 })
    const asked = world.github.requests.filter(({ host, path }) => host === 'api' && path.includes('/releases'))
    // Three releases with less than a hundred assets each: what one unchanged release may cost, three times.
    expect(asked.length).toBeLessThanOrEqual(3 * 4)
  })

  it('makes the same plan from the same commit before the distribution, and writes nothing', async () => {
    world.github.forget()
    const again = await world.step({ mode: 'release' }, { attempt: 2 })
    expectSuccess(again)
    expect(again.outputs).toEqual(released.outputs)
    expect(world.writes()).toEqual([])
  })

  it('plans the same from the same commit after the distribution, and writes nothing', async () => {
    expectSuccess(await world.step({ mode: 'distribute', plan: planOf(released) }, { env }))
    world.github.forget()
    const again = await world.step({ mode: 'release' }, { attempt: 2 })
    expectSuccess(again)
    expect(again.outputs).toEqual(released.outputs)
    expect(world.writes()).toEqual([])
    const third = await world.step({ mode: 'distribute', plan: planOf(again) }, { env, attempt: 3 })
    expectSuccess(third)
    expect(world.writes()).toEqual([])
    expect((await readFile(env.ANNOUNCED, 'utf8')).trim().split('\n')).toHaveLength(3)
  })

  it('plans nothing from a later commit with the same versions', async () => {
    expectSuccess(await world.step({ mode: 'distribute', plan: planOf(released) }, { env }))
    await world.repository.write({ 'README.md': '# Hello again\n' })
    const commit = await world.repository.commit('later')
    world.github.forget()
    const later = await world.step({ mode: 'release' }, { runId: 4712 })
    expectSuccess(later)
    expect(later.outputs).toEqual({ ...nothingKnown('release'), commit, plan: expect.any(String) })
    expect(JSON.parse(planOf(later))).toMatchObject({ commit, releases: [] })
    expectNothingWritten(world)
    expect(later.summary).toContain('Nothing: no package has a version to release here.')
    expect(later.summary).toContain('its version has not changed since')
    const distributed = await world.step({ mode: 'distribute', plan: planOf(later) }, { env, runId: 4712 })
    expectSuccess(distributed)
    expect(distributed.outputs['skipped']).toBe('["github","announce"]')
    expect(world.writes()).toEqual([])
  })

  it('releases only the package whose version went up', async () => {
    expectSuccess(await world.step({ mode: 'distribute', plan: planOf(released) }, { env }))
    await world.repository.write({
      'crates/hello-server/Cargo.toml': '[package]\nname = "hello-server"\nversion = "0.4.0"\nedition = "2021"\n',
    })
    await world.repository.commit('server 0.4.0')
    const later = await world.step({ mode: 'release' }, { runId: 4712 })
    expectSuccess(later)
    expect(json(later, 'releases')).toEqual([
      { package: 'hello-server', version: '0.4.0', tag: 'hello-server-v0.4.0', channel: 'stable', prerelease: false },
    ])
    expect(later.outputs['channel']).toBe('stable')
  })
})

describe('a command, distributed again', () => {
  let world: World
  afterEach(async () => world.close())

  const count = async (name: string): Promise<number> =>
    (await readFile(join(world.repository.root, name), 'utf8')).split('\n').length - 1

  const start = async (destination: string): Promise<string> => {
    world = await makeWorld(toolWorkspace(`destinations:\n  - ${destination}\n`))
    const released = await world.step({ mode: 'release' })
    expectSuccess(released)
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    return planOf(released)
  }

  it.each([
    ['through the API', 'actions: read', false],
    ["through the runner's own service", 'no right on actions', true],
  ])('is not run twice: its receipts are read %s (%s)', async (_how, _right, weak) => {
    const plan = await start(`{ name: note, kind: command, with: { run: 'echo x >> ran' } }`)
    const token = weak ? world.github.issueToken({ contents: 'write', actions: 'none' }) : world.github.token
    expectSuccess(await world.step({ mode: 'distribute', plan }, { token }))
    expect(await count('ran')).toBe(2)
    world.github.forget()
    const again = await world.step({ mode: 'distribute', plan }, { token, attempt: 2 })
    expectSuccess(again)
    expect(await count('ran')).toBe(2)
    expect(json(again, 'results')).toMatchObject({ note: { created: 0, kept: 2 } })
    expect(world.serviceReads().length > 0).toBe(weak)
  })

  it('is not run twice by a later step of one job: its receipts lie in the temporary folder', async () => {
    const plan = await start(`{ name: note, kind: command, with: { run: 'echo x >> ran' } }`)
    const env = { RUNNER_TEMP: join(world.folder, 'job') }
    const first = await world.step({ mode: 'distribute', plan }, { env, serviceless: true })
    expectSuccess(first)
    expect(first.log).toContain('receipts are kept in')
    expectSuccess(await world.step({ mode: 'distribute', plan }, { env, serviceless: true }))
    expect(await count('ran')).toBe(2)
  })

  it('keeps what the first attempt did when a second one keeps it and a third looks', async () => {
    const plan = await start(`{ name: note, kind: command, with: { run: 'echo x >> ran' } }`)
    for (const attempt of [1, 2, 3]) expectSuccess(await world.step({ mode: 'distribute', plan }, { attempt }))
    expect(await count('ran')).toBe(2)
  })

  it('is asked by its check whether it is done, whatever receipts say', async () => {
    const plan = await start(
      `{ name: note, kind: command, with: { per: run, run: 'echo x >> ran', check: 'echo x >> asked; test -e ran' } }`,
    )
    expectSuccess(await world.step({ mode: 'distribute', plan }))
    expect(await count('ran')).toBe(1)
    const asked = await count('asked')
    expect(asked).toBeGreaterThanOrEqual(2)
    const again = await world.step({ mode: 'distribute', plan }, { attempt: 2 })
    expectSuccess(again)
    expect(await count('ran')).toBe(1)
    expect(await count('asked')).toBeGreaterThan(asked)
    expect(json(again, 'results')).toMatchObject({ note: { created: 0, kept: 1 } })
  })

  it('runs again when its check says that it is not done any more', async () => {
    const plan = await start(
      `{ name: note, kind: command, with: { per: run, run: 'touch done; echo x >> ran', check: 'test -e done' } }`,
    )
    expectSuccess(await world.step({ mode: 'distribute', plan }))
    await world.repository.git('clean', '-q', '-f', 'done')
    expectSuccess(await world.step({ mode: 'distribute', plan }, { attempt: 2 }))
    expect(await count('ran')).toBe(2)
  })

  it('fails where its check still says no after it ran', async () => {
    const plan = await start(`{ name: note, kind: command, with: { per: run, run: 'true', check: 'false' } }`)
    const step = await world.step({ mode: 'distribute', plan })
    expect(step.code).toBe(1)
    expect(step.failure).toContain('its check still says that it is not done')
  })

  it('remembers commands of the run that holds the artifacts', async () => {
    const plan = await start(`{ name: note, kind: command, with: { run: 'echo x >> ran' } }`)
    expectSuccess(await world.step({ mode: 'distribute', plan }))
    expectSuccess(await world.step({ mode: 'distribute', plan, 'run-id': '4711' }, { runId: 4800 }))
    expect(await count('ran')).toBe(2)
  })
})
