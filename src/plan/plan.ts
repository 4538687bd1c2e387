import type { Config, Notice } from '../config/config.ts'
import { matcher, unmatched } from '../config/select.ts'
import { mistakesOf, throwAll, UserError } from '../errors.ts'
import { artifactNames } from './artifact-names.ts'
import { classify } from './channels.ts'
import { sealPlan } from './codec.ts'
import { compare, configuredPackages, type ConfiguredPackage } from './select-packages.ts'
import { renderTag, versionInTag, type RemoteTags } from './tags.ts'
import { describeTarget } from './targets.ts'
import {
  releaseId,
  type Plan,
  type PlannedDestination,
  type PlannedRelease,
  type PlannedTarget,
  type Workspace,
} from './types.ts'
import { isPlainVersion } from './versions.ts'

/** A release that somebody else decided: another planner, or a person who recovers. */
export interface ChosenRelease {
  readonly package: string
  readonly version: string
  readonly tag: string
  /** Where its tag already is; `undefined`: this commit. */
  readonly commit: string | undefined
}

export interface PlanFacts {
  readonly mode: 'release' | 'matrix'
  readonly commit: string
  readonly config: Config
  readonly workspace: Workspace
  readonly tags: RemoteTags
  readonly packages: readonly string[]
  readonly targets: readonly string[]
  /** `undefined`: the tags decide. */
  readonly chosen: readonly ChosenRelease[] | undefined
}

/** A package that does not ship from this commit, with the reason. */
export interface Skipped {
  readonly package: string
  readonly why: string
}

export interface Planned {
  readonly plan: Plan
  readonly skipped: readonly Skipped[]
  readonly notices: readonly Notice[]
}

type Decision =
  | { readonly kind: 'release'; readonly release: Omit<PlannedRelease, 'targets'>; readonly entry: ConfiguredPackage }
  | { readonly kind: 'skip'; readonly skipped: Skipped }

/** Decides what ships. Pure: the same facts give the same plan, byte for byte. Throws every mistake at once. */
export function makePlan(facts: PlanFacts): Planned {
  const { config, workspace } = facts
  const { packages, mistakes } = configuredPackages(config, workspace)
  throwAll(mistakes)
  const template = tagTemplate(config, packages)
  throwAll([...clashes(packages, template), ...filterMistakes(facts, packages)])

  const wanted = matcher(facts.packages)
  const subjects = packages.filter((entry) => wanted(entry.package.name))
  const { results, errors } = collect(subjects, (entry) => decide(entry, template, facts))
  throwAll(errors)
  const decisions = results
  const released = decisions.flatMap((decision) => (decision.kind === 'release' ? [decision] : []))
  const releases = withTargets(released, facts)
  return {
    plan: sealPlan({ version: 1, commit: facts.commit, releases, destinations: destinationsOf(config, releases) }),
    skipped: decisions.flatMap((decision) => (decision.kind === 'skip' ? [decision.skipped] : [])),
    notices: [
      ...workspace.unreadable.map(({ path, why }) => ({
        message: `${path} could not be read and its package is left out: ${why}`,
      })),
      ...differences(facts, released),
    ],
  }
}

/** The template of the configuration, else `v{version}` where one package is released and a name is needed for several. */
export const tagTemplate = (config: Config, packages: readonly ConfiguredPackage[]): string =>
  config.release.tag ?? (packages.length > 1 ? '{package}-v{version}' : 'v{version}')

function collect<T, R>(
  values: readonly T[],
  one: (value: T) => R,
): { readonly results: readonly R[]; readonly errors: readonly UserError[] } {
  const results: R[] = []
  const errors: UserError[] = []
  for (const value of values) {
    try {
      results.push(one(value))
    } catch (thrown) {
      const found = mistakesOf(thrown)
      if (found === undefined) throw thrown
      errors.push(...found)
    }
  }
  return { results, errors }
}

function decide(entry: ConfiguredPackage, template: string, facts: PlanFacts): Decision {
  const { package: found } = entry
  const skip = (why: string): Decision => ({ kind: 'skip', skipped: { package: found.name, why } })
  const release = (version: string, tag: string, state: PlannedRelease['state'], commit: string): Decision => {
    if (!isPlainVersion(version)) {
      throw new UserError(
        'VERSION_INVALID',
        `${found.name} has the version ${JSON.stringify(version)}, which cannot go into a tag or a file name`,
        {
          hint: 'Use digits, letters and . + - _ ~ only.',
        },
      )
    }
    const { channel, prerelease } = classify(facts.config.channels, { version, tag })
    return {
      kind: 'release',
      entry,
      release: {
        package: found.name,
        ecosystem: found.ecosystem,
        path: found.path,
        version,
        tag,
        channel,
        prerelease,
        commit,
        state,
        bins: found.bins,
      },
    }
  }
  if (facts.chosen !== undefined) {
    const choice = facts.chosen.find(
      (each) => each.package === found.name || each.package === `${found.ecosystem}/${found.name}`,
    )
    if (choice === undefined) return skip('not among what is to be released')
    const peeled = facts.tags.get(choice.tag)
    return release(
      choice.version,
      choice.tag,
      peeled === undefined ? 'pending' : 'tagged',
      choice.commit ?? peeled ?? facts.commit,
    )
  }
  const version = found.version ?? versionAt(facts, template, found.name)
  const tag = version === undefined ? undefined : renderTag(template, { package: found.name, version })
  const peeled = tag === undefined ? undefined : facts.tags.get(tag)
  if (version !== undefined && tag !== undefined && peeled === facts.commit)
    return release(version, tag, 'tagged', facts.commit)
  switch (facts.mode) {
    case 'matrix':
      return release(facts.config.release.untagged, '', 'untagged', facts.commit)
    case 'release':
      if (version === undefined || tag === undefined)
        return skip('its version comes from the tag, and no tag of it is at this commit')
      if (peeled === undefined) return release(version, tag, 'pending', facts.commit)
      return skip(`tag ${tag} is at ${peeled.slice(0, 7)}: its version has not changed since`)
  }
}

