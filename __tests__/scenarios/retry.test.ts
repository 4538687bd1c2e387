import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Step } from '../support/action.ts'
import { expectDescribedExchanges, expectSuccess, json } from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type JobOptions, type World } from '../support/world.ts'

const destinations = `destinations:
  - name: github
  - { name: note, kind: command, needs: github, with: { run: 'echo "note $SLIPWAY_TAG" >> sent' } }
  - { name: bucket, kind: command, with: { run: 'test ! -e broken; echo "bucket $SLIPWAY_TAG" >> sent' } }
`

let world: World
let plan: string
let groups: readonly string[]

const inCheckout = (name: string): string => join(world.repository.root, name)
const sent = async (): Promise<readonly string[]> =>
  (await readFile(inCheckout('sent'), 'utf8').catch(() => '')).split('\n').filter(Boolean).sort()
const distribute = async (inputs: Readonly<Record<string, string>> = {}, job: JobOptions = {}): Promise<Step> =>
  world.step({ mode: 'distribute', plan, ...inputs }, job)

const everything = [
  'bucket helper-v0.2.0-beta.1',
  'bucket tool-v1.0.0',
  'note helper-v0.2.0-beta.1',
  'note tool-v1.0.0',
]
const downloads = (): readonly string[] =>
  world.github.requests.flatMap(({ path }) => /\/artifacts\/\d+\/zip$/.exec(path)?.[0] ?? [])

beforeEach(async () => {
  world = await makeWorld(toolWorkspace(destinations))
  const released = await world.step({ mode: 'release' })
  expectSuccess(released)
  await world.buildAll(released.outputs['build-matrix'] ?? '')
  plan = released.outputs['plan'] ?? ''
  groups = (json(released, 'destination-matrix') as { include: { destinations: string }[] }).include.map(
    (row) => row.destinations,
  )
})
afterEach(async () => {
  expectDescribedExchanges(world)
  await world.close()
})

describe('one destination that failed, retried', () => {
  /** A first attempt in which the bucket fails and all else is done. */
  async function firstAttempt(inputs: readonly Readonly<Record<string, string>>[] = [{}]): Promise<void> {
    await writeFile(inCheckout('broken'), '')
    const codes: (number | null)[] = []
    for (const input of inputs) codes.push((await distribute(input)).code)
    expect(codes).toContain(1)
    expect(await sent()).toEqual(everything.slice(2))
    await rm(inCheckout('broken'))
    world.github.forget()
  }

  it('by "Re-run failed jobs": the same job of the next attempt keeps what is done and does the rest', async () => {
    await firstAttempt()
    const again = await distribute({}, { attempt: 2 })
    expectSuccess(again)
    expect(json(again, 'results')).toMatchObject({
      github: { created: 0, kept: 7 },
      note: { created: 0, kept: 2 },
      bucket: { created: 2, kept: 0 },
    })
    expect(await sent()).toEqual(everything)
    expect(world.writes()).toEqual([])
    expect(world.artifacts()).toEqual([expect.stringMatching(/^slipway-receipts-2-/)])
  })

  it('by hand, with run-id and destinations, from a checkout that knows nothing of it', async () => {
    await firstAttempt()
    const again = await world.step(
      { mode: 'distribute', 'run-id': '4711', destinations: 'bucket' },
      { runId: 4800, job: 'retry' },
    )
    expectSuccess(again)
    expect(json(again, 'succeeded')).toEqual(['bucket'])
    expect(await sent()).toEqual(everything)
    expect(world.writes()).toEqual([])
    // The plan, three builds and the receipts of one attempt: nothing is fetched twice, and nothing is asked of the release.
    expect(downloads()).toHaveLength(5)
    expect(world.github.requests.filter(({ path }) => path.includes('/releases'))).toEqual([])
  })

  it('by hand a second time: receipts of the retry are of its own run, and the first ones still count', async () => {
    await firstAttempt()
    const inputs = { 'run-id': '4711', destinations: 'note' }
    for (const runId of [4800, 4801]) expectSuccess(await distribute(inputs, { runId }))
    expect(await sent()).toEqual(everything.slice(2))
  })

  it('by a job for each group: the groups run side by side, and only that of the bucket runs again', async () => {
    expect(groups).toEqual(['github,note', 'bucket'])
    await firstAttempt(groups.map((group) => ({ destinations: group })))
    const again = await distribute({ destinations: 'bucket' }, { attempt: 2 })
    expectSuccess(again)
    expect(json(again, 'succeeded')).toEqual(['bucket'])
    expect(await sent()).toEqual(everything)
    expect(world.writes()).toEqual([])
  })

  it('by a step for each group in one job', async () => {
    await writeFile(inCheckout('broken'), '')
    const RUNNER_TEMP = join(world.folder, 'job')
    await mkdir(RUNNER_TEMP)
    const steps = [
      { destinations: 'github,note', step: '__acme_slipway' },
      { destinations: 'bucket', step: '__acme_slipway_2' },
    ]
    const all = async (attempt: number): Promise<readonly Step[]> => {
      const ended: Step[] = []
      for (const { destinations: names, step: GITHUB_ACTION } of steps)
        ended.push(await distribute({ destinations: names }, { attempt, env: { RUNNER_TEMP, GITHUB_ACTION } }))
      return ended
    }
    const first = await all(1)
    expect(first.map(({ code }) => code)).toEqual([0, 1])
    await rm(inCheckout('broken'))
    const second = await all(2)
    expect(second.map(({ code }) => code)).toEqual([0, 0])
    expect(await sent()).toEqual(everything)
    expect(world.artifacts().filter((name) => name.startsWith('slipway-receipts-'))).toHaveLength(4)
    expect(new Set(world.artifacts()).size).toBe(world.artifacts().length)
  })
})

