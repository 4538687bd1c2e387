import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { emptyOutputs, inputs, outputs } from '../../src/inputs/table.ts'
import { reservedNames } from '../../src/config/schema.ts'

const root = join(import.meta.dirname, '../..')

interface Metadata {
  readonly name: string
  readonly branding: { readonly icon: string; readonly color: string }
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required: boolean; readonly default?: unknown }>
  >
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}

const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Metadata

describe('action.yml', () => {
  it('runs the bundle on Node 24', () => {
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
    expect(existsSync(join(root, metadata.runs.main))).toBe(true)
  })

  it('has every input of the table, and no other', () => {
    expect(Object.keys(metadata.inputs)).toEqual(inputs.map(({ name }) => name))
  })

  it.each(inputs)('gives $name the default that the table says, as a text', (row) => {
    const input = metadata.inputs[row.name]
    expect(input?.default).toBe('default' in row ? row.default : undefined)
    expect(input?.required).toBe('required' in row)
    expect(input?.description).toContain(row.help)
  })

  it('requires the mode, without a default, so that nothing publishes by omission', () => {
    expect(metadata.inputs['mode']).toMatchObject({ required: true })
    expect(metadata.inputs['mode']).not.toHaveProperty('default')
  })

  it('has every output of the table, and no other', () => {
    expect(Object.keys(metadata.outputs)).toEqual(outputs.map(({ name }) => name))
  })
})

describe('the outputs', () => {
  it('all have a value where nothing is known', () => {
    expect(Object.keys(emptyOutputs).sort()).toEqual(outputs.map(({ name }) => name).sort())
  })

  it('are names that no destination can take', () => {
    expect([...reservedNames].sort()).toEqual(outputs.map(({ name }) => name).sort())
  })
})
