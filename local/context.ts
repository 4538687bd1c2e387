import type { Git } from './git.ts'
import type { Origin } from './router.ts'
import type { Signer } from './signed-urls.ts'
import type { Store } from './state.ts'
import type { Tokens } from './tokens.ts'

/** What the handlers share. */
export interface Context {
  /** `owner/name`, and its parts. */
  readonly repository: string
  readonly owner: string
  readonly name: string
  readonly folder: string
  readonly immutable: boolean
  readonly now: () => number
  readonly log: (line: string) => void
  readonly git: Git
  readonly store: Store
  readonly tokens: Tokens
  readonly signer: Signer
  /** Address of each origin, without a slash at the end. Set when all of them listen. */
  readonly urls: Readonly<Record<Origin, string>>
}

/** A time as GitHub writes it: UTC, whole seconds. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** The opaque id that GitHub gives to everything beside its number. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url')
}
