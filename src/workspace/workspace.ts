import type { FileReader } from '../host/host.ts'
import type { Ecosystem, Package, Workspace } from '../plan/types.ts'
import { readCargo } from './cargo.ts'
import { findChangelog } from './changelog-file.ts'
import { readDeclared, type DeclaredPackage } from './declared.ts'
import type { Unreadable } from './manifest.ts'
import { readNpm } from './npm.ts'

export type { DeclaredPackage } from './declared.ts'

interface WorkspaceReader {
  readonly ecosystem: Ecosystem
  /** Why it stands at this place of the list. */
  readonly because: string
  /** What a package of this reader stands in for, where another reader finds the same name in the same folder. */
  readonly replaces: readonly Ecosystem[]
  read(files: FileReader, declared: readonly DeclaredPackage[]): Promise<Workspace>
}

const READERS: readonly WorkspaceReader[] = [
  {
    ecosystem: 'generic',
    because: 'a mistake in a declaration stops everything, so it is told before the tree is walked',
    replaces: ['cargo', 'npm'],
    read: async (files, declared) => ({ packages: await readDeclared(files, declared), unreadable: [] }),
  },
  {
    ecosystem: 'cargo',
    because: 'it starts at one manifest and mostly ends there',
    replaces: [],
    read: async (files) => readCargo(files),
  },
  {
    ecosystem: 'npm',
    because: 'its patterns may walk the whole tree',
    replaces: [],
    read: async (files) => readNpm(files),
  },
]

/**
 * Every package of the repository, sorted by ecosystem, path and name, each with its changelog. A manifest that cannot be read is
 * told in `unreadable` and stops nothing. Of the same name in two ecosystems both stay; a declared package replaces what was
 * found under its name in its folder.
 *
 * @param files rooted at the repository; all paths are relative to that.
 * @throws UserError, or UserErrors with all of them, for declared packages that cannot be read.
 */
export async function readWorkspace(files: FileReader, declared: readonly DeclaredPackage[]): Promise<Workspace> {
  const packages: Package[] = []
  const unreadable: Unreadable[] = []
  const replaced = new Set<string>()
  for (const reader of READERS) {
    const found = await reader.read(files, declared)
    unreadable.push(...found.unreadable)
    for (const one of found.packages) {
      if (replaced.has(keyOf(one.ecosystem, one))) continue
      packages.push({ ...one, changelog: await findChangelog(files, one.path) })
      for (const ecosystem of reader.replaces) replaced.add(keyOf(ecosystem, one))
    }
  }
  return {
    packages: packages.sort((a, b) => compare(keyOf(a.ecosystem, a), keyOf(b.ecosystem, b))),
    unreadable: unreadable.sort((a, b) => compare(a.path, b.path)),
  }
}

/** NUL sorts before everything that a path may hold, so that keys sort field by field. */
function keyOf(ecosystem: Ecosystem, { path, name }: Pick<Package, 'path' | 'name'>): string {
  return [ecosystem, path, name].join('\0')
}

/** By code unit: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
