import { throwAll, UserError } from '../errors.ts'

export interface Checksum {
  readonly name: string
  /** Lower-case hex. */
  readonly sha256: string
}

const LINE = /^(\\?)([0-9a-fA-F]{64}) [ *](.+)$/
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

/**
 * The digests (lower-case hex) by name of a file that `sha256sum` wrote, in text or binary mode. Empty lines are skipped.
 * @throws UserError `CHECKSUMS_INVALID` for each line that is something else, or gives a name a second, other digest.
 */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>()
  const mistakes: UserError[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue
    const parsed = parseLine(line)
    const known = parsed && digests.get(parsed.name)
    if (parsed === undefined) {
      const hint = 'A line is a SHA-256 in 64 hexadecimal digits, two spaces, and a file name.'
      mistakes.push(new UserError('CHECKSUMS_INVALID', `line ${index + 1} of the checksums is none`, { hint }))
    } else if (known !== undefined && known !== parsed.sha256) {
      const message = `line ${index + 1} of the checksums gives ${JSON.stringify(parsed.name)} a second digest`
      mistakes.push(new UserError('CHECKSUMS_INVALID', message))
    } else {
      digests.set(parsed.name, parsed.sha256)
    }
  }
  throwAll(mistakes)
  return digests
}

function parseLine(line: string): Checksum | undefined {
  const [, escaped, digest, written] = LINE.exec(line) ?? []
  if (digest === undefined || written === undefined) return undefined
  const sha256 = digest.toLowerCase()
  if (escaped === '') return { name: written, sha256 }
  if (!/^(?:[^\\]|\\[\\nr])*$/.test(written)) return undefined
  const name = written.replace(/\\([\\nr])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : '\\',
  )
  return { name, sha256 }
}
