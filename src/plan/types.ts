/** A string, number or boolean: what a matrix row may hold, since a workflow reads fields and not structures. */
export type Scalar = string | number | boolean

export type Ecosystem = 'cargo' | 'npm' | 'generic'

/** A package that a workspace reader found. */
export interface Package {
  readonly ecosystem: Ecosystem
  /** As its manifest spells it: `@scope/name`. */
  readonly name: string
  /** Folder from the root, with `/`, `.` for the root itself. */
  readonly path: string
  /** `undefined`: the version comes from the tag. */
  readonly version: string | undefined
  /** Names of the programs that it builds, without `.exe`. */
  readonly bins: readonly string[]
  /** Path of its changelog from the root, where there is one. */
  readonly changelog: string | undefined
}

/** What the repository holds, read once. */
export interface Workspace {
  readonly packages: readonly Package[]
  /** Manifests that could not be read: told, and fatal only for a package that is configured. */
  readonly unreadable: readonly { readonly path: string; readonly why: string }[]
}

/** One product of a release: what a matrix job builds and what distribution expects. */
export interface PlannedTarget {
  readonly target: string
  /** Name of the workflow artifact that carries it. */
  readonly artifact: string
  /** Folder of the artifact that holds it; the empty string where the artifact holds nothing else. */
  readonly folder: string
  /** An optional target may be missing at distribution. */
  readonly optional: boolean
}

/** One version of one package, at one commit. */
export interface PlannedRelease {
  readonly package: string
  readonly ecosystem: Ecosystem
  readonly path: string
  readonly version: string
  /** The empty string for a build without a tag. */
  readonly tag: string
  readonly channel: string
  readonly prerelease: boolean
  readonly commit: string
  /** Day of the commit that it was planned from, UTC, `2026-01-31`. */
  readonly date: string
  readonly bins: readonly string[]
  readonly targets: readonly PlannedTarget[]
}

/** A destination as the plan saw it. */
export interface PlannedDestination {
  readonly name: string
  readonly kind: string
  readonly needs: readonly string[]
  /** The releases that it gets, as {@link releaseId} writes them. */
  readonly releases: readonly string[]
}

/** What ships: decided once, carried to every later job, compared wherever bytes come back in. */
export interface Plan {
  readonly version: 1
  readonly commit: string
  readonly releases: readonly PlannedRelease[]
  readonly destinations: readonly PlannedDestination[]
  /** `sha256:<hex>` over the canonical JSON of all the rest. */
  readonly digest: string
}

/** How a release is called in logs, summaries and plans: its tag, or package and commit for a build without one. */
export const releaseId = (release: Pick<PlannedRelease, 'tag' | 'package' | 'commit'>): string =>
  release.tag === '' ? `${release.package}@${release.commit.slice(0, 7)}` : release.tag
