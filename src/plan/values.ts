import type { Values } from '../config/placeholders.ts'
import type { Target } from './targets.ts'
import type { PlannedRelease } from './types.ts'

/** The values that placeholders have for a release. */
export function releaseValues(release: PlannedRelease): Values {
  return {
    package: release.package,
    version: release.version,
    tag: release.tag,
    commit: release.commit,
    commit7: release.commit.slice(0, 7),
    channel: release.channel,
    date: release.date,
    ...(release.bins[0] === undefined ? {} : { bin: release.bins[0] }),
  }
}

/** The values that placeholders have for one target of a release. */
export function targetValues(release: PlannedRelease, target: Target, artifact: string): Values {
  return {
    ...releaseValues(release),
    target: target.name,
    os: target.osName,
    arch: target.arch,
    platform: target.platform,
    exe: target.exe,
    artifact,
  }
}

/** A package name as one part of a path: `@scope/name` is `scope-name`. */
export const pathPart = (name: string): string => name.replace(/^@/, '').replace(/[^A-Za-z0-9._+-]+/g, '-')
