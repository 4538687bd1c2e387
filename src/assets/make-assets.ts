import type { Readable } from 'node:stream'
import { renderPath, type Values } from '../config/placeholders.ts'
import type { AssetEntry } from '../config/schema.ts'
import { matcher } from '../config/select.ts'
import { mistakesOf, throwAll, UserError } from '../errors.ts'
import type { FileReader, FileWriter } from '../host/host.ts'
import { compare } from '../plan/select-packages.ts'
import type { Target } from '../plan/targets.ts'
import { releaseId, type PlannedRelease, type PlannedTarget } from '../plan/types.ts'
import { targetValues } from '../plan/values.ts'
import type { ArtifactFile } from '../sources/artifact.ts'
import { measure, verifiedAsset } from '../verify/verify.ts'
import { groupBy } from '../group-by.ts'
import type { Asset } from './asset.ts'
import { archiveFormat, writeArchive, type ArchiveEntry } from './archive.ts'
import { isExecutable } from './executable.ts'
import { baseName, matchArtifact, matchCheckout, patternsFor, type SelectedFile } from './select-files.ts'

/** What was built of one target. */
export interface Build {
  readonly planned: PlannedTarget
  readonly target: Target
  readonly files: readonly ArtifactFile[]
}

export interface AssetWork {
  readonly release: PlannedRelease
  readonly builds: readonly Build[]
  /** `undefined`: every file of the artifacts, under its own name. */
  readonly entries: readonly AssetEntry[] | undefined
  readonly files: FileReader & FileWriter
  /** Folder for archives. */
  readonly folder: string
}

/** Makes the assets of a release from what was built. Throws every mistake of it at once; writes below `folder` only. */
export async function makeAssets(work: AssetWork): Promise<readonly Asset[]> {
  const drafts: Draft[] = []
  const mistakes: UserError[] = []
  for (const build of work.builds) {
    try {
      drafts.push(
        ...(work.entries === undefined ? everyFile(work.release, build) : await configured(work, work.entries, build)),
      )
    } catch (thrown) {
      const found = mistakesOf(thrown)
      if (found === undefined) throw thrown
      mistakes.push(...found)
    }
  }
  const named = resolveClashes(drafts, work.release)
  throwAll([...mistakes, ...named.mistakes])
  const assets: Asset[] = []
  for (const draft of named.drafts) assets.push(await makeOne(draft, work))
  return assets.sort((a, b) => compare(a.name, b.name))
}

type Draft = { readonly name: string; readonly target: string } & (
  | { readonly kind: 'file'; readonly file: SelectedFile }
  | { readonly kind: 'archive'; readonly files: readonly SelectedFile[]; readonly bins: readonly string[] }
)

function everyFile(release: PlannedRelease, { planned, files }: Build): readonly Draft[] {
  const clash = twins(files.map(({ name }) => name))
  if (clash !== undefined) {
    throw new UserError(
      'ARTIFACT_TWINS',
      `artifact ${planned.artifact} has two files of one name: ${clash.join(' and ')}`,
      {
        hint: `Put one of them elsewhere, or say with packages.${release.package}.assets which files are published.`,
      },
    )
  }
  return files.map(({ name, path, size, sha256 }) => ({
    kind: 'file',
    name: baseName(name),
    target: planned.target,
    file: { name: baseName(name), path, size, measured: { size, sha256 } },
  }))
}

/** Two paths whose file names are the same. */
function twins(paths: readonly string[]): readonly string[] | undefined {
  const byName = groupBy(paths, baseName)
  return [...byName.values()].find((group) => group.length > 1)
}

async function configured(work: AssetWork, entries: readonly AssetEntry[], build: Build): Promise<readonly Draft[]> {
  const { release } = work
  const values = targetValues(release, build.target, build.planned.artifact)
  const drafts: Draft[] = []
  const mistakes: UserError[] = []
  const attempt = async (make: () => Promise<readonly Draft[]>): Promise<void> => {
    try {
      drafts.push(...(await make()))
    } catch (thrown) {
      const found = mistakesOf(thrown)
      if (found === undefined) throw thrown
      mistakes.push(...found)
    }
  }
  for (const entry of entries) {
    if (entry.targets !== undefined && !matcher(entry.targets)(build.planned.target)) continue
    const { archive, file } = entry
    if (archive !== undefined) await attempt(async () => [await archiveDraft(work, entry, archive, values, build)])
    else if (file !== undefined)
      await attempt(async () => Promise.resolve(fileDrafts(release, entry, file, values, build)))
  }
  throwAll(mistakes)
  return drafts
}

async function archiveDraft(
  work: AssetWork,
  entry: AssetEntry,
  archive: string,
  values: Values,
  build: Build,
): Promise<Draft> {
  const { release } = work
  const name = renderPath(archive, values)
  const missing: UserError[] = []
  const files: SelectedFile[] = []
  for (const { text: pattern } of (entry.files ?? []).flatMap((each) => patternsFor(each, values, release.bins))) {
    const built = matchArtifact(build.files, pattern)
    const found = built.length > 0 ? built : await matchCheckout(work.files, release.path, pattern)
    if (found.length === 0) {
      missing.push(
        new UserError(
          'FILE_MISSING',
          `${name}: "${pattern}" is neither in artifact ${build.planned.artifact} nor in the checkout`,
          { hint: `The artifact holds ${listed(build.files)}.` },
        ),
      )
    }
    files.push(...found)
  }
  throwAll(missing)
  const unique = [...new Map(files.map((file) => [file.path, file])).values()]
  const clash = [...groupBy(unique, (file) => file.name).values()].find((group) => group.length > 1)
  if (clash !== undefined) {
    throw new UserError(
      'ARTIFACT_TWINS',
      `${name} would hold two files called ${clash[0]?.name ?? ''}: ${clash.map(({ path }) => path).join(' and ')}`,
      { hint: 'Name the one that is meant with its folder.' },
    )
  }
  return {
    kind: 'archive',
    name,
    target: build.planned.target,
    files: unique,
    bins: release.bins.map((bin) => `${bin}${build.target.exe}`),
  }
}

