import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { expectWhole, makeMaterial, runOn, staged, strike, succeeded, told, troubles } from './material.ts'
import type { Material, Situation } from './material.ts'

/** Every write of a situation with everything that can go wrong, where the long mode is asked for. */
const thorough = process.env['CHAOS_THOROUGH'] === '1'

/** The writes that are worth a test of their own in the short mode: the first two, and the last two. */
const telling = (writes: number): readonly number[] => [0, 1, writes - 2, writes - 1]

/** Each trouble at each write of a situation: it is overcome, and the release is whole. */
export function describeEveryWrite(situation: Situation, writes: number, short = telling(writes)): void {
  const numbers = thorough ? Array.from({ length: writes }, (_, number) => number) : short
  describe(situation.name, () => {
    let material: Material
    beforeAll(async () => {
      material = await makeMaterial()
    })
    afterAll(async () => material.remove())

    it(`takes ${writes} writes when nothing goes wrong`, async () => {
      const stage = await staged(situation, material)
      try {
        const run = await runOn(stage, situation, material)
        expect([succeeded(run), told(run)]).toEqual([true, expect.any(String)])
        expect(stage.github.requests.filter(({ write }) => write)).toHaveLength(writes)
        await expectWhole(stage, situation, material)
      } finally {
        await stage.close()
      }
    })

    it.each(troubles)('is whole when $name, at whichever write', async (trouble) => {
      for (const number of numbers) {
        const stage = await staged(situation, material)
        const { patience } = trouble
        try {
          const run = await runOn(stage, situation, material, {
            onRequest: strike(stage.github, 'write', number, trouble),
            ...(patience === undefined ? {} : { patience }),
          })
          // What strikes once is overcome in the same run.
          expect([number, succeeded(run), told(run)]).toEqual([number, true, expect.any(String)])
          await expectWhole(stage, situation, material)
        } finally {
          await stage.close()
        }
      }
    })
  })
}
