import { describe, expect, it } from '@jest/globals'
import type { BoundBackend, Item, Receipt, Verdict } from '../../src/backends/backend.ts'
import type { Destination } from '../../src/config/config.ts'
import { isFailure, runDestinations } from '../../src/engine/distribute.ts'
import type { DestinationOutcome } from '../../src/engine/outcome.ts'
import type { DestinationPlan } from '../../src/engine/plan-destinations.ts'
import { UserError } from '../../src/errors.ts'
import { simulatedClock, type SimulatedClock } from '../support/clock.ts'
import { hostWith } from '../support/host.ts'

const item = (address: string, more: Partial<Item> = {}): Item => ({
  address,
  action: 'create',
  why: 'absent',
  after: [],
  ...more,
})

const receipt = (address: string): Receipt => ({
  address,
  did: 'created',
  size: 0,
  sha256: '',
  at: '2026-03-01T12:00:00.000Z',
})

interface Behaviour {
  readonly publish?: (item: Item, clock: SimulatedClock) => Promise<Receipt>
  readonly verify?: (receipt: Receipt) => Promise<Verdict>
}

interface Told extends Behaviour {
  readonly name: string
  readonly items?: readonly Item[]
  readonly needs?: readonly string[]
  readonly required?: boolean
  readonly timeout?: number
  /** What the kind says, and what the configuration says. */
  readonly parallel?: number
  readonly atOnce?: number
  readonly plan?: 'skipped' | 'failed'
}

/** Runs destinations that behave as told; every destination has one item of its name unless it says otherwise. */
async function run(destinations: readonly Told[], cancel = new AbortController()) {
  const clock = simulatedClock()
  const events: string[] = []
  const began = clock.now()
  const plans = destinations.map((told): DestinationPlan => {
    const backend: BoundBackend = {
      kind: 'test',
      takes: 'any',
      remembers: false,
      parallel: told.parallel ?? 5,
      secrets: [],
      plan: async () => Promise.resolve([]),
      probe: async () => Promise.resolve(undefined),
      publish: async (each) => {
        events.push(`publish ${each.address}`)
        return told.publish?.(each, clock) ?? Promise.resolve(receipt(each.address))
      },
      verify: async (each) => {
        events.push(`verify ${each.address}`)
        return told.verify?.(each) ?? Promise.resolve({ ok: true, by: 'digest' })
      },
    }
    const destination: Destination = {
      name: told.name,
      kind: 'test',
      required: told.required ?? true,
      needs: told.needs ?? [],
      where: { file: 'slipway.yml', line: 1, column: 1 },
      backend,
      ...(told.timeout === undefined ? {} : { timeout: told.timeout }),
      ...(told.atOnce === undefined ? {} : { 'max-parallel': told.atOnce }),
    }
    if (told.plan === 'skipped') return { destination, kind: 'skipped', why: 'nothing is released' }
    if (told.plan === 'failed')
      return { destination, kind: 'failed', errors: [new UserError('X', 'no way in', { hint: 'Mend it.' })] }
    const items = (told.items ?? [item(told.name)]).map((each) => ({ item: each, release: 'v1' }))
    return { destination, kind: 'planned', items }
  })
  const told: string[] = []
  const outcomes = await runDestinations(plans, {
    host: () => hostWith({ clock, signal: cancel.signal }),
    planned: () => undefined,
    onReceipt: (destination, { address, did }) => told.push(`${destination} ${did} ${address}`),
    onOutcome: ({ name, status }) => told.push(`${name} ${status}`),
  })
  return { outcomes, events, told, took: clock.now() - began }
}

const statuses = (outcomes: readonly DestinationOutcome[]): readonly string[] =>
  outcomes.map(({ name, status, why }) => [`${name} ${status}`, ...(why === '' ? [] : [why])].join(': '))

const failing = async (): Promise<never> => Promise.reject(new UserError('X', 'no space', { hint: 'Buy some.' }))
const hanging = async (): Promise<never> => new Promise(() => undefined)

