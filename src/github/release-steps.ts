import { z } from 'zod'
import type { Asset } from '../assets/asset.ts'
import { UserError } from '../errors.ts'
import type { Host, Reader } from '../host/host.ts'
import { githubName } from './asset-names.ts'
import { makeLatest, makeLatestOver } from './latest.ts'
import { learn, learnAsset, look, lookAgain, lookById, recentReleases, type There } from './look.ts'
import { assetsIn, createDraft, found, tagCommit, type Release } from './releases.ts'
import { settle } from './settle.ts'
import { bringAsset, compareAsset, isLeftover, isSame, removeAsset, type Brought, type Replacing } from './upload.ts'

/** What is known of a release in every step of it. */
const subject = {
  tag: z.string(),
  version: z.string(),
  commit: z.string(),
  /** The tag exists already, at this commit. */
  tagged: z.boolean(),
  prerelease: z.boolean(),
  /** The tag moves with every run. */
  rolling: z.boolean(),
}

/** The steps of a release, with what each needs to know beyond its asset. JSON. */
export const releaseStep = z.discriminatedUnion('step', [
  z.object({
    ...subject,
    step: z.literal('draft'),
    title: z.string(),
    notes: z.union([
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('generated') }),
    ]),
  }),
  z.object({ ...subject, step: z.literal('asset'), name: z.string() }),
  z.object({
    ...subject,
    step: z.literal('seal'),
    leads: z.boolean(),
    others: z.boolean(),
    title: z.string(),
    notes: z.string().optional(),
    expected: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
  }),
])

export type ReleaseStep = z.output<typeof releaseStep>
export type DraftStep = Extract<ReleaseStep, { step: 'draft' }>
export type AssetStep = Extract<ReleaseStep, { step: 'asset' }>
export type SealStep = Extract<ReleaseStep, { step: 'seal' }>

export interface Done {
  readonly did: 'created' | 'replaced' | 'kept'
  readonly release: Release
}

/** Opens the draft of a release, or adopts what is there. */
export async function openDraft(host: Host, step: DraftStep): Promise<Done> {
  const there = await look(host, step.tag, step.tagged || step.rolling)
  if (there !== undefined) return { did: 'kept', release: there.release }
  const release = await settle(host, `opening a draft of ${step.tag}`, {
    write: async () => createDraft(host.github, step),
    look: async () => (await lookAgain(host, step.tag))?.release,
  })
  learn(host, { release, assets: assetsIn(release) ?? [] })
  return { did: 'created', release }
}

/** The release that assets are sent to. Throws where somebody took it away in the meantime. */
export async function openRelease(host: Host, tag: string): Promise<There> {
  const there = await look(host, tag, true)
  if (there !== undefined) return there
  throw new UserError('RELEASE_GONE', `the draft of ${tag} is gone`, {
    hint: 'Run it again; somebody deleted the draft while its assets were sent.',
  })
}

/** Brings an asset into the release of its tag. */
export async function publishAsset(host: Host, there: There, asset: Asset, replacing: Replacing): Promise<Brought> {
  const brought = await bringAsset(host, there.release, asset, { assets: there.assets, replacing })
  if (brought.did !== 'kept') learnAsset(host, there.release.tag_name, brought.stored)
  return brought
}

/** Publishes a release whose assets are all there and right; a rolling one that is public already gets its tag and notes renewed. */
export async function seal(host: Host, step: SealStep, latest: 'auto' | boolean): Promise<Done> {
  const there = await openRelease(host, step.tag)
  const removed = await complete(host, step, there)
  if (!there.release.draft && !step.rolling) return { did: removed > 0 ? 'replaced' : 'kept', release: there.release }
  if (step.rolling) await moveTag(host, step)
  else await refuseForeignTag(host, step)
  const release = await publish(host, step, there.release, await latestFor(host, step, latest))
  learn(host, { ...there, release })
  return { did: there.release.draft ? 'created' : 'replaced', release }
}

