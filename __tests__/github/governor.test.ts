import { describe, expect, it } from '@jest/globals'
import { governor, type LimitSignal } from '../../src/github/governor.ts'
import { simulatedClock, type SimulatedClock } from '../support/clock.ts'

/** What GitHub documents: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const limits = [
  { requests: 80, ms: 60_000 },
  { requests: 500, ms: 3_600_000 },
] as const
const concurrent = 100

/** Milliseconds that a request is on its way, and that the server takes. */
const travel = 80
const work = 400

const answered = (status: number, more: Partial<LimitSignal> = {}): LimitSignal => ({
  status,
  retryAfter: undefined,
  resetAt: undefined,
  limited: status === 429,
  ...more,
})

/** A server that counts what arrives in sliding windows and refuses what is too much. */
function limitedServer(clock: SimulatedClock): {
  readonly send: () => Promise<number>
  readonly refused: () => number
} {
  const arrivals: number[] = []
  let [open, refused] = [0, 0]
  return {
    refused: () => refused,
    send: async () => {
      await clock.sleep(travel)
      const now = clock.now()
      const full = limits.some(
        ({ requests, ms }) => arrivals.filter((at) => at > now - ms).length >= requests || open >= concurrent,
      )
      arrivals.push(now)
      if (full) refused++
      open++
      await clock.sleep(work)
      open--
      return full ? 429 : 201
    },
  }
}

/** The shortest time in which the limits let this many writes through: each waits for the one a whole window before it. */
function shortest(writes: number): number {
  const sent: number[] = []
  for (let index = 0; index < writes; index++) {
    const free = limits.map(({ requests, ms }) => (sent[index - requests] ?? -ms) + ms)
    sent.push(Math.max(0, ...free))
  }
  return (sent.at(-1) ?? 0) + travel + work
}

const options = (clock: SimulatedClock, more: { readonly counted?: boolean; readonly signal?: AbortSignal } = {}) => ({
  clock,
  signal: new AbortController().signal,
  counted: true,
  onPause: () => undefined,
  ...more,
})

describe('the pace of writes', () => {
  it.each([
    [1000, 'a draft, a thousand assets and the publishing'],
    [298, 'a release of 300 writes'],
  ])('is never refused and close to the fastest possible, for %i assets', async (assets) => {
    const clock = simulatedClock()
    const gate = governor(options(clock))
    const server = limitedServer(clock)
    const began = clock.now()
    const send = async (kind: 'request' | 'upload'): Promise<number> =>
      gate.write(kind, server.send, () => answered(201))
    await send('request')
    await Promise.all(Array.from({ length: assets }, async () => send('upload')))
    await send('request')
    expect(server.refused()).toBe(0)
    expect((clock.now() - began) / shortest(assets + 2)).toBeLessThanOrEqual(1.05)
  })

  it('does not hold up what fits into a minute', async () => {
    const clock = simulatedClock()
    const gate = governor(options(clock))
    const server = limitedServer(clock)
    const began = clock.now()
    await Promise.all(Array.from({ length: 60 }, async () => gate.write('upload', server.send, () => answered(201))))
    expect(server.refused()).toBe(0)
    // Five at a time, as fast as they go.
    expect(clock.now() - began).toBe((60 / 5) * (travel + work))
  })

  it('has at most five uploads under way, and fewer while the server fails, then five again', async () => {
    const clock = simulatedClock()
    const gate = governor(options(clock, { counted: false }))
    let [open, most] = [0, 0]
    const upload = async (status: number): Promise<void> =>
      gate.write(
        'upload',
        async () => {
          most = Math.max(most, ++open)
          await clock.sleep(100)
          open--
        },
        () => answered(status),
      )
    const wave = async (count: number, status: number): Promise<number> => {
      most = 0
      await Promise.all(Array.from({ length: count }, async () => upload(status)))
      return most
    }
    expect(await wave(30, 201)).toBe(5)
    expect(await wave(5, 502)).toBe(5)
    expect(await wave(3, 201)).toBe(1)
    expect(await wave(60, 201)).toBe(5)
    expect(await wave(20, 201)).toBe(5)
  })
})

