import { describe, expect, it } from '@jest/globals'
import { canonicalJson, decodePlan, encodePlan, sealPlan } from '../../src/plan/codec.ts'
import type { Plan } from '../../src/plan/types.ts'
import { mistakesIn } from '../config/mistakes.ts'
import { here, pick, randomFrom, releaseOf } from './fixtures.ts'

const plan = sealPlan({
  version: 1,
  commit: here,
  releases: [
    releaseOf('tool', { targets: [{ target: 'linux/amd64', artifact: 'tool-1.2.0', folder: '', optional: false }] }),
  ],
  destinations: [{ name: 'github', kind: 'github-release', needs: [], releases: ['tool-v1.2.0'] }],
})

const wrong = (text: string): readonly string[] =>
  mistakesIn(() => decodePlan(text, 'the input "plan"')).map(({ code, message }) => `${code} ${message}`)

const changed = (change: (plan: Record<string, unknown>) => void): string => {
  const copy = JSON.parse(encodePlan(plan)) as Record<string, unknown>
  change(copy)
  return JSON.stringify(copy)
}

describe('a plan', () => {
  it('comes back as it went, on one line', () => {
    const text = encodePlan(plan)
    expect(text).not.toContain('\n')
    expect(decodePlan(text, 'x')).toEqual(plan)
  })

  it('may be written with other white space and in another order', () => {
    const { digest, ...rest } = plan
    expect(decodePlan(JSON.stringify({ digest, ...rest }, null, 2), 'x')).toEqual(plan)
  })

  it('round-trips whatever its texts are', () => {
    const random = randomFrom(3)
    const text = (): string =>
      Array.from({ length: Math.floor(random() * 6) }, () =>
        pick(random, ['a', '"', '\\', '\n', '\u2028', 'é', '🚀', '{', '}', '\u0000', '::', '</script>', '__proto__']),
      ).join('')
    // A path leads nowhere else; every other text is free.
    const place = (): string => text().replace(/[\p{Cc}\\/:]/gu, '')
    for (let count = 0; count < 300; count++) {
      const made: Plan = sealPlan({
        version: 1,
        commit: text(),
        releases: Array.from({ length: Math.floor(random() * 3) }, () =>
          releaseOf(text(), {
            version: text(),
            path: place(),
            prerelease: random() < 0.5,
            bins: [text()],
            targets: [{ target: text(), artifact: place(), folder: place(), optional: random() < 0.5 }],
          }),
        ),
        destinations: [{ name: text(), kind: text(), needs: [text()], releases: [text(), text()] }],
      })
      const encoded = encodePlan(made)
      expect(encoded).not.toMatch(/[\r\n]/)
      expect(decodePlan(encoded, 'x')).toEqual(made)
      expect(encodePlan(decodePlan(encoded, 'x'))).toBe(encoded)
    }
  })
})

describe('decodePlan', () => {
  it.each(['', 'release', '{', "{'version':1}"])('refuses %j, which is no JSON', (text) => {
    expect(wrong(text)).toEqual(['PLAN_SYNTAX the input "plan" is not JSON'])
  })

  it.each(['null', '[]', '1', '"x"', '{}', '{"version":"1"}', '{"version":1}'])(
    'refuses %s, which is no plan',
    (text) => {
      expect(wrong(text)).toEqual([expect.stringMatching(/^PLAN_SHAPE the input "plan" is no plan/)])
    },
  )

  it('refuses a plan of another version and names both', () => {
    expect(wrong(changed((copy) => (copy['version'] = 2)))).toEqual([
      'PLAN_VERSION the input "plan" is a plan of version 2; this version of Slipway reads version 1',
    ])
  })

  it('refuses a plan that was changed after it was made', () => {
    expect(wrong(changed((copy) => (copy['commit'] = 'b'.repeat(40))))).toEqual([
      expect.stringMatching(/^PLAN_DIGEST the input "plan" was changed after it was made: .*sha256:[0-9a-f]{64}/),
    ])
    expect(wrong(changed((copy) => (copy['digest'] = `sha256:${'0'.repeat(64)}`)))).toEqual([
      expect.stringMatching(/^PLAN_DIGEST /),
    ])
    expect(wrong(changed((copy) => (copy['releases'] = [])))).toEqual([expect.stringMatching(/^PLAN_DIGEST /)])
  })

  it('refuses fields that it does not know', () => {
    expect(wrong(changed((copy) => (copy['extra'] = 1)))).toEqual([expect.stringMatching(/^PLAN_SHAPE .*extra/)])
  })

  it('refuses a field of the wrong type and says where', () => {
    expect(wrong(changed((copy) => (copy['releases'] = [{ ...releaseOf('a'), prerelease: 'no' }])))).toEqual([
      expect.stringMatching(/^PLAN_SHAPE .*releases\.0\.prerelease/),
    ])
  })

  it.each(['../../etc', '/etc', 'a/../b', 'C:/x', 'a\\b', 'a\nb'])(
    'refuses an artifact that leads out of its folder: %j',
    (artifact) => {
      const { digest, ...forged } = {
        ...plan,
        releases: [releaseOf('tool', { targets: [{ target: 't', artifact, folder: '', optional: false }] })],
      }
      expect(digest).toBe(plan.digest)
      expect(wrong(JSON.stringify(sealPlan(forged)))).toEqual([
        expect.stringMatching(/^PLAN_SHAPE .*artifact leads out/),
      ])
    },
  )
})

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    [[2, 1, { d: 1, c: [] }], '[2,1,{"c":[],"d":1}]'],
    ['é"', '"é\\""'],
    [{}, '{}'],
  ])('writes %j as %s', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected)
  })
})
