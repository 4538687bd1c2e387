import { describe, expect, it } from '@jest/globals'
import { lawsBroken } from './backend.ts'
import { httpPut } from './http-put.ts'
import { openHttpServer } from './http-server.ts'
import { laws } from './laws.ts'
import { mutants } from './mutants.ts'

describe('the laws', () => {
  it('hold for a backend without a mistake', async () => {
    expect(await lawsBroken(httpPut, openHttpServer)).toEqual([])
  })

  it.each(mutants)('catch a backend that $name: $law', async ({ law, backend }) => {
    expect(await lawsBroken(backend, openHttpServer)).toContain(law)
  })

  it('have a mutant each', () => {
    const broken = new Set(mutants.map(({ law }) => law))
    expect(laws.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([])
  })

  it('have a name and a reason each', () => {
    expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length)
    expect(laws.filter(({ reason }) => reason.length < 40)).toEqual([])
  })
})
