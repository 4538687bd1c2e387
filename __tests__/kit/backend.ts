import { describe, expect, it } from '@jest/globals'
import type { Backend } from '../../src/backends/backend.ts'
import { laws } from './laws.ts'
import type { Remote } from './remote.ts'
import { subjectOf } from './trial.ts'

export interface BackendTest<C> {
  readonly backend: Backend<C>
  /** Opens a fresh, empty other side. */
  readonly remote: () => Promise<Remote>
  /** Why it takes no empty file, where its server takes none: then it has to refuse one. */
  readonly refusesEmpty?: string
  /** Laws that cannot hold here, by name, with the reason. A law that holds all the same must not be skipped. */
  readonly skip?: Readonly<Record<string, string>>
}

/** Holds a backend to every law: the one line that a backend's test consists of. */
export function testBackend<C>({ skip = {}, ...options }: BackendTest<C>): void {
  const subject = subjectOf(options)
  describe(`backend ${subject.kind}`, () => {
    for (const { name, run } of laws) {
      const reason = skip[name]
      if (reason === undefined) it(name, async () => run(subject))
      else
        it(`is excused from "${name}": ${reason}`, async () => {
          await expect(run(subject)).rejects.toThrow()
        })
    }
    it('is excused only from laws that there are', () => {
      const known = new Set(laws.map(({ name }) => name))
      expect(Object.keys(skip).filter((name) => !known.has(name))).toEqual([])
    })
  })
}

/** The names of the laws that a backend breaks, in the order of the laws. */
export async function lawsBroken<C>(backend: Backend<C>, remote: () => Promise<Remote>): Promise<readonly string[]> {
  const broken: string[] = []
  const subject = subjectOf({ backend, remote })
  for (const { name, run } of laws) {
    try {
      await run(subject)
    } catch {
      broken.push(name)
    }
  }
  return broken
}
