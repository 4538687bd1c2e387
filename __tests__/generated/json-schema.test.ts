import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { backends } from '../../src/backends/registry.ts'
import { cargoWorkspace } from '../support/cargo-workspace.ts'

interface Schema {
  readonly $schema: string
  readonly $id: string
  readonly title: string
  readonly properties: Readonly<Record<string, { readonly items?: { readonly allOf?: readonly unknown[] } }>>
}

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schema/slipway.schema.json'), 'utf8')) as Schema

// `secret` marks fields for the documentation; it says nothing about values.
const ajv = new Ajv2020.default({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true })
ajv.addKeyword('secret')
const validate = ajv.compile(schema)

const mistakes = (yaml: string): readonly string[] =>
  validate(parse(yaml))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)

const withDestination = (entry: string): string => `version: 1\npackages: { tool: {} }\ndestinations: [${entry}]\n`

describe('the JSON Schema', () => {
  it('is of the draft that editors read, and says what it is', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.$id).toMatch(/^https:\/\/.*\/schema\/slipway\.schema\.json$/)
    expect(schema.title).not.toBe('')
  })

  it('accepts the configuration of the tests', () => {
    expect(mistakes(cargoWorkspace['.github/slipway.yml'] ?? '')).toEqual([])
  })

  it('knows the options of every kind', () => {
    expect(schema.properties['destinations']?.items?.allOf).toHaveLength(Object.keys(backends).length)
  })

  it.each([
    ['a key that nobody knows', 'version: 1\npackages: {}\nchecksum: x\n'],
    ['no packages', 'version: 1\n'],
    ['another version', 'version: 2\npackages: {}\n'],
    ['a kind that nobody knows', withDestination('{ name: x, kind: githup-release }')],
    ['an option that the kind does not have', withDestination('{ name: x, kind: github-release, with: { titel: x } }')],
    ['an option that the omitted kind does not have', withDestination('{ name: x, with: { titel: x } }')],
    ['a kind without what it requires', withDestination('{ name: x, kind: command, with: {} }')],
    ['a kind that requires something without `with`', withDestination('{ name: x, kind: command }')],
    ['a value that the kind does not take', withDestination('{ name: x, kind: command, with: { run: x, per: file } }')],
  ])('refuses %s', (_what, yaml) => {
    expect(mistakes(yaml)).not.toEqual([])
  })

  it.each([
    ['the default kind', withDestination('{ name: x }')],
    ['a kind of the future', withDestination('{ name: x, kind: s3, with: { bucket: b } }')],
    ['a backend of the repository', withDestination('{ name: x, kind: ./tools/mine.mjs, with: { a: 1 } }')],
    ['one name where a list may stand', withDestination('{ name: x, needs: y, channels: stable }')],
    [
      'a time as a number or a text',
      withDestination('{ name: x, kind: command, timeout: 90, with: { run: x, timeout: 2m } }'),
    ],
    [
      'keys of the user in targets and packages',
      'version: 1\ntargets: { t: { os: x, cross: true } }\npackages: { p: { level: 3 } }\n',
    ],
  ])('accepts %s', (_what, yaml) => {
    expect(mistakes(yaml)).toEqual([])
  })
})
