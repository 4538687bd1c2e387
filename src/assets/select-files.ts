import { posix } from 'node:path'
import { renderPath, placeholdersIn, type Values } from '../config/placeholders.ts'
import { glob, isGlob, pathGlob } from '../config/select.ts'
import { UserError } from '../errors.ts'
import type { FileReader } from '../host/host.ts'
import type { ArtifactFile } from '../sources/artifact.ts'

/** A file that goes into an asset; `measured` where its bytes were hashed already. */
export interface SelectedFile {
  /** Path in an archive, name of a plain asset. */
  readonly name: string
  readonly path: string
  readonly size: number
  readonly measured: { readonly size: number; readonly sha256: string } | undefined
}

export const baseName = (path: string): string => posix.basename(path)

/** A pattern with its placeholders filled in. */
export interface Pattern {
  readonly text: string
  /** The program that it was made for, without ending; `undefined` where it names none. */
  readonly bin: string | undefined
}

/** `{bin}` makes one pattern for each program, with the target's ending, which `{bin}{exe}` may also spell out. */
export function patternsFor(pattern: string, values: Values, bins: readonly string[]): readonly Pattern[] {
  const used = placeholdersIn(pattern)
  if (!used.has('bin')) return [{ text: renderPath(pattern, values), bin: undefined }]
  if (bins.length === 0)
    throw new UserError(
      'NO_BIN',
      `"${pattern}" asks for {bin}, but ${values.package ?? 'the package'} builds no program`,
      { hint: 'Name the file itself.' },
    )
  const ending = used.has('exe') ? '' : (values.exe ?? '')
  return bins.map((bin) => ({ text: renderPath(pattern, { ...values, bin: `${bin}${ending}` }), bin }))
}

/** Files of an artifact that a pattern means: one without `/` looks at file names, one with `/` at whole paths. */
export function matchArtifact(files: readonly ArtifactFile[], pattern: string): readonly SelectedFile[] {
  const whole = pattern.includes('/')
  const matches = whole ? pathGlob(pattern) : glob(pattern)
  return files
    .filter(({ name }) => matches(whole ? name : baseName(name)))
    .map(({ name, path, size, sha256 }) => ({
      name: whole ? name : baseName(name),
      path,
      size,
      measured: { size, sha256 },
    }))
}

/** Files of the checkout that a pattern means, in the package's folder, else at the root. A link out of the checkout is not followed. */
export async function matchCheckout(
  files: FileReader,
  packagePath: string,
  pattern: string,
): Promise<readonly SelectedFile[]> {
  for (const base of [...new Set([packagePath, '.'])]) {
    const folder = posix.join(base, posix.dirname(pattern))
    const last = baseName(pattern)
    const matches = isGlob(last) ? glob(last) : (name: string): boolean => name === last
    const found: SelectedFile[] = []
    for (const { name, kind } of await files.list(folder)) {
      if (kind === 'folder' || !matches(name)) continue
      const path = posix.join(folder, name)
      const there = await files.stat(path)
      if (there?.kind === 'file' && (await isInside(files, path))) {
        found.push({
          name: pattern.includes('/') ? posix.join(posix.dirname(pattern), name) : name,
          path,
          size: there.size,
          measured: undefined,
        })
      }
    }
    if (found.length > 0) return found
  }
  return []
}

async function isInside(files: FileReader, path: string): Promise<boolean> {
  const root = await files.real('.')
  const real = await files.real(path)
  return real.startsWith(root.endsWith('/') ? root : `${root}/`) || real.startsWith(`${root}\\`)
}
