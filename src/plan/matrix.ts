import type { Config } from '../config/config.ts'
import { renderCommand } from '../config/placeholders.ts'
import { ownKeys, type PackageEntry } from '../config/schema.ts'
import { UserError } from '../errors.ts'
import { compare, entryOf } from './select-packages.ts'
import { describeTarget, ownScalars, type Target } from './targets.ts'
import type { Plan, PlannedRelease, PlannedTarget, Scalar } from './types.ts'
import { targetValues } from './values.ts'

/** One job of the build: flat scalars, all that a build step needs. */
export type MatrixRow = Readonly<Record<string, Scalar>>

/** Jobs that GitHub runs of one matrix: https://docs.github.com/en/actions/reference/limits */
export const maximumJobs = 256

interface Product {
  readonly release: PlannedRelease
  readonly planned: PlannedTarget
  readonly target: Target
  readonly entry: PackageEntry
}

/** The rows of the build matrix, sorted. Throws where GitHub would refuse them. */
export function matrixRows(plan: Plan, config: Config): readonly MatrixRow[] {
  const products = plan.releases.flatMap((release) =>
    release.targets.map((planned): Product => ({
      release,
      planned,
      target: describeTarget(config, planned.target),
      entry: entryOf(config, { ...release, name: release.package })?.value ?? {},
    })),
  )
  const rows = groups(products, config).map((group) => rowOf(group, config))
  if (rows.length > maximumJobs) {
    const grouping = config.matrix['group-by']
    throw new UserError(
      'MATRIX_TOO_LARGE',
      `the build matrix would have ${rows.length} jobs; GitHub runs at most ${maximumJobs} of one matrix`,
      {
        hint:
          grouping === 'none'
            ? 'Write "matrix: { group-by: target }": one job per target, with `matrix.packages` instead of `matrix.package`.'
            : 'Build less at once, with the inputs "packages" or "targets".',
      },
    )
  }
  return rows
}

/** The output `build-matrix`: the empty string where there is nothing to build, since GitHub refuses an empty matrix. */
export const matrixOutput = (rows: readonly MatrixRow[]): string =>
  rows.length === 0 ? '' : JSON.stringify({ include: rows })

function groups(products: readonly Product[], config: Config): readonly (readonly [Product, ...Product[]])[] {
  const byKey = new Map<string, [Product, ...Product[]]>()
  for (const product of products) {
    const { release, planned } = product
    const key =
      config.matrix['group-by'] === 'none'
        ? JSON.stringify([release.package, release.ecosystem, release.version, planned.target])
        : planned.artifact
    const group = byKey.get(key)
    if (group === undefined) byKey.set(key, [product])
    else group.push(product)
  }
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, group]) => group)
}

function rowOf(group: readonly [Product, ...Product[]], config: Config): MatrixRow {
  const [{ release, planned, target, entry }] = group
  const commands = [...new Set(group.flatMap((product) => command(product) ?? []))].join(' && ')
  const build: Readonly<Record<string, string>> = commands === '' ? {} : { build: commands }
  switch (config.matrix['group-by']) {
    case 'none':
      return {
        ...target.extra,
        ...ownScalars(entry, ownKeys.package),
        // For `continue-on-error`: without it a build that may fail would keep the whole distribution from starting.
        ...(target.optional ? { optional: true } : {}),
        package: release.package,
        crate: release.package,
        ecosystem: release.ecosystem,
        path: release.path,
        version: release.version,
        tag: release.tag,
        channel: release.channel,
        commit: release.commit,
        target: target.name,
        os: target.os ?? '',
        platform: target.platform,
        exe: target.exe,
        artifact: planned.artifact,
        ...build,
      }
    case 'target':
      return {
        ...target.extra,
        packages: [...new Set(group.map((each) => each.release.package))].join(' '),
        commit: release.commit,
        target: target.name,
        os: target.os ?? '',
        platform: target.platform,
        exe: target.exe,
        artifact: planned.artifact,
        ...build,
      }
    case 'os':
      return {
        packages: [...new Set(group.map((each) => each.release.package))].join(' '),
        targets: [...new Set(group.map((each) => each.target.name))].join(' '),
        commit: release.commit,
        os: target.os ?? '',
        artifact: planned.artifact,
        ...build,
      }
  }
}

const command = ({ release, planned, target, entry }: Product): string | undefined =>
  entry.build === undefined ? undefined : renderCommand(entry.build, targetValues(release, target, planned.artifact))

/** The output `destination-matrix`: one row per group of destinations that need one another, in the order of the configuration. */
export function destinationMatrix(plan: Plan): string {
  const wanted = plan.destinations.filter(({ releases }) => releases.length > 0)
  const names = wanted.map(({ name }) => name)
  const group = new Map(names.map((name) => [name, name]))
  const merge = (from: string, to: string): void => {
    for (const [name, label] of group) if (label === from) group.set(name, to)
  }
  for (const { name, needs } of wanted) {
    for (const need of needs) {
      const label = group.get(need)
      if (label !== undefined) merge(group.get(name) ?? name, label)
    }
  }
  const labels = [...new Set(names.map((name) => group.get(name)))]
  const include = labels.map((label) => ({ destinations: names.filter((name) => group.get(name) === label).join(',') }))
  return include.length === 0 ? '' : JSON.stringify({ include })
}
