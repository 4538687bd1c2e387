import { createHash } from 'node:crypto'
import type { Target } from './targets.ts'
import type { PlannedRelease, PlannedTarget } from './types.ts'
import { pathPart } from './values.ts'

export type Grouping = 'none' | 'target' | 'os'

interface Product {
  readonly release: Omit<PlannedRelease, 'targets'>
  readonly targets: readonly Target[]
}

type Place = Pick<PlannedTarget, 'artifact' | 'folder'>

/**
 * The artifact that carries each target of each release, and the folder in it. A name is unique in the run, holds only what
 * upload-artifact takes, and is the same on every run of a commit.
 */
export function artifactNames(
  products: readonly Product[],
  grouping: Grouping,
): (release: Omit<PlannedRelease, 'targets'>, target: string) => Place {
  const severalCommits = new Set(products.map(({ release }) => release.commit)).size > 1
  const suffix = (release: Omit<PlannedRelease, 'targets'>): string =>
    severalCommits ? `-${release.commit.slice(0, 7)}` : ''
  const places = new Map<string, Place>()
  const owners = new Map<string, string>()
  for (const { release, targets } of products) {
    for (const target of targets) {
      const key = keyOf(release, target.name)
      switch (grouping) {
        case 'none': {
          const plain = pathPart(`${release.package}-${release.version}-${target.name}`)
          // Two names can become one when letters are replaced; the digest keeps them apart.
          const artifact = owners.has(plain)
            ? `${plain}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`
            : plain
          owners.set(plain, key)
          places.set(key, { artifact, folder: '' })
          break
        }
        case 'target':
          places.set(key, {
            artifact: `packages-${pathPart(target.name)}${suffix(release)}`,
            folder: pathPart(release.package),
          })
          break
        case 'os':
          places.set(key, {
            artifact: `packages-${pathPart(target.os ?? 'any')}${suffix(release)}`,
            folder: `${pathPart(release.package)}/${pathPart(target.name)}`,
          })
          break
      }
    }
  }
  return (release, target) => {
    const place = places.get(keyOf(release, target))
    if (place === undefined) throw new Error(`no artifact was named for ${release.package} on ${target}`)
    return place
  }
}

const keyOf = (release: Omit<PlannedRelease, 'targets'>, target: string): string =>
  JSON.stringify([release.ecosystem, release.package, release.version, target])
