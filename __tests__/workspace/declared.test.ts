import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { mistakesOf } from '../../src/errors.ts'
import { readDeclared, type DeclaredPackage, type DeclaredVersion } from '../../src/workspace/declared.ts'
import { makeTree, type Tree } from '../support/files.ts'

let tree: Tree
beforeAll(async () => {
  tree = await makeTree({
    'app/VERSION': ' v1.2.3 \r\nsecond line\n',
    'app/mix.exs': 'defmodule App do\n  @version "0.4.0"\nend\n',
    'app/empty': '\n1.0.0\n',
    'app/words': 'version one\n',
    'name-first': 'vim-1.0\n',
  })
  await symlink('/etc/hostname', join(tree.root, 'linked'))
})
afterAll(async () => tree.remove())

const declare = (version: DeclaredVersion, path = 'app'): DeclaredPackage => ({ name: 'app', path, version })
async function mistakes(...declared: readonly DeclaredPackage[]): Promise<readonly string[]> {
  try {
    await readDeclared(tree.files, declared)
  } catch (error) {
    return (mistakesOf(error) ?? []).map(({ code }) => code)
  }
  return []
}

describe('readDeclared', () => {
  it.each<readonly [DeclaredVersion, string | undefined]>([
    [{ from: 'tag' }, undefined],
    [{ from: 'file', file: 'app/VERSION' }, '1.2.3'],
    [{ from: 'file', file: 'name-first' }, 'vim-1.0'],
    [{ from: 'file', file: 'app/mix.exs', pattern: '^\\s*@version "([^"]+)"$' }, '0.4.0'],
    [{ from: 'file', file: 'app/mix.exs', pattern: '(@)version "(?<version>[^"]+)"' }, '0.4.0'],
    [{ from: 'file', file: 'app/VERSION', pattern: '(v\\S+)' }, 'v1.2.3'],
  ])('takes the version from %j', async (version, expected) => {
    expect(await readDeclared(tree.files, [declare(version, './app/')])).toEqual([
      { ecosystem: 'generic', name: 'app', path: 'app', version: expected, bins: [], changelog: undefined },
    ])
  })

  it.each<readonly [DeclaredVersion, string]>([
    [{ from: 'file', file: 'app/NOTHING' }, 'WORKSPACE_VERSION_FILE_MISSING'],
    [{ from: 'file', file: 'app' }, 'WORKSPACE_VERSION_FILE_MISSING'],
    [{ from: 'file', file: '../VERSION' }, 'WORKSPACE_VERSION_FILE_MISSING'],
    [{ from: 'file', file: '/etc/hostname' }, 'WORKSPACE_VERSION_FILE_MISSING'],
    [{ from: 'file', file: 'linked' }, 'WORKSPACE_VERSION_FILE_MISSING'],
    [{ from: 'file', file: 'app/empty' }, 'WORKSPACE_VERSION_NOT_FOUND'],
    [{ from: 'file', file: 'app/words' }, 'WORKSPACE_VERSION_NOT_FOUND'],
    [{ from: 'file', file: 'app/mix.exs', pattern: 'vsn: "(.+)"' }, 'WORKSPACE_VERSION_NOT_FOUND'],
    [{ from: 'file', file: 'app/mix.exs', pattern: '@version' }, 'WORKSPACE_VERSION_NOT_FOUND'],
    [{ from: 'file', file: 'app/mix.exs', pattern: '(' }, 'WORKSPACE_VERSION_PATTERN'],
  ])('refuses %j', async (version, code) => {
    expect(await mistakes(declare(version))).toEqual([code])
  })

  it.each(['gone', '../app', '/app', 'app/VERSION'])('refuses the folder %s', async (path) => {
    expect(await mistakes(declare({ from: 'tag' }, path))).toEqual(['WORKSPACE_FOLDER_MISSING'])
  })

  it('tells all mistakes at once', async () => {
    expect(
      await mistakes(
        declare({ from: 'file', file: 'gone' }, 'gone'),
        declare({ from: 'tag' }),
        declare({ from: 'file', file: 'app/mix.exs', pattern: 'x(y)' }),
      ),
    ).toEqual(['WORKSPACE_FOLDER_MISSING', 'WORKSPACE_VERSION_FILE_MISSING', 'WORKSPACE_VERSION_NOT_FOUND'])
  })
})
