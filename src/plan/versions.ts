import semver from 'semver'

/** Whether a version may travel: into tags, file names, URLs and matrix rows. */
export const isPlainVersion = (version: string): boolean =>
  /^[0-9A-Za-z][0-9A-Za-z.+_~!-]*$/.test(version) && !version.includes('..')

/** Whether a version is a prerelease by SemVer 2.0; one that is no SemVer is a prerelease when a letter follows its numbers. */
export function isPrerelease(version: string): boolean {
  const parsed = semver.parse(version)
  return parsed === null
    ? /^\d+(\.\d+)*[-._]?[A-Za-z]/.test(version) && !/^\d+(\.\d+)*[-._]?(final|ga|release|post\d*)$/i.test(version)
    : parsed.prerelease.length > 0
}
