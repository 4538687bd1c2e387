import { afterEach, describe, expect, it } from '@jest/globals'
import { symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Workspace } from '../../src/plan/types.ts'
import { readCargo } from '../../src/workspace/cargo.ts'
import { makeTree, type Tree } from '../support/files.ts'
import { hasTool, outputOf } from '../support/tools.ts'

const trees: Tree[] = []
afterEach(async () => {
  for (const tree of trees.splice(0)) await tree.remove()
})
async function tree(files: Readonly<Record<string, string>>): Promise<Tree> {
  const made = await makeTree(files)
  trees.push(made)
  return made
}

/** Files of a package: a manifest, whatever stands below `[package]`, and an empty library. */
function crate(folder: string, name: string, rest = 'version = "1.0.0"'): Record<string, string> {
  const at = folder === '.' ? '' : `${folder}/`
  return { [`${at}Cargo.toml`]: `[package]\nname = "${name}"\nedition = "2021"\n${rest}\n`, [`${at}src/lib.rs`]: '' }
}

const workspaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a single package': { ...crate('.', 'single', 'version = "1.2.3-rc.1+build"'), 'src/main.rs': 'fn main() {}' },
  'a single package with a path dependency, which is no member': {
    ...crate('.', 'single', 'version = "1.2.3"\n[dependencies]\nlib = { path = "lib" }'),
    ...crate('lib', 'lib'),
  },
  'a root package, globs, exclusion and path dependencies': {
    ...crate(
      '.',
      'root',
      `version.workspace = true
[dependencies]
hidden-dep = { path = "libs/hidden-dep" }
[workspace]
members = ["crates/*", "tools/one/"]
exclude = ["crates/left-out", "libs/excluded-dep"]
[workspace.package]
version = "2.0.0"
[workspace.dependencies]
shared = { path = "./libs/shared" }
unused = { path = "libs/unused" }`,
    ),
    ...crate('crates/a', 'a', 'version = { workspace = true }\n[dependencies]\nshared = { workspace = true }'),
    ...crate(
      'crates/b',
      'b',
      'version = "0.3.0"\n[target."cfg(unix)".dev-dependencies]\nunix-only = { path = "../../libs/unix-only" }',
    ),
    ...crate('crates/no-version', 'no-version', ''),
    ...crate('crates/left-out', 'left-out'),
    ...crate(
      'tools/one',
      'one',
      'version = "1.0.0"\n[build-dependencies]\nexcluded-dep = { path = "../../libs/excluded-dep" }',
    ),
    ...crate('tools/two', 'two'),
    ...crate('libs/hidden-dep', 'hidden-dep', 'version = "1.0.0"\n[dependencies]\ndeeper = { path = "deeper" }'),
    ...crate('libs/hidden-dep/deeper', 'deeper'),
    ...crate('libs/shared', 'shared'),
    ...crate('libs/unused', 'unused'),
    ...crate('libs/unix-only', 'unix-only'),
    ...crate('libs/excluded-dep', 'excluded-dep'),
  },
  'wildcards in exclude, which Cargo takes for plain names': {
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\nexclude = ["crates/x-*"]\n',
    ...crate('crates/a', 'a'),
    ...crate('crates/x-1', 'x-1'),
  },
  'a literal member that wins over an exclusion': {
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/x-*", "crates/x-1"]\nexclude = ["crates"]\n',
    ...crate('crates/x-1', 'x-1'),
    ...crate('crates/x-2', 'x-2'),
  },
  'question marks, classes and hidden folders': {
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/?", "more/[ab]*", "hidden/*"]\n',
    ...crate('crates/a', 'a'),
    ...crate('crates/long', 'long'),
    ...crate('more/b-one', 'b-one'),
    ...crate('more/c-one', 'c-one'),
    ...crate('hidden/.dot', 'dot'),
  },
  'a workspace without members': {
    ...crate('.', 'root', 'version = "1.0.0"\n[workspace]'),
    ...crate('crates/a', 'a'),
  },
  'programs, declared and found': {
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["*"]\n',
    ...crate('renamed', 'renamed', 'version = "1.0.0"\n[[bin]]\nname = "other"\npath = "./src/main.rs"'),
    'renamed/src/main.rs': 'fn main() {}',
    ...crate('all', 'all', 'version = "1.0.0"\n[[bin]]\nname = "declared"\npath = "src/declared.rs"'),
    'all/src/main.rs': 'fn main() {}',
    'all/src/declared.rs': 'fn main() {}',
    'all/src/bin/file.rs': 'fn main() {}',
    'all/src/bin/.hidden.rs': 'fn main() {}',
    'all/src/bin/folder/main.rs': 'fn main() {}',
    'all/src/bin/no-main/other.rs': '',
    'all/src/bin/notes.txt': '',
    ...crate('off', 'off', 'version = "1.0.0"\nautobins = false\n[[bin]]\nname = "only"\npath = "src/bin/only.rs"'),
    'off/src/main.rs': 'fn main() {}',
    'off/src/bin/only.rs': 'fn main() {}',
    'off/src/bin/other.rs': 'fn main() {}',
    'old/Cargo.toml':
      '[package]\nname = "old"\nversion = "1.0.0"\n[[bin]]\nname = "listed"\npath = "src/bin/listed.rs"\n',
    'old/src/bin/listed.rs': 'fn main() {}',
    'old/src/bin/unlisted.rs': 'fn main() {}',
    'plain-old/Cargo.toml': '[package]\nname = "plain-old"\nversion = "1.0.0"\n',
    'plain-old/src/bin/found.rs': 'fn main() {}',
  },
  'an inherited edition and renamed dependencies': {
    'Cargo.toml':
      '[workspace]\nresolver = "2"\nmembers = ["a"]\n[workspace.package]\nedition = "2024"\nversion = "3.0.0"\n[workspace.dependencies]\nalias = { path = "real", package = "real" }\n',
    'a/Cargo.toml':
      '[package]\nname = "a"\nversion.workspace = true\nedition.workspace = true\n[[bin]]\nname = "x"\npath = "src/x.rs"\n[dependencies]\nalias = { workspace = true, optional = true }\n',
    'a/src/main.rs': 'fn main() {}',
    'a/src/x.rs': 'fn main() {}',
    ...crate('real', 'real'),
  },
}

interface Metadata {
  readonly packages: readonly {
    readonly name: string
    readonly version: string
    readonly manifest_path: string
    readonly targets: readonly { readonly name: string; readonly kind: readonly string[] }[]
  }[]
}

function cargoSays(root: string): readonly unknown[] {
  const output = outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1', '--offline'], root)
  const { packages } = JSON.parse(output) as Metadata
  return packages
    .map(({ name, version, manifest_path, targets }) => ({
      name,
      version,
      path: relative(root, join(manifest_path, '..')) || '.',
      bins: targets
        .filter(({ kind }) => kind.includes('bin'))
        .map((target) => target.name)
        .sort(),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function weSay({ packages }: Workspace): readonly unknown[] {
  return packages
    .map(({ name, version, path, bins }) => ({ name, version, path, bins }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

// Compared with the tool itself where it is; in CI its absence is a failure.
const itWithCargo = hasTool('cargo') ? it : it.skip

describe('readCargo, held against Cargo', () => {
  itWithCargo.each(Object.entries(workspaces))('finds what Cargo finds in %s', async (_, files) => {
    const { root, files: reader } = await tree(files)
    const workspace = await readCargo(reader)
    expect(workspace.unreadable).toEqual([])
    expect(weSay(workspace)).toEqual(cargoSays(root))
  })
})

describe('readCargo', () => {
  const namesIn = ({ packages }: Workspace): readonly string[] => packages.map(({ name }) => name).sort()

  it('finds members by every rule', async () => {
    const { files } = await tree(workspaces['a root package, globs, exclusion and path dependencies'] ?? {})
    const workspace = await readCargo(files)
    expect(weSay(workspace)).toEqual([
      { name: 'root', version: '2.0.0', path: '.', bins: [] },
      { name: 'a', version: '2.0.0', path: 'crates/a', bins: [] },
      { name: 'b', version: '0.3.0', path: 'crates/b', bins: [] },
      { name: 'no-version', version: '0.0.0', path: 'crates/no-version', bins: [] },
      { name: 'hidden-dep', version: '1.0.0', path: 'libs/hidden-dep', bins: [] },
      { name: 'deeper', version: '1.0.0', path: 'libs/hidden-dep/deeper', bins: [] },
      { name: 'shared', version: '1.0.0', path: 'libs/shared', bins: [] },
      { name: 'unix-only', version: '1.0.0', path: 'libs/unix-only', bins: [] },
      { name: 'one', version: '1.0.0', path: 'tools/one', bins: [] },
    ])
  })

  it('finds nothing where there is no manifest', async () => {
    const { files } = await tree({ 'README.md': '' })
    expect(await readCargo(files)).toEqual({ packages: [], unreadable: [] })
  })

  it('looks for a start in subfolders, without entering hidden, built and vendored ones', async () => {
    const { files } = await tree({
      'rust/Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      ...crate('rust/crates/a', 'a'),
      ...crate('rust/examples/no-member', 'no-member'),
      ...crate('one/two/three', 'deep'),
      ...crate('one/two/three-more/four', 'too-deep'),
      ...crate('.hidden/x', 'hidden'),
      ...crate('node_modules/x', 'in-node-modules'),
      ...crate('vendor/x', 'vendored'),
      ...crate('target/package', 'built'),
      ...crate('dist/x', 'distributed'),
    })
    const workspace = await readCargo(files)
    expect(workspace.packages.map(({ path, name }) => [path, name]).sort()).toEqual([
      ['one/two/three', 'deep'],
      ['rust/crates/a', 'a'],
    ])
    expect(workspace.unreadable).toEqual([])
  })

  it('leaves nested workspaces and their members to themselves', async () => {
    const { files } = await tree({
      ...crate(
        '.',
        'root',
        'version = "1.0.0"\n[dependencies]\ninner = { path = "nested/inner" }\n[workspace]\nmembers = ["*"]',
      ),
      'nested/Cargo.toml': '[package]\nname = "nested"\nversion = "1.0.0"\n[workspace]\nmembers = ["inner"]\n',
      ...crate('nested/inner', 'inner'),
      ...crate('own', 'own'),
    })
    expect(namesIn(await readCargo(files))).toEqual(['own', 'root'])
  })

  it('tells of every member that cannot be read, and reads the others', async () => {
    const { files } = await tree({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*", "gone", "../outside"]\n',
      ...crate('crates/good', 'good', 'version = "1.0.0"\n[dependencies]\nlost = { path = "../lost" }'),
      'crates/broken/Cargo.toml': '[package]\nname = "broken\n',
      'crates/nameless/Cargo.toml': '[package]\nversion = "1.0.0"\n',
      'crates/typed/Cargo.toml': '[package]\nname = "typed"\nversion = 1\n',
      'crates/calendar/Cargo.toml': '[package]\nname = "calendar"\nversion = "2026.01"\n',
      'crates/heir/Cargo.toml': '[package]\nname = "heir"\nversion.workspace = true\n',
      'crates/no-manifest/README.md': '',
    })
    const workspace = await readCargo(files)
    expect(namesIn(workspace)).toEqual(['good'])
    const whys = Object.fromEntries(workspace.unreadable.map(({ path, why }) => [path, why]))
    expect(whys).toEqual({
      '../outside/Cargo.toml': 'lies outside of the repository',
      'gone/Cargo.toml': 'is listed in the members of Cargo.toml, but does not exist',
      'crates/lost/Cargo.toml': 'is a path dependency of crates/good/Cargo.toml, but does not exist',
      'crates/broken/Cargo.toml': expect.stringMatching(/\(line 2, column \d+\)$/),
      'crates/nameless/Cargo.toml': expect.stringContaining('package.name'),
      'crates/typed/Cargo.toml': expect.stringContaining('package.version'),
      'crates/calendar/Cargo.toml': 'version "2026.01" is not a semantic version',
      'crates/heir/Cargo.toml': expect.stringContaining('[workspace.package]'),
    })
    for (const why of Object.values(whys)) expect(why).not.toContain('\n')
  })

  it('tells of an unreadable root and ends there', async () => {
    const { files } = await tree({ 'Cargo.toml': 'workspace = 1\n', ...crate('crates/a', 'a') })
    expect(await readCargo(files)).toEqual({
      packages: [],
      unreadable: [{ path: 'Cargo.toml', why: expect.stringContaining('workspace') }],
    })
  })

  it('reads no manifest through a link that leaves the repository', async () => {
    const outside = await tree(crate('secret', 'secret'))
    const { root, files } = await tree({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*", "literal"]\n',
      ...crate('crates/a', 'a'),
    })
    await symlink(join(outside.root, 'secret'), join(root, 'crates/linked'))
    await symlink(join(outside.root, 'secret'), join(root, 'literal'))
    const workspace = await readCargo(files)
    expect(namesIn(workspace)).toEqual(['a'])
    expect(workspace.unreadable).toEqual([
      { path: 'literal/Cargo.toml', why: 'is a link that leads out of the repository' },
    ])
  })
})
