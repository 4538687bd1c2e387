import { describe, expect, it } from '@jest/globals'
import { familyOf, makeLatest, makeLatestOver, versionIn, type Candidate } from '../../src/github/latest.ts'
import type { Release } from '../../src/github/releases.ts'
import { listedRelease } from './listed.ts'

const published = (...tags: readonly string[]): readonly Release[] =>
  tags.map((tag_name) => listedRelease({ tag_name }))

const candidate = (tag: string, more: Partial<Candidate> = {}): Candidate => ({
  tag,
  version: /\d+\.\d+\.\d+(?:-.*)?$/.exec(tag)?.[0] ?? '',
  prerelease: false,
  leads: true,
  others: false,
  ...more,
})

describe('what becomes of latest', () => {
  it.each<[string, Candidate, readonly Release[], 'true' | 'false' | 'ask']>([
    ['the first release of all', candidate('v1.0.0'), [], 'true'],
    ['a newer version', candidate('v2.0.1'), published('v2.0.0', 'v1.9.0'), 'true'],
    ['a patch of an old line', candidate('v1.9.1'), published('v2.0.0', 'v1.9.0'), 'false'],
    ['ten after nine', candidate('v1.10.0'), published('v1.9.0'), 'true'],
    ['a prerelease', candidate('v3.0.0-rc.1', { prerelease: true }), published('v2.0.0'), 'false'],
    [
      'a version beside a newer prerelease',
      candidate('v2.0.1'),
      [listedRelease({ tag_name: 'v3.0.0-rc.1', prerelease: true })],
      'true',
    ],
    [
      'a version beside a newer draft',
      candidate('v2.0.1'),
      [listedRelease({ tag_name: 'v3.0.0', draft: true })],
      'true',
    ],
    ['its own release, published already', candidate('v2.0.0'), published('v2.0.0'), 'true'],
    ['a package beside another', candidate('tool-v1.0.0'), published('helper-v9.0.0'), 'ask'],
    [
      'a package beside a newer one of its own',
      candidate('tool-v1.0.0'),
      published('tool-v1.0.1', 'helper-v0.1.0'),
      'false',
    ],
    ['one of several packages of a first run', candidate('tool-v1.0.0', { others: true }), [], 'ask'],
    ['a version beside a tag without one', candidate('v1.0.0'), published('nightly'), 'true'],
    ['a version that is not in its tag', candidate('spring', { version: '1.0.0' }), published('v2.0.0'), 'true'],
  ])('%s', (_what, subject, releases, expected) => {
    expect(makeLatest(subject, releases)).toBe(expected)
  })

  it.each<[string, Candidate, string | undefined, 'true' | 'false']>([
    ['is taken from the same package', candidate('tool-v1.1.0'), 'tool-v1.0.0', 'true'],
    ['is not taken from another package', candidate('tool-v1.1.0'), 'helper-v0.1.0', 'false'],
    ['goes to the leader of the first run of a monorepo', candidate('tool-v1.0.0'), undefined, 'true'],
    ['does not go to the others of it', candidate('helper-v1.0.0', { leads: false }), undefined, 'false'],
  ])('once it is known, %s', (_what, subject, latest, expected) => {
    expect(makeLatestOver(subject, latest)).toBe(expected)
  })
})

describe('a family of tags', () => {
  it.each([
    ['v1.2.3', '1.2.3', 'v2.0.0', '2.0.0'],
    ['tool-v1.2.3', '1.2.3', 'tool-v1.2.4-rc.1', '1.2.4-rc.1'],
    ['tool-v1.2.3', '1.2.3', 'tools-v1.2.4', undefined],
    ['tool-v1.2.3', '1.2.3', 'v1.2.4', undefined],
    ['1.2.3', '1.2.3', 'tool-1.2.4', undefined],
    ['@scope/tool@1.2.3', '1.2.3', '@scope/tool@1.3.0', '1.3.0'],
    ['1.2.3-release', '1.2.3', '2.0.0-release', '2.0.0'],
  ])('of %s finds the version %s, and in %s it finds %s', (tag, version, other, found) => {
    expect(versionIn(familyOf(tag, version) ?? '', other)).toBe(found)
  })

  it('is none where the version is not in the tag', () => {
    expect(familyOf('spring', '1.0.0')).toBeUndefined()
  })
})
