import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { seeded } from '../support/clock.ts'
import { expectSuccess } from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

const rounds = Number(process.env['CHAOS_KILLS'] ?? '6')
const first = Number(process.env['CHAOS_SEED'] ?? '1')

let world: World
beforeAll(async () => {
  world = await makeWorld(toolWorkspace('destinations:\n  - name: github\n'))
})
afterAll(async () => world.close())

/** Kills a distribution of its own as soon as GitHub has seen so many requests, at whatever it is doing then. */
async function killed(plan: string, requests: number, run: number): Promise<void> {
  const over = new AbortController()
  const kill = async (pid: number): Promise<void> => {
    while (!over.signal.aborted && world.github.requests.length < requests)
      await new Promise((resolve) => setImmediate(resolve))
    if (!over.signal.aborted) process.kill(pid, 'SIGKILL')
  }
  let killing: Promise<void> = Promise.resolve()
  const { code } = await world.step(
    { mode: 'distribute', plan },
    { runId: run, onStart: (pid) => void (killing = kill(pid)) },
  )
  over.abort()
  await killing
  expect(code).toBeNull()
}

it.each(Array.from({ length: rounds }, (_, round) => first + round))(
  'a release is whole when the process is killed anywhere and run again (seed %i)',
  async (seed) => {
    const run = 5000 + seed
    await world.repository.write({
      'crates/tool/Cargo.toml': `[package]\nname = "tool"\nversion = "1.${seed}.0"\nedition = "2021"\n`,
    })
    const commit = await world.repository.commit(`tool 1.${seed}.0`)
    const released = await world.step({ mode: 'release' }, { runId: run })
    expectSuccess(released)
    await world.buildAll(released.outputs['build-matrix'] ?? '', run)
    const plan = released.outputs['plan'] ?? ''
    const tags = (JSON.parse(plan) as { readonly releases: readonly { readonly tag: string }[] }).releases.map(
      ({ tag }) => tag,
    )
    world.github.forget()
    await killed(plan, 1 + Math.floor(seeded(seed)() * 14), run)
    expectSuccess(await world.step({ mode: 'distribute', plan }, { runId: run, attempt: 2 }))
    for (const tag of tags) {
      const there = world.github.releases().filter((release) => release.tag === tag)
      expect(there).toMatchObject([{ tag, draft: false }])
      const names = there.flatMap(({ assets }) => assets.map(({ name }) => name))
      expect(new Set(names).size).toBe(names.length)
      expect(there.flatMap(({ assets }) => assets.filter(({ state }) => state !== 'uploaded'))).toEqual([])
      expect(await world.tagAt(tag)).toBe(commit)
    }
    world.github.forget()
    expectSuccess(await world.step({ mode: 'distribute', plan }, { runId: run, attempt: 3 }))
    expect(world.writes()).toEqual([])
  },
)
