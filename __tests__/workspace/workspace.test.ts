import { afterEach, describe, expect, it } from '@jest/globals'
import { UserErrors } from '../../src/errors.ts'
import { readWorkspace } from '../../src/workspace/workspace.ts'
import { makeTree, type Tree } from '../support/files.ts'

const cargo = (name: string): string => `[package]\nname = "${name}"\nversion = "1.0.0"\nedition = "2024"\n`
const npm = (name: string): string => JSON.stringify({ name, version: '1.0.0' })

describe('readWorkspace', () => {
  let tree: Tree
  afterEach(async () => tree.remove())

  it('merges what all readers find, sorted by ecosystem, path and name, with changelogs', async () => {
    tree = await makeTree({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/tool/Cargo.toml': cargo('tool'),
      'crates/tool/src/main.rs': '',
      'crates/tool/CHANGELOG.md': '',
      'crates/tool-b/Cargo.toml': cargo('tool-b'),
      'package.json': JSON.stringify({ name: 'tool', version: '2.0.0', workspaces: ['packages/*'] }),
      'CHANGELOG.md': '',
      'packages/z/package.json': npm('a'),
      'packages/y/package.json': npm('z'),
      'site/VERSION': '2026.11\n',
    })
    const workspace = await readWorkspace(tree.files, [
      { name: 'tagged', path: '.', version: { from: 'tag' } },
      { name: 'site', path: 'site', version: { from: 'file', file: 'site/VERSION' } },
    ])
    const common = { bins: [], changelog: undefined }
    expect(workspace).toEqual({
      packages: [
        {
          ...common,
          ecosystem: 'cargo',
          name: 'tool',
          path: 'crates/tool',
          version: '1.0.0',
          bins: ['tool'],
          changelog: 'crates/tool/CHANGELOG.md',
        },
        { ...common, ecosystem: 'cargo', name: 'tool-b', path: 'crates/tool-b', version: '1.0.0' },
        { ...common, ecosystem: 'generic', name: 'tagged', path: '.', version: undefined, changelog: 'CHANGELOG.md' },
        { ...common, ecosystem: 'generic', name: 'site', path: 'site', version: '2026.11' },
        { ...common, ecosystem: 'npm', name: 'tool', path: '.', version: '2.0.0', changelog: 'CHANGELOG.md' },
        { ...common, ecosystem: 'npm', name: 'z', path: 'packages/y', version: '1.0.0' },
        { ...common, ecosystem: 'npm', name: 'a', path: 'packages/z', version: '1.0.0' },
      ],
      unreadable: [],
    })
  })

  it('lets a declared package replace the one of its name in its folder, and no other', async () => {
    tree = await makeTree({ 'Cargo.toml': cargo('same'), 'package.json': npm('other') })
    const { packages } = await readWorkspace(tree.files, [{ name: 'same', path: '.', version: { from: 'tag' } }])
    expect(packages.map(({ ecosystem, name }) => [ecosystem, name])).toEqual([
      ['generic', 'same'],
      ['npm', 'other'],
    ])
  })

  it('tells of unreadable manifests of all ecosystems, sorted, and goes on', async () => {
    tree = await makeTree({
      'Cargo.toml': '[workspace]\nmembers = ["x/*"]\n',
      'x/bad/Cargo.toml': '[',
      'x/good/Cargo.toml': cargo('good'),
      'package.json': '{',
    })
    const { packages, unreadable } = await readWorkspace(tree.files, [])
    expect(packages.map(({ name }) => name)).toEqual(['good'])
    expect(unreadable.map(({ path }) => path)).toEqual(['package.json', 'x/bad/Cargo.toml'])
  })

  it('throws all mistakes in declared packages at once', async () => {
    tree = await makeTree({ x: '' })
    const declared = ['a', 'b'].map((name) => ({ name, path: '.', version: { from: 'file' as const, file: 'gone' } }))
    await expect(readWorkspace(tree.files, declared)).rejects.toBeInstanceOf(UserErrors)
  })

  it('finds nothing in an empty repository', async () => {
    tree = await makeTree({})
    expect(await readWorkspace(tree.files, [])).toEqual({ packages: [], unreadable: [] })
  })
})
