import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { matchArtifact, matchCheckout, patternsFor } from '../../src/assets/select-files.ts'
import { mistakesIn } from '../config/mistakes.ts'
import { makeTree, type Tree } from '../support/files.ts'

describe('patternsFor', () => {
  const values = { package: 'tool', version: '1.0.0', target: 'windows/amd64', exe: '.exe' }

  it.each([
    ['README.md', ['README.md']],
    ['{package}-{version}*.deb', ['tool-1.0.0*.deb']],
    ['{bin}', ['tool.exe', 'toold.exe']],
    ['bin/{bin}', ['bin/tool.exe', 'bin/toold.exe']],
    ['{bin}{exe}', ['tool.exe', 'toold.exe']],
    ['{package}{exe}', ['tool.exe']],
  ])('makes of %j: %j', (pattern, expected) => {
    expect(patternsFor(pattern, values, ['tool', 'toold']).map(({ text }) => text)).toEqual(expected)
  })

  it('gives a program no ending where the target has none', () => {
    expect(patternsFor('{bin}', { ...values, exe: '' }, ['tool'])).toEqual([{ text: 'tool', bin: 'tool' }])
  })

  it('refuses {bin} for a package without a program', () => {
    expect(mistakesIn(() => patternsFor('{bin}', values, []))).toMatchObject([
      { code: 'NO_BIN', message: '"{bin}" asks for {bin}, but tool builds no program' },
    ])
  })

  it.each(['../{package}', '/etc/{package}', 'a/../../{package}'])('refuses %j, which leaves the folder', (pattern) => {
    expect(mistakesIn(() => patternsFor(pattern, values, [])).map(({ code }) => code)).toEqual(['UNSAFE_PATH'])
  })
})

describe('matchArtifact', () => {
  const files = ['tool', 'tool.sig', 'deb/tool.deb', 'deb/deep/tool.deb', 'LICENSE', 'a[1].txt'].map((name) => ({
    name,
    path: `/x/${name}`,
    size: 1,
    sha256: 'a',
  }))

  it.each([
    ['tool', ['tool']],
    ['too', []],
    ['tool*', ['tool', 'tool.sig', 'tool.deb', 'tool.deb']],
    ['*.deb', ['tool.deb', 'tool.deb']],
    ['deb/*.deb', ['deb/tool.deb']],
    ['deb/**', ['deb/tool.deb', 'deb/deep/tool.deb']],
    ['**/*.deb', ['deb/tool.deb', 'deb/deep/tool.deb']],
    ['**/tool*', ['tool', 'tool.sig', 'deb/tool.deb', 'deb/deep/tool.deb']],
    ['deb/tool.deb', ['deb/tool.deb']],
    ['a[1].txt', ['a[1].txt']],
    ['x/*', []],
  ])('finds by %j: %j', (pattern, expected) => {
    expect(matchArtifact(files, pattern).map(({ name }) => name)).toEqual(expected)
  })

  it('hands on what was measured', () => {
    expect(matchArtifact(files, 'deb/tool.deb')).toEqual([
      { name: 'deb/tool.deb', path: '/x/deb/tool.deb', size: 1, measured: { size: 1, sha256: 'a' } },
    ])
  })
})

describe('matchCheckout', () => {
  let tree: Tree
  let outside: Tree
  beforeAll(async () => {
    outside = await makeTree({ secret: 'key\n', 'folder/secret': 'key\n' })
    tree = await makeTree({
      'README.md': '# all\n',
      'LICENSE-MIT': 'MIT',
      'LICENSE-APACHE': 'Apache',
      'crates/tool/README.md': '# tool\n',
      'crates/tool/docs/tool.1': '.TH',
      'docs/all.1': '.TH',
      'folder/': '',
    })
    await symlink(join(outside.root, 'secret'), join(tree.root, 'leak'))
    await symlink(join(outside.root, 'folder'), join(tree.root, 'leaks'))
    await symlink('README.md', join(tree.root, 'ALIAS.md'))
    await symlink('nowhere', join(tree.root, 'broken'))
    await symlink(`${tree.root}-beside`, join(tree.root, 'beside'))
  })
  afterAll(async () => {
    await tree.remove()
    await outside.remove()
  })

  const found = async (pattern: string, folder = 'crates/tool'): Promise<readonly (readonly string[])[]> =>
    (await matchCheckout(tree.files, folder, pattern)).map(({ name, path }) => [name, path])

  it('looks into the folder of the package first', async () => {
    expect(await found('README.md')).toEqual([['README.md', 'crates/tool/README.md']])
  })

  it('looks at the root then', async () => {
    expect(await found('LICENSE*')).toEqual([
      ['LICENSE-APACHE', 'LICENSE-APACHE'],
      ['LICENSE-MIT', 'LICENSE-MIT'],
    ])
    expect(await found('README.md', '.')).toEqual([['README.md', 'README.md']])
  })

  it('keeps the folder that the pattern names', async () => {
    expect(await found('docs/*.1')).toEqual([['docs/tool.1', 'crates/tool/docs/tool.1']])
    expect(await found('docs/all.1')).toEqual([['docs/all.1', 'docs/all.1']])
  })

  it('follows a link that stays inside', async () => {
    expect(await found('ALIAS.md')).toEqual([['ALIAS.md', 'ALIAS.md']])
  })

  it.each(['leak', 'leaks/secret', 'leaks/*', 'broken', 'beside', 'folder', 'nothing'])(
    'finds nothing by %j',
    async (pattern) => {
      expect(await found(pattern)).toEqual([])
    },
  )
})
