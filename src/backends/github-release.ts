import { z } from 'zod'
import type { Asset } from '../assets/asset.ts'
import { template } from '../config/fields.ts'
import { render } from '../config/placeholders.ts'
import { throwAll, UserError } from '../errors.ts'
import { githubName } from '../github/asset-names.ts'
import { currentAsset, look, lookById, lookWithId, type There } from '../github/look.ts'
import { refusals } from '../github/refusals.ts'
import { openDraft, openRelease, publishAsset, releaseStep, seal, sealFault } from '../github/release-steps.ts'
import type { AssetStep, DraftStep, SealStep } from '../github/release-steps.ts'
import { found, tagCommit } from '../github/releases.ts'
import { explained } from '../github/rights.ts'
import { settlingTime } from '../github/settle.ts'
import { compareAsset, isLeftover, isSame, type Replacing } from '../github/upload.ts'
import type { Reader } from '../host/host.ts'
import { releaseValues } from '../plan/values.ts'
import type { Backend, Item, ReleaseView, Verdict } from './backend.ts'
import { inOrder } from './in-order.ts'

const config = z
  .strictObject({
    title: template('Title of the release.').default('{tag}'),
    latest: z
      .union([z.literal('auto'), z.boolean()])
      .default('auto')
      .meta({
        description:
          'Whether it becomes the latest release: `true`, `false`, or `auto`: by version, package by package.',
      }),
    'update-published': z
      .boolean()
      .default(false)
      .meta({ description: 'Whether a release that is already public, and not immutable, may still be changed.' }),
    rolling: z.boolean().default(false).meta({
      description: 'One release for every build: its tag moves, its assets and notes are replaced. Needs `tag`.',
    }),
    tag: template('Tag of a rolling release, such as `nightly`.').optional(),
  })
  .refine((value) => value.rolling === (value.tag !== undefined), {
    message:
      'needs `rolling` and `tag` together: a rolling release has a tag of its own, any other has that of its version',
  })

type Config = z.output<typeof config>

/** GitHub takes notes up to this length. */
const longestNotes = 125_000

/** Releases of GitHub, in the order draft, assets, seal: nothing is public before everything is there and verified. */
export const githubRelease: Backend<Config> = {
  kind: 'github-release',
  config,
  verifies: 'digest',
  takes: ({ rolling }) => (rolling ? 'any' : 'tag'),
  remembers: false,
  parallel: 5,

  plan: async (options, given, reader) => {
    const view = inOrder(given)
    const subject = subjectOf(options, view)
    throwAll(refusals(subject.tag, view.assets))
    const there = await explained('read the releases', 'contents: write', async () =>
      look(reader, subject.tag, subject.tagged || subject.rolling),
    )
    const base = `github:${reader.github.repository}@${subject.tag}`
    const draft = `${base}/draft`
    const title = render(options.title, { ...releaseValues(view.release), tag: subject.tag })
    const notes: DraftStep['notes'] =
      view.notes.kind === 'generated' ? view.notes : { kind: 'text', text: view.notes.text.slice(0, longestNotes) }
    const sealing: SealStep = {
      ...subject,
      step: 'seal',
      ...standing(view),
      title,
      ...(notes.kind === 'text' ? { notes: notes.text } : {}),
      expected: view.assets.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    }
    const items: readonly Item[] = view.assets.map((asset) => ({
      address: `${base}/assets/${githubName(asset.name)}`,
      ...assetAction(there, asset, options),
      asset,
      after: [draft],
      detail: { ...subject, step: 'asset', name: githubName(asset.name) } satisfies AssetStep,
    }))
    return [
      {
        address: draft,
        ...draftAction(there),
        early: true,
        after: [],
        detail: { ...subject, step: 'draft', title, notes } satisfies DraftStep,
      },
      ...items,
      {
        address: `${base}/seal`,
        ...(await sealAction(reader, there, sealing, items, options)),
        after: [draft, ...items.map(({ address }) => address)],
        detail: sealing,
      },
    ]
  },

  publish: async (options, item, host) => {
    const step = releaseStep.parse(item.detail)
    const at = (): string => new Date(host.clock.now()).toISOString()
    const none = { address: item.address, size: 0, sha256: '' }
    return explained(`write the release ${step.tag}`, 'contents: write', async () => {
      switch (step.step) {
        case 'draft': {
          const { did, release } = await openDraft(host, step)
          return { ...none, did, url: release.html_url, at: at(), detail: { ...step, id: release.id } }
        }
        case 'asset': {
          const { asset } = item
          if (asset === undefined) throw new Error(`${item.address} has no asset`)
          const there = await openRelease(host, step.tag)
          const decision = assetAction(there, asset, options)
          if (decision.action === 'conflict') throw new UserError('CONFLICT', `${asset.name}: ${decision.why}`)
          const { did, stored } = await publishAsset(host, there, asset, replacing(there, options))
          const { size, sha256 } = asset
          const url = downloadUrl(host, step.tag, stored.name)
          return { address: item.address, did, size, sha256, url, at: at(), detail: { ...step, id: there.release.id } }
        }
        case 'seal': {
          const { did, release } = await seal(host, step, options.latest)
          return { ...none, did, url: release.html_url, at: at(), detail: { ...step, id: release.id } }
        }
      }
    })
  },

  verify: async (_options, receipt, reader) => {
    const step = z.intersection(releaseStep, z.object({ id: z.number() })).parse(receipt.detail)
    switch (step.step) {
      case 'draft':
        return (await lookById(reader, step.id)) === undefined
          ? { ok: false, why: `the draft of ${step.tag} is gone` }
          : { ok: true, by: 'presence' }
      case 'asset':
        return verifyAsset(reader, step.id, step, receipt)
      case 'seal': {
        const fault = await sealFault(reader, step, step.id)
        return fault === undefined ? { ok: true, by: 'presence' } : { ok: false, why: fault }
      }
    }
  },

  probe: async (_options, reader) => {
    // A token that cannot see the repository is told of by the first look at its releases; here, nothing can be told.
    const repository = await explained('read the repository', 'contents: write', async () =>
      found(reader.github.read('GET /repos/{owner}/{repo}', {})),
    )
    const { pull, push } = repository?.data.permissions ?? {}
    if (push === true) return { ok: true, by: 'presence' }
    // The token of a workflow or an app is told that it may do nothing at all, whatever it may: that is no answer.
    return pull === true && push === false ? { ok: false, why: 'the token may not write releases' } : undefined
  },
}

