import { posix } from 'node:path'
import isVersion from 'semver/functions/valid.js'
import { parse } from 'smol-toml'
import { z } from 'zod'
import type { FileReader } from '../host/host.ts'
import type { Package } from '../plan/types.ts'
import { cargoBins } from './cargo-bins.ts'
import { readManifest, type ManifestRead, type Unreadable } from './manifest.ts'

const inherited = z.looseObject({ workspace: z.literal(true) })
const dependencies = z
  .record(
    z.string(),
    z.union([z.string(), z.looseObject({ path: z.string().optional(), workspace: z.boolean().optional() })]),
  )
  .optional()
const dependencyTables = {
  dependencies,
  'dev-dependencies': dependencies,
  'build-dependencies': dependencies,
  dev_dependencies: dependencies,
  build_dependencies: dependencies,
}
const paths = z.array(z.string()).optional()
const workspaceSchema = z.looseObject({
  members: paths,
  exclude: paths,
  package: z.looseObject({ version: z.string().optional(), edition: z.string().optional() }).optional(),
  dependencies,
})
const manifestSchema = z.looseObject({
  package: z
    .looseObject({
      name: z.string().min(1),
      version: z.union([z.string(), inherited]).optional(),
      edition: z.union([z.string(), inherited]).optional(),
      autobins: z.boolean().optional(),
    })
    .optional(),
  workspace: workspaceSchema.optional(),
  bin: z.array(z.looseObject({ name: z.string().min(1), path: z.string().optional() })).optional(),
  target: z.record(z.string(), z.looseObject(dependencyTables)).optional(),
  ...dependencyTables,
})

export type CargoManifest = z.infer<typeof manifestSchema>
/** The `[workspace]` table. */
export type CargoWorkspace = z.infer<typeof workspaceSchema>
/** Reads the `Cargo.toml` in a folder. */
export type CargoManifestReader = (folder: string) => Promise<ManifestRead<CargoManifest>>

/** A reader that parses every manifest once. */
export function cargoManifests(files: FileReader): CargoManifestReader {
  const known = new Map<string, Promise<ManifestRead<CargoManifest>>>()
  return async (folder) => {
    const read = known.get(folder) ?? readManifest(files, manifestIn(folder), parse, manifestSchema)
    known.set(folder, read)
    return read
  }
}

/** Path of the manifest in a folder. */
export function manifestIn(folder: string): string {
  return posix.join(folder, 'Cargo.toml')
}

/** A path that a manifest writes from its folder, from the root, without a slash at its end. */
export function pathFrom(folder: string, path: string): string {
  return posix.join(folder, path).replace(/\/$/, '')
}

/** Folders of all path dependencies of a package, those that it takes over from `[workspace.dependencies]` among them. */
export function pathDependencies(
  folder: string,
  manifest: CargoManifest,
  root: string,
  workspace: CargoWorkspace,
): readonly string[] {
  const tables = [manifest, ...Object.values(manifest.target ?? {})].flatMap((table) => [
    table.dependencies,
    table['dev-dependencies'] ?? table.dev_dependencies,
    table['build-dependencies'] ?? table.build_dependencies,
  ])
  return tables.flatMap((table) =>
    Object.entries(table ?? {}).flatMap(([name, dependency]) => {
      if (typeof dependency === 'string') return []
      if (dependency.workspace !== true) return relativePaths(folder, dependency.path)
      const shared = workspace.dependencies?.[name]
      return typeof shared === 'object' ? relativePaths(root, shared.path) : []
    }),
  )
}

/** An absolute path names a place on somebody's machine, never one in the repository. */
function relativePaths(folder: string, path: string | undefined): readonly string[] {
  return path === undefined || posix.isAbsolute(path) ? [] : [pathFrom(folder, path)]
}

/** The package of a manifest, `undefined` for a virtual one, or why it is none. */
export async function packageIn(
  files: FileReader,
  folder: string,
  manifest: CargoManifest,
  workspace: CargoWorkspace | undefined,
): Promise<Package | Unreadable | undefined> {
  const own = manifest.package
  if (own === undefined) return undefined
  const path = manifestIn(folder)
  const version = typeof own.version === 'object' ? workspace?.package?.version : (own.version ?? '0.0.0')
  if (version === undefined) {
    return { path, why: 'takes its version from the workspace, which sets none in [workspace.package]' }
  }
  // The check takes `v1.2.3`, too, and answers without build metadata.
  if (isVersion(version) !== version.replace(/\+.*$/, '')) {
    return { path, why: `version "${version}" is not a semantic version` }
  }
  const edition = typeof own.edition === 'object' ? workspace?.package?.edition : own.edition
  const bins = await cargoBins(files, folder, {
    name: own.name,
    edition: edition ?? '2015',
    autobins: own.autobins,
    declared: manifest.bin ?? [],
  })
  return { ecosystem: 'cargo', name: own.name, path: folder, version, bins, changelog: undefined }
}
