import { describe, expect, it } from '@jest/globals'
import { configuredPackages } from '../../src/plan/select-packages.ts'
import { configOf, packageOf } from './fixtures.ts'

describe('configuredPackages', () => {
  const packages = [packageOf('b'), packageOf('a', { ecosystem: 'npm' }), packageOf('a'), packageOf('@acme/web')]
  const chosen = async (text: string): Promise<readonly (readonly [string, string])[]> =>
    configuredPackages(await configOf(text), { packages, unreadable: [] }).packages.map(
      ({ key, package: { ecosystem, name } }) => [`${ecosystem}/${name}`, key] as const,
    )

  it.each([
    ['packages: {}', []],
    ['packages: { b: {} }', [['cargo/b', 'b']]],
    [
      'packages: { a: {} }',
      [
        ['cargo/a', 'a'],
        ['npm/a', 'a'],
      ],
    ],
    ['packages: { npm/a: {} }', [['npm/a', 'npm/a']]],
    ['packages: { "@acme/*": {} }', [['cargo/@acme/web', '@acme/*']]],
    [
      'packages: { "*": {}, a: {}, npm/a: {} }',
      [
        ['cargo/@acme/web', '*'],
        ['cargo/a', 'a'],
        ['npm/a', 'npm/a'],
        ['cargo/b', '*'],
      ],
    ],
    ['packages: { "npm/*": {} }', [['npm/a', 'npm/*']]],
  ])('chooses by %j: %j', async (text, expected) => {
    expect(await chosen(text)).toEqual(expected)
  })

  it('refuses a name that no package has, at its line, with the nearest name and what could not be read', async () => {
    const config = await configOf('packages:\n  tool: {}\n  serverr: {}\n  "x*": {}')
    const { mistakes } = configuredPackages(config, {
      packages: [packageOf('tool'), packageOf('server')],
      unreadable: [{ path: 'js/package.json', why: 'not JSON' }],
    })
    expect(mistakes).toMatchObject([
      {
        code: 'PACKAGE_UNKNOWN',
        message: 'packages.serverr: the repository has no package of that name',
        hint: 'Did you mean "server"? js/package.json could not be read: not JSON',
        where: { file: 'slipway.yml', line: 4, column: 3 },
      },
    ])
  })

  it('names the packages that there are where none is near', async () => {
    const { mistakes } = configuredPackages(await configOf('packages: { elephant: {}, giraffe: {} }'), {
      packages: [packageOf('tool')],
      unreadable: [],
    })
    expect(mistakes.map(({ hint }) => hint)).toEqual(['Packages are tool.', 'Packages are tool.'])
  })
})
