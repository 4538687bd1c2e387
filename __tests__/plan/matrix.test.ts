import { describe, expect, it } from '@jest/globals'
import { destinationMatrix, matrixOutput, matrixRows, maximumJobs, type MatrixRow } from '../../src/plan/matrix.ts'
import { makePlan } from '../../src/plan/plan.ts'
import type { Package, PlannedDestination } from '../../src/plan/types.ts'
import { sealPlan } from '../../src/plan/codec.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { configOf, elsewhere, factsOf, here, packageOf, planFor } from './fixtures.ts'

const rowsOf = async (text: string, packages: readonly Package[]): Promise<readonly MatrixRow[]> => {
  const config = await configOf(text)
  return matrixRows(makePlan(factsOf(config, packages)).plan, config)
}

const tool = packageOf('tool')
const server = packageOf('server', { path: 'crates/server' })

describe('matrixRows', () => {
  it('makes a row of exactly these fields for a target of a package', async () => {
    expect(
      await rowsOf('packages: { tool: { targets: [windows/amd64], build: "make {target} {package}" } }', [tool]),
    ).toEqual([
      {
        package: 'tool',
        crate: 'tool',
        ecosystem: 'cargo',
        path: 'crates/tool',
        version: '1.2.0',
        tag: 'v1.2.0',
        channel: 'stable',
        commit: here,
        target: 'windows/amd64',
        os: 'windows-latest',
        platform: 'windows/amd64',
        exe: '.exe',
        artifact: 'tool-1.2.0-windows-amd64',
        build: 'make windows/amd64 tool',
      },
    ])
  })

  it('leaves the command out where none is configured', async () => {
    const [row] = await rowsOf('packages: { tool: { targets: [linux/amd64] } }', [tool])
    expect(Object.keys(row ?? {})).not.toContain('build')
  })

  it('says of an optional target that it is one', async () => {
    const rows = await rowsOf(
      'targets: { linux/amd64: { optional: true } }\npackages: { tool: { targets: [linux/amd64, linux/arm64] } }',
      [tool],
    )
    expect(rows.map((row) => row['optional'])).toEqual([true, undefined])
  })

  it('makes one row per target with the packages that it builds, for group-by target', async () => {
    const text = `matrix: { group-by: target }
targets: { linux/amd64: { simd: avx2 } }
packages:
  tool: { targets: [windows/amd64, linux/amd64], build: 'make {package}', lto: true }
  server: { targets: [linux/amd64], build: 'make {package}' }`
    expect(await rowsOf(text, [tool, server])).toEqual([
      {
        packages: 'server tool',
        commit: here,
        target: 'linux/amd64',
        os: 'ubuntu-latest',
        platform: 'linux/amd64',
        exe: '',
        artifact: 'packages-linux-amd64',
        build: 'make server && make tool',
        simd: 'avx2',
      },
      {
        packages: 'tool',
        commit: here,
        target: 'windows/amd64',
        os: 'windows-latest',
        platform: 'windows/amd64',
        exe: '.exe',
        artifact: 'packages-windows-amd64',
        build: 'make tool',
      },
    ])
  })

  it('makes one row per runner with packages and targets, for group-by os', async () => {
    const text = `matrix: { group-by: os }
packages:
  tool: { targets: [windows/amd64, linux/amd64, linux/386] }
  server: { targets: [linux/amd64] }`
    expect(await rowsOf(text, [tool, server])).toEqual([
      {
        packages: 'server tool',
        targets: 'linux/amd64 linux/386',
        commit: here,
        os: 'ubuntu-latest',
        artifact: 'packages-ubuntu-latest',
      },
      {
        packages: 'tool',
        targets: 'windows/amd64',
        commit: here,
        os: 'windows-latest',
        artifact: 'packages-windows-latest',
      },
    ])
  })

  it('hands on the extra keys of the target and of the package, which wins', async () => {
    const [row] = await rowsOf(
      `targets: { linux/amd64: { features: none, jobs: 4, strip: true } }
packages: { tool: { targets: [linux/amd64], features: full } }`,
      [tool],
    )
    expect(row).toMatchObject({ features: 'full', jobs: 4, strip: true })
  })

  it('takes the extra keys of the most specific entry', async () => {
    const rows = await rowsOf(
      'packages: { "*": { targets: [linux/amd64], kind: any }, tool: { targets: [linux/amd64], kind: own } }',
      [tool, server],
    )
    expect(rows.map((row) => [row['package'], row['kind']])).toEqual([
      ['server', 'any'],
      ['tool', 'own'],
    ])
  })

  it('holds nothing but scalars', async () => {
    const rows = await rowsOf('packages: { tool: { targets: [linux/amd64], n: 1, t: true } }', [tool])
    for (const value of Object.values(rows[0] ?? {})) expect(['string', 'number', 'boolean']).toContain(typeof value)
  })

  it('sorts the rows, and does so whatever the order of the configuration', async () => {
    const one = await rowsOf(
      'packages: { tool: { targets: [linux/arm64, linux/amd64] }, server: { targets: [linux/amd64] } }',
      [tool, server],
    )
    const other = await rowsOf(
      'packages: { server: { targets: [linux/amd64] }, tool: { targets: [linux/amd64, linux/arm64] } }',
      [server, tool],
    )
    expect(JSON.stringify(one)).toBe(JSON.stringify(other))
    expect(one.map((row) => `${String(row['package'])} ${String(row['target'])}`)).toEqual([
      'server linux/amd64',
      'tool linux/amd64',
      'tool linux/arm64',
    ])
  })

  it.each(['a; rm -rf /', 'a b', '$(id)', 'a`id`'])(
    'refuses to write the package name %j into a command',
    async (name) => {
      const found = await mistakesOfPromise(async () =>
        rowsOf(
          `release: { tag: "v{version}" }\npackages: { "*": { targets: [linux/amd64], build: "make {package}" } }`,
          [packageOf(name)],
        ),
      )
      expect(found.map(({ code }) => code)).toEqual(['UNSAFE_VALUE'])
    },
  )

  const many = (count: number): readonly Package[] =>
    Array.from({ length: count }, (_, index) => packageOf(`p${String(index).padStart(3, '0')}`))

  it('makes as many rows as GitHub runs', async () => {
    expect(await rowsOf('packages: { "*": { targets: [linux/amd64] } }', many(maximumJobs))).toHaveLength(256)
  })

  it('refuses one row more, and says what to write', async () => {
    const found = await mistakesOfPromise(async () =>
      rowsOf('packages: { "*": { targets: [linux/amd64] } }', many(maximumJobs + 1)),
    )
    expect(found).toMatchObject([
      {
        code: 'MATRIX_TOO_LARGE',
        message: 'the build matrix would have 257 jobs; GitHub runs at most 256 of one matrix',
        hint: expect.stringContaining('matrix: { group-by: target }'),
      },
    ])
  })

  it('fits any number of packages into one row per target', async () => {
    expect(
      await rowsOf('matrix: { group-by: target }\npackages: { "*": { targets: [linux/amd64] } }', many(300)),
    ).toHaveLength(1)
  })
})

