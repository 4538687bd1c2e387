import { describe, expect, it } from '@jest/globals'
import { isRateLimit, isUnsure, settle, settlingTime, writeAttempts } from '../../src/github/settle.ts'
import { simulatedClock } from '../support/clock.ts'
import { hostWith } from '../support/host.ts'

const refusal = (status: number, message = ''): Error => Object.assign(new Error(message), { status })
const broken = (code: string): Error => Object.assign(new Error('broken'), { code })

describe('an error of a write', () => {
  it.each<[string, unknown, boolean]>([
    ['a reset connection', broken('ECONNRESET'), true],
    ['a missed deadline', broken('HTTP_DEADLINE'), true],
    ['a broken connection as a cause', new Error('x', { cause: broken('EPIPE') }), true],
    ['500', refusal(500), true],
    ['507', refusal(507), true],
    ['429', refusal(429), true],
    ['408', refusal(408), true],
    ['403 for the limit', refusal(403, 'You have exceeded a secondary rate limit'), true],
    ['403 for rights', refusal(403, 'Resource not accessible by integration'), false],
    ['422', refusal(422), false],
    ['404', refusal(404), false],
    ['a bug', new TypeError('x is undefined'), false],
    ['a missing file', broken('ENOENT'), false],
  ])('%s leaves it open whether it took effect: %s', (_what, error, unsure) => {
    expect(isUnsure(error)).toBe(unsure)
  })

  it('is a limit for 429, and for a 403 that says so', () => {
    expect(
      [refusal(429), refusal(403, 'abuse detection'), refusal(403), refusal(500, 'rate limit')].map(isRateLimit),
    ).toEqual([true, true, false, false])
  })
})

describe('settling a write', () => {
  /** Settles a write that answers these in turn, with a look that finds what the other table says. */
  async function settled(writes: readonly (Error | string)[], looks: readonly (string | undefined)[] = []) {
    const clock = simulatedClock()
    const calls: string[] = []
    const next = <T>(from: readonly T[], what: string): T | undefined => {
      calls.push(what)
      return from[Math.min(calls.filter((call) => call === what).length, from.length) - 1]
    }
    const work = settle(hostWith({ clock }), 'writing', {
      write: async () => {
        const answer = next(writes, 'write')
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      },
      look: async () => Promise.resolve(next(looks, 'look')),
    })
    const value = await work.catch((error: unknown) => error)
    return { value, calls: calls.join(' '), sleeps: clock.sleeps }
  }

  it('needs no look after a success', async () => {
    expect(await settled(['done'])).toMatchObject({ value: 'done', calls: 'write', sleeps: [] })
  })

  it('takes a lost answer for a success when the look finds it done', async () => {
    expect(await settled([broken('ECONNRESET')], ['there'])).toMatchObject({ value: 'there', calls: 'write look' })
  })

  it('writes again when the look finds nothing', async () => {
    expect(await settled([refusal(502), 'done'])).toMatchObject({ value: 'done', calls: 'write look write' })
  })

  it('lets a plain no through at once', async () => {
    const no = refusal(422)
    expect(await settled([no])).toMatchObject({ value: no, calls: 'write' })
  })

  it('looks after a 422 that follows a lost answer', async () => {
    const answers = [broken('ECONNRESET'), refusal(422)]
    expect(await settled(answers, [undefined, 'there'])).toMatchObject({
      value: 'there',
      calls: 'write look write look',
    })
  })

  it('gives up after a number of tries, with the last error, and has looked before each', async () => {
    const last = refusal(500)
    const { value, calls, sleeps } = await settled([last])
    expect(value).toBe(last)
    expect(calls).toBe(Array(writeAttempts).fill('write look').join(' '))
    expect(sleeps).toHaveLength(writeAttempts)
  })
})

it.each([
  [1, 1000, 3000],
  [2, 1000, 5000],
  [5, 1000, 33_000],
  [9, 1000, 33_000],
])('waits before look %i between %i and %i ms', (attempt, least, most) => {
  const wait = (random: number): number => settlingTime({ clock: simulatedClock({ random: () => random }) }, attempt)
  expect([wait(0), wait(1)]).toEqual([least, most])
})
