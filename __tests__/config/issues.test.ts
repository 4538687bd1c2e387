import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { duration, secret } from '../../src/config/fields.ts'
import { mistakesFrom, pathName } from '../../src/config/issues.ts'
import { knownKeys } from '../../src/config/known-keys.ts'
import { parsePositioned } from '../../src/config/positions.ts'

const schema = z.strictObject({
  name: z.string().optional(),
  count: z.int().min(1).max(9).optional(),
  mode: z.enum(['fast', 'slow']).optional(),
  version: z.literal(1).optional(),
  token: secret('A token.').optional(),
  wait: duration('A time.').optional(),
  list: z.array(z.string()).min(1).optional(),
  either: z.union([z.enum(['workflow', 'url']), z.strictObject({ kind: z.string() })]).optional(),
  deep: z.strictObject({ bucket: z.string() }).optional(),
})

const told = (text: string): readonly string[] => {
  const parsed = parsePositioned(text, 'f.yml')
  if ('errors' in parsed) throw new Error('the text is no YAML')
  const result = schema.safeParse(parsed.document.value)
  if (result.success) return []
  return mistakesFrom(result.error.issues, parsed.document, {
    base: [],
    keysAt: (path) => knownKeys(schema, path),
  }).map(({ code, message, hint, where }) =>
    [`${where?.line ?? 0}:${where?.column ?? 0}`, code, message, ...(hint === undefined ? [] : [hint])].join(' | '),
  )
}

describe('mistakesFrom', () => {
  it.each([
    ['name: 5', '1:7 | CONFIG_TYPE | name must be a text, not 5'],
    ['name: [x]', '1:7 | CONFIG_TYPE | name must be a text, not a list'],
    ['name: { x: 1 }', '1:1 | CONFIG_TYPE | name must be a text, not a mapping'],
    ['name:', '1:6 | CONFIG_TYPE | name must be a text, not nothing'],
    ['deep: x', '1:7 | CONFIG_TYPE | deep must be a mapping, not "x"'],
    ['deep: {}', '1:1 | CONFIG_MISSING_KEY | deep lacks "bucket" | Add a line "bucket: …" (a text).'],
    ['mode: fats', '1:7 | CONFIG_VALUE | mode is "fats"; it must be one of fast, slow | Did you mean "fast"?'],
    ['mode: medium', '1:7 | CONFIG_VALUE | mode is "medium"; it must be one of fast, slow'],
    ['version: 2', '1:10 | CONFIG_VALUE | version is 2; it must be 1'],
    ['list: []', '1:7 | CONFIG_VALUE | list must not be empty'],
    ['list: [a, 2]', '1:11 | CONFIG_TYPE | list[1] must be a text, not 2'],
    ['nam: x', '1:1 | CONFIG_UNKNOWN_KEY | unknown key "nam" in the file | Did you mean "name"?'],
    [
      'deep: { bukket: x, bucket: y }',
      '1:9 | CONFIG_UNKNOWN_KEY | unknown key "bukket" in deep | Did you mean "bucket"?',
    ],
    ['deep: { zzz: x, bucket: y }', '1:9 | CONFIG_UNKNOWN_KEY | unknown key "zzz" in deep | Known keys are bucket.'],
    ['either: { knd: x, kind: y }', '1:11 | CONFIG_UNKNOWN_KEY | unknown key "knd" in either | Did you mean "kind"?'],
    ['either: {}', '1:1 | CONFIG_MISSING_KEY | either lacks "kind" | Add a line "kind: …" (a text).'],
    ['either: 5', '1:9 | CONFIG_TYPE | either must be "workflow" or "url" or a mapping, not 5'],
    ['wait: soon', '1:7 | CONFIG_VALUE | wait must be a number of seconds, or a time like 90s, 15m or 2h'],
    ['wait: true', '1:7 | CONFIG_TYPE | wait must be a number of seconds, or a time like 90s, 15m or 2h, not true'],
  ])('says of %j: %j', (text, expected) => {
    expect(told(text)).toContain(expected)
  })

  it('tells five different mistakes at once, each at its place', () => {
    expect(
      told(`name: 5
deep:
  bukcet: x
mode: fats
token: ghp_hunter2
`),
    ).toEqual([
      '1:7 | CONFIG_TYPE | name must be a text, not 5',
      '4:7 | CONFIG_VALUE | mode is "fats"; it must be one of fast, slow | Did you mean "fast"?',
      '5:8 | CONFIG_VALUE | token must be the name of an environment variable, like $MY_TOKEN: a secret is never written in the file',
      '2:1 | CONFIG_MISSING_KEY | deep lacks "bucket" | Add a line "bucket: …" (a text).',
      '3:3 | CONFIG_UNKNOWN_KEY | unknown key "bukcet" in deep | Did you mean "bucket"?',
    ])
  })

  it.each(['count: 0', 'count: 10', 'count: 1.5', 'count: many'])('refuses %j at its place', (text) => {
    expect(told(text)).toEqual([expect.stringMatching(/^1:8 \| CONFIG_(VALUE|TYPE) \| count /)])
  })

  it.each(['token: hunter2', 'token: 8246813579', 'token: [hunter2]', 'token: { hunter2: 8246813579 }', 'token: true'])(
    'does not repeat what stands in place of a secret: %j',
    (text) => {
      const [line, ...more] = told(text)
      expect(line).toContain('token must be the name of an environment variable')
      expect(line).not.toMatch(/hunter2|8246813579/)
      expect(more).toEqual([])
    },
  )
})

describe('pathName', () => {
  it.each([
    [[], 'the file'],
    [['destinations', 2, 'with', 'bucket'], 'destinations[2].with.bucket'],
    [['packages', '@acme/tool'], 'packages.@acme/tool'],
    [['list', 0, 1], 'list[0][1]'],
  ])('writes %j as %s', (path, expected) => {
    expect(pathName(path)).toBe(expected)
  })
})
