import { expect } from '@jest/globals'
import { validateExchanges } from '../servers/openapi.ts'
import { emptyOutputs, outputs, type Mode } from '../../src/inputs/table.ts'
import type { Step } from './action.ts'
import type { World } from './world.ts'

/** The JSON of an output. */
export const json = (step: Step, name: string): unknown => JSON.parse(step.outputs[name] ?? '')

/** The rows of the output `build-matrix`. */
export const rowsOf = (step: Step): readonly Readonly<Record<string, string>>[] =>
  (JSON.parse(step.outputs['build-matrix'] ?? '') as { readonly include: readonly Record<string, string>[] }).include

/** Every output that a mode has, as it is when nothing is known. */
export const nothingKnown = (mode: Mode): Readonly<Record<string, string>> =>
  Object.fromEntries(
    outputs
      .filter((row) => (row.modes as readonly Mode[]).includes(mode))
      .map(({ name }) => [name, emptyOutputs[name]]),
  )

/** Ended well; shows the log where it did not. */
export function expectSuccess(step: Step): void {
  expect({ code: step.code, log: step.code === 0 ? '' : step.log }).toEqual({ code: 0, log: '' })
}

/** Nothing was written: not to GitHub, not as an artifact. */
export function expectNothingWritten(world: World): void {
  expect(world.writes()).toEqual([])
  expect(world.artifacts()).toEqual([])
}

/** All that was asked of GitHub, and answered, is as its own description says. */
export function expectDescribedExchanges(world: World): void {
  expect(validateExchanges(world.github.requests)).toEqual([])
}
