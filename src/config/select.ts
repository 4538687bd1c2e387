import picomatch from 'picomatch'

/**
 * A filter of names and globs: `!` negates, the last pattern that matches decides, and a list of nothing but negations starts
 * from everything. An empty list lets everything through.
 */
export function matcher(patterns: readonly string[]): (name: string) => boolean {
  const rules = patterns.map((text) => {
    const negated = text.startsWith('!')
    return { negated, matches: glob(negated ? text.slice(1) : text) }
  })
  const byDefault = rules.every(({ negated }) => negated)
  return (name) => {
    const last = rules.findLast(({ matches }) => matches(name))
    return last === undefined ? byDefault : !last.negated
  }
}

/** Whether a name matches a glob; in a name `/` is a letter like any other, so that `*` covers `@scope/name`. */
export function glob(pattern: string): (name: string) => boolean {
  const matches = picomatch(pattern.replaceAll('/', '\u0001'), { dot: true, nonegate: true })
  return (name) => name === pattern || matches(name.replaceAll('/', '\u0001'))
}

/** Whether a path matches a glob: `*` stays within one folder, and `**` crosses them. */
export function pathGlob(pattern: string): (path: string) => boolean {
  const matches = picomatch(pattern, { dot: true, nonegate: true })
  return (path) => path === pattern || matches(path)
}

/**
 * The entry of a mapping of names and globs that fits something best, by one of its names: the name itself (of several the first
 * that has an entry), else the glob with the most literal characters.
 */
export function mostSpecific<T>(
  entries: Readonly<Record<string, T>>,
  ...names: readonly string[]
): { readonly key: string; readonly value: T } | undefined {
  for (const name of names) {
    const own = Object.entries(entries).find(([key]) => key === name)
    if (own !== undefined) return { key: own[0], value: own[1] }
  }
  const fitting = Object.entries(entries).filter(([key]) => isGlob(key) && names.some(glob(key)))
  const literal = (key: string): number => key.replace(/[*?[\]{}!()]/g, '').length
  const [best] = fitting.sort(([a], [b]) => literal(b) - literal(a) || (a < b ? -1 : 1))
  return best === undefined ? undefined : { key: best[0], value: best[1] }
}

/** Whether a text is a glob and not a plain name. */
export const isGlob = (text: string): boolean => /[*?[\]{}()!]/.test(text)

/** The patterns that match none of the names: what a person mistyped. */
export function unmatched(patterns: readonly string[], names: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => {
    const matches = glob(pattern.startsWith('!') ? pattern.slice(1) : pattern)
    return !names.some((name) => matches(name))
  })
}
