import { posix } from 'node:path'
import type { FileReader } from '../host/host.ts'
import type { Package, Workspace } from '../plan/types.ts'
import {
  cargoManifests,
  manifestIn,
  packageIn,
  pathDependencies,
  pathFrom,
  type CargoManifest,
  type CargoManifestReader,
  type CargoWorkspace,
} from './cargo-manifest.ts'
import { CARGO_GLOBS, expandFolders, isGlob } from './globs.ts'
import type { Unreadable } from './manifest.ts'

const SKIPPED_FOLDERS = new Set(['node_modules', 'target', 'vendor', 'dist'])
const SEARCH_DEPTH = 3

/**
 * The packages of the Cargo workspace (or single package) at the root, by Cargo's own rules
 * (https://doc.rust-lang.org/cargo/reference/workspaces.html): members with globs, the root package, path dependencies inside the
 * workspace's folder, literal `exclude` paths, inheritance. Without a `Cargo.toml` at the root, each one nearest to it down to
 * three folders deep is such a start.
 */
export async function readCargo(files: FileReader): Promise<Workspace> {
  const packages: Package[] = []
  const unreadable: Unreadable[] = []
  for (const start of await findStarts(files, '.', SEARCH_DEPTH)) {
    const found = await readStart(files, start)
    packages.push(...found.packages)
    unreadable.push(...found.unreadable)
  }
  return { packages, unreadable }
}

async function findStarts(files: FileReader, folder: string, depth: number): Promise<readonly string[]> {
  const entries = await files.list(folder)
  if (entries.some(({ name, kind }) => name === 'Cargo.toml' && kind !== 'folder')) return [folder]
  if (depth === 0) return []
  const starts: string[] = []
  for (const { name, kind } of entries) {
    if (kind !== 'folder' || name.startsWith('.') || SKIPPED_FOLDERS.has(name)) continue
    starts.push(...(await findStarts(files, posix.join(folder, name), depth - 1)))
  }
  return starts
}

async function readStart(files: FileReader, root: string): Promise<Workspace> {
  const read = cargoManifests(files)
  const start = await read(root)
  if (start.state === 'missing') return { packages: [], unreadable: [] }
  if (start.state === 'unreadable') return { packages: [], unreadable: [start.unreadable] }
  const { workspace } = start.value
  const { members, unreadable } =
    workspace === undefined
      ? { members: new Map([[root, start.value]]), unreadable: [] }
      : await findMembers(files, read, root, start.value, workspace)

  const packages: Package[] = []
  for (const [folder, manifest] of members) {
    const found = await packageIn(files, folder, manifest, workspace)
    if (found === undefined) continue
    if ('why' in found) unreadable.push(found)
    else packages.push(found)
  }
  return { packages, unreadable }
}

interface Candidate {
  readonly folder: string
  /** What to tell where it has no manifest; `undefined` for what only a wildcard matched. */
  readonly ifMissing: string | undefined
}

async function findMembers(
  files: FileReader,
  read: CargoManifestReader,
  root: string,
  start: CargoManifest,
  workspace: CargoWorkspace,
): Promise<{ readonly members: ReadonlyMap<string, CargoManifest>; readonly unreadable: Unreadable[] }> {
  const members = new Map([[root, start]])
  const unreadable: Unreadable[] = []
  const dependenciesOf = (folder: string, manifest: CargoManifest): readonly Candidate[] =>
    pathDependencies(folder, manifest, root, workspace)
      .filter((path) => isWithin(path, root))
      .map((path) => ({
        folder: path,
        ifMissing: `is a path dependency of ${manifestIn(folder)}, but does not exist`,
      }))

  const excluded = isExcluded(root, workspace)
  const seen = new Set([root])
  const queue = [...(await listedMembers(files, root, workspace)), ...dependenciesOf(root, start)]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { folder, ifMissing } = next
    if (seen.has(folder) || excluded(folder)) continue
    seen.add(folder)
    if (!isWithin(folder, '.')) {
      unreadable.push({ path: manifestIn(folder), why: 'lies outside of the repository' })
      continue
    }
    if (await isInNestedWorkspace(read, root, folder)) continue
    const member = await read(folder)
    switch (member.state) {
      case 'read':
        members.set(folder, member.value)
        queue.push(...dependenciesOf(folder, member.value))
        break
      case 'unreadable':
        unreadable.push(member.unreadable)
        break
      case 'missing':
        if (ifMissing !== undefined) unreadable.push({ path: manifestIn(folder), why: ifMissing })
    }
  }
  return { members, unreadable }
}

async function listedMembers(
  files: FileReader,
  root: string,
  workspace: CargoWorkspace,
): Promise<readonly Candidate[]> {
  const listed = workspace.members ?? []
  const globs = listed.filter((member) => isGlob(member, CARGO_GLOBS))
  const matched = await expandFolders(files, root, globs, CARGO_GLOBS)
  return [
    ...listed
      .filter((member) => !isGlob(member, CARGO_GLOBS))
      .map((member) => ({
        folder: pathFrom(root, member),
        ifMissing: `is listed in the members of ${manifestIn(root)}, but does not exist`,
      })),
    ...matched.map((folder) => ({ folder, ifMissing: undefined })),
  ]
}

/** Cargo takes `exclude` literally, wildcards too, and lets a literal entry in `members` win over it. */
function isExcluded(root: string, { exclude = [], members = [] }: CargoWorkspace): (folder: string) => boolean {
  const holds = (paths: readonly string[], folder: string): boolean =>
    paths.some((path) => isWithin(folder, pathFrom(root, path)))
  return (folder) => holds(exclude, folder) && !holds(members, folder)
}

async function isInNestedWorkspace(read: CargoManifestReader, root: string, folder: string): Promise<boolean> {
  for (let at = folder; at !== root && isWithin(at, root); at = posix.dirname(at)) {
    const manifest = await read(at)
    if (manifest.state === 'read' && manifest.value.workspace !== undefined) return true
  }
  return false
}

/** Whether a path from the root is the folder itself or below it. */
function isWithin(path: string, folder: string): boolean {
  if (folder === '.') return path !== '..' && !path.startsWith('../')
  return path === folder || path.startsWith(`${folder}/`)
}
