import { describe, expect, it } from '@jest/globals'
import type { z } from 'zod'
import {
  duration,
  names,
  pattern,
  secret,
  secretsIn,
  SecretName,
  template,
  versionTemplate,
} from '../../src/config/fields.ts'

const messages = (schema: z.ZodType, value: unknown): readonly string[] => {
  const result = schema.safeParse(value)
  return result.success ? [] : result.error.issues.map(({ message }) => message)
}

describe('secret', () => {
  it.each(['$TOKEN', '$_x', '$A1_b'])('takes the name %j of a variable', (text) => {
    expect(secret('x').parse(text)).toEqual(new SecretName(text.slice(1)))
  })

  it.each(['ghp_0123456789', 'TOKEN', '$1A', '${TOKEN}', '${{ secrets.TOKEN }}', '$A B', '$', '', '$TOKEN\n'])(
    'refuses %j without repeating it',
    (text) => {
      expect(messages(secret('x'), text)).toEqual([
        'must be the name of an environment variable, like $MY_TOKEN: a secret is never written in the file',
      ])
    },
  )
})

describe('secretsIn', () => {
  it('finds every secret once, however deep', () => {
    const config = { a: new SecretName('A'), b: [{ c: new SecretName('B') }, new SecretName('A')], d: 1, e: null }
    expect(secretsIn(config)).toEqual(['A', 'B'])
  })
})

describe('duration', () => {
  it.each([
    ['1500ms', 1500],
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1.5h', 5_400_000],
    [90, 90_000],
    [0.5, 500],
  ])('reads %j as %d milliseconds', (value, expected) => {
    expect(duration('x').parse(value)).toBe(expected)
  })

  it.each(['5 minutes', '5d', '90', '-5s', '', '1h30m', 's', '0s', '0.0h', 0, -1, true, null])(
    'refuses %j and says how a time is written',
    (value) => {
      expect(messages(duration('x'), value)).toEqual(['must be a number of seconds, or a time like 90s, 15m or 2h'])
    },
  )
})

describe('names', () => {
  it.each([
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[], []],
  ])('reads %j as %j', (value, expected) => {
    expect(names('x').parse(value)).toEqual(expected)
  })

  it.each(['', [''], 1, [1], {}, null])('refuses %j', (value) => {
    expect(names('x').safeParse(value).success).toBe(false)
  })
})

describe('pattern', () => {
  it.each(['.+', '\\d+\\.\\d+', '\\p{L}', '^a$'])('takes %j', (text) => {
    expect(pattern('x').safeParse(text).success).toBe(true)
  })

  it.each(['(', '[a', 'a)(?:b', '*', '\\', '\\-'])('refuses %j', (text) => {
    expect(messages(pattern('x'), text)).toEqual(['is not a regular expression'])
  })
})

describe('template', () => {
  it('tells every mistake in it', () => {
    expect(messages(template('x'), '{verison}{')).toHaveLength(2)
  })

  it('refuses the empty text', () => {
    expect(messages(template('x'), '')).toEqual(['must not be empty'])
  })
})

describe('versionTemplate', () => {
  it.each(['v{version}', '{package}-v{version}'])('takes %j', (text) => {
    expect(versionTemplate('x').safeParse(text).success).toBe(true)
  })

  it.each(['v1', '{package}', '{{version}}'])('refuses %j, which every version would share', (text) => {
    expect(messages(versionTemplate('x'), text)).toEqual(['must hold {version}'])
  })
})
