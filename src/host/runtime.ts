import type { RawInputs } from '../inputs/read.ts'
import type { UserError } from '../errors.ts'
import type { Host } from './host.ts'

/** What the runner says of this job. */
export interface Context {
  /** `owner/name`; empty where the runner says none. */
  readonly repository: string
  readonly event: string
  /** The commit of the workflow run; for a pull request the merge commit. */
  readonly sha: string
  /** Head of the pull request, where the run is of one. */
  readonly pullRequestHead: string | undefined
  readonly runId: number
  readonly attempt: number
  readonly job: string
  /** Id of the step in the job. */
  readonly step: string
  /** Folder that the step works in, absolute. */
  readonly workspace: string
  /** Folder that goes with the job, absolute. */
  readonly temporary: string
}

/** A workflow artifact, as a listing tells of it. */
export interface WorkflowArtifact {
  readonly id: number
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly expired: boolean
  /** ISO 8601. */
  readonly createdAt: string
  /** `sha256:<hex>`, where the server says one. */
  readonly digest: string | undefined
}

/** The artifact service of the runner: what this run itself may read and write without any permission. */
export interface RunnerArtifacts {
  /** `undefined`: there is a service. Else why there is none. */
  readonly missing: string | undefined
  upload(name: string, files: readonly string[], root: string): Promise<void>
  list(): Promise<readonly WorkflowArtifact[]>
  /** Unpacks an artifact of this run below a folder. */
  download(id: number, folder: string, digest: string | undefined): Promise<void>
}

/** A file of an artifact, unpacked. */
export interface UnpackedFile {
  /** Path in the artifact, with `/`. */
  readonly name: string
  readonly path: string
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** The action's surroundings: everything that a mode may touch. */
export interface Runtime extends Host {
  readonly context: Context
  readonly artifacts: RunnerArtifacts
  /** The same with files and processes rooted at a folder of the workspace, and a token for GitHub. */
  at(root: string, token: string): Runtime
  /** The same for one destination: it can fetch these secrets and no other. */
  withSecrets(names: readonly string[]): Host
  /** Unpacks a zip below an empty folder, checked first, hashed while it is written. */
  unzip(zip: string, folder: string): Promise<readonly UnpackedFile[]>
  /**
   * Loads a module of the user's own, by its absolute path. From the first one on, `process.env` holds what a child process would
   * get, and the runner's own variables but for tokens: no module reads there what is not meant for it.
   */
  readonly importModule: (path: string) => Promise<unknown>
  input: RawInputs
  setOutput(name: string, value: string): void
  writeSummary(markdown: string): Promise<void>
  annotate(level: 'error' | 'warning', mistake: Pick<UserError, 'message' | 'where' | 'hint'>): void
}