describe('destinations', () => {
  it('start when all that they need have succeeded, in any order, and are told in the order of the configuration', async () => {
    const { outcomes, events } = await run([
      { name: 'c', needs: ['a', 'b'] },
      {
        name: 'b',
        needs: ['a'],
        publish: async ({ address }, clock) => clock.sleep(1000).then(() => receipt(address)),
      },
      { name: 'a' },
    ])
    expect(statuses(outcomes)).toEqual(['c succeeded', 'b succeeded', 'a succeeded'])
    expect(events).toEqual(['publish a', 'verify a', 'publish b', 'verify b', 'publish c', 'verify c'])
  })

  it('are blocked by what failed, all the way down, while others go on', async () => {
    const { outcomes, events } = await run([
      { name: 'a', publish: failing },
      { name: 'b', needs: ['a'] },
      { name: 'c', needs: ['b'] },
      { name: 'd' },
    ])
    expect(statuses(outcomes)).toEqual([
      'a failed: no space',
      'b blocked: it needs a, which failed',
      'c blocked: it needs b, which is blocked',
      'd succeeded',
    ])
    expect(outcomes[0]?.hint).toBe('Buy some.')
    expect(outcomes[1]?.items).toMatchObject([{ kind: 'not started', why: 'blocked' }])
    expect(events).not.toContain('publish b')
  })

  it('are skipped with what they need, and blocked by a plan that failed', async () => {
    const { outcomes } = await run([
      { name: 'a', plan: 'skipped' },
      { name: 'b', needs: ['a'] },
      { name: 'c', plan: 'failed' },
      { name: 'd', needs: ['c'] },
      { name: 'e', needs: ['a', 'c'] },
    ])
    expect(statuses(outcomes)).toEqual([
      'a skipped: nothing is released',
      'b skipped: it needs a, which was skipped (nothing is released)',
      'c failed: no way in',
      'd blocked: it needs c, which failed',
      'e blocked: it needs c, which failed',
    ])
  })

  it.each([
    ['failed', true, true],
    ['blocked', true, true],
    ['skipped', true, false],
    ['succeeded', true, false],
    ['failed', false, false],
    ['blocked', false, false],
  ] as const)('that %s, required: %s, fail the step: %s', (status, required, expected) => {
    expect(isFailure({ status, required })).toBe(expected)
  })

  it('keep what one of them throws to it, whatever it is', async () => {
    const bug = async (): Promise<never> => {
      await Promise.resolve()
      throw new TypeError('x is not a function')
    }
    const now = (): never => {
      throw new Error('at once')
    }
    const { outcomes } = await run([
      { name: 'a', publish: bug },
      { name: 'b', publish: now },
      { name: 'c', verify: bug },
      { name: 'd' },
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'succeeded'])
    expect(outcomes[0]?.items).toMatchObject([{ kind: 'failed', error: { code: 'UNEXPECTED' } }])
    expect(outcomes[1]?.why).toBe('at once')
    expect(outcomes[2]?.items).toMatchObject([{ kind: 'failed', error: { code: 'NOT_VERIFIED' } }])
  })
})

describe('a deadline', () => {
  it('ends a destination that hangs, while the others finish', async () => {
    const { outcomes, told, took } = await run([
      { name: 'stuck', timeout: 90_000, publish: hanging },
      { name: 'next', needs: ['stuck'] },
      { name: 'fine', publish: async ({ address }, clock) => clock.sleep(1000).then(() => receipt(address)) },
    ])
    expect(statuses(outcomes)).toEqual([
      'stuck failed: stuck: stuck did not end within 90 s',
      'next blocked: it needs stuck, which failed',
      'fine succeeded',
    ])
    expect(took).toBe(90_000)
    expect(told).toEqual(['fine created fine', 'fine succeeded', 'stuck failed', 'next blocked'])
  })

  it('is of the destination as a whole, with its verification', async () => {
    const { outcomes, took } = await run([
      {
        name: 'slow',
        timeout: 90_000,
        publish: async ({ address }, clock) => clock.sleep(60_000).then(() => receipt(address)),
        verify: hanging,
      },
    ])
    expect(outcomes[0]?.why).toContain('verifying slow did not end within 30 s')
    expect(took).toBe(90_000)
  })

  it('of hours holds where the configuration names none', async () => {
    const { outcomes, took } = await run([{ name: 'stuck', publish: hanging }])
    expect([outcomes[0]?.status, took]).toEqual(['failed', 6 * 3_600_000])
  })
})

