import { describe, expect, it } from '@jest/globals'
import { classify } from '../../src/plan/channels.ts'
import { configSchema } from '../../src/config/schema.ts'
import { mistakesIn } from '../config/mistakes.ts'

const build = (version: string, tag = `v${version}`) => ({ version, tag })

describe('classify', () => {
  const reference = [
    { name: 'stable', version: '\\d+\\.\\d+\\.\\d+' },
    { name: 'extra', tag: '.+', prerelease: true },
    { name: 'development' },
  ]
  it.each([
    ['1.2.3', 'v1.2.3', 'stable', false],
    ['1.2.3-rc.1', 'v1.2.3-rc.1', 'extra', true],
    ['1.2.3+build', 'v1.2.3+build', 'extra', true],
    ['01.2.3', '', 'stable', false],
    ['0.0.0-dev', '', 'development', true],
    ['x1.2.3', '', 'development', false],
    ['1.2.3\n', '', 'development', false],
  ])('puts version %j with tag %j into %s, prerelease %j', (version, tag, channel, prerelease) => {
    expect(classify(reference, { version, tag })).toEqual({ channel, prerelease })
  })

  it.each([
    ['1.2.3', 'v1.2.3', 'stable', false],
    ['1.2', 'v1.2', 'stable', false],
    ['1.2.3-rc.1', 'v1.2.3-rc.1', 'prerelease', true],
    ['0.0.0-dev', '', 'development', true],
  ])('puts by default version %j with tag %j into %s, prerelease %j', (version, tag, channel, prerelease) => {
    const channels = configSchema.shape.channels.parse(undefined)
    expect(classify(channels, { version, tag })).toEqual({ channel, prerelease })
  })

  it('takes the first entry that fits', () => {
    expect(classify([{ name: 'one' }, { name: 'two', version: '.*' }], build('1')).channel).toBe('one')
  })

  it.each([
    ['a|b', 'ab'],
    ['a|b', 'xb'],
    ['a|b', 'ax'],
    ['a', 'aa'],
    ['^a', 'ab'],
    ['a$', 'ba'],
  ])('anchors all of the pattern %j and so refuses %j', (version, given) => {
    expect(classify([{ name: 'narrow', version }, { name: 'rest' }], build(given)).channel).toBe('rest')
  })

  it('wants both patterns where an entry has both', () => {
    const channels = [{ name: 'both', version: '1.*', tag: 'v.*' }, { name: 'rest' }]
    expect(classify(channels, { version: '1.0', tag: 'v1.0' }).channel).toBe('both')
    expect(classify(channels, { version: '1.0', tag: 'x1.0' }).channel).toBe('rest')
    expect(classify(channels, { version: '2.0', tag: 'v2.0' }).channel).toBe('rest')
  })

  it('never fits a pattern for tags to a build without a tag', () => {
    expect(classify([{ name: 'tagged', tag: '.*' }, { name: 'rest' }], build('1', '')).channel).toBe('rest')
  })

  it('lets an entry say what the version does not', () => {
    expect(classify([{ name: 'x', prerelease: false }], build('1.0.0-rc.1')).prerelease).toBe(false)
    expect(classify([{ name: 'x', prerelease: true }], build('1.0.0')).prerelease).toBe(true)
  })

  it.each([
    [build('1'), 'no channel fits version 1 with tag v1'],
    [build('1', ''), 'no channel fits version 1 without a tag'],
  ])('refuses %j where nothing fits', (given, message) => {
    expect(mistakesIn(() => classify([{ name: 'x', version: '2' }], given))).toMatchObject([
      { code: 'NO_CHANNEL', message },
    ])
  })
})
