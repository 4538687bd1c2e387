import { posix } from 'node:path'
import { throwAll, UserError } from '../errors.ts'
import type { FileReader } from '../host/host.ts'
import type { Package } from '../plan/types.ts'
import { insideRoot } from './manifest.ts'

/** Where the version of a declared package is written. */
export type DeclaredVersion =
  | {
      readonly from: 'file'
      /** From the root. */
      readonly file: string
      /**
       * Source of a regular expression in which `^` and `$` stand for the ends of a line; its group `version`, or else its first group, is
       * the version. Without it, the first line is, trimmed and without a leading `v`.
       */
      readonly pattern?: string
    }
  | { readonly from: 'tag' }

/** A package that no reader could find, as the configuration declares it. */
export interface DeclaredPackage {
  readonly name: string
  /** Folder from the root. */
  readonly path: string
  readonly version: DeclaredVersion
}

/**
 * The declared packages with the versions that their files hold.
 * @throws UserError, or UserErrors with all of them: a folder or file that is not there, a pattern that is none or does not match.
 */
export async function readDeclared(
  files: FileReader,
  declared: readonly DeclaredPackage[],
): Promise<readonly Package[]> {
  const packages: Package[] = []
  const mistakes: UserError[] = []
  for (const { name, path, version: source } of declared) {
    const folder = posix.normalize(path).replace(/(?<=[^/])\/+$/, '')
    if (!(await isThere(files, folder, 'folder'))) {
      mistakes.push(
        new UserError('WORKSPACE_FOLDER_MISSING', `package ${name}: there is no folder ${path}`, {
          hint: 'Write the path of a folder of this repository, from its root.',
        }),
      )
    }
    const version = source.from === 'tag' ? undefined : await versionInFile(files, name, source)
    if (version instanceof UserError) mistakes.push(version)
    else packages.push({ ecosystem: 'generic', name, path: folder, version, bins: [], changelog: undefined })
  }
  throwAll(mistakes)
  return packages
}

async function versionInFile(
  files: FileReader,
  name: string,
  { file, pattern }: Extract<DeclaredVersion, { from: 'file' }>,
): Promise<string | UserError> {
  if (!(await isThere(files, file, 'file'))) {
    return new UserError(
      'WORKSPACE_VERSION_FILE_MISSING',
      `package ${name}: there is no file ${file} to read its version from`,
      {
        hint: 'Write the path of a file of this repository, from its root.',
      },
    )
  }
  const text = await files.text(file)
  if (pattern === undefined) {
    const line =
      text
        .split(/\r?\n/, 1)[0]
        ?.trim()
        .replace(/^v(?=\d)/, '') ?? ''
    return /^\S+$/.test(line)
      ? line
      : notFound(name, file, 'its first line is not a version', 'Set a pattern that finds the version.')
  }
  let expression: RegExp
  try {
    expression = new RegExp(pattern, 'm')
  } catch (cause) {
    return new UserError(
      'WORKSPACE_VERSION_PATTERN',
      `package ${name}: the pattern for ${file} is not a regular expression`,
      { cause },
    )
  }
  const match = expression.exec(text)
  if (match === null)
    return notFound(
      name,
      file,
      `the pattern ${pattern} does not match`,
      'Try the pattern on the file; ^ and $ are ends of lines.',
    )
  const version = match.groups?.['version'] ?? match[1]
  if (version !== undefined && /^\S+$/.test(version)) return version
  return notFound(
    name,
    file,
    `the pattern ${pattern} matches, but no group of it holds a version`,
    'Put the version between parentheses, or into a group (?<version>…).',
  )
}

function notFound(name: string, file: string, why: string, hint: string): UserError {
  return new UserError('WORKSPACE_VERSION_NOT_FOUND', `package ${name}: found no version in ${file}: ${why}`, { hint })
}

async function isThere(files: FileReader, path: string, kind: 'file' | 'folder'): Promise<boolean> {
  if (posix.isAbsolute(path) || /^\.\.(\/|$)/.test(posix.normalize(path))) return false
  return (await files.stat(path))?.kind === kind && (await insideRoot(files, path))
}
