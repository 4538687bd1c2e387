import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { CARGO_GLOBS, expandFolders, isGlob, NPM_GLOBS, PNPM_GLOBS, type GlobRules } from '../../src/workspace/globs.ts'
import { makeTree, type Tree } from '../support/files.ts'

let outside: Tree
let tree: Tree
beforeAll(async () => {
  outside = await makeTree({ 'secret/inner/': '' })
  tree = await makeTree({
    'packages/b/': '',
    'packages/a/': '',
    'packages/a/deep/deeper/': '',
    'packages/.hidden/': '',
    'packages/node_modules/x/': '',
    'packages/file.txt': '',
    'packages/{x,y}/': '',
    'rust/crates/one/': '',
    'shared/': '',
  })
  await symlink(join(outside.root, 'secret'), join(tree.root, 'packages/out'))
  await symlink(join(tree.root, 'shared'), join(tree.root, 'packages/in'))
  await symlink(tree.root, join(tree.root, 'packages/a/up'))
  await symlink(join(tree.root, 'nowhere'), join(tree.root, 'packages/dangling'))
})
afterAll(async () => {
  await tree.remove()
  await outside.remove()
})

describe('expandFolders', () => {
  const a = 'packages/a'
  const cases: readonly (readonly [string, readonly string[], GlobRules, readonly string[]])[] = [
    [
      'folders in order, links inside the root among them',
      ['packages/*'],
      NPM_GLOBS,
      [a, 'packages/b', 'packages/in', 'packages/{x,y}'],
    ],
    ['hidden folders for Cargo', ['packages/.*', 'packages/[b]'], CARGO_GLOBS, ['packages/.hidden', 'packages/b']],
    ['braces as plain characters for Cargo', ['packages/{x,y}'], CARGO_GLOBS, ['packages/{x,y}']],
    ['braces as alternatives for npm', ['packages/{a,b}'], NPM_GLOBS, [a, 'packages/b']],
    ['no folder behind a link under **', ['packages/a/**'], NPM_GLOBS, [a, `${a}/deep`, `${a}/deep/deeper`]],
    ['folders at any depth', ['**/deeper'], NPM_GLOBS, [`${a}/deep/deeper`]],
    ['each folder once', ['packages/a', 'packages/[a]'], NPM_GLOBS, [a]],
    ['the root', ['.'], NPM_GLOBS, ['.']],
    ['no file', ['packages/file.txt', 'packages/file*'], NPM_GLOBS, []],
    ['nothing that is not there', ['packages/dangling', 'none/*'], NPM_GLOBS, []],
    ['nothing outside of the root', ['../*', '../..', 'packages/out', 'packages/out/*', 'packages/o*'], NPM_GLOBS, []],
    [
      'all that a negation left out, where a later pattern cancels it',
      ['packages/a/**', '!packages/a/deep/**', 'packages/a/deep/deeper'],
      NPM_GLOBS,
      [a, `${a}/deep`, `${a}/deep/deeper`],
    ],
    [
      'nothing that a negation leaves out, wherever it stands',
      ['!packages/b', 'packages/[ab]', 'packages/[ab]/d*', '!**/deep'],
      NPM_GLOBS,
      [a],
    ],
    [
      'a negation that stays for pnpm',
      ['packages/[ab]/**', '!packages/a/**', 'packages/a/deep'],
      PNPM_GLOBS,
      ['packages/b'],
    ],
    ['negation as a plain character for Cargo', ['!packages/b', 'packages/[b]'], CARGO_GLOBS, ['packages/b']],
  ]
  it.each(cases)('finds %s', async (_, patterns, rules, expected) => {
    expect(await expandFolders(tree.files, '.', patterns, rules)).toEqual([...expected].sort())
  })

  it('starts at a base and gives paths from the root', async () => {
    expect(await expandFolders(tree.files, 'rust', ['crates/*', '../shared', '../packages/[b]'], CARGO_GLOBS)).toEqual([
      'packages/b',
      'rust/crates/one',
      'shared',
    ])
  })
})

describe('isGlob', () => {
  it.each([
    ['crates/*', CARGO_GLOBS, true],
    ['crates/a?', CARGO_GLOBS, true],
    ['crates/{a,b}', CARGO_GLOBS, false],
    ['packages/{a,b}', NPM_GLOBS, true],
    ['packages/a+b', NPM_GLOBS, false],
  ])('answers for %s', (pattern, rules, expected) => {
    expect(isGlob(pattern, rules)).toBe(expected)
  })
})
