import { throwAll, UserError } from '../errors.ts'
import type { ChosenRelease } from './plan-facts.ts'
import { isTagName, renderTag, versionInTag, type RemoteTags } from './tags.ts'
import type { Package } from './types.ts'

/**
 * What another planner said, in one of the shapes that carry a list: `[{name, version}]`, `{releases: […]}`, or ours. Throws every
 * entry that is none at once.
 */
export function readPlannerOutput(text: string, template: string): readonly ChosenRelease[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new UserError('PLANNER_OUTPUT', 'the input "plan" is not JSON', {
      hint: 'Give it the list that the planner puts out, such as "plan: ${{ steps.changesets.outputs.published-packages }}".',
      cause,
    })
  }
  const list: unknown = Array.isArray(value)
    ? value
    : typeof value === 'object' && value !== null
      ? Reflect.get(value, 'releases')
      : undefined
  if (!Array.isArray(list))
    throw new UserError('PLANNER_OUTPUT', 'the input "plan" holds no list of releases', {
      hint: 'It must be a JSON list of {"name", "version"}, or an object with such a list as "releases".',
    })
  const chosen: ChosenRelease[] = []
  const mistakes: UserError[] = []
  for (const [index, entry] of list.entries()) {
    const read = readEntry(entry, `entry ${index + 1} of the input "plan"`, template)
    if (read instanceof UserError) mistakes.push(read)
    else chosen.push(read)
  }
  throwAll(mistakes)
  return chosen
}

function readEntry(entry: unknown, what: string, template: string): ChosenRelease | UserError {
  const name = textAt(entry, 'package') ?? textAt(entry, 'package_name') ?? textAt(entry, 'name')
  const version = textAt(entry, 'version')
  if (name === undefined || version === undefined)
    return new UserError('PLANNER_OUTPUT', `${what} lacks a name or a version`, {
      hint: 'Each entry needs "name" and "version".',
    })
  const tag = textAt(entry, 'tag') ?? textAt(entry, 'tag_name')
  const commit = textAt(entry, 'sha') ?? textAt(entry, 'commit')
  if (tag !== undefined && !isTagName(tag))
    return new UserError('PLANNER_OUTPUT', `${what} has the tag ${JSON.stringify(tag)}, which git does not take`)
  return {
    package: name,
    version,
    tag: tag ?? renderTag(template, { package: name, version }),
    commit: commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined,
  }
}

function textAt(value: unknown, key: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** Exactly these existing tags, each from its own commit. Throws for every tag that is not on the remote or fits no package. */
export function releasesOfTags(
  tags: readonly string[],
  packages: readonly Package[],
  template: string,
  remote: RemoteTags,
): { readonly chosen: readonly ChosenRelease[]; readonly mistakes: readonly UserError[] } {
  const chosen: ChosenRelease[] = []
  const mistakes: UserError[] = []
  for (const tag of tags) {
    const commit = remote.get(tag)
    if (commit === undefined) {
      mistakes.push(
        new UserError('TAG_MISSING', `input "tags": there is no tag ${JSON.stringify(tag)} on the remote`, {
          hint: 'The input recovers releases whose tag exists; push the tag first, or release without the input.',
        }),
      )
      continue
    }
    const fitting = packages.flatMap((found) => {
      const version = versionInTag(template, found.name, tag)
      return version === undefined ? [] : [{ package: `${found.ecosystem}/${found.name}`, version, tag, commit }]
    })
    const [first] = fitting
    if (first === undefined || fitting.length > 1) {
      mistakes.push(
        new UserError(
          'TAG_UNCLEAR',
          `input "tags": ${tag} is the tag of ${fitting.length === 0 ? 'no configured package' : `${fitting.length} packages`}`,
          { hint: `Tags are written "${template}".` },
        ),
      )
    } else {
      chosen.push(first)
    }
  }
  return { chosen, mistakes }
}
