import { describe, expect, it } from '@jest/globals'
import { glob, isGlob, matcher, mostSpecific, pathGlob, unmatched } from '../../src/config/select.ts'

describe('matcher', () => {
  const names = ['tool', 'tool-core', 'server', '@acme/tool', '@acme/web']
  it.each([
    [[], names],
    [['tool'], ['tool']],
    [['tool*'], ['tool', 'tool-core']],
    [['*'], names],
    [['@acme/*'], ['@acme/tool', '@acme/web']],
    [['*tool'], ['tool', '@acme/tool']],
    [['{tool,server}'], ['tool', 'server']],
    [['!server'], ['tool', 'tool-core', '@acme/tool', '@acme/web']],
    [['!@acme/*'], ['tool', 'tool-core', 'server']],
    [['tool*', '!tool-core'], ['tool']],
    [
      ['!tool-core', 'tool*'],
      ['tool', 'tool-core'],
    ],
    [
      ['*', '!@acme/*', '@acme/web'],
      ['tool', 'tool-core', 'server', '@acme/web'],
    ],
    [['acme'], []],
    [['too'], []],
    [['ool'], []],
  ])('lets through of five names for %j', (patterns, expected) => {
    expect(names.filter(matcher(patterns))).toEqual(expected)
  })
})

describe('glob', () => {
  it.each([
    ['*', '@scope/name', true],
    ['@scope/*', '@scope/name', true],
    ['@scope/*', '@other/name', false],
    ['@scope/*', '@scope', false],
    ['@*/name', '@scope/name', true],
    ['linux/*', 'linux/arm/v7', true],
    ['*.deb', '.deb', true],
    ['*.deb', 'tool_1.0+5_amd64.deb', true],
    ['*.deb', 'tool.deb.sig', false],
    ['tool-?', 'tool-a', true],
    ['tool-[ab]', 'tool-c', false],
    ['tool-1.0.0+5*', 'tool-1.0.0+5-x', true],
    ['tool.x', 'toolyx', false],
    ['LICENSE (MIT)', 'LICENSE (MIT)', true],
    ['.*', '.hidden', true],
  ])('says for %j and %j: %j', (pattern, name, expected) => {
    expect(glob(pattern)(name)).toBe(expected)
  })
})

describe('pathGlob', () => {
  it.each([
    ['bin/*', 'bin/tool', true],
    ['bin/*', 'bin/deep/tool', false],
    ['bin/**', 'bin/deep/tool', true],
    ['**/*.deb', 'tool.deb', true],
    ['**/*.deb', 'a/b/tool.deb', true],
    ['*.deb', 'a/tool.deb', false],
    ['bin/.*', 'bin/.hidden', true],
    ['bin/*', 'bin/.hidden', true],
    ['a/[x]', 'a/[x]', true],
    ['!a/b', 'c/d', false],
  ])('says for %j and %j: %j', (pattern, path, expected) => {
    expect(pathGlob(pattern)(path)).toBe(expected)
  })
})

describe('mostSpecific', () => {
  const entries = { '*': 'all', 'tool*': 'tools', 'tool-core*': 'cores', tool: 'itself', '@acme/*': 'scope' }
  it.each([
    ['tool', 'itself'],
    ['tool-x', 'tools'],
    ['tool-core', 'cores'],
    ['@acme/tool', 'scope'],
    ['server', 'all'],
  ])('chooses for %j the entry %j', (name, expected) => {
    expect(mostSpecific(entries, name)?.value).toBe(expected)
  })

  it('chooses nothing where nothing fits', () => {
    expect(mostSpecific({ tool: 1, 'x*': 2 }, 'server')).toBeUndefined()
  })

  it('does not depend on the order of the entries, even between two that are equally specific', () => {
    const one = mostSpecific({ 'a*b': 1, 'ab*': 2 }, 'abb')
    const other = mostSpecific({ 'ab*': 2, 'a*b': 1 }, 'abb')
    expect(one).toEqual(other)
  })

  it('prefers a plain name to every glob, for a package that has two names', () => {
    expect(mostSpecific({ '*': 'all', tool: 'itself' }, 'cargo/tool', 'tool')?.value).toBe('itself')
    expect(mostSpecific({ '*': 'all', 'tool*': 'tools' }, 'cargo/tool', 'tool')?.value).toBe('tools')
    expect(mostSpecific({ 'cargo/tool': 'cargo', tool: 'itself' }, 'cargo/tool', 'tool')?.value).toBe('cargo')
    expect(mostSpecific({ 'cargo/*': 'cargo', '*': 'all' }, 'cargo/tool', 'tool')?.value).toBe('cargo')
  })

  it('finds nothing by the names that every object has', () => {
    expect(mostSpecific({ tool: 1 }, 'constructor')).toBeUndefined()
  })
})

describe('isGlob', () => {
  it.each([
    ['tool', false],
    ['@scope/tool', false],
    ['tool-1.0_x+y', false],
    ['tool*', true],
    ['{a,b}', true],
    ['[ab]', true],
    ['a?', true],
  ])('says of %j: %j', (text, expected) => {
    expect(isGlob(text)).toBe(expected)
  })
})

describe('unmatched', () => {
  it('names the patterns that match nothing, negations included', () => {
    expect(unmatched(['a', 'b*', '!c', '!a', '@s/*'], ['a', 'bc', '@s/x'])).toEqual(['!c'])
  })
})
