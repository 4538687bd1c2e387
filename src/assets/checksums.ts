export interface Checksum {
  readonly name: string
  /** Lower-case hex. */
  readonly sha256: string
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])

/**
 * A file for `sha256sum -c`: a line per entry, sorted by name. A name with a backslash or line break is escaped as GNU
 * does, which a backslash in front of the line announces.
 */
export function renderChecksums(entries: readonly Checksum[]): string {
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, sha256 }) => {
      const escaped = name.replace(/[\\\n\r]/g, (character) => ESCAPES.get(character) ?? character)
      return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`
    })
    .join('')
}
