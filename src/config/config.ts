import type { BoundBackend } from '../backends/backend.ts'
import type { Where } from '../errors.ts'
import type { ConfigFile, DestinationEntry } from './schema.ts'

/** A destination whose `with` its backend has read. */
export interface Destination extends Omit<DestinationEntry, 'needs' | 'with'> {
  readonly needs: readonly string[]
  /** `undefined`: a kind that this version does not serve yet. */
  readonly backend: BoundBackend | undefined
  /** Its place in the file. */
  readonly where: Where
}

/** The configuration, checked: every name in it exists. */
export interface Config extends Omit<ConfigFile, 'destinations'> {
  /** Path of the file, as errors name it. */
  readonly file: string
  readonly destinations: readonly Destination[]
  /** Place of a package's entry. */
  whereIsPackage(key: string): Where
}

/** Something worth a warning that stops nothing. */
export interface Notice {
  readonly message: string
  readonly where?: Where
}
