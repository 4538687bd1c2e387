import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { knownKeys } from '../../src/config/known-keys.ts'
import { configSchema } from '../../src/config/schema.ts'

describe('knownKeys', () => {
  const inner = z.strictObject({ deep: z.string() })
  const schema = z.strictObject({
    plain: z.string(),
    optional: inner.optional(),
    defaulted: inner.default({ deep: '' }),
    prefaulted: inner.prefault({ deep: '' }),
    nullable: inner.nullable(),
    piped: inner.transform((value) => value.deep),
    list: z.array(inner),
    record: z.record(z.string(), inner),
    union: z.union([z.string(), inner, z.strictObject({ other: z.number() })]),
  })

  it('names the keys of the root', () => {
    expect(knownKeys(schema, [])).toEqual(Object.keys(schema.shape))
  })

  it.each([
    [['optional'], ['deep']],
    [['defaulted'], ['deep']],
    [['prefaulted'], ['deep']],
    [['nullable'], ['deep']],
    [['piped'], ['deep']],
    [['list', 3], ['deep']],
    [['record', 'any'], ['deep']],
    [['union'], ['deep', 'other']],
    [['plain'], []],
    [['nothing'], []],
    [['list'], []],
    [['record'], []],
    [['optional', 'deep'], []],
    [['constructor'], []],
  ])('names at %j the keys %j', (path, expected) => {
    expect(knownKeys(schema, path)).toEqual(expected)
  })

  it.each([
    [['release'], 'notes'],
    [['channels', 0], 'prerelease'],
    [['targets', 'linux/amd64'], 'platform'],
    [['packages', 'tool', 'assets', 1], 'archive'],
    [['destinations', 2], 'needs'],
    [['sources', 0], 'kind'],
  ])('knows at %j of the configuration "%s"', (path, key) => {
    expect(knownKeys(configSchema, path)).toContain(key)
  })
})
