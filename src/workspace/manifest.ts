import { isAbsolute, relative, sep } from 'node:path'
import type { z } from 'zod'
import { messageOf } from '../errors.ts'
import type { FileReader } from '../host/host.ts'

/** A manifest that cannot be used: its path from the root, and why in one line. */
export interface Unreadable {
  readonly path: string
  readonly why: string
}

/** What reading a manifest came to. */
export type ManifestRead<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly unreadable: Unreadable }

/**
 * Reads, parses and checks one manifest. Whatever is wrong with the file (no permission, not in its language, a wrong type, a link
 * that leaves the root) comes back as `unreadable`; only bugs are thrown.
 */
export async function readManifest<T>(
  files: FileReader,
  path: string,
  parse: (text: string) => unknown,
  schema: z.ZodType<T>,
): Promise<ManifestRead<T>> {
  const unreadable = (why: string): ManifestRead<T> => ({ state: 'unreadable', unreadable: { path, why } })
  let text: string
  try {
    const stat = await files.stat(path)
    if (stat === undefined) return { state: 'missing' }
    if (stat.kind !== 'file') return unreadable('is not a file')
    if (!(await insideRoot(files, path))) return unreadable('is a link that leads out of the repository')
    text = await files.text(path)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return unreadable(firstLine(error))
  }
  let content: unknown
  try {
    content = parse(text)
  } catch (error) {
    return unreadable(firstLine(error) + placeOf(error))
  }
  const checked = schema.safeParse(content)
  if (checked.success) return { state: 'read', value: checked.data }
  const issue = checked.error.issues[0]
  return unreadable(
    issue === undefined ? 'has the wrong shape' : `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  )
}

/** Whether an existing path, with every link resolved, is the root or below it. */
export async function insideRoot(files: FileReader, path: string): Promise<boolean> {
  const way = relative(await files.real('.'), await files.real(path))
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n', 1)[0]?.replace(/:$/, '') ?? ''
}

/** smol-toml keeps the place apart from the first line of its message. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error && 'line' in error && 'column' in error)) return ''
  return ` (line ${String(error.line)}, column ${String(error.column)})`
}