/** Everything planned is there, whole and right; what was left over by a run that was cut off goes. Answers how many went. */
async function complete(host: Host, step: SealStep, there: There): Promise<number> {
  const wrongIn = (assets: There['assets']): readonly string[] =>
    step.expected.flatMap((expected) => {
      const state = compareAsset(
        assets.find(({ name }) => name === githubName(expected.name)),
        expected,
      )
      return isSame(state) ? [] : [`${expected.name} (${state})`]
    })
  const wrong = wrongIn(there.assets).length === 0 ? [] : wrongIn((await lookAgain(host, step.tag))?.assets ?? [])
  if (wrong.length > 0) {
    throw new UserError('RELEASE_INCOMPLETE', `${step.tag} is not published: ${wrong.join(', ')}`, {
      hint: 'Run it again: what is there is kept.',
    })
  }
  const planned = new Set(step.expected.map(({ name }) => githubName(name)))
  const isHalf = ({ state }: { readonly state: string }): boolean => state !== 'uploaded'
  // A rolling release holds what its last build made and nothing older.
  const stale = there.assets.filter(
    (asset) => !planned.has(asset.name) && (isHalf(asset) || isLeftover(asset, planned) || step.rolling),
  )
  for (const asset of stale) await removeAsset(host, asset)
  return stale.length
}

/** A tag that came to be elsewhere since the plan was made would be published as it is. */
async function refuseForeignTag(host: Host, step: SealStep): Promise<void> {
  if (!step.tagged) return
  const commit = await tagCommit(host.github, step.tag)
  if (commit !== undefined && commit !== step.commit) throw foreignTag(step, commit)
}

export const foreignTag = (step: Pick<SealStep, 'tag' | 'commit'>, commit: string): UserError =>
  new UserError('TAG_ELSEWHERE', `tag ${step.tag} is at ${commit}, and the plan is of ${step.commit}`, {
    hint: 'Somebody made or moved the tag since the plan was made. Release a new version.',
  })

async function moveTag(host: Host, step: SealStep): Promise<void> {
  const at = async (): Promise<string | undefined> => tagCommit(host.github, step.tag)
  const now = await at()
  if (now === step.commit) return
  await settle(host, `moving tag ${step.tag}`, {
    write: async () => {
      if (now === undefined)
        await host.github.write('POST /repos/{owner}/{repo}/git/refs', {
          ref: `refs/tags/${step.tag}`,
          sha: step.commit,
        })
      else
        await host.github.write('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
          ref: `tags/${step.tag}`,
          sha: step.commit,
          force: true,
        })
      return true
    },
    look: async () => ((await at()) === step.commit ? true : undefined),
  })
}

async function latestFor(host: Host, step: SealStep, latest: 'auto' | boolean): Promise<'true' | 'false'> {
  if (step.prerelease || step.rolling) return 'false'
  if (latest !== 'auto') return latest ? 'true' : 'false'
  const decided = makeLatest(step, await recentReleases(host))
  if (decided !== 'ask') return decided
  const now = await found(host.github.read('GET /repos/{owner}/{repo}/releases/latest', {}))
  return makeLatestOver(step, now?.data.tag_name)
}

async function publish(
  host: Host,
  step: SealStep,
  release: Release,
  makeLatestNow: 'true' | 'false',
): Promise<Release> {
  const isPublished = (now: Release): boolean => !now.draft && now.tag_name === step.tag
  return settle(host, `publishing ${step.tag}`, {
    write: async () => {
      const { data } = await host.github.write('PATCH /repos/{owner}/{repo}/releases/{release_id}', {
        release_id: release.id,
        // Without its tag, a draft can come out as `untagged-…`.
        tag_name: step.tag,
        ...(step.tagged ? {} : { target_commitish: step.commit }),
        draft: false,
        prerelease: step.prerelease,
        make_latest: makeLatestNow,
        ...(step.rolling ? { name: step.title, ...(step.notes === undefined ? {} : { body: step.notes }) } : {}),
      })
      return data
    },
    look: async () => {
      const now = await lookById(host, release.id)
      return now !== undefined && isPublished(now.release) ? now.release : undefined
    },
  })
}

/** What a published release says when it is read back; `undefined` when all is as it should be. */
export async function sealFault(reader: Reader, step: SealStep, id: number): Promise<string | undefined> {
  const there = await lookById(reader, id)
  if (there === undefined) return `release ${step.tag} is gone`
  if (there.release.draft) return `release ${step.tag} is still a draft`
  if (there.release.tag_name !== step.tag) return `release ${step.tag} came out with the tag ${there.release.tag_name}`
  const commit = await tagCommit(reader.github, step.tag)
  if (commit === undefined) reader.log.warning(`release ${step.tag} is public, but GitHub does not show its tag yet`)
  else if (commit !== step.commit) return `tag ${step.tag} is at ${commit}, not at ${step.commit}`
  return undefined
}
