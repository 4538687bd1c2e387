import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { Step } from '../support/action.ts'
import { expectSuccess, json } from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

/** What the runner waits between SIGINT and SIGTERM, and then before it kills: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation */
const patience = { interrupt: 7500, kill: 10_000 } as const

let world: World
let plan: string
const running: number[] = []
afterEach(async () => {
  for (const pid of running.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
  }
  await world.close()
})

async function built(destinations: string): Promise<void> {
  world = await makeWorld(toolWorkspace(destinations))
  const released = await world.step({ mode: 'release' })
  expectSuccess(released)
  await world.buildAll(released.outputs['build-matrix'] ?? '')
  plan = released.outputs['plan'] ?? ''
  world.github.forget()
}

/** Distributes, and cancels as the runner does as soon as something has happened; kills what does not end in time. */
async function cancelled(
  when: () => Promise<boolean>,
  signal: NodeJS.Signals = 'SIGINT',
): Promise<Step & { readonly milliseconds: number }> {
  let sent = 0
  const over = new AbortController()
  const step = await world.step(
    { mode: 'distribute', plan },
    {
      onStart: (pid) => {
        running.push(pid)
        void cancelWhen(pid)
      },
    },
  )
  over.abort()
  return { ...step, milliseconds: Date.now() - sent }

  async function cancelWhen(pid: number): Promise<void> {
    while (!over.signal.aborted && !(await when())) await tick(5)
    if (over.signal.aborted) return
    sent = Date.now()
    process.kill(pid, signal)
    const kill = setTimeout(() => process.kill(pid, 'SIGKILL'), patience.kill)
    over.signal.addEventListener('abort', () => clearTimeout(kill))
  }
}

const tick = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const uploads = { method: 'POST', host: 'uploads' } as const
const uploadBegan = async (): Promise<boolean> =>
  Promise.resolve(world.github.requests.some(({ method, host }) => method === 'POST' && host === 'uploads'))

const github =
  'destinations:\n  - name: github\n  - { name: after, kind: command, needs: github, with: { per: run, run: "echo x >> ran" } }\n'

/** A cancelled step that told everything: all outputs, a report, its receipts. */
async function expectToldCancelled(step: Step): Promise<readonly string[]> {
  expect({ code: step.code, log: step.code === 1 ? '' : step.log }).toEqual({ code: 1, log: '' })
  expect(step.failure).not.toBe('')
  expect(step.log).not.toContain('Slipway stopped before it was done')
  expect(step.summary).toContain('## Slipway: distribution')
  expect(step.outputs['succeeded']).toBe('[]')
  expect(world.artifacts().filter((name) => name.startsWith('slipway-receipts-'))).toHaveLength(1)
  const ledger = JSON.parse(await readFile(step.outputs['receipts'] ?? '', 'utf8')) as {
    readonly receipts: readonly { readonly address: string }[]
  }
  return ledger.receipts.map(({ address }) => address)
}

describe('a cancelled distribution', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'lets the writes that run finish after %s, starts no other, and tells what it did',
    async (signal) => {
      await built(github)
      world.github.faults.next({ match: uploads, times: 10, fault: { kind: 'delay', ms: 300 } })
      const step = await cancelled(uploadBegan, signal)
      const receipts = await expectToldCancelled(step)
      expect(step.outputs).toMatchObject({ failed: '["github"]', blocked: '["after"]' })
      expect(step.outputs['results']).toContain('cancel')
      expect(step.failure).toContain('cancel')
      // What was sent arrived whole, and nothing was published half.
      const states = world.github.releases().flatMap(({ assets }) => assets.map(({ state }) => state))
      expect(states.length).toBeGreaterThan(0)
      expect(new Set(states)).toEqual(new Set(['uploaded']))
      expect(receipts.filter((address) => address.includes('/assets/'))).toHaveLength(states.length)
      expect(world.github.releases().every(({ draft }) => draft)).toBe(true)
      expect(world.github.requests.some(({ method }) => method === 'PATCH')).toBe(false)
    },
  )

  it('is finished by a second run, which sends only what is missing', async () => {
    await built(github)
    world.github.faults.next({ match: uploads, times: 10, fault: { kind: 'delay', ms: 300 } })
    await cancelled(uploadBegan)
    world.github.faults.clear()
    const there = world.github.releases().flatMap(({ assets }) => assets).length
    world.github.forget()
    const second = await world.step({ mode: 'distribute', plan }, { attempt: 2 })
    expectSuccess(second)
    expect(second.outputs['succeeded']).toBe('["github","after"]')
    expect(world.writes().filter((write) => write.startsWith('POST'))).toHaveLength(3 - there)
    expect(world.github.releases().map(({ draft }) => draft)).toEqual([false, false])
  })

  it('ends in time although an upload hangs, with a report that names it', async () => {
    await built(github)
    world.github.faults.next({ match: uploads, times: 1, fault: { kind: 'hang' } })
    const step = await cancelled(uploadBegan)
    await expectToldCancelled(step)
    expect(step.milliseconds).toBeLessThan(patience.interrupt)
    expect(step.outputs).toMatchObject({ failed: '["github"]', blocked: '["after"]' })
    world.github.faults.clear()
    const second = await world.step({ mode: 'distribute', plan }, { attempt: 2 })
    expectSuccess(second)
    expect(world.github.releases().map(({ draft }) => draft)).toEqual([false, false])
  }, 30_000)

  it('ends in time although a question to GitHub hangs', async () => {
    await built(github)
    world.github.faults.next({ match: { method: 'GET', path: /\/releases$/ }, times: 9, fault: { kind: 'hang' } })
    const asked = async (): Promise<boolean> =>
      Promise.resolve(world.github.requests.some(({ path }) => path.endsWith('/releases')))
    const step = await cancelled(asked)
    expect(step.code).toBe(1)
    expect(step.milliseconds).toBeLessThan(patience.interrupt)
    expect(step.failure).toContain('cancel')
    expect(Object.keys(step.outputs)).toEqual(expect.arrayContaining(['results', 'succeeded', 'failed', 'receipts']))
    expect(world.writes()).toEqual([])
  }, 30_000)

  it('ends a command with all that it started, and says that it was cancelled', async () => {
    await built(
      "destinations:\n  - { name: slow, kind: command, with: { per: run, run: 'sleep 600 & echo $! > child; wait' } }\n",
    )
    const child = join(world.repository.root, 'child')
    const step = await cancelled(async () => (await readFile(child, 'utf8').catch(() => '')).endsWith('\n'))
    await expectToldCancelled(step)
    expect(step.milliseconds).toBeLessThan(patience.interrupt)
    expect(json(step, 'results')).toMatchObject({
      slow: { status: 'failed', error: expect.stringContaining('it was ended because the run was cancelled') },
    })
    const stat = await readFile(`/proc/${(await readFile(child, 'utf8')).trim()}/stat`, 'utf8').catch(() => ') Z ')
    expect(stat).toContain(') Z ')
  })

  it('is not repeated by the retries of a command', async () => {
    await built(
      "destinations:\n  - { name: slow, kind: command, with: { per: run, retries: 3, run: 'echo x >> began; sleep 600' } }\n",
    )
    const began = join(world.repository.root, 'began')
    const step = await cancelled(async () => (await readFile(began, 'utf8').catch(() => '')) !== '')
    await expectToldCancelled(step)
    expect(await readFile(began, 'utf8')).toBe('x\n')
  })
})