function subjectOf({ rolling, tag }: Config, { release, tagged }: ReleaseView): Omit<AssetStep, 'step' | 'name'> {
  const { version, commit, prerelease } = release
  return tag === undefined
    ? { tag: release.tag, version, commit, tagged, prerelease, rolling }
    : { tag: render(tag, releaseValues(release)), version, commit, tagged: false, prerelease: true, rolling }
}

/** Its place among the releases of this run, for what becomes of "latest". */
function standing({ release, all }: ReleaseView): Pick<SealStep, 'leads' | 'others'> {
  const stable = all.filter(({ prerelease }) => !prerelease)
  return { leads: stable[0]?.tag === release.tag, others: stable.length > 1 }
}

/** Where users get an asset once the release is public; what GitHub says of it in a draft is a temporary address. */
function downloadUrl(reader: Reader, tag: string, name: string): string {
  const part = (text: string): string => text.split('/').map(encodeURIComponent).join('/')
  return `${reader.github.server}/${reader.github.repository}/releases/download/${part(tag)}/${part(name)}`
}

type Decision = Pick<Item, 'action' | 'why' | 'url' | 'proof'>

function draftAction(there: There | undefined): Decision {
  if (there === undefined) return { action: 'create', why: 'no release of this tag' }
  const { draft, id, html_url: url } = there.release
  return { action: 'keep', why: draft ? `draft ${id} is there` : 'already published', url, proof: 'presence' }
}

const replacing = ({ release }: There, options: Config): Replacing =>
  release.draft ? 'in a draft' : options['update-published'] || options.rolling ? 'by swap' : 'never'

function assetAction(there: There | undefined, asset: Asset, options: Config): Decision {
  const stored = there?.assets.find(({ name }) => name === githubName(asset.name))
  const state = compareAsset(stored, asset)
  if (isSame(state))
    return {
      action: 'keep',
      why: state,
      ...(stored === undefined ? {} : { url: stored.browser_download_url }),
      proof: state === 'same digest' ? 'digest' : 'size',
    }
  const changes: Decision = { action: state === 'absent' ? 'create' : 'replace', why: state }
  if (there === undefined || there.release.draft) return changes
  const { tag_name: tag, immutable } = there.release
  if (immutable === true) {
    const why = `${state}, and release ${tag} is immutable: its tag can never be used again, release a new version`
    return { action: 'conflict', why }
  }
  if (replacing(there, options) === 'by swap') return changes
  const why = `${state}, and release ${tag} is already public: release a new version, or set "update-published: true"`
  return { action: 'conflict', why }
}

async function sealAction(
  reader: Reader,
  there: There | undefined,
  step: SealStep,
  assets: readonly Item[],
  options: Config,
): Promise<Decision> {
  if (there === undefined || there.release.draft) return { action: 'create', why: 'not published yet' }
  const { html_url: url } = there.release
  const commit = await tagCommit(reader.github, step.tag)
  if (step.rolling) {
    const settled =
      commit === step.commit && assets.every(({ action }) => action === 'keep') && there.assets.length === assets.length
    return settled
      ? { action: 'keep', why: 'tag and assets are of this commit', url, proof: 'presence' }
      : { action: 'replace', why: 'of an earlier build', url }
  }
  if (commit !== undefined && commit !== step.commit)
    return { action: 'conflict', why: `tag ${step.tag} is at ${commit}, not at ${step.commit}` }
  const planned = new Set(step.expected.map(({ name }) => githubName(name)))
  if (replacing(there, options) === 'by swap' && there.assets.some((asset) => isLeftover(asset, planned)))
    return { action: 'replace', why: 'an earlier update was cut off', url }
  return { action: 'keep', why: 'already published', url, proof: 'presence' }
}

/** Looks at an asset; a listing may lag behind what was just written, so one that seems wrong is looked at again. */
async function verifyAsset(
  reader: Reader,
  id: number,
  step: AssetStep,
  receipt: { readonly size: number; readonly sha256: string },
): Promise<Verdict> {
  const known = (await lookWithId(reader, step.tag, id))?.assets.find(({ name }) => name === step.name)
  let state = compareAsset(known, receipt)
  for (let attempt = 1; !isSame(state) && attempt <= 4; attempt++) {
    if (attempt > 1) await reader.clock.sleep(settlingTime(reader, attempt), reader.signal)
    state = compareAsset(await currentAsset(reader, id, step.name), receipt)
  }
  if (!isSame(state)) return { ok: false, why: state }
  return { ok: true, by: state === 'same digest' ? 'digest' : 'size' }
}