function fileDrafts(
  release: PlannedRelease,
  entry: AssetEntry,
  file: string,
  values: Values,
  build: Build,
): readonly Draft[] {
  const patterns = patternsFor(file, values, release.bins)
  return patterns.flatMap(({ text: pattern, bin }) => {
    const found = matchArtifact(build.files, pattern)
    if (found.length === 0) {
      throw new UserError('FILE_MISSING', `"${pattern}" is not in artifact ${build.planned.artifact}`, {
        hint: `The artifact holds ${listed(build.files)}.`,
      })
    }
    const clash = twins(found.map(({ path }) => path))
    if (clash !== undefined)
      throw new UserError(
        'ARTIFACT_TWINS',
        `artifact ${build.planned.artifact} has two files of one name: ${clash.map((path) => nameIn(build.files, path)).join(' and ')}`,
        { hint: 'Name the one that is meant with its folder.' },
      )
    return found.map((each): Draft => {
      const own = baseName(each.name)
      const known = { ...values, file: own, ...(bin === undefined ? {} : { bin }) }
      const name = entry.name === undefined ? own : renderPath(entry.name, known)
      return { kind: 'file', name, target: build.planned.target, file: each }
    })
  })
}

const nameIn = (files: readonly ArtifactFile[], path: string): string =>
  files.find((file) => file.path === path)?.name ?? path

function listed(files: readonly ArtifactFile[]): string {
  const names = files.slice(0, 10).map(({ name }) => name)
  return `${names.join(', ')}${files.length > names.length ? ` and ${files.length - names.length} more` : ''}`
}

/** A file name that several targets have gets the target before its extension; two archives of one name are a mistake. */
function resolveClashes(
  drafts: readonly Draft[],
  release: PlannedRelease,
): { readonly drafts: readonly Draft[]; readonly mistakes: readonly UserError[] } {
  const taken = groupBy(drafts, ({ name }) => name)
  const renamed = drafts.map((draft) =>
    (taken.get(draft.name)?.length ?? 0) > 1 && draft.kind === 'file'
      ? { ...draft, name: withTarget(draft.name, draft.target) }
      : draft,
  )
  const mistakes = [...groupBy(renamed, ({ name }) => name)]
    .filter(([, group]) => group.length > 1)
    .map(
      ([name, group]) =>
        new UserError(
          'ASSET_CLASH',
          `${releaseId(release)} would have ${group.length} assets called ${name}, of ${group.map(({ target }) => target).join(' and ')}`,
          { hint: 'Put {target} into the name.' },
        ),
    )
  return { drafts: renamed, mistakes }
}

/** `tool.tar.gz` of a target is `tool-<target>.tar.gz`; a program without an extension gets it at its end. */
export function withTarget(name: string, target: string): string {
  const part = target.replace(/[^A-Za-z0-9._-]+/g, '-')
  const match = /^(.+?)((?:\.tar)?\.(?:[A-Za-z][A-Za-z0-9]*|7z))$/.exec(name)
  return match === null ? `${name}-${part}` : `${match[1] ?? ''}-${part}${match[2] ?? ''}`
}

async function makeOne(draft: Draft, { release, files, folder }: AssetWork): Promise<Asset> {
  switch (draft.kind) {
    case 'file': {
      const { path, measured } = draft.file
      return verifiedAsset(
        { name: draft.name, path, package: release.package, target: draft.target, role: 'file' },
        measured ?? (await measure(files.chunks(path))),
      )
    }
    case 'archive': {
      const format = archiveFormat(draft.name)
      if (format === undefined)
        throw new UserError('ARCHIVE_FORMAT', `"${draft.name}" does not end like an archive`, {
          hint: 'Use .tar.gz, .tar.xz, .tar.zst or .zip.',
        })
      const path = `${folder}/${release.ecosystem}-${release.path.replace(/[^A-Za-z0-9]+/g, '-')}-${draft.target.replace(/[^A-Za-z0-9._-]+/g, '-')}/${draft.name}`
      const entries: ArchiveEntry[] = []
      for (const file of draft.files)
        entries.push({
          name: file.name,
          path: file.path,
          size: file.size,
          executable: draft.bins.includes(baseName(file.name)) || isExecutable(await head(files.open(file.path))),
        })
      const measured = await writeArchive(format, entries, await files.create(path), files)
      return verifiedAsset(
        { name: draft.name, path, package: release.package, target: draft.target, role: 'archive' },
        measured,
      )
    }
  }
}

/** The first bytes of a file: enough to tell a program. Workflow artifacts lose the permission that says so. */
async function head(stream: Readable): Promise<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    stream.destroy()
    return chunk.subarray(0, 64)
  }
  return new Uint8Array()
}
