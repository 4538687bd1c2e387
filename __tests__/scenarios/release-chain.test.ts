import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { makeWorld, type World } from '../support/world.ts'
import { cargoWorkspace } from '../support/cargo-workspace.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld(cargoWorkspace)
})
afterAll(async () => world.close())

it('smoke', async () => {
  const one = await world.step({ mode: 'release' })
  console.log(one.log, one.outputs, one.summary)
  await world.buildAll(one.outputs['build-matrix'] ?? '')
  const env = { ANNOUNCED: join(world.folder, 'announced') }
  const two = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }, { env })
  console.log(two.log, two.outputs, two.summary)
  console.log(
    world.writes(),
    world.github.requests.map((r) => `${r.method} ${r.host} ${r.path} ${r.status}`),
  )
  world.github.forget()
  const three = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }, { env, attempt: 2 })
  console.log(three.log, three.outputs)
  console.log(world.writes(), await readFile(env.ANNOUNCED, 'utf8'))
  expect(three.code).toBe(0)
})