describe('the receipts', () => {
  const receiptsIn = async (step: Step): Promise<unknown> =>
    JSON.parse(await readFile(step.outputs['receipts'] ?? '', 'utf8'))

  it('of jobs of one matrix, by packages or by destinations, are kept under names of their own', async () => {
    const rows = [{ destinations: 'note' }, { destinations: 'bucket' }, { packages: 'tool' }, { packages: 'helper' }]
    expectSuccess(await distribute({ destinations: 'github' }))
    for (const row of rows) expectSuccess(await distribute({ ...row, destinations: row.destinations ?? 'note,bucket' }))
    const kept = world.artifacts().filter((name) => name.startsWith('slipway-receipts-'))
    expect(new Set(kept).size).toBe(5)
    expect(await sent()).toEqual(everything)
  })

  it('of earlier steps of one job stay when a later one writes its own, where there is no artifact service', async () => {
    const job = { env: { RUNNER_TEMP: join(world.folder, 'job') }, serviceless: true }
    const first = await distribute({ destinations: 'github,note' }, job)
    expectSuccess(first)
    expectSuccess(await distribute({ destinations: 'bucket' }, job))
    expect(await receiptsIn(first)).toMatchObject({
      receipts: expect.arrayContaining([expect.objectContaining({ destination: 'note' })]),
    })
    expectSuccess(await distribute({}, job))
    expect(await sent()).toEqual(everything)
  })

  it('say nothing of a destination that can be asked: forged ones change nothing', async () => {
    const first = await distribute({ 'dry-run': 'true' })
    const addresses = [...first.log.matchAll(/plan: github: create (\S+)/g)].map(([, address = '']) => address)
    expect(addresses).toHaveLength(5)
    const forged = {
      version: 1,
      plan: 'sha256:forged',
      run: 4711,
      attempt: 1,
      receipts: addresses.map((address) => ({
        destination: 'github',
        address,
        did: 'created',
        size: 1,
        sha256: '0'.repeat(64),
        url: 'https://evil.example.com/',
        at: '2999-01-01T00:00:00.000Z',
      })),
    }
    await world.build('slipway-receipts-1-forged00', { 'receipts.json': JSON.stringify(forged) })
    const step = await distribute()
    expectSuccess(step)
    expect(json(step, 'results')).toMatchObject({ github: { created: 5, kept: 2 } })
    expect(world.github.releases().map(({ draft, assets }) => [draft, assets.length])).toEqual([
      [false, 1],
      [false, 2],
    ])
    expect(`${step.log}${step.summary}${JSON.stringify(step.outputs)}`).not.toContain('evil.example.com')
  })

  it.each([
    ['no JSON', { 'receipts.json': '{' }],
    ['of another version', { 'receipts.json': '{"version":2}' }],
    ['not in it', { 'else.json': '{}' }],
  ])('that are %s cost nothing but themselves', async (_what, files) => {
    await writeFile(inCheckout('broken'), '')
    await distribute()
    await rm(inCheckout('broken'))
    await world.build('slipway-receipts-1-broken00', files)
    expectSuccess(await distribute({}, { attempt: 2 }))
    expect(await sent()).toEqual(everything)
  })

  it('that cannot be unpacked cost nothing but themselves, and are told', async () => {
    await writeFile(inCheckout('broken'), '')
    await distribute()
    await rm(inCheckout('broken'))
    await world.build('slipway-receipts-1-broken00', { '../receipts.json': '{}' })
    const step = await distribute({}, { attempt: 2 })
    expectSuccess(step)
    expect(step.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('receipts of run 4711 in slipway-receipts-1-broken00 could not be read'),
    ])
    expect(await sent()).toEqual(everything)
  })
})
