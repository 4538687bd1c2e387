import { afterEach, describe, expect, it } from '@jest/globals'
import { annotationLimits } from '../../src/report/annotations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

let world: World
afterEach(async () => world.close())

describe('what a step marks', () => {
  it('is no more than GitHub shows, and the last error says what failed and how to retry it', async () => {
    const names = Array.from({ length: 15 }, (_, index) => `bucket-${index}`)
    const lines = names.map((name) => `  - { name: ${name}, kind: s3, with: { bucket: x } }\n`).join('')
    world = await makeWorld(toolWorkspace(`destinations:\n${lines}`))
    const released = await world.step({ mode: 'release' })
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    const step = await world.step({ mode: 'distribute', plan: released.outputs['plan'] ?? '' })
    expect(step.code).toBe(1)
    const marked = (level: string): readonly string[] =>
      step.annotations.filter((each) => each.level === level).map(({ message }) => message)
    expect(marked('error')).toHaveLength(annotationLimits.count)
    expect(marked('error').at(-2)).toContain('the rest stand in the log')
    expect(step.failure).toMatch(/^failed: bucket-0, .* Retry with "Re-run failed jobs", or with run-id: 4711 /s)
    expect(marked('warning')).toHaveLength(annotationLimits.count)
    for (const { message } of step.annotations) expect(message.length).toBeLessThanOrEqual(annotationLimits.letters)
    // Nothing is lost: the log has what is not marked.
    for (const name of names) expect(step.log).toContain(`${name}: kind s3 is not available`)
  })
})
