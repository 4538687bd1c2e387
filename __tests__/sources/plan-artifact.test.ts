import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { encodePlan } from '../../src/plan/codec.ts'
import { fetchPlan, planArtifact, planFile } from '../../src/sources/plan-artifact.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { packageOf, planFor } from '../plan/fixtures.ts'
import { startSurroundings, thisRun, type Surroundings } from './surroundings.ts'

const step = { job: 'release', step: 'slipway', attempt: 1 }

describe('planArtifact', () => {
  it('has a name that upload-artifact takes, whatever job and step are called', () => {
    expect(planArtifact({ job: 'a/b: "c"', step: '*\n', attempt: 3 })).toMatch(/^slipway-plan-[0-9a-f]{8}-3$/)
  })

  it('differs between jobs, steps and attempts, and is the same for the same', () => {
    const names = [step, { ...step, job: 'x' }, { ...step, step: 'y' }, { ...step, attempt: 2 }].map(planArtifact)
    expect(new Set(names).size).toBe(4)
    expect(planArtifact(step)).toBe(names[0])
  })
})

describe('fetchPlan', () => {
  let around: Surroundings
  beforeEach(async () => {
    around = await startSurroundings()
    around.github.addRun({ id: thisRun, headSha: 'a'.repeat(40) })
  })
  afterEach(async () => {
    await around.close()
  })

  const planned = async (version: string) =>
    (await planFor('packages: { tool: {} }', [packageOf('tool', { version })])).plan
  const wrong = async (run = thisRun): Promise<readonly string[]> =>
    (await mistakesOfPromise(async () => fetchPlan(around.runtime(), run))).map(
      ({ code, message }) => `${code} ${message}`,
    )

  it('reads the plan of the run, the newest of its attempts', async () => {
    const [first, second] = [await planned('1.0.0'), await planned('2.0.0')]
    await around.put(
      thisRun,
      planArtifact({ ...step, attempt: 2 }),
      { [planFile]: encodePlan(second) },
      { createdAt: '2026-11-20T10:00:00Z' },
    )
    await around.put(
      thisRun,
      planArtifact(step),
      { [planFile]: encodePlan(first) },
      { createdAt: '2026-11-20T09:00:00Z' },
    )
    expect(await fetchPlan(around.runtime(), thisRun)).toEqual(second)
  })

  it('says that a run holds none', async () => {
    await around.put(thisRun, 'slipway-planner', { x: 'y' })
    await around.put(thisRun, planArtifact(step), { [planFile]: '{}' }, { expired: true })
    expect(await wrong()).toEqual(['NO_PLAN run 4711 holds no plan'])
  })

  it('does not guess between the plans of two steps', async () => {
    const plan = encodePlan(await planned('1.0.0'))
    await around.put(thisRun, planArtifact(step), { [planFile]: plan })
    await around.put(thisRun, planArtifact({ ...step, job: 'nightly' }), { [planFile]: plan })
    expect(await wrong()).toEqual(['PLAN_AMBIGUOUS run 4711 holds the plans of 2 different steps'])
  })

  it('refuses an artifact without the file, and a plan that was changed', async () => {
    await around.put(thisRun, planArtifact(step), { x: 'y' })
    expect(await wrong()).toEqual([`NO_PLAN artifact ${planArtifact(step)} holds no plan.json`])
    const plan = { ...(await planned('1.0.0')), commit: 'c'.repeat(40) }
    await around.put(42, planArtifact(step), { [planFile]: JSON.stringify(plan) })
    expect(await wrong(42)).toEqual([expect.stringMatching(/^PLAN_DIGEST the plan of run 42 was changed/)])
  })
})
