import { describe, expect, it } from '@jest/globals'
import { fieldsSchema } from '../../src/backends/user-fields.ts'
import { secretsIn } from '../../src/config/fields.ts'

const parsed = (table: unknown, given: unknown): unknown => {
  const fields = fieldsSchema(table)
  if (!fields.ok) throw new Error(fields.mistakes.join('; '))
  return fields.schema.parse(given)
}

describe('a table of fields', () => {
  it('reads what is given, fills in defaults, and leaves out what may be missing', () => {
    const table = {
      name: { type: 'string', required: true },
      region: { type: 'string', choices: ['north', 'south'], default: 'north' },
      size: { type: 'number', default: 5 },
      open: { type: 'boolean' },
      url: { type: 'url' },
    }
    expect(parsed(table, { name: 'x', url: 'https://example.com/a' })).toEqual({
      name: 'x',
      region: 'north',
      size: 5,
      url: 'https://example.com/a',
    })
  })

  it('makes a secret of the name of a variable, which is found as one', () => {
    const config = parsed({ key: { type: 'secret' } }, { key: '$MY_KEY' })
    expect(config).toEqual({ key: { env: 'MY_KEY' } })
    expect(secretsIn(config)).toEqual(['MY_KEY'])
  })

  it.each([
    [{ url: { type: 'url' } }, { url: 'ftp://example.com' }],
    [{ url: { type: 'url' } }, { url: 'javascript:alert(1)' }],
    [{ key: { type: 'secret' } }, { key: 'hunter2' }],
    [{ name: { type: 'string', required: true } }, {}],
    [{}, { name: 'x' }],
    [{ name: { type: 'string', choices: ['a'] } }, { name: 'b' }],
  ])('%j refuses %j', (table, given) => {
    expect(() => parsed(table, given)).toThrow()
  })

  it.each([
    [undefined, 'must have "config", a mapping from the names of its fields to what they are'],
    [[], 'must have "config", a mapping from the names of its fields to what they are'],
    [{ a: 'string' }, 'has a mistake in the field "a": it is no mapping; write { type: "string" }'],
    [{ 'a b': { type: 'string' } }, 'has the field "a b"; a name is made of letters, digits, "-" and "_"'],
    [
      { a: { type: 'number', choices: ['1'] } },
      'has a mistake in the field "a": choices are for the type string, not for number',
    ],
    [
      { a: { type: 'string', required: true, default: 'x' } },
      'has a mistake in the field "a": what has a default is not required',
    ],
    [{ a: { type: 'number', default: '5' } }, 'has a mistake in the field "a": its default must be a number'],
    [
      { a: { type: 'string', choices: ['x'], default: 'y' } },
      'has a mistake in the field "a": its default is none of its choices',
    ],
    [
      { a: { type: 'url', default: 'here' } },
      'has a mistake in the field "a": its default must be an address like https://example.com/path',
    ],
  ])('%j is a mistake itself', (table, mistake) => {
    expect(fieldsSchema(table)).toEqual({ ok: false, mistakes: [mistake] })
  })
})
