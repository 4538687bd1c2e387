import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isTagName, parseRemoteTags, renderTag, versionInTag } from '../../src/plan/tags.ts'
import { mistakesIn } from '../config/mistakes.ts'
import { makeRepository, type Repository } from '../support/repository.ts'
import { pick, randomFrom } from './fixtures.ts'

/** Whether git takes a name for a tag. */
const gitTakes = (tag: string): boolean => {
  if (tag.includes('\0')) return false
  return spawnSync('git', ['check-ref-format', `refs/tags/${tag}`], { stdio: 'ignore' }).status === 0
}

describe('isTagName', () => {
  it.each([
    'v1.2.3',
    'tool-v1.2.3-rc.1+build',
    '@acme/tool@1.2.3',
    'tool/v1.2.3',
    'größe-1',
    'a.b',
    'a@b',
    'a{b}',
    'a!b',
    'a%b',
    'a;b',
    'a$b',
    "a'b",
    'lock',
    'v1.lock.x',
    '',
    'a b',
    'a..b',
    'a~1',
    'a^b',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a@{b',
    '.a',
    'a/.b',
    'a.',
    'a.lock',
    'a.lock/b',
    '/a',
    'a/',
    'a//b',
    'a\tb',
    'a\nb',
    'a\u007fb',
    'a\u0000b',
  ])('says of %j what git says', (tag) => {
    expect(isTagName(tag)).toBe(gitTakes(tag))
  })

  it.each(['-a', '@', 'a\u0085b'])('refuses %j, which git takes as a ref and which misleads as a tag', (tag) => {
    expect(isTagName(tag)).toBe(false)
  })

  it('takes nothing that git refuses, whatever letters it is made of', () => {
    const random = randomFrom(20_261_120)
    const letters = ['a', '1', '.', '/', '-', '@', '{', '~', '^', ':', ' ', '*', '[', '\\', '.lock', '..', 'é'] as const
    const tags = Array.from({ length: 200 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(random, letters)).join(''),
    )
    expect(tags.filter((tag) => isTagName(tag) && !gitTakes(tag))).toEqual([])
    expect(tags.filter(isTagName).length).toBeGreaterThan(20)
  })
})

describe('renderTag', () => {
  it.each([
    ['v{version}', 'tool', '1.2.0', 'v1.2.0'],
    ['{package}-v{version}', 'tool', '1.2.0', 'tool-v1.2.0'],
    ['{package}@{version}', '@acme/tool', '1.2.0-rc.1', '@acme/tool@1.2.0-rc.1'],
    ['{package}/v{version}', 'tool', '1.0.0+5', 'tool/v1.0.0+5'],
  ])('writes %s for %s %s as %s', (template, name, version, expected) => {
    expect(renderTag(template, { package: name, version })).toBe(expected)
  })

  it.each([
    ['v{version}', '1.0 beta'],
    ['v{version}', '1..0'],
    ['v{version}', '1:0'],
    ['v{version}', '1.0~rc1'],
    ['v{version}', '1.0.lock'],
    ['-{version}', '1'],
    ['{version}', '.'],
  ])('refuses %s with version %j, which git would refuse', (template, version) => {
    expect(mistakesIn(() => renderTag(template, { package: 'tool', version })).map(({ code }) => code)).toEqual([
      'TAG_INVALID',
    ])
  })

  it('never writes one tag for two versions of packages, with the template for several packages', () => {
    const random = randomFrom(7)
    const number = (): string => String(Math.floor(random() * 3))
    const seen = new Map<string, string>()
    for (let count = 0; count < 2000; count++) {
      const name = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
        pick(random, ['a', 'v', 'v1', 'tool', '1', 'x-v', '@s/a']),
      ).join('-')
      const version = `${number()}.${number()}.${number()}${pick(random, ['', '-rc.1', '+5', '-1'])}`
      const tag = renderTag('{package}-v{version}', { package: name, version })
      const who = JSON.stringify([name, version])
      expect([tag, seen.get(tag) ?? who]).toEqual([tag, who])
      seen.set(tag, who)
    }
    expect(seen.size).toBeGreaterThan(500)
  })
})

