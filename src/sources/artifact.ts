/** A file that a build made, unpacked and hashed. */
export interface ArtifactFile {
  /** Path in the artifact, with `/`. */
  readonly name: string
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** What a matrix job left behind. */
export interface Artifact {
  readonly name: string
  readonly files: readonly ArtifactFile[]
  /** Where it came from, for a person: `run 42`. */
  readonly origin: string
}

/** What a source knows of an artifact that is wanted. */
export type Found =
  | { readonly kind: 'found'; readonly artifact: Artifact }
  /** Not there, with what there is to say about it. */
  | { readonly kind: 'missing'; readonly why: string }

/** A place that artifacts come from. */
export interface Source {
  /** For a person: `run 42`, `folder out`. */
  readonly name: string
  /** Fetches all of these artifacts, as far as they are there. */
  fetch(names: readonly string[]): Promise<ReadonlyMap<string, Found>>
}
