import type { Config } from '../config/config.ts'
import { mistakesOf, type UserError } from '../errors.ts'
import type { ConfiguredPackage } from './select-packages.ts'
import type { RemoteTags } from './tags.ts'
import type { Package, PlannedRelease, Workspace } from './types.ts'

/** A release that somebody else decided: another planner, or a person who recovers. */
export interface ChosenRelease {
  readonly package: string
  readonly version: string
  readonly tag: string
  /** Where its tag already is; `undefined`: this commit. */
  readonly commit: string | undefined
}

export interface PlanFacts {
  readonly mode: 'release' | 'matrix'
  readonly commit: string
  /** See `Facts`. */
  readonly date: string
  readonly config: Config
  readonly workspace: Workspace
  readonly tags: RemoteTags
  readonly packages: readonly string[]
  readonly targets: readonly string[]
  /** `undefined`: the tags decide. */
  readonly chosen: readonly ChosenRelease[] | undefined
}

/** A release, before its targets, with the package that it is of. */
export interface Released {
  readonly release: Omit<PlannedRelease, 'targets'>
  readonly entry: ConfiguredPackage
}

/** Whether a choice is of a package, by its name or behind its ecosystem. */
export const isChoiceOf = (choice: ChosenRelease, { name, ecosystem }: Package): boolean =>
  choice.package === name || choice.package === `${ecosystem}/${name}`

/** Does the same for every value; mistakes of all of them together. */
export function collect<T, R>(
  values: readonly T[],
  one: (value: T) => R,
): { readonly results: readonly R[]; readonly errors: readonly UserError[] } {
  const results: R[] = []
  const errors: UserError[] = []
  for (const value of values) {
    try {
      results.push(one(value))
    } catch (thrown) {
      const found = mistakesOf(thrown)
      if (found === undefined) throw thrown
      errors.push(...found)
    }
  }
  return { results, errors }
}