describe('matrixOutput', () => {
  it('is empty where there is nothing to build', () => {
    expect(matrixOutput([])).toBe('')
  })

  it('is a matrix on one line', () => {
    expect(matrixOutput([{ package: 'a\nb' }])).toBe('{"include":[{"package":"a\\nb"}]}')
  })
})

describe('destinationMatrix', () => {
  const matrixOf = (...destinations: readonly (readonly [name: string, needs: string, releases?: number])[]): string =>
    destinationMatrix(
      sealPlan({
        version: 1,
        commit: elsewhere,
        releases: [],
        destinations: destinations.map(([name, needs, releases = 1]): PlannedDestination => ({
          name,
          kind: 'command',
          needs: needs.split(' ').filter(Boolean),
          releases: Array.from({ length: releases }, (_, index) => `v${index}`),
        })),
      }),
    )
  const groups = (...names: readonly string[]): string =>
    JSON.stringify({ include: names.map((destinations) => ({ destinations })) })

  it('is empty without a destination', () => {
    expect(matrixOf()).toBe('')
  })

  it('is empty where no destination gets anything', () => {
    expect(matrixOf(['a', '', 0])).toBe('')
  })

  it('gives each destination that needs none a row of its own, in the order of the configuration', () => {
    expect(matrixOf(['b', ''], ['a', ''])).toBe(groups('b', 'a'))
  })

  it('puts those that need one another into one row, in the order of the configuration', () => {
    expect(matrixOf(['a', ''], ['b', ''], ['c', 'a'], ['d', 'b c'], ['e', ''])).toBe(groups('a,b,c,d', 'e'))
    expect(matrixOf(['c', 'a'], ['x', ''], ['a', ''])).toBe(groups('c,a', 'x'))
    expect(matrixOf(['a', ''], ['b', 'a'], ['c', 'a'])).toBe(groups('a,b,c'))
  })

  it('leaves out what gets nothing', () => {
    expect(matrixOf(['a', '', 0], ['b', 'a'], ['c', ''])).toBe(groups('b', 'c'))
  })

  it('comes out of a plan', async () => {
    const { plan } = await planFor(
      'packages: { tool: {} }\ndestinations: [{ name: github }, { name: tap, needs: github }, { name: z }]',
      [tool],
    )
    expect(destinationMatrix(plan)).toBe(groups('github,tap', 'z'))
  })
})
