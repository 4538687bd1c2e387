import type { Config, Notice } from '../config/config.ts'
import { matcher } from '../config/select.ts'
import { throwAll, UserError } from '../errors.ts'
import { artifactNames } from './artifact-names.ts'
import { classify } from './channels.ts'
import { sealPlan } from './codec.ts'
import { clashes, differences, filterMistakes, sharedTags } from './plan-checks.ts'
import { collect, isChoiceOf, type PlanFacts, type Released } from './plan-facts.ts'
import { compare, configuredPackages, type ConfiguredPackage } from './select-packages.ts'
import { renderTag, versionInTag } from './tags.ts'
import { describeTarget } from './targets.ts'
import { releaseId, type Plan, type PlannedDestination, type PlannedRelease, type PlannedTarget } from './types.ts'
import { isPlainVersion } from './versions.ts'

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

type Decision = ({ readonly kind: 'release' } & Released) | { readonly kind: 'skip'; readonly skipped: Skipped }

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
  const decisions = results.flat()
  const released = decisions.flatMap((decision) => (decision.kind === 'release' ? [decision] : []))
  throwAll(sharedTags(released))
  const releases = withTargets(released, facts)
  return {
    plan: sealPlan({ version: 1, commit: facts.commit, releases, destinations: destinationsOf(config, releases) }),
    skipped: decisions.flatMap((decision) => (decision.kind === 'skip' ? [decision.skipped] : [])),
    notices: [
      ...workspace.unreadable.map(({ path, why }) => ({
        message: `${path} could not be read and its package is left out: ${why}`,
      })),
      ...differences(facts, packages, released),
    ],
  }
}

/** The template of the configuration, else `v{version}` where one package is released and a name is needed for several. */
export const tagTemplate = (config: Config, packages: readonly ConfiguredPackage[]): string =>
  config.release.tag ?? (packages.length > 1 ? '{package}-v{version}' : 'v{version}')

/** What becomes of a package: one decision, or one for each version that somebody else chose. */
function decide(entry: ConfiguredPackage, template: string, facts: PlanFacts): readonly Decision[] {
  const { package: found } = entry
  const skip = (why: string): Decision => ({ kind: 'skip', skipped: { package: found.name, why } })
  const release = (version: string, tag: string, commit: string): Decision => {
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
        date: facts.date,
        bins: found.bins,
      },
    }
  }
  if (facts.chosen !== undefined) {
    const choices = facts.chosen.filter((choice) => isChoiceOf(choice, found))
    if (choices.length === 0) return [skip('not among what is to be released')]
    return choices.map((choice) => {
      return release(choice.version, choice.tag, choice.commit ?? facts.tags.get(choice.tag) ?? facts.commit)
    })
  }
  const version = found.version ?? versionAt(facts, template, found.name)
  const tag = version === undefined ? undefined : renderTag(template, { package: found.name, version })
  const peeled = tag === undefined ? undefined : facts.tags.get(tag)
  if (version !== undefined && tag !== undefined && peeled === facts.commit)
    return [release(version, tag, facts.commit)]
  switch (facts.mode) {
    case 'matrix':
      return [release(facts.config.release.untagged, '', facts.commit)]
    case 'release':
      if (version === undefined || tag === undefined)
        return [skip('its version comes from the tag, and no tag of it is at this commit')]
      if (peeled === undefined) return [release(version, tag, facts.commit)]
      return [skip(`tag ${tag} is at ${peeled.slice(0, 7)}: its version has not changed since`)]
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

function withTargets(released: readonly Released[], facts: PlanFacts): readonly PlannedRelease[] {
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
