interface Heading {
  readonly line: number
  /** 1 to 6. */
  readonly level: number
  /** Links reduced to their text, markup removed. */
  readonly text: string
}

interface Definition {
  readonly label: string
  readonly source: string
}

/**
 * The text under the heading of exactly this version, trimmed; `undefined` where the changelog has no such heading. Understands what
 * changesets, keep-a-changelog, release-please, release-plz, sampo and standard-version write: `## 1.2.3`,
 * `## [1.2.3](url) (2026-01-01)`, `## [1.2.3] - 2026-01-01`, `## 1.2.3 — 2026-01-01`, `### 1.2.3`, `## v1.2.3`, `# name 1.2.3`.
 *
 * The section ends at the next heading of the same or a higher level, or of another version. Link definitions at the end of the
 * file come along where the section uses them.
 */
export function changelogSection(markdown: string, version: string): string | undefined {
  const { lines, definitions } = splitDefinitions(markdown.replace(/^\uFEFF/, '').split(/\r?\n/))
  const headings = findHeadings(lines)
  // Above an equal one further down: `### Update 1.2.3` may stand in the notes of another version.
  const candidates = headings.filter(({ text }) => isHeadingOf(text, version))
  const level = Math.min(...candidates.map((heading) => heading.level))
  const start = candidates.find((heading) => heading.level === level)
  if (start === undefined) return undefined
  const body = trimLines(lines.slice(start.line + 1, findEnd(start, headings, lines)))
  const used = definitions.filter(({ label }) => labelsIn(body).has(label)).map(({ source }) => source)
  return used.length === 0 ? body : `${body}\n\n${used.join('\n')}`
}

function findEnd(start: Heading, headings: readonly Heading[], lines: readonly string[]): number {
  const following = headings.filter(({ line }) => line > start.line)
  const first = following[0]
  // standard-version writes a patch as `### 1.2.3` with `### Bug Fixes` below it.
  const isFlat =
    start.level >= 3 &&
    first?.level === start.level &&
    !isReleaseHeading(first.text) &&
    trimLines(lines.slice(start.line + 1, first.line)) === ''
  const end = following.find(
    ({ level, text }) => level < start.level || (level === start.level && !isFlat) || isReleaseHeading(text),
  )
  return end?.line ?? lines.length
}

/** Whether the first thing in a heading that looks like a version is this one, with at most one word (a name) before it. */
function isHeadingOf(text: string, version: string): boolean {
  const words = text.split(/[\s[\]()`*,:–—]+/).filter((word) => word !== '')
  const at = words.findIndex((word) => isSameVersion(word, version) || /^\d+\.\d/.test(bareVersion(word)))
  const word = words[at]
  return word !== undefined && at <= 1 && isSameVersion(word, version)
}

function isSameVersion(word: string, version: string): boolean {
  if (word === version || bareVersion(word) === version) return true
  const prefix = word.endsWith(`-${version}`) ? word.slice(0, -version.length - 1) : ''
  return /^@?[A-Za-z]/.test(prefix) && !/^v\d/.test(prefix)
}

/** `name@1.2.3`, `dir/v1.2.3`, `name-v1.2.3` and `v1.2.3` without what stands before the number. */
function bareVersion(word: string): string {
  return word.replace(/^.*[@/]/, '').replace(/^(?:[^\d].*-)?v(?=\d)/i, '')
}

/** A heading that is a version, at most with a date, or `Unreleased`: it begins another section, whatever its level. */
function isReleaseHeading(text: string): boolean {
  return /^\[?(?:unreleased|v?\d+\.\d+\.\d+[^\s\]]*)\]?(?:\s*[-–—]?\s*\(?\d{4}-\d{2}-\d{2}\)?)?$/i.test(text)
}

/** ATX headings outside of code fences and comments. */
function findHeadings(lines: readonly string[]): readonly Heading[] {
  const headings: Heading[] = []
  const isText = textLines()
  for (const [line, source] of lines.entries()) {
    if (!isText(source)) continue
    const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(source)
    if (match === null) continue
    const [, marks = '', title = ''] = match
    headings.push({ line, level: marks.length, text: plain(title) })
  }
  return headings
}

/** Called with one line after the other: is this one neither in a code fence nor in a comment? */
function textLines(): (line: string) => boolean {
  let fence: { readonly marker: string; readonly indent: number } | undefined
  let inComment = false
  return (line) => {
    if (inComment) {
      inComment = !line.includes('-->')
      return false
    }
    const indent = line.search(/\S/)
    if (fence !== undefined) {
      // A fence in a list item ends with the item.
      const leaves = indent !== -1 && indent < fence.indent
      if (!leaves) {
        const marks = /^\s*(`{3,}|~{3,})\s*$/.exec(line)?.[1]
        if (marks?.startsWith(fence.marker) === true) fence = undefined
        return false
      }
      fence = undefined
    }
    const open = /^(\s*(?:(?:[-*+]|\d{1,9}[.)])\s+|>\s?)*)(`{3,}(?=[^`]*$)|~{3,})/.exec(line)
    if (open !== null) {
      const [, before = '', marker = ''] = open
      fence = { marker, indent: /\S/.test(before) || before.length > 3 ? before.length : 0 }
      return false
    }
    if (/^ {0,3}<!--/.test(line)) {
      inComment = !line.includes('-->')
      return false
    }
    return true
  }
}

function plain(title: string): string {
  return title
    .replace(/(?:^|[ \t]+)#+[ \t]*$/, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .trim()
}

const DEFINITION = /^ {0,3}\[([^[\]]+)\]:\s*\S.*$/

/** Takes the link definitions at the end of the file off it. */
function splitDefinitions(lines: readonly string[]): {
  readonly lines: readonly string[]
  readonly definitions: readonly Definition[]
} {
  const definitions: Definition[] = []
  let end = lines.length
  for (; end > 0; end--) {
    const source = lines[end - 1] ?? ''
    const label = DEFINITION.exec(source)?.[1]
    if (label !== undefined) definitions.unshift({ label: normalLabel(label), source: source.trim() })
    else if (source.trim() !== '') break
  }
  return { lines: lines.slice(0, end), definitions }
}

function labelsIn(body: string): ReadonlySet<string> {
  return new Set(Array.from(body.matchAll(/\[([^[\]]+)\](?!\()/g), ([, label = '']) => normalLabel(label)))
}

function normalLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Blank lines at the ends removed; the indentation of the first line stays. */
function trimLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
}
