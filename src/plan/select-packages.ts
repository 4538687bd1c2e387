import type { Config } from '../config/config.ts'
import { nearest } from '../config/placeholders.ts'
import type { PackageEntry } from '../config/schema.ts'
import { isGlob, mostSpecific } from '../config/select.ts'
import { UserError } from '../errors.ts'
import type { Package, Workspace } from './types.ts'

/** A package of the workspace with its entry in the configuration. */
export interface ConfiguredPackage {
  readonly package: Package
  readonly entry: PackageEntry
  /** Key of the entry, a name or a glob. */
  readonly key: string
}

/** The entry of a package: by its name, behind its ecosystem or alone, else by the glob that fits it best. */
export const entryOf = (
  config: Pick<Config, 'packages'>,
  { ecosystem, name }: Pick<Package, 'ecosystem' | 'name'>,
): { readonly key: string; readonly value: PackageEntry } | undefined =>
  mostSpecific(config.packages, `${ecosystem}/${name}`, name)

/**
 * The packages that the configuration names, in a stable order, and the mistakes: a name that no package has. A key is a name, a
 * glob, or either behind its ecosystem (`cargo/tool`).
 */
export function configuredPackages(
  config: Config,
  workspace: Workspace,
): { readonly packages: readonly ConfiguredPackage[]; readonly mistakes: readonly UserError[] } {
  const names = workspace.packages.map(({ name }) => name)
  const packages = workspace.packages.flatMap((found) => {
    const chosen = entryOf(config, found)
    return chosen === undefined ? [] : [{ package: found, entry: chosen.value, key: chosen.key }]
  })
  const known = new Set(workspace.packages.flatMap(({ name, ecosystem }) => [name, `${ecosystem}/${name}`]))
  const mistakes = Object.keys(config.packages)
    .filter((key) => !isGlob(key) && !known.has(key))
    .map((key) => {
      const near = nearest(key, names)
      const broken = workspace.unreadable.map(({ path, why }) => `${path} could not be read: ${why}`)
      return new UserError('PACKAGE_UNKNOWN', `packages.${key}: the repository has no package of that name`, {
        where: config.whereIsPackage(key),
        hint: [
          near === undefined ? `Packages are ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
          ...broken,
        ].join(' '),
      })
    })
  return { packages: [...packages].sort(byName), mistakes }
}

const byName = (a: ConfiguredPackage, b: ConfiguredPackage): number =>
  compare(a.package.name, b.package.name) || compare(a.package.ecosystem, b.package.ecosystem)

/** Order by code unit: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
