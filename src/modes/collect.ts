import type { Product } from '../engine/plan-destinations.ts'
import { makeAssets, type Build } from '../assets/make-assets.ts'
import { withChecksums } from '../assets/checksums-asset.ts'
import { mistakesOf, throwAll, UserError } from '../errors.ts'
import { entryOf } from '../plan/select-packages.ts'
import { describeTarget } from '../plan/targets.ts'
import type { RemoteTags } from '../plan/tags.ts'
import { releaseId, type PlannedRelease } from '../plan/types.ts'
import type { Artifact, ArtifactFile, Found, Source } from '../sources/artifact.ts'
import { notesFor } from './notes.ts'
import type { Prepared } from './prepare.ts'

/** Fetches what was built, checks that all of it is there, and makes the assets. Throws everything that is missing at once. */
export async function collectProducts(
  { runtime, config }: Prepared,
  releases: readonly PlannedRelease[],
  tags: RemoteTags,
  sources: readonly Source[],
): Promise<readonly Product[]> {
  const wanted = [...new Set(releases.flatMap(({ targets }) => targets.map(({ artifact }) => artifact)))]
  const found = await fetchAll(wanted, sources)
  const { builds, mistakes, absent } = complete(releases, found)
  throwAll(mistakes)
  for (const what of absent) runtime.log.info(`left out: artifact ${what} is missing, and its target is optional`)

  const folder = await runtime.files.temporary('assets')
  const products: Product[] = []
  const wrong: UserError[] = []
  for (const release of releases) {
    try {
      const entry = entryOf(config, { ...release, name: release.package })?.value
      const place = `${folder}/${products.length}`
      const assets = await makeAssets({
        release,
        builds: (builds.get(release) ?? []).map(({ planned, files }): Build => ({
          planned,
          files,
          target: describeTarget(config, planned.target),
        })),
        entries: entry?.assets,
        files: runtime.files,
        folder: place,
      })
      const all = await withChecksums(assets, config.checksums, release, runtime.files, place)
      runtime.log.info(`${releaseId(release)}: ${all.length} assets`)
      products.push({
        release,
        tagged: tags.has(release.tag),
        notes: await notesFor(release, config, runtime),
        assets: all,
      })
    } catch (thrown) {
      const told = mistakesOf(thrown)
      if (told === undefined) throw thrown
      wrong.push(...told)
    }
  }
  throwAll(wrong)
  return products
}

/** Asks the sources in order for what is still wanted. */
async function fetchAll(names: readonly string[], sources: readonly Source[]): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>()
  for (const source of sources) {
    const missing = names.filter((name) => found.get(name)?.kind !== 'found')
    if (missing.length === 0) break
    for (const [name, result] of await source.fetch(missing)) {
      const before = found.get(name)
      found.set(
        name,
        result.kind === 'missing' && before?.kind === 'missing'
          ? { kind: 'missing', why: `${before.why}; ${result.why}` }
          : result,
      )
    }
  }
  return found
}

interface Files {
  readonly planned: Build['planned']
  readonly files: readonly ArtifactFile[]
}

/** Every target of the plan with its files; what is missing, empty or expired is a mistake, unless the target is optional. */
function complete(
  releases: readonly PlannedRelease[],
  found: ReadonlyMap<string, Found>,
): {
  readonly builds: ReadonlyMap<PlannedRelease, readonly Files[]>
  readonly mistakes: readonly UserError[]
  readonly absent: readonly string[]
} {
  const absent: string[] = []
  const builds = new Map<PlannedRelease, Files[]>()
  const mistakes: UserError[] = []
  for (const release of releases) {
    const of: Files[] = []
    builds.set(release, of)
    for (const planned of release.targets) {
      const result = found.get(planned.artifact)
      const files = result?.kind === 'found' ? below(result.artifact, planned.folder) : []
      const what = `${planned.artifact} (${release.package} on ${planned.target})`
      if (files.length > 0) of.push({ planned, files })
      else if (result?.kind === 'found') {
        const place = planned.folder === '' ? '' : ` in its folder ${planned.folder}`
        mistakes.push(
          new UserError('ARTIFACT_EMPTY', `artifact ${what} holds no file${place}`, {
            hint: 'Look what the build job uploaded; "if-no-files-found: error" at actions/upload-artifact tells it there.',
          }),
        )
      } else if (planned.optional) absent.push(what)
      else {
        mistakes.push(
          new UserError('ARTIFACT_MISSING', `artifact ${what} is missing: ${result?.why ?? 'no source has it'}`, {
            hint: 'Run its build job again, or mark the target with "optional: true".',
          }),
        )
      }
    }
  }
  return { builds, mistakes, absent }
}

const below = ({ files }: Artifact, folder: string): readonly ArtifactFile[] =>
  folder === ''
    ? files
    : files
        .filter(({ name }) => name.startsWith(`${folder}/`))
        .map((file) => ({ ...file, name: file.name.slice(folder.length + 1) }))
