import type { Notice } from '../config/config.ts'
import { unmatched } from '../config/select.ts'
import { UserError } from '../errors.ts'
import { groupBy } from '../group-by.ts'
import { collect, isChoiceOf, type PlanFacts, type Released } from './plan-facts.ts'
import type { ConfiguredPackage } from './select-packages.ts'
import { renderTag } from './tags.ts'
import { describeTarget } from './targets.ts'

/** Two packages whose tags are the same today would be one release: refused for every version, filtered out or not. */
export function clashes(packages: readonly ConfiguredPackage[], template: string): readonly UserError[] {
  const { results, errors } = collect(packages, ({ package: found }) =>
    found.version === undefined
      ? []
      : [{ ...found, tag: renderTag(template, { package: found.name, version: found.version }) }],
  )
  return [
    ...errors,
    ...clashesOf(results.flat().map(({ tag, name, ecosystem, path }) => [tag, `${name} (${ecosystem}, ${path})`])),
  ]
}

/** The same for what is released: a version that only a tag or a planner says has no tag before that. */
export const sharedTags = (released: readonly Released[]): readonly UserError[] =>
  clashesOf(
    released
      .filter(({ release }) => release.tag !== '')
      .map(({ release: { tag, package: name, ecosystem, path } }) => [tag, `${name} (${ecosystem}, ${path})`]),
  )

function clashesOf(tags: readonly (readonly [tag: string, who: string])[]): readonly UserError[] {
  return [...groupBy(tags, ([tag]) => tag)]
    .filter(([, group]) => group.length > 1)
    .map(
      ([tag, group]) =>
        new UserError('TAG_CLASH', `the tag ${tag} would stand for ${group.map(([, who]) => who).join(' and ')}`, {
          hint: `Write "release: { tag: '{package}-v{version}' }", or configure only one of them.`,
        }),
    )
}

/** Filters that match nothing, and targets that nothing is known of. */
export function filterMistakes(
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

/** What another planner said against what the configuration, the tags and the manifests say. */
export function differences(
  facts: PlanFacts,
  packages: readonly ConfiguredPackage[],
  released: readonly Released[],
): readonly Notice[] {
  const { chosen, tags } = facts
  if (chosen === undefined) return []
  const strangers = chosen.filter((choice) => !packages.some((entry) => isChoiceOf(choice, entry.package)))
  const moved = chosen.flatMap(({ package: name, tag, commit = facts.commit }) => {
    const peeled = tags.get(tag)
    return peeled === undefined || peeled === commit
      ? []
      : [{ message: `${name}: ${tag} is to be released from ${commit}, but that tag is at ${peeled}` }]
  })
  const unlike = released.flatMap(({ release, entry }) => {
    const { version } = entry.package
    return version === undefined || version === release.version || release.commit !== facts.commit
      ? []
      : [
          {
            message: `${release.package}: version ${release.version} is to be released, but its manifest says ${version}`,
          },
        ]
  })
  return [
    ...strangers.map(({ package: name, version }) => ({
      message: `${name} ${version} is to be released, but the configuration has no package of that name: it is left out`,
    })),
    ...moved,
    ...unlike,
  ]
}
