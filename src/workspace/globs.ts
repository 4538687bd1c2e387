import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { FileReader } from '../host/host.ts'
import { insideRoot } from './manifest.ts'

/** How an ecosystem reads the patterns that name its workspace members. */
export interface GlobRules {
  /** `*` and `**` match names that begin with a dot. */
  readonly hidden: boolean
  /** `{a,b}`, `@(a|b)` and the like are patterns; otherwise they are plain characters. */
  readonly braces: boolean
  /**
   * What `!pattern` does. `none`: it is a plain name. `final`: it removes. `readmitted`: it removes, unless it matches the text of a
   * later pattern, which then cancels it altogether (`['packages/**', '!packages/b/**', 'packages/b/a']` leaves nothing out).
   */
  readonly negation: 'none' | 'final' | 'readmitted'
}

export const CARGO_GLOBS: GlobRules = { hidden: true, braces: false, negation: 'none' }
export const NPM_GLOBS: GlobRules = { hidden: false, braces: true, negation: 'readmitted' }
export const PNPM_GLOBS: GlobRules = { hidden: false, braces: true, negation: 'final' }

/** Never members, and too large to look through. */
const IGNORED = new Set(['node_modules', '.git'])

/**
 * The folders below `base` that the patterns name, from the root, sorted and each once. A pattern without wildcards names at most
 * one folder. `**` enters no link; other wildcards enter only links that stay inside the root; nothing outside the root is found.
 */
export async function expandFolders(
  files: FileReader,
  base: string,
  patterns: readonly string[],
  rules: GlobRules,
): Promise<readonly string[]> {
  const { wanted, unwanted } = divide(patterns, rules)
  const found = new Set<string>()
  for (const pattern of wanted) {
    for (const folder of await expandOne(files, base, pattern, rules)) found.add(folder)
  }
  const removed = unwanted.map((pattern) => picomatch(pattern, { ...matcherOptions(rules), dot: true }))
  return [...found].filter((folder) => !removed.some((matches) => matches(posix.relative(base, folder)))).sort()
}

/** Whether the pattern is more than the name of one folder. */
export function isGlob(pattern: string, rules: GlobRules): boolean {
  return (rules.braces ? /[*?[\]{}()]/ : /[*?[\]]/).test(pattern)
}

function divide(
  patterns: readonly string[],
  rules: GlobRules,
): { wanted: readonly string[]; unwanted: readonly string[] } {
  if (rules.negation === 'none') return { wanted: patterns.map(tidy), unwanted: [] }
  const wanted: string[] = []
  let unwanted: string[] = []
  for (const pattern of patterns) {
    const marks = /^!*/.exec(pattern)?.[0].length ?? 0
    const bare = tidy(pattern.slice(marks).replaceAll('\\', '/'))
    if (marks % 2 === 1) {
      unwanted.push(bare)
      continue
    }
    wanted.push(bare)
    if (rules.negation === 'readmitted') {
      unwanted = unwanted.filter((removed) => !picomatch(removed, matcherOptions(rules))(bare))
    }
  }
  return { wanted, unwanted }
}

/** `./packages/*` and `/packages/*` and `packages/*` followed by a slash are one pattern. */
function tidy(pattern: string): string {
  const relative = posix.normalize(pattern.replace(/^\.?\/+/, '')).replace(/\/+$/, '')
  return relative === '' ? '.' : relative
}

async function expandOne(
  files: FileReader,
  base: string,
  pattern: string,
  rules: GlobRules,
): Promise<readonly string[]> {
  if (!isGlob(pattern, rules)) {
    const folder = posix.join(base, pattern)
    return (await isFolderInside(files, folder)) ? [folder] : []
  }
  // Everything before the first wildcard is walked to directly, `..` included: picomatch matches names, not ways.
  const segments = pattern.split('/')
  const literal = segments.slice(
    0,
    segments.findIndex((segment) => isGlob(segment, rules)),
  )
  const start = posix.join(base, ...literal)
  const rest = segments.slice(literal.length).join('/')
  if (!(await isFolderInside(files, start))) return []
  const matches = picomatch(rest, matcherOptions(rules))
  const depth = rest.includes('**') ? Infinity : rest.split('/').length
  const found = matches('') || rest === '**' ? [start] : []
  for (const below of await walk(files, start, '', depth, rules))
    if (matches(below)) found.push(posix.join(start, below))
  return found
}

function matcherOptions(rules: GlobRules): picomatch.PicomatchOptions {
  return { dot: rules.hidden, nobrace: !rules.braces, noext: !rules.braces, nonegate: true }
}

async function walk(
  files: FileReader,
  start: string,
  below: string,
  depth: number,
  rules: GlobRules,
): Promise<readonly string[]> {
  if (depth === 0) return []
  const found: string[] = []
  for (const { name, kind } of await files.list(posix.join(start, below))) {
    if (IGNORED.has(name)) continue
    const path = posix.join(below, name)
    // A link back up would never end under `**`.
    const enters =
      kind === 'folder' ||
      (kind === 'link' && depth !== Infinity && (await isFolderInside(files, posix.join(start, path))))
    if (enters) found.push(path, ...(await walk(files, start, path, depth - 1, rules)))
  }
  return found
}

async function isFolderInside(files: FileReader, folder: string): Promise<boolean> {
  if (folder === '..' || folder.startsWith('../')) return false
  const stat = await files.stat(folder)
  return stat?.kind === 'folder' && (await insideRoot(files, folder))
}
