import { describe, expect, it } from '@jest/globals'
import { isPlainVersion, isPrerelease } from '../../src/plan/versions.ts'

describe('isPrerelease', () => {
  it.each([
    ['1.2.3', false],
    ['1.2.3+build.5', false],
    ['1.2.3+rc.1', false],
    ['1.2.3-rc.1', true],
    ['1.2.3-0', true],
    ['1.2.3-alpha+build', true],
    ['0.0.0-dev', true],
    ['0.1.0', false],
    ['1.2', false],
    ['2026.11', false],
    ['1.2rc1', true],
    ['1.2.0rc1', true],
    ['1.2.0a1', true],
    ['1.2.0.dev3', true],
    ['1.2.0b2', true],
    ['1.2.0-beta', true],
    ['1.0.0.Final', false],
    ['1.0.GA', false],
    ['1.0.RELEASE', false],
    ['1.2.0.post1', false],
    ['1.2.0-1', true],
    ['20261120', false],
  ])('says of %s: %j', (version, expected) => {
    expect(isPrerelease(version)).toBe(expected)
  })
})

describe('isPlainVersion', () => {
  it.each(['1.2.3', '1.2.3-rc.1+build.5', '1.2~rc1', '1!2.0', '2026.11.20', 'r15', '1_2'])(
    'lets %j travel',
    (version) => {
      expect(isPlainVersion(version)).toBe(true)
    },
  )

  it.each(['', ' 1.2', '1.2 ', '1/2', '1..2', '-1', '.1', '1\n2', '1;2', '$1', '1`2', 'é', '1\\2', '1:2', '1"2', '1*'])(
    'does not let %j travel',
    (version) => {
      expect(isPlainVersion(version)).toBe(false)
    },
  )
})
