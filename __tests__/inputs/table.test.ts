import { describe, expect, it } from '@jest/globals'
import { reservedNames } from '../../src/config/schema.ts'
import { emptyOutputs, inputs, modes, outputs, type InputRow } from '../../src/inputs/table.ts'

describe('the table of inputs', () => {
  it('names every input once', () => {
    const names = inputs.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('requires the mode, gives it no default, and requires nothing else', () => {
    const required = inputs.filter((row) => 'required' in row)
    expect(required.map(({ name }) => name)).toEqual(['mode'])
    expect(required.some((row) => 'default' in row)).toBe(false)
  })

  it('gives a default only to what every mode reads, since a default arrives like a written value', () => {
    const partial = (inputs as readonly InputRow[]).filter(
      (row) => row.default !== undefined && row.modes.length < modes.length,
    )
    expect(partial).toEqual([])
  })

  it('does everything for real unless it is told otherwise', () => {
    expect(inputs.find(({ name }) => name === 'dry-run')).toMatchObject({ default: 'false' })
  })
})

describe('the table of outputs', () => {
  it('names every output once', () => {
    const names = outputs.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has an empty value for every output, and for no other', () => {
    expect(Object.keys(emptyOutputs).sort()).toEqual(outputs.map(({ name }) => name).sort())
  })

  it.each(['releases', 'results', 'succeeded', 'failed', 'blocked', 'skipped'] as const)(
    'gives %s an empty value that fromJson reads',
    (name) => {
      expect(Object.keys(JSON.parse(emptyOutputs[name]) as object)).toEqual([])
    },
  )

  it('lists the names that a destination cannot have', () => {
    expect([...reservedNames].sort()).toEqual(outputs.map(({ name }) => name).sort())
  })
})
