import { createHash } from 'node:crypto'
import { UserError } from '../errors.ts'
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
 * upload-artifact takes, and is the same on every run of a commit. Throws where a group would put two products into one folder.
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
  // Two names can become one when letters are replaced; the digest keeps them apart.
  const named = (plain: string, owner: string): string => {
    const first = owners.get(plain) ?? owner
    owners.set(plain, first)
    return first === owner ? plain : `${plain}-${createHash('sha256').update(owner).digest('hex').slice(0, 8)}`
  }
  const shared = new Map<string, string>()
  const inGroup = (release: Product['release'], target: Target, place: Place): Place => {
    const who = `${release.package} ${release.version} (${release.ecosystem}) on ${target.name}`
    const where = JSON.stringify(place)
    const before = shared.get(where)
    if (before !== undefined) {
      throw new UserError(
        'ARTIFACT_CLASH',
        `${before} and ${who} would share the folder ${place.folder} of artifact ${place.artifact}`,
        { hint: 'Write "matrix: { group-by: none }", or build only one of them at once.' },
      )
    }
    shared.set(where, who)
    return place
  }
  for (const { release, targets } of products) {
    for (const target of targets) {
      const key = keyOf(release, target.name)
      switch (grouping) {
        case 'none': {
          const artifact = named(pathPart(`${release.package}-${release.version}-${target.name}`), key)
          places.set(key, { artifact, folder: '' })
          break
        }
        case 'target':
          places.set(
            key,
            inGroup(release, target, {
              artifact: named(`packages-${pathPart(target.name)}${suffix(release)}`, groupKey(target.name, release)),
              folder: pathPart(release.package),
            }),
          )
          break
        case 'os':
          places.set(
            key,
            inGroup(release, target, {
              artifact: named(
                `packages-${pathPart(target.os ?? 'any')}${suffix(release)}`,
                groupKey(target.os ?? '', release),
              ),
              folder: `${pathPart(release.package)}/${pathPart(target.name)}`,
            }),
          )
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

const groupKey = (name: string, { commit }: Product['release']): string => JSON.stringify([name, commit])

const keyOf = (release: Omit<PlannedRelease, 'targets'>, target: string): string =>
  JSON.stringify([release.ecosystem, release.package, release.version, target])