describe('a limit that GitHub tells of', () => {
  /** When a write goes that is asked for after these answers, in milliseconds from the last answer. */
  async function nextAfter(...answers: readonly LimitSignal[]): Promise<number> {
    const clock = simulatedClock()
    const gate = governor(options(clock, { counted: false }))
    for (const answer of answers)
      await gate.write(
        'request',
        async () => Promise.resolve(),
        () => answer,
      )
    const at = clock.now()
    return gate.write(
      'request',
      async () => Promise.resolve(clock.now() - at),
      () => answered(200),
    )
  }
  const refusal = answered(429)

  it.each<[string, readonly LimitSignal[], number]>([
    ['nothing', [answered(201)], 0],
    ['Retry-After', [answered(403, { limited: true, retryAfter: 7000 })], 7000],
    ['no time: a minute', [refusal], 60_000],
    ['no time again: two minutes', [refusal, refusal], 120_000],
    ['no time a third time: four minutes', [refusal, refusal, refusal], 240_000],
    ['no time six times: a quarter of an hour', Array<LimitSignal>(6).fill(refusal), 900_000],
    ['no time after a success: a minute', [refusal, refusal, answered(201), refusal], 60_000],
    ['a failure that is no limit', [answered(500)], 0],
    ['a refusal that is no limit', [answered(403)], 0],
  ])('makes everything wait after an answer with %s', async (_what, answers, wait) => {
    expect(await nextAfter(...answers)).toBe(wait)
  })

  it('makes everything wait until the time of x-ratelimit-reset', async () => {
    const clock = simulatedClock()
    const gate = governor(options(clock))
    const resetAt = clock.now() + 25 * 60_000
    await gate.write(
      'request',
      async () => Promise.resolve(),
      () => answered(403, { limited: true, resetAt }),
    )
    const sent = await gate.write(
      'upload',
      async () => Promise.resolve(clock.now()),
      () => answered(201),
    )
    expect(sent).toBe(resetAt)
  })

  it('counts once for all that were under way when it was reached', async () => {
    const clock = simulatedClock()
    const gate = governor(options(clock))
    const refused = Array.from({ length: 5 }, async () =>
      gate.write(
        'upload',
        async () => clock.sleep(100),
        () => refusal,
      ),
    )
    await Promise.all(refused)
    const at = clock.now()
    const sent = await gate.write(
      'request',
      async () => Promise.resolve(clock.now()),
      () => answered(201),
    )
    expect(sent - at).toBe(60_000)
  })

  it('holds uploads and requests alike, and says so', async () => {
    const clock = simulatedClock()
    const pauses: string[] = []
    const gate = governor({ ...options(clock), onPause: (ms, why) => pauses.push(`${ms} ${why}`) })
    await gate.write(
      'request',
      async () => Promise.resolve(),
      () => refusal,
    )
    const at = clock.now()
    const send = async (kind: 'request' | 'upload'): Promise<number> =>
      gate.write(
        kind,
        async () => Promise.resolve(clock.now() - at),
        () => answered(201),
      )
    expect(await Promise.all([send('request'), send('upload'), send('upload')])).toEqual([60_000, 60_000, 60_000])
    expect(pauses).toEqual(['60000 GitHub asked for patience'])
  })

  it('starts the counting on a server that does not count by default', async () => {
    const clock = simulatedClock()
    const gate = governor(options(clock, { counted: false }))
    const began = clock.now()
    const send = async (signal: LimitSignal): Promise<void> =>
      gate.write(
        'request',
        async () => Promise.resolve(),
        () => signal,
      )
    for (let count = 0; count < 500; count++) await send(answered(201))
    expect([clock.now() - began, gate.estimate(1000)]).toEqual([0, 0])
    await send(answered(429, { retryAfter: 1000 }))
    expect(gate.estimate(1000)).toBeGreaterThan(3_600_000)
    const at = clock.now()
    await send(answered(201))
    expect(clock.now() - at).toBeGreaterThan(1000)
  })
})

it('is left at once by whoever waits when the run is cancelled', async () => {
  const clock = simulatedClock()
  const cancel = new AbortController()
  const gate = governor(options(clock, { signal: cancel.signal }))
  const began = clock.now()
  await gate.write(
    'request',
    async () => Promise.resolve(),
    () => answered(429, { retryAfter: 3_000_000 }),
  )
  const waiting = Array.from({ length: 8 }, async (_, index) =>
    gate.write(
      index % 2 === 0 ? 'upload' : 'request',
      async () => Promise.resolve('sent'),
      () => answered(201),
    ),
  )
  cancel.abort(new Error('cancelled'))
  const ends = await Promise.allSettled(waiting)
  expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : end.value))).toEqual(
    Array(8).fill('Error: cancelled'),
  )
  expect(clock.now()).toBe(began)
})

it('passes on what is thrown, and lets the next one go', async () => {
  const clock = simulatedClock()
  const gate = governor(options(clock))
  const failing = async (): Promise<never> => Promise.reject(new Error('broken'))
  await expect(gate.write('upload', failing, () => undefined)).rejects.toThrow('broken')
  expect(
    await gate.write(
      'upload',
      async () => Promise.resolve('sent'),
      () => undefined,
    ),
  ).toBe('sent')
})

it.each([
  [1, 0],
  [80, 0],
  [81, 60_500],
  [500, 6 * 60_500],
  [501, 3_606_000],
  [1002, 2 * 3_606_000],
])('estimates %i writes at %i ms', (writes, ms) => {
  expect(governor(options(simulatedClock())).estimate(writes)).toBe(ms)
})
