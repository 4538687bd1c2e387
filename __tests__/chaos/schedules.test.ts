import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Fault } from '../../local/github.ts'
import { seeded } from '../support/clock.ts'
import type { RunOptions, Sent } from '../support/github-stage.ts'
import { expectWhole, makeMaterial, runOn, situations, staged, strike, succeeded, told, troubles } from './material.ts'
import type { Material, Situation, Trouble } from './material.ts'

const count = Number(process.env['CHAOS_SCHEDULES'] ?? '200')
const first = Number(process.env['CHAOS_SEED'] ?? '1')
/** Schedules that share a test. */
const batch = 25

let material: Material
beforeAll(async () => {
  material = await makeMaterial()
})
afterAll(async () => material.remove())

/** All that goes wrong with a read, too. */
const readTroubles: readonly Trouble[] = [
  ...troubles.filter(({ fault }) => fault.kind !== 'starter'),
  { name: 'a listing that is a second behind', fault: { kind: 'stale-listing', ms: 1000 } satisfies Fault },
]

interface Strike {
  readonly run: number
  readonly kind: Sent['kind']
  readonly number: number
  readonly trouble: Trouble
}

/** What goes wrong in one schedule, all of it from its seed. */
interface Schedule {
  readonly situation: Situation
  readonly strikes: readonly Strike[]
  /** How the first runs are cut off: before which request, by the death of the process or by cancelling. */
  readonly cuts: readonly { readonly how: 'death' | 'cancelled' | 'none'; readonly at: number }[]
}

function scheduleOf(seed: number): Schedule {
  const random = seeded(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const one = <T>(from: readonly T[]): T => {
    const chosen = from[below(from.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  const situation = one<Situation>(Object.values(situations))
  const cuts = Array.from({ length: below(3) }, () => ({
    how: one(['death', 'cancelled', 'none'] as const),
    at: below(24),
  }))
  const strikes = Array.from({ length: 1 + below(4) }, (): Strike => {
    const kind = random() < 0.7 ? 'write' : 'read'
    return {
      run: below(cuts.length + 1),
      kind,
      number: below(kind === 'write' ? 18 : 7),
      trouble: one(kind === 'write' ? troubles : readTroubles),
    }
  })
  return { situation, strikes, cuts }
}

async function follow(seed: number): Promise<void> {
  const { situation, strikes, cuts } = scheduleOf(seed)
  const random = seeded(seed + 0.5 * 2 ** 32)
  const stage = await staged(situation, material)
  const story: string[] = []
  try {
    let done = false
    // Each cut costs one run, and three are left to finish.
    for (let run = 0; run < cuts.length + 3 && !done; run++) {
      const cancel = new AbortController()
      const cut = cuts[run] ?? { how: 'none', at: 0 }
      let requests = 0
      const mine = strikes.filter((each) => each.run === run)
      const hooks = mine.map(({ kind, number, trouble }) => strike(stage.github, kind, number, trouble))
      const patience = mine.flatMap(({ trouble }) => trouble.patience ?? [])[0]
      const options: RunOptions = {
        random,
        signal: cancel.signal,
        ...(cut.how === 'death' ? { dieAt: cut.at } : {}),
        ...(patience === undefined ? {} : { patience }),
        onRequest: (request) => {
          if (cut.how === 'cancelled' && requests === cut.at) cancel.abort(new Error('the run was cancelled'))
          requests++
          for (const hook of hooks) hook(request)
        },
      }
      const ended = await runOn(stage, situation, material, options)
      stage.github.faults.clear()
      story.push(told(ended))
      done = succeeded(ended)
    }
    expect(done).toBe(true)
    await expectWhole(stage, situation, material)
  } catch (error) {
    const plot = JSON.stringify({ situation: situation.name, cuts, strikes }, undefined, 1)
    const requests = stage.github.requests.map(({ method, path, status }) => `${method} ${path} ${status}`).join('\n')
    const what = error instanceof Error ? error.message : String(error)
    throw new Error(`CHAOS_SEED=${seed} CHAOS_SCHEDULES=1: ${what}\n${plot}\n${story.join('\n---\n')}\n${requests}`, {
      cause: error,
    })
  } finally {
    await stage.close()
  }
}

const batches = Array.from({ length: Math.ceil(count / batch) }, (_, index) => {
  const from = first + index * batch
  return { from, to: Math.min(from + batch, first + count) - 1 }
})

it.each(batches)(
  'a release is whole after schedules $from to $to',
  async ({ from, to }) => {
    for (let seed = from; seed <= to; seed++) await follow(seed)
  },
  120_000,
)
