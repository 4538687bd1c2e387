import { afterEach, describe, expect, it } from '@jest/globals'
import type { Workspace } from '../../src/plan/types.ts'
import { readNpm } from '../../src/workspace/npm.ts'
import { makeTree, type Tree } from '../support/files.ts'
import { hasTool, outputOf } from '../support/tools.ts'

const trees: Tree[] = []
afterEach(async () => {
  for (const tree of trees.splice(0)) await tree.remove()
})
async function tree(files: Readonly<Record<string, unknown>>): Promise<Tree> {
  const made = await makeTree(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === 'string' ? content : JSON.stringify(content),
      ]),
    ),
  )
  trees.push(made)
  return made
}

const pack = (name: string, rest: object = {}): object => ({ name, version: '1.0.0', ...rest })
const weSay = ({ packages }: Workspace): readonly unknown[] =>
  packages.map(({ name, version, path }) => ({ name, version, path })).sort((a, b) => (a.path < b.path ? -1 : 1))
const pathsIn = ({ packages }: Workspace): readonly string[] => packages.map(({ path }) => path).sort()

const folders = {
  'packages/a/package.json': pack('@scope/a', { bin: './cli.js' }),
  'packages/a/cli.js': '',
  'packages/b/package.json': pack('b', { version: '2.0.0-next.1', private: true }),
  'packages/b/deep/package.json': pack('deep'),
  'packages/.hidden/package.json': pack('hidden'),
  'packages/no-manifest/README.md': '',
  'packages/node_modules/x/package.json': pack('installed'),
  'tools/one/package.json': pack('one'),
  'tools/two/package.json': pack('two'),
}

const patternLists: readonly (readonly string[])[] = [
  ['packages/*'],
  ['./packages/*/', 'tools/one'],
  ['packages/**'],
  ['packages/**', '!packages/b/**'],
  ['packages/**', '!packages/b/**', 'packages/b/deep'],
  ['!packages/b', 'packages/*'],
  ['packages/*', '!packages/b'],
  ['{packages,tools}/*'],
  ['tools/{one,three}'],
  ['*/t*'],
  ['missing/*', 'tools/nothing'],
]

// Compared with the tool itself where it is; in CI its absence is a failure.
const itWithNpm = hasTool('npm') ? it : it.skip

describe('readNpm, held against npm', () => {
  itWithNpm.each(patternLists.map((patterns) => [JSON.stringify(patterns), patterns] as const))(
    'finds the members that npm finds for %s',
    async (_, patterns) => {
      const { root, files } = await tree({ 'package.json': pack('root', { workspaces: patterns }), ...folders })
      const workspace = await readNpm(files)
      outputOf('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], root)
      const found = JSON.parse(outputOf('npm', ['query', ':root, .workspace', '--offline'], root)) as readonly {
        readonly name: string
        readonly version: string
        readonly location: string
      }[]
      const npmSays = found
        .map(({ name, version, location }) => ({ name, version, path: location === '' ? '.' : location }))
        .sort((a, b) => (a.path < b.path ? -1 : 1))
      expect(weSay(workspace)).toEqual(npmSays)
    },
  )
})

describe('readNpm', () => {
  it('reads a single package with its command', async () => {
    const { files } = await tree({ 'package.json': pack('@scope/tool', { bin: 'cli.js' }) })
    expect(await readNpm(files)).toEqual({
      packages: [
        { ecosystem: 'npm', name: '@scope/tool', path: '.', version: '1.0.0', bins: ['tool'], changelog: undefined },
      ],
      unreadable: [],
    })
  })

  it('reads the commands of a bin object, sorted', async () => {
    const { files } = await tree({ 'package.json': pack('x', { bin: { two: 'b.js', one: 'a.js' } }) })
    expect((await readNpm(files)).packages[0]?.bins).toEqual(['one', 'two'])
  })

  it('finds members listed under workspaces.packages, private ones too', async () => {
    const { files } = await tree({
      'package.json': { private: true, workspaces: { packages: ['packages/*'], nohoist: ['**'] } },
      ...folders,
    })
    expect(pathsIn(await readNpm(files))).toEqual(['packages/a', 'packages/b'])
  })

  it.each([
    ['packages:\n  - packages/**\n', ['.', 'packages/a', 'packages/b', 'packages/b/deep']],
    ['packages:\n  - "!**/deep/**"\n  - packages/**\n', ['.', 'packages/a', 'packages/b']],
    ['packages: ["!packages/b", "packages/*"]\n', ['.', 'packages/a']],
    ['packages: [".", "tools/*"]\n', ['.', 'tools/one', 'tools/two']],
    ['packages: []\n', ['.']],
    ['catalog: { react: ^19 }\n', ['.', 'tools/one', 'tools/two']],
    ['', ['.', 'tools/one', 'tools/two']],
  ])('reads pnpm-workspace.yaml %j', async (yaml, paths) => {
    const { files } = await tree({
      'package.json': pack('root', { workspaces: ['tools/*'] }),
      'pnpm-workspace.yaml': yaml,
      ...folders,
    })
    expect(pathsIn(await readNpm(files))).toEqual(paths)
  })

  it('takes a private root without a version for a container, not for a package', async () => {
    const { files } = await tree({ 'package.json': { name: 'root', private: true } })
    expect(await readNpm(files)).toEqual({ packages: [], unreadable: [] })
  })

  it('takes a private root with a version for a package', async () => {
    const { files } = await tree({ 'package.json': pack('root', { private: true }) })
    expect(pathsIn(await readNpm(files))).toEqual(['.'])
  })

  it('leaves packages without a version or a name out where others have them', async () => {
    const { files } = await tree({
      'package.json': { name: 'root', workspaces: ['packages/*'] },
      'packages/a/package.json': pack('a'),
      'packages/unversioned/package.json': { name: 'unversioned' },
      'packages/nameless/package.json': { version: '1.0.0' },
    })
    expect(await readNpm(files)).toMatchObject({ packages: [{ name: 'a' }], unreadable: [] })
  })

  it('tells of packages without a version where there are no others', async () => {
    const { files } = await tree({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'packages/a/package.json': { name: 'a' },
    })
    expect(await readNpm(files)).toEqual({
      packages: [],
      unreadable: [{ path: 'packages/a/package.json', why: 'has no version' }],
    })
  })

  it('tells of every manifest that cannot be read, and reads the others', async () => {
    const { files } = await tree({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'packages/good/package.json': pack('good'),
      'packages/broken/package.json': '{ "name": ',
      'packages/list/package.json': '[]',
      'packages/typed/package.json': { name: 'typed', version: 1 },
      'packages/loose/package.json': { name: 'loose', version: '1.0' },
      'pnpm-workspace.yaml': 'packages: [unclosed\n',
    })
    const workspace = await readNpm(files)
    expect(pathsIn(workspace)).toEqual(['packages/good'])
    expect(Object.fromEntries(workspace.unreadable.map(({ path, why }) => [path, why]))).toEqual({
      'pnpm-workspace.yaml': expect.stringContaining('line'),
      'packages/broken/package.json': expect.any(String),
      'packages/list/package.json': expect.any(String),
      'packages/loose/package.json': 'version "1.0" is not a semantic version',
      'packages/typed/package.json': expect.stringContaining('version'),
    })
  })

  it('tells of a root that cannot be read', async () => {
    const { files } = await tree({ 'package.json': '{' })
    expect(await readNpm(files)).toMatchObject({ packages: [], unreadable: [{ path: 'package.json' }] })
  })
})
