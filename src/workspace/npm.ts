import { posix } from 'node:path'
import isVersion from 'semver/functions/valid.js'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { FileReader } from '../host/host.ts'
import type { Package, Workspace } from '../plan/types.ts'
import { expandFolders, NPM_GLOBS, PNPM_GLOBS, type GlobRules } from './globs.ts'
import { readManifest, type Unreadable } from './manifest.ts'

const patterns = z.array(z.string())
const packageSchema = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  private: z.unknown().optional(),
  workspaces: z.union([patterns, z.looseObject({ packages: patterns.optional() })]).optional(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
})
type PackageJson = z.infer<typeof packageSchema>

/** An empty file is what pnpm itself takes for a workspace of the root alone. */
const pnpmSchema = z.looseObject({ packages: patterns.optional() }).nullable()

/**
 * The packages of the npm, pnpm, yarn or bun workspace at the root, or the single package there. Private packages count. Packages
 * without a version are left out; if there is no other, they come back as unreadable. A private root without a version holds the
 * workspace together and is neither.
 */
export async function readNpm(files: FileReader): Promise<Workspace> {
  const unreadable: Unreadable[] = []
  const root = await readManifest(files, 'package.json', JSON.parse, packageSchema)
  if (root.state === 'unreadable') unreadable.push(root.unreadable)
  const members = await memberPatterns(files, root.state === 'read' ? root.value : undefined, unreadable)

  const packages: Package[] = []
  const unversioned: Unreadable[] = []
  const add = (folder: string, manifest: PackageJson): void => {
    const path = posix.join(folder, 'package.json')
    const { name, version } = manifest
    if (name === undefined || name === '') return
    if (version === undefined) unversioned.push({ path, why: 'has no version' })
    else if (isVersion(version) === null)
      unreadable.push({ path, why: `version "${version}" is not a semantic version` })
    else
      packages.push({
        ecosystem: 'npm',
        name,
        path: folder,
        version,
        bins: binsOf(name, manifest.bin),
        changelog: undefined,
      })
  }
  if (root.state === 'read' && !isContainer(root.value)) add('.', root.value)
  for (const folder of await expandFolders(files, '.', members.patterns, members.rules)) {
    if (folder === '.') continue
    const member = await readManifest(files, posix.join(folder, 'package.json'), JSON.parse, packageSchema)
    if (member.state === 'unreadable') unreadable.push(member.unreadable)
    else if (member.state === 'read') add(folder, member.value)
  }
  if (packages.length === 0) unreadable.push(...unversioned)
  return { packages, unreadable }
}

async function memberPatterns(
  files: FileReader,
  root: PackageJson | undefined,
  unreadable: Unreadable[],
): Promise<{ readonly patterns: readonly string[]; readonly rules: GlobRules }> {
  const pnpm = await readManifest(files, 'pnpm-workspace.yaml', (text): unknown => parseYaml(text), pnpmSchema)
  if (pnpm.state === 'unreadable') unreadable.push(pnpm.unreadable)
  // The file may hold nothing but settings, beside members that package.json lists.
  if (pnpm.state === 'read' && pnpm.value?.packages !== undefined) {
    return { patterns: pnpm.value.packages, rules: PNPM_GLOBS }
  }
  const workspaces = root?.workspaces ?? []
  return { patterns: 'packages' in workspaces ? (workspaces.packages ?? []) : asList(workspaces), rules: NPM_GLOBS }
}

function asList(workspaces: NonNullable<PackageJson['workspaces']>): readonly string[] {
  return Array.isArray(workspaces) ? workspaces : []
}

function isContainer(root: PackageJson): boolean {
  return root.private === true && root.version === undefined
}

/** A `bin` that is a path makes one command, called like the package without its scope. */
function binsOf(name: string, bin: PackageJson['bin']): readonly string[] {
  if (bin === undefined) return []
  const commands = typeof bin === 'string' ? [name] : Object.keys(bin)
  return [...new Set(commands.map((command) => posix.basename(command)))].sort()
}