function versionAt(facts: PlanFacts, template: string, name: string): string | undefined {
  const versions = [...facts.tags]
    .filter(([, commit]) => commit === facts.commit)
    .flatMap(([tag]) => versionInTag(template, name, tag) ?? [])
  if (versions.length > 1) {
    throw new UserError('VERSION_AMBIGUOUS', `several tags of ${name} are at this commit: ${versions.join(', ')}`, {
      hint: 'Say which with the input "tags".',
    })
  }
  return versions[0]
}

function withTargets(
  released: readonly Extract<Decision, { kind: 'release' }>[],
  facts: PlanFacts,
): readonly PlannedRelease[] {
  const wanted = matcher(facts.targets)
  const products = released.map(({ release, entry }) => ({
    release,
    targets: [...new Set(entry.entry.targets ?? [])]
      .filter(wanted)
      .sort(compare)
      .map((name) => describeTarget(facts.config, name)),
  }))
  const names = artifactNames(products, facts.config.matrix['group-by'])
  return products.map(({ release, targets }) => ({
    ...release,
    targets: targets.map(({ name, optional }): PlannedTarget => ({ target: name, optional, ...names(release, name) })),
  }))
}

function destinationsOf(config: Config, releases: readonly PlannedRelease[]): readonly PlannedDestination[] {
  return config.destinations.map(({ name, kind, needs, channels, packages, backend }) => ({
    name,
    kind,
    needs,
    releases: releases
      .filter(
        (release) =>
          (channels === undefined || channels.includes(release.channel)) &&
          matcher(packages ?? [])(release.package) &&
          !(backend?.takes === 'tag' && release.tag === ''),
      )
      .map(releaseId),
  }))
}

/** Two packages whose tags are the same today would be one release: refused for every version, filtered out or not. */
function clashes(packages: readonly ConfiguredPackage[], template: string): readonly UserError[] {
  const byTag = new Map<string, string[]>()
  for (const { package: found } of packages) {
    if (found.version === undefined) continue
    const tag = renderTag(template, { package: found.name, version: found.version })
    byTag.set(tag, [...(byTag.get(tag) ?? []), `${found.name} (${found.ecosystem}, ${found.path})`])
  }
  return [...byTag]
    .filter(([, who]) => who.length > 1)
    .map(
      ([tag, who]) =>
        new UserError('TAG_CLASH', `the tag ${tag} would stand for ${who.join(' and ')}`, {
          hint: `Write "release: { tag: '{package}-v{version}' }", or configure only one of them.`,
        }),
    )
}

function filterMistakes(
  { packages: patterns, targets, config }: PlanFacts,
  packages: readonly ConfiguredPackage[],
): readonly UserError[] {
  const names = packages.map(({ package: found }) => found.name)
  const known = [...new Set(packages.flatMap(({ entry }) => entry.targets ?? []))]
  return [
    ...unmatched(patterns, names).map(
      (text) =>
        new UserError('INPUT_UNMATCHED', `input "packages": "${text}" matches no configured package`, {
          hint: `Configured are ${names.join(', ') || 'none'}.`,
        }),
    ),
    ...unmatched(targets, known).map(
      (text) =>
        new UserError('INPUT_UNMATCHED', `input "targets": "${text}" matches no target`, {
          hint: `Targets are ${known.join(', ') || 'none'}.`,
        }),
    ),
    ...packages.flatMap(({ key, entry, package: { name } }) =>
      (entry.targets ?? [])
        .filter((target) => describeTarget(config, target).os === undefined)
        .map(
          (target) =>
            new UserError('TARGET_UNKNOWN', `packages.${key}: nothing is known of the target "${target}" of ${name}`, {
              where: config.whereIsPackage(key),
              hint: `Add it: "targets: { ${target}: { os: ubuntu-latest } }".`,
            }),
        ),
    ),
  ]
}

/** What another planner said against what the tags say. */
function differences(facts: PlanFacts, released: readonly Extract<Decision, { kind: 'release' }>[]): readonly Notice[] {
  if (facts.chosen === undefined) return []
  return released.flatMap(({ release, entry }) => {
    const { version } = entry.package
    return version === undefined || version === release.version || release.commit !== facts.commit
      ? []
      : [
          {
            message: `${release.package}: version ${release.version} is to be released, but its manifest says ${version}`,
          },
        ]
  })
}
