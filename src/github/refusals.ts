import type { Asset } from '../assets/asset.ts'
import { UserError } from '../errors.ts'
import { groupBy } from '../group-by.ts'
import { githubName } from './asset-names.ts'

/** Limits of the platform: https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases */
const limits = { assets: 1000, bytes: 2 * 1024 ** 3 } as const

/** What GitHub would refuse of a release's assets, all at once and before any write. */
export function refusals(tag: string, assets: readonly Asset[]): readonly UserError[] {
  const empty = assets.filter(({ size }) => size === 0)
  const large = assets.filter(({ size }) => size >= limits.bytes)
  const clashes = [...groupBy(assets, ({ name }) => githubName(name).toLowerCase()).values()].filter(
    (group) => group.length > 1,
  )
  return [
    ...empty.map(
      ({ name }) =>
        new UserError('ASSET_EMPTY', `${name} of ${tag} is empty, and GitHub takes no empty file`, {
          hint: 'Mend the build, or leave the file out of `assets`.',
        }),
    ),
    ...large.map(
      ({ name, size }) =>
        new UserError('ASSET_TOO_LARGE', `${name} of ${tag} has ${size} bytes; GitHub takes less than 2 GiB`, {
          hint: 'Split it, compress it, or send it to another destination with the filter `assets`.',
        }),
    ),
    ...(assets.length > limits.assets
      ? [
          new UserError('TOO_MANY_ASSETS', `${tag} would have ${assets.length} assets; GitHub takes ${limits.assets}`, {
            hint: 'Pack several files into one archive.',
          }),
        ]
      : []),
    ...clashes.map((group) => {
      const names = group.map(({ name }) => name)
      const stored = [...new Set(names.map(githubName))].join(' and ')
      return new UserError('ASSET_CLASH', `${names.join(' and ')} of ${tag} would be called ${stored} by GitHub`, {
        hint: 'Name them apart with letters, digits, ".", "-", "_", "+" and "@", and not by case alone.',
      })
    }),
  ]
}
