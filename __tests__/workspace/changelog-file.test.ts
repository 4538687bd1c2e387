import { afterEach, describe, expect, it } from '@jest/globals'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { findChangelog } from '../../src/workspace/changelog-file.ts'
import { makeTree, type Tree } from '../support/files.ts'

describe('findChangelog', () => {
  let tree: Tree
  afterEach(async () => tree.remove())

  it.each([
    ['.', ['CHANGELOG.md'], 'CHANGELOG.md'],
    ['.', ['changelog.md', 'CHANGELOG.md', 'Changelog.md'], 'CHANGELOG.md'],
    ['crates/a', ['crates/a/Changelog.MD'], 'crates/a/Changelog.MD'],
    ['crates/a', ['CHANGELOG.md', 'crates/a/x'], undefined],
    ['crates/a', ['crates/a/CHANGELOG.md/'], undefined],
    ['crates/a', ['crates/a/CHANGELOG.md.old', 'crates/a/OLD-CHANGELOG.md'], undefined],
    ['missing', ['CHANGELOG.md'], undefined],
  ])('finds for the folder %s among %j', async (folder, paths, expected) => {
    tree = await makeTree(Object.fromEntries(paths.map((path) => [path, ''])))
    expect(await findChangelog(tree.files, folder)).toBe(expected)
  })

  it('follows a link inside the repository and none out of it', async () => {
    tree = await makeTree({ 'docs/log.md': '', 'in/': '', 'out/': '' })
    await symlink('../docs/log.md', join(tree.root, 'in/CHANGELOG.md'))
    await symlink('/etc/hostname', join(tree.root, 'out/CHANGELOG.md'))
    expect(await findChangelog(tree.files, 'in')).toBe('in/CHANGELOG.md')
    expect(await findChangelog(tree.files, 'out')).toBeUndefined()
  })
})
