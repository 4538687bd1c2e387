import { posix } from 'node:path'
import type { FileReader } from '../host/host.ts'

/** What a `Cargo.toml` says about its programs. */
export interface BinSettings {
  /** Of the package. */
  readonly name: string
  readonly edition: string
  readonly autobins: boolean | undefined
  /** The `[[bin]]` tables. */
  readonly declared: readonly { readonly name: string; readonly path?: string | undefined }[]
}

/**
 * Names of the programs of a Cargo package, sorted: the declared ones, and those that Cargo finds by itself
 * (https://doc.rust-lang.org/cargo/reference/cargo-targets.html#target-auto-discovery).
 */
export async function cargoBins(files: FileReader, folder: string, settings: BinSettings): Promise<readonly string[]> {
  const bins = new Set(settings.declared.map(({ name }) => name))
  // In edition 2015, one [[bin]] table turns the search off.
  const searches = settings.autobins ?? (settings.edition !== '2015' || settings.declared.length === 0)
  if (searches) {
    const taken = new Set(settings.declared.flatMap(({ path }) => (path === undefined ? [] : [posix.normalize(path)])))
    for (const { name, path } of await conventionalBins(files, folder, settings.name))
      if (!taken.has(path)) bins.add(name)
  }
  return [...bins].sort()
}

async function conventionalBins(
  files: FileReader,
  folder: string,
  packageName: string,
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const isFile = async (path: string): Promise<boolean> => (await files.stat(posix.join(folder, path)))?.kind === 'file'
  const found: { name: string; path: string }[] = []
  if (await isFile('src/main.rs')) found.push({ name: packageName, path: 'src/main.rs' })
  for (const { name } of await files.list(posix.join(folder, 'src/bin'))) {
    if (name.startsWith('.')) continue
    const path = `src/bin/${name}`
    if (name.endsWith('.rs') && (await isFile(path))) found.push({ name: name.slice(0, -'.rs'.length), path })
    else if (await isFile(`${path}/main.rs`)) found.push({ name, path: `${path}/main.rs` })
  }
  return found
}
