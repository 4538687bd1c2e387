import { describe, expect, it } from '@jest/globals'
import {
  isBrokenConnection,
  isPassingStatus,
  readPolicy,
  retryAfter,
  retryRead,
  type Try,
} from '../../src/host/retry.ts'
import { simulatedClock } from '../support/clock.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const broken = Object.assign(new Error('reset'), { code: 'ECONNRESET' })

it.each([
  ['7', 7000],
  ['0', 0],
  ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %s is %s ms', (value, ms) => {
  expect(retryAfter(value, now)).toBe(ms)
})

it.each([
  [408, true],
  [425, true],
  [429, true],
  [500, true],
  [502, true],
  [503, true],
  [504, true],
  [200, false],
  [400, false],
  [403, false],
  [404, false],
  [422, false],
  [501, false],
])('%i passes: %s', (status, expected) => {
  expect(isPassingStatus(status)).toBe(expected)
})

it('knows a broken connection by its code, anywhere among the causes', () => {
  const deep = new Error('a', { cause: new Error('b', { cause: broken }) })
  const others = [new Error('reset'), { code: 'ENOENT' }, 'ECONNRESET', null, undefined]
  expect([broken, deep].map(isBrokenConnection)).toEqual([true, true])
  expect(others.map(isBrokenConnection)).toEqual([false, false, false, false, false])
})

describe('a read that is repeated', () => {
  async function asked(tries: readonly (Try<string> | Error)[], random = 0.5, signal = new AbortController().signal) {
    const clock = simulatedClock({ start: now, random: () => random })
    let count = 0
    const attempt = async (): Promise<Try<string>> => {
      const outcome = tries[Math.min(count++, tries.length - 1)]
      if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('none')
      return Promise.resolve(outcome)
    }
    const value: unknown = await retryRead(clock, signal, readPolicy, attempt).catch((error: unknown) => error)
    return { value, count, sleeps: clock.sleeps }
  }
  const later = (wait?: number): Try<string> => ({ done: false, value: 'late', wait })
  const done: Try<string> = { done: true, value: 'done' }

  it('ends with the first final answer', async () => {
    expect(await asked([done])).toEqual({ value: 'done', count: 1, sleeps: [] })
    expect(await asked([later(), broken, done])).toMatchObject({ value: 'done', count: 3 })
  })

  it('ends with the last answer when the attempts are used up', async () => {
    expect(await asked([later()])).toMatchObject({ value: 'late', count: readPolicy.attempts })
    expect(await asked([broken])).toMatchObject({ value: broken, count: readPolicy.attempts })
  })

  it('waits as long as the server asks for, whatever the cap', async () => {
    expect((await asked([later(7000), later(120_000), done])).sleeps).toEqual([7000, 120_000])
  })

  it.each([
    [0, [0, 0, 0, 0]],
    [0.999_999, [1000, 2000, 4000, 8000]],
  ])('jitters over the whole of a doubling wait (%d)', async (random, bounds) => {
    const { sleeps } = await asked([broken], random)
    expect(sleeps.map(Math.round)).toEqual(bounds)
  })

  it('does not repeat what is no broken connection', async () => {
    const bug = new TypeError('bug')
    expect(await asked([bug])).toMatchObject({ value: bug, count: 1 })
  })

  it('ends with the reason when the run is cancelled', async () => {
    const cancel = new AbortController()
    cancel.abort(new Error('cancelled'))
    expect(await asked([broken], 0.5, cancel.signal)).toMatchObject({ value: new Error('cancelled'), count: 1 })
  })
})