describe('versionInTag', () => {
  it.each([
    ['v{version}', 'tool', 'v1.2.0', '1.2.0'],
    ['{package}-v{version}', 'tool', 'tool-v1.2.0-rc.1', '1.2.0-rc.1'],
    ['{package}@{version}', '@acme/tool', '@acme/tool@1.0.0+5', '1.0.0+5'],
    ['{version}', 'tool', '2026.11', '2026.11'],
    ['{version}/{package}/{version}', 'a', '1/a/1', '1'],
    ['{version}/{package}/{version}', 'a', '1/a/2', undefined],
    ['v{version}', 'tool', 'tool-v1.2.0', undefined],
    ['v{version}', 'tool', 'v1.2.0/x', undefined],
    ['v{version}', 'tool', 'v1.2.0\n', undefined],
    ['v{version}', 'tool', 'xv1.2.0', undefined],
    ['v{version}', 'tool', 'v', undefined],
    ['v{version}', 'tool', 'vendor', undefined],
    ['{package}-v{version}', 'tool', 'tool-core-v1.2.0', undefined],
    ['{package}-v{version}', 'core', 'tool-core-v1.2.0', undefined],
    ['{package}-v{version}', 't.ol', 'tool-v1.2.0', undefined],
    ['{package}-v{version}', 'c++', 'c++-v1.2.0', '1.2.0'],
    ['{package}-{version}', 'tool', 'tool-1.2.0', '1.2.0'],
    ['v{version}-end', 'tool', 'v1.2.0-end', '1.2.0'],
    ['v{version}-end', 'tool', 'v1.2.0', undefined],
  ])('finds by %s for %s in %j: %j', (template, name, tag, expected) => {
    expect(versionInTag(template, name, tag)).toBe(expected)
  })

  it('finds the version that was rendered', () => {
    const random = randomFrom(11)
    for (let count = 0; count < 500; count++) {
      const version = `${Math.floor(random() * 20)}.${Math.floor(random() * 20)}.0${pick(random, ['', '-rc.1', '+b.2'])}`
      const template = pick(random, [
        'v{version}',
        '{package}-v{version}',
        '{package}@{version}',
        '{package}/{version}',
      ])
      const name = pick(random, ['tool', '@acme/tool', 'a.b', 'x_y'])
      expect(versionInTag(template, name, renderTag(template, { package: name, version }))).toBe(version)
    }
  })
})

describe('parseRemoteTags', () => {
  let folder: string
  let repository: Repository
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tags-'))
    repository = await makeRepository(folder, { a: '1' })
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('reads what git says of annotated, nested and lightweight tags: the commit that each peels to', async () => {
    const first = await repository.git('rev-parse', 'HEAD')
    await repository.git('tag', 'light')
    await repository.git('tag', '-a', '-m', 'one', 'annotated')
    await repository.git('tag', '-a', '-m', 'two', 'nested', 'annotated')
    await repository.write({ b: '2' })
    const second = await repository.commit('more')
    await repository.git('tag', '@acme/tool@1.0.0+5')
    await repository.git('push', '--quiet', '--tags', 'origin')
    const output = execFileSync('git', ['ls-remote', '--tags', '--', 'origin'], {
      cwd: repository.root,
      encoding: 'utf8',
    })
    expect(Object.fromEntries(parseRemoteTags(output))).toEqual({
      light: first,
      annotated: first,
      nested: first,
      '@acme/tool@1.0.0+5': second,
    })
  })

  it('peels whichever of the two lines comes first', () => {
    const [object, commit] = ['1'.repeat(40), '2'.repeat(40)]
    expect(parseRemoteTags(`${commit}\trefs/tags/v1^{}\n${object}\trefs/tags/v1\n`).get('v1')).toBe(commit)
  })

  it.each(['', '\n', 'warning: something\n', `${'1'.repeat(40)}\trefs/heads/main\n`])(
    'reads no tag in %j',
    (output) => {
      expect(parseRemoteTags(output).size).toBe(0)
    },
  )

  it('reads the longer digests of SHA-256 repositories', () => {
    expect(parseRemoteTags(`${'c'.repeat(64)}\trefs/tags/v1`).get('v1')).toBe('c'.repeat(64))
  })
})
