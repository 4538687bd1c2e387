import { describe, expect, it } from '@jest/globals'
import { pathPart, releaseValues, targetValues } from '../../src/plan/values.ts'
import { describeTarget } from '../../src/plan/targets.ts'
import { releaseId } from '../../src/plan/types.ts'
import { here, releaseOf } from './fixtures.ts'

describe('releaseValues', () => {
  it('gives placeholders what the release says', () => {
    expect(releaseValues(releaseOf('tool'))).toEqual({
      package: 'tool',
      version: '1.2.0',
      tag: 'tool-v1.2.0',
      commit: here,
      commit7: 'aaaaaaa',
      channel: 'stable',
      date: '2026-03-01',
      bin: 'tool',
    })
  })

  it('has no program for a library', () => {
    expect('bin' in releaseValues(releaseOf('core', { bins: [] }))).toBe(false)
  })
})

describe('targetValues', () => {
  it('adds what the target says', () => {
    expect(targetValues(releaseOf('tool'), describeTarget({ targets: {} }, 'windows/amd64'), 'x')).toMatchObject({
      target: 'windows/amd64',
      os: 'windows',
      arch: 'amd64',
      platform: 'windows/amd64',
      exe: '.exe',
      artifact: 'x',
    })
  })
})

describe('pathPart', () => {
  it.each([
    ['tool', 'tool'],
    ['@scope/name', 'scope-name'],
    ['a b/c:d', 'a-b-c-d'],
    ['größe', 'gr-e'],
    ['1.2.0+5_x', '1.2.0+5_x'],
  ])('writes %j as %j', (name, expected) => {
    expect(pathPart(name)).toBe(expected)
  })
})

describe('releaseId', () => {
  it('is the tag, else package and commit', () => {
    expect(releaseId(releaseOf('tool'))).toBe('tool-v1.2.0')
    expect(releaseId(releaseOf('tool', { tag: '' }))).toBe('tool@aaaaaaa')
  })
})
