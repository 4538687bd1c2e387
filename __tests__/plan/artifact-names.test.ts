import { describe, expect, it } from '@jest/globals'
import { artifactNames, type Grouping } from '../../src/plan/artifact-names.ts'
import { describeTarget } from '../../src/plan/targets.ts'
import type { PlannedRelease } from '../../src/plan/types.ts'
import { mistakesIn } from '../config/mistakes.ts'
import { elsewhere, pick, randomFrom, releaseOf } from './fixtures.ts'

type Place = ReturnType<ReturnType<typeof artifactNames>>

const placesOf = (
  grouping: Grouping,
  products: readonly (readonly [release: PlannedRelease, targets: readonly string[]])[],
): readonly Place[] => {
  const name = artifactNames(
    products.map(([release, targets]) => ({
      release,
      targets: targets.map((target) => describeTarget({ targets: {} }, target)),
    })),
    grouping,
  )
  return products.flatMap(([release, targets]) => targets.map((target) => name(release, target)))
}

/** What actions/upload-artifact refuses in a name: https://github.com/actions/toolkit, path-and-artifact-name-validation. */
const refused = /["<>|*?:\r\n\\/]/

describe('artifactNames', () => {
  it('names package, version and target', () => {
    expect(placesOf('none', [[releaseOf('tool'), ['linux/amd64', 'x86_64-pc-windows-msvc']]])).toEqual([
      { artifact: 'tool-1.2.0-linux-amd64', folder: '' },
      { artifact: 'tool-1.2.0-x86_64-pc-windows-msvc', folder: '' },
    ])
  })

  it('keeps apart what differs only in letters that no name may hold', () => {
    const places = placesOf('none', [
      [releaseOf('@scope/a'), ['linux/amd64', 'linux-amd64']],
      [releaseOf('scope-a'), ['linux/amd64']],
      [releaseOf('scope-a', { ecosystem: 'npm' }), ['linux/amd64']],
    ])
    expect(new Set(places.map(({ artifact }) => artifact)).size).toBe(4)
    expect(places[0]?.artifact).toBe('scope-a-1.2.0-linux-amd64')
  })

  it('makes names that upload-artifact takes, each once, of anything', () => {
    const random = randomFrom(13)
    const text = (): string =>
      Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
        pick(random, ['a', 'b', '/', '@', ':', '"', '*', '\\', '\n', ' ', '-', '?', '|', '<', 'é']),
      ).join('')
    const products = new Map(
      Array.from({ length: 150 }, () => text()).map((name) => [name, [releaseOf(name), [`${text()}x`]] as const]),
    )
    const names = placesOf('none', [...products.values()]).map(({ artifact }) => artifact)
    expect(names.filter((name) => name === '' || refused.test(name))).toEqual([])
    expect(new Set(names).size).toBe(products.size)
  })

  it('makes one artifact per target with a folder per package, for group-by target', () => {
    expect(
      placesOf('target', [
        [releaseOf('@scope/a'), ['linux/amd64', 'linux/arm64']],
        [releaseOf('b'), ['linux/amd64']],
      ]),
    ).toEqual([
      { artifact: 'packages-linux-amd64', folder: 'scope-a' },
      { artifact: 'packages-linux-arm64', folder: 'scope-a' },
      { artifact: 'packages-linux-amd64', folder: 'b' },
    ])
  })

  it('makes one artifact per runner with a folder per package and target, for group-by os', () => {
    expect(placesOf('os', [[releaseOf('a'), ['linux/amd64', 'linux/386', 'windows/amd64']]])).toEqual([
      { artifact: 'packages-ubuntu-latest', folder: 'a/linux-amd64' },
      { artifact: 'packages-ubuntu-latest', folder: 'a/linux-386' },
      { artifact: 'packages-windows-latest', folder: 'a/windows-amd64' },
    ])
  })

  it('keeps the artifacts of two targets apart whose names become one', () => {
    const names = placesOf('target', [[releaseOf('a'), ['linux/amd64', 'linux-amd64']]]).map(({ artifact }) => artifact)
    expect(new Set(names).size).toBe(2)
  })

  it('keeps the artifacts of several commits apart', () => {
    const names = placesOf('target', [
      [releaseOf('a'), ['linux/amd64']],
      [releaseOf('a', { version: '1.0.0', commit: elsewhere }), ['linux/amd64']],
    ]).map(({ artifact }) => artifact)
    expect(names).toEqual(['packages-linux-amd64-aaaaaaa', 'packages-linux-amd64-bbbbbbb'])
  })

  it.each([
    ['target', [releaseOf('@scope/a'), releaseOf('scope-a')], 'folder scope-a of artifact packages-linux-amd64'],
    ['target', [releaseOf('a'), releaseOf('a', { ecosystem: 'npm' })], 'folder a of artifact packages-linux-amd64'],
    ['os', [releaseOf('@s/a'), releaseOf('s-a')], 'folder s-a/linux-amd64 of artifact packages-ubuntu-latest'],
  ] as const)('refuses for group-by %s two packages that would share a folder', (grouping, releases, message) => {
    const found = mistakesIn(() =>
      placesOf(
        grouping,
        releases.map((release) => [release, ['linux/amd64']]),
      ),
    )
    expect(found).toMatchObject([{ code: 'ARTIFACT_CLASH', message: expect.stringContaining(message) }])
  })

  it('is a bug to ask for what was not named', () => {
    const name = artifactNames([], 'none')
    expect(() => name(releaseOf('tool'), 'x')).toThrow('no artifact was named for tool on x')
  })
})