describe('items', () => {
  it('begin when what they come after is done and verified, and stay in the order of the plan', async () => {
    const items = [item('seal', { after: ['x', 'y'] }), item('x', { after: ['draft'] }), item('y'), item('draft')]
    const { outcomes, events } = await run([{ name: 'a', items }])
    expect(outcomes[0]?.items.map((each) => each.item.address)).toEqual(['seal', 'x', 'y', 'draft'])
    expect(events.filter((event) => event.startsWith('publish'))).toEqual([
      'publish y',
      'publish draft',
      'publish x',
      'publish seal',
    ])
    expect(events.indexOf('verify seal')).toBe(events.length - 1)
  })

  it('do not begin when what they come after failed or is not as it was written', async () => {
    const items = [item('draft'), item('x', { after: ['draft'] }), item('seal', { after: ['x'] })]
    const failed = await run([
      { name: 'a', items, publish: async (each) => (each.address === 'x' ? failing() : receipt(each.address)) },
    ])
    expect(failed.outcomes[0]?.items.map(({ kind }) => kind)).toEqual(['done', 'failed', 'not started'])
    const damaged = await run([
      {
        name: 'a',
        items: [item('x'), item('seal', { after: ['x'] }), item('alone')],
        verify: async ({ address }) =>
          Promise.resolve(address === 'alone' ? { ok: false, why: 'other bytes' } : { ok: true, by: 'digest' }),
      },
    ])
    expect(damaged.outcomes[0]).toMatchObject({
      status: 'failed',
      why: 'alone was written, but reading it back says: other bytes',
    })
  })

  it('that the plan has compared are kept without a word to the other side', async () => {
    const { outcomes, events, told } = await run([
      { name: 'a', items: [item('x', { action: 'keep', why: 'same digest', proof: 'digest', url: 'https://x' })] },
    ])
    expect([events, told]).toEqual([[], ['a kept x', 'a succeeded']])
    expect(outcomes[0]?.items).toMatchObject([{ kind: 'done', receipt: { did: 'kept', url: 'https://x' } }])
  })

  it('that come after one another in a circle are told', async () => {
    const items = [item('x', { after: ['y'] }), item('y', { after: ['x'] })]
    const { outcomes } = await run([{ name: 'a', items }])
    expect(statuses(outcomes)).toEqual(['a failed: 2 items come after one another in a circle'])
  })

  it.each<[string, number, Pick<Told, 'atOnce' | 'parallel'>]>([
    ['as many at once as the kind says', 5, {}],
    ['one by one where the kind says so', 1, { parallel: 1 }],
    ['as many at once as the configuration says', 2, { atOnce: 2 }],
    ['more at once than the kind says, where the configuration does', 3, { parallel: 1, atOnce: 3 }],
  ])('are %s', async (_title, expected, told) => {
    let [open, most] = [0, 0]
    const items = Array.from({ length: 23 }, (_, index) => item(`x${index}`))
    const { events } = await run([
      {
        name: 'a',
        items,
        ...told,
        publish: async ({ address }, clock) => {
          most = Math.max(most, ++open)
          await clock.sleep(10)
          open--
          return receipt(address)
        },
      },
    ])
    expect(most).toBe(expected)
    expect(events.slice(0, 23)).toEqual(items.map(({ address }) => `publish ${address}`))
  })
})

it('starts nothing more when the run is cancelled, and tells what was done', async () => {
  const cancel = new AbortController()
  const { outcomes, events } = await run(
    [
      {
        name: 'a',
        items: [item('draft'), item('x', { after: ['draft'] }), item('seal', { after: ['x'] })],
        publish: async ({ address }) => {
          if (address === 'x') cancel.abort(new Error('cancelled'))
          return Promise.resolve(receipt(address))
        },
      },
      { name: 'b', needs: ['a'] },
    ],
    cancel,
  )
  expect(events.filter((event) => event.startsWith('publish'))).toEqual(['publish draft', 'publish x'])
  expect(statuses(outcomes)).toEqual([
    'a failed: the run was cancelled after 2 of 3 items',
    'b blocked: it needs a, which failed',
  ])
  expect(outcomes[0]?.items.map(({ kind }) => kind)).toEqual(['done', 'done', 'not started'])
})
