import semver from 'semver'
import type { Release } from './releases.ts'

/** What becomes of "latest" when a release is published. */
export type MakeLatest = 'true' | 'false' | 'ask'

/** The part of a tag that does not change from version to version: `tool-v` of `tool-v1.2.0`; `undefined` where the version is not in it. */
export function familyOf(tag: string, version: string): string | undefined {
  const at = tag.lastIndexOf(version)
  return at === -1 ? undefined : `${tag.slice(0, at)}\u0000${tag.slice(at + version.length)}`
}

/** The version in a tag of a family. */
export function versionIn(family: string, tag: string): string | undefined {
  const [before = '', after = ''] = family.split('\u0000')
  if (!tag.startsWith(before) || !tag.endsWith(after) || tag.length <= before.length + after.length) return undefined
  const version = tag.slice(before.length, tag.length - after.length)
  return semver.valid(version) ?? undefined
}

/** A release that wants to know. */
export interface Candidate {
  readonly tag: string
  readonly version: string
  readonly prerelease: boolean
  /** Of the releases of one run, the first that is no prerelease leads: where there is no latest yet, it becomes the latest. */
  readonly leads: boolean
  /** Whether other packages are released in the same run. */
  readonly others: boolean
}

/**
 * Whether a release becomes the latest, by version and not by date: a patch of an old line does not take it from a newer one, nor
 * does one package of a repository take it from another. `ask`: there are releases of other packages, so it depends on whose
 * the latest is now.
 */
export function makeLatest(subject: Candidate, releases: readonly Release[]): MakeLatest {
  if (subject.prerelease) return 'false'
  const family = familyOf(subject.tag, subject.version)
  const own = semver.valid(subject.version)
  if (family === undefined || own === null) return 'true'
  const published = releases.filter(
    ({ draft, prerelease, tag_name }) => !draft && !prerelease && tag_name !== subject.tag,
  )
  const versions = published.flatMap(({ tag_name }) => versionIn(family, tag_name) ?? [])
  if (versions.some((version) => semver.gt(version, own))) return 'false'
  const foreign = published.some(({ tag_name }) => versionIn(family, tag_name) === undefined && isVersioned(tag_name))
  return foreign || subject.others ? 'ask' : 'true'
}

const isVersioned = (tag: string): boolean => /\d+\.\d+/.test(tag)

/** The answer to `ask`, once the latest is known: only one of the same package gives way. */
export function makeLatestOver(
  subject: Pick<Candidate, 'tag' | 'version' | 'leads'>,
  latest: string | undefined,
): 'true' | 'false' {
  if (latest === undefined) return subject.leads ? 'true' : 'false'
  const family = familyOf(subject.tag, subject.version)
  return family !== undefined && versionIn(family, latest) !== undefined ? 'true' : 'false'
}
