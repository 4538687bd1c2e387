import { z } from 'zod'
import type { Asset } from '../assets/asset.ts'
import { template } from '../config/fields.ts'
import { render } from '../config/placeholders.ts'
import { throwAll, UserError } from '../errors.ts'
import { githubName } from '../github/asset-names.ts'
import {
  createDraft,
  listAssets,
  listReleases,
  publishedRelease,
  releaseOf,
  tagCommit,
  type Draft,
  type Release,
  type ReleaseAsset,
} from '../github/releases.ts'
import { explained } from '../github/rights.ts'
import { bringAsset, compareAsset, isSame } from '../github/upload.ts'
import type { Host, Reader } from '../host/host.ts'
import { releaseValues } from '../plan/values.ts'
import type { Backend, Item, Receipt, ReleaseView, Verdict } from './backend.ts'

const config = z.strictObject({
  title: template('Title of the release.').default('{tag}'),
  latest: z
    .union([z.literal('auto'), z.boolean()])
    .default('auto')
    .meta({
      description:
        'Whether it becomes the latest release: `true`, `false`, or `auto`: GitHub decides by date and version.',
    }),
  'update-published': z
    .boolean()
    .default(false)
    .meta({ description: 'Whether a release that is already public, and not immutable, may still be changed.' }),
})

type Config = z.output<typeof config>

/** What each step needs to know, beyond the asset that its item carries. */
const detail = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('draft'),
    tag: z.string(),
    commit: z.string(),
    tagged: z.boolean(),
    title: z.string(),
    prerelease: z.boolean(),
    notes: z.union([
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('generated') }),
    ]),
  }),
  z.object({ step: z.literal('asset'), tag: z.string(), name: z.string() }),
  z.object({
    step: z.literal('seal'),
    tag: z.string(),
    commit: z.string(),
    tagged: z.boolean(),
    prerelease: z.boolean(),
    expected: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
  }),
])

type Detail = z.output<typeof detail>
type Step<S extends Detail['step']> = Extract<Detail, { step: S }>

/** Limits of the platform: https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases */
const limits = { assets: 1000, bytes: 2 * 1024 ** 3, notes: 125_000 } as const

/** Releases of GitHub, in the order draft, assets, seal: nothing is public before everything is there and verified. */
export const githubRelease: Backend<Config> = {
  kind: 'github-release',
  config,
  verifies: 'digest',
  takes: 'tag',

  plan: async (options, view, reader) => {
    const { release, assets } = view
    throwAll(refusals(view))
    const there = await explained('read the releases', 'contents: write', async () => look(reader, release.tag))
    const addresses = {
      draft: address(reader, release.tag, 'draft'),
      asset: (asset: Asset) => address(reader, release.tag, 'assets', githubName(asset.name)),
      seal: address(reader, release.tag, 'seal'),
    }
    const draft: Draft = {
      tag: release.tag,
      commit: release.commit,
      tagged: release.state === 'tagged',
      title: render(options.title, releaseValues(release)),
      prerelease: release.prerelease,
      notes:
        view.notes.kind === 'generated' ? view.notes : { kind: 'text', text: view.notes.text.slice(0, limits.notes) },
    }
    const seal: Step<'seal'> = {
      step: 'seal',
      tag: release.tag,
      commit: release.commit,
      tagged: draft.tagged,
      prerelease: release.prerelease,
      expected: assets.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    }
    return [
      {
        address: addresses.draft,
        ...draftAction(there?.release),
        early: true,
        after: [],
        detail: { step: 'draft', ...draft } satisfies Step<'draft'>,
      },
      ...assets.map((asset) => ({
        address: addresses.asset(asset),
        ...assetAction(there, asset, options),
        asset,
        after: [addresses.draft],
        detail: { step: 'asset', tag: release.tag, name: githubName(asset.name) } satisfies Step<'asset'>,
      })),
      {
        address: addresses.seal,
        ...sealAction(there?.release),
        after: [addresses.draft, ...assets.map(addresses.asset)],
        detail: seal,
      },
    ]
  },

  publish: async (options, item, host) => {
    const step = detail.parse(item.detail)
    return explained(`write the release ${step.tag}`, 'contents: write', async () => {
      switch (step.step) {
        case 'draft':
          return publishDraft(item, step, host)
        case 'asset':
          return publishAsset(options, item, step, host)
        case 'seal':
          return publishSeal(options, item, step, host)
      }
    })
  },

  verify: async (_options, receipt, reader) => {
    const step = detail.parse(receipt.detail)
    const there = await look(reader, step.tag)
    if (there === undefined) return { ok: false, why: `there is no release of ${step.tag}` }
    switch (step.step) {
      case 'draft':
        return { ok: true, by: 'presence' }
      case 'asset': {
        const state = compareAsset(assetNamed(there.assets, step.name), receipt)
        if (!isSame(state)) return { ok: false, why: state }
        return { ok: true, by: state === 'same digest' ? 'digest' : 'size' }
      }
      case 'seal':
        return verifySeal(step, there.release, reader)
    }
  },

  probe: async (_options, reader) => {
    const { data } = await explained('read the repository', 'contents: write', async () =>
      reader.github.read('GET /repos/{owner}/{repo}', {}),
    )
    // A workflow token does not say what it may do, so only a clear no counts.
    return data.permissions?.push === false
      ? { ok: false, why: 'the token may not write releases' }
      : { ok: true, by: 'presence' }
  },
}

interface There {
  readonly release: Release
  readonly assets: readonly ReleaseAsset[]
}

type Decision = Pick<Item, 'action' | 'why'>

function address(reader: Reader, tag: string, ...rest: readonly string[]): string {
  return `github:${reader.github.repository}@${tag}/${rest.join('/')}`
}

/** Where users get an asset once the release is public; what GitHub says of it in a draft is a temporary address. */
function downloadUrl(reader: Reader, tag: string, name: string): string {
  const part = (text: string): string => text.split('/').map(encodeURIComponent).join('/')
  return `${reader.github.server}/${reader.github.repository}/releases/download/${part(tag)}/${part(name)}`
}

/** What one reader has seen, and written since: one look serves a whole phase, and a fresh reader looks anew. */
interface Seen {
  releases: Promise<readonly Release[]> | undefined
  readonly assets: Map<number, Promise<readonly ReleaseAsset[]>>
}

const memory = new WeakMap<Reader, Seen>()

function seen(reader: Reader): Seen {
  const known = memory.get(reader) ?? { releases: undefined, assets: new Map() }
  memory.set(reader, known)
  return known
}

const forget = (reader: Reader): boolean => memory.delete(reader)

async function find(reader: Reader, tag: string): Promise<Release | undefined> {
  const known = seen(reader)
  known.releases ??= listReleases(reader.github)
  // A listing can lag behind, but what is published is always found by its tag.
  return releaseOf(await known.releases, tag) ?? (await publishedRelease(reader.github, tag))
}

async function look(reader: Reader, tag: string): Promise<There | undefined> {
  const release = await find(reader, tag)
  if (release === undefined) return undefined
  const { assets } = seen(reader)
  const listing = assets.get(release.id) ?? listAssets(reader.github, release.id)
  assets.set(release.id, listing)
  return { release, assets: await listing }
}

const assetNamed = (assets: readonly ReleaseAsset[], name: string): ReleaseAsset | undefined =>
  assets.find((each) => each.name === name)

function draftAction(release: Release | undefined): Decision {
  if (release === undefined) return { action: 'create', why: 'no release of this tag' }
  return { action: 'keep', why: release.draft ? `draft ${release.id} is there` : 'already published' }
}

function sealAction(release: Release | undefined): Decision {
  return release === undefined || release.draft
    ? { action: 'create', why: 'not published yet' }
    : { action: 'keep', why: 'already published' }
}

function assetAction(there: There | undefined, asset: Asset, options: Config): Decision {
  const state = compareAsset(assetNamed(there?.assets ?? [], githubName(asset.name)), asset)
  if (isSame(state)) return { action: 'keep', why: state }
  const changes: Decision = { action: state === 'absent' ? 'create' : 'replace', why: state }
  if (there === undefined || there.release.draft) return changes
  if (there.release.immutable === true)
    return {
      action: 'conflict',
      why: `${state}, and release ${there.release.tag_name} is immutable: its tag can never be used again, release a new version`,
    }
  if (options['update-published']) return changes
  return {
    action: 'conflict',
    why: `${state}, and release ${there.release.tag_name} is already public: release a new version, or set "update-published: true"`,
  }
}

/** What GitHub would refuse later, all at once and before any write. */
function refusals({ assets, release }: ReleaseView): readonly UserError[] {
  const stored = new Map<string, string[]>()
  for (const { name } of assets) stored.set(githubName(name), [...(stored.get(githubName(name)) ?? []), name])
  return [
    ...assets
      .filter(({ size }) => size === 0)
      .map(
        ({ name }) =>
          new UserError('ASSET_EMPTY', `${name} of ${release.tag} is empty, and GitHub takes no empty file`, {
            hint: 'Mend the build, or leave the file out of `assets`.',
          }),
      ),
    ...assets
      .filter(({ size }) => size >= limits.bytes)
      .map(
        ({ name, size }) =>
          new UserError(
            'ASSET_TOO_LARGE',
            `${name} of ${release.tag} has ${size} bytes; GitHub takes less than 2 GiB`,
            { hint: 'Split it, compress it, or send it to another destination with the filter `assets`.' },
          ),
      ),
    ...(assets.length > limits.assets
      ? [
          new UserError(
            'TOO_MANY_ASSETS',
            `${release.tag} would have ${assets.length} assets; GitHub takes ${limits.assets}`,
            { hint: 'Pack several files into one archive.' },
          ),
        ]
      : []),
    ...[...stored]
      .filter(([, from]) => from.length > 1)
      .map(
        ([name, from]) =>
          new UserError(
            'ASSET_CLASH',
            `${from.join(' and ')} of ${release.tag} would all be called ${name} by GitHub`,
            { hint: 'Name them apart with letters, digits, ".", "-", "_", "+" and "@".' },
          ),
      ),
  ]
}

const stamp = (host: Host): string => new Date(host.clock.now()).toISOString()

async function publishDraft(item: Item, step: Step<'draft'>, host: Host): Promise<Receipt> {
  const there = await find(host, step.tag)
  const release = there ?? (await createDraft(host.github, step))
  if (there === undefined) {
    const known = seen(host)
    known.releases = known.releases?.then((releases) => [release, ...releases])
    known.assets.set(release.id, Promise.resolve(release.assets))
  }
  return {
    address: item.address,
    did: there === undefined ? 'created' : 'kept',
    size: 0,
    sha256: '',
    url: release.html_url,
    at: stamp(host),
    detail: step,
  }
}

async function publishAsset(options: Config, item: Item, step: Step<'asset'>, host: Host): Promise<Receipt> {
  const { asset } = item
  if (asset === undefined) throw new Error(`${item.address} has no asset`)
  const there = await look(host, step.tag)
  if (there === undefined)
    throw new UserError('RELEASE_GONE', `the draft of ${step.tag} is gone`, {
      hint: 'Run it again; somebody deleted the draft while its assets were sent.',
    })
  const decision = assetAction(there, asset, options)
  if (decision.action === 'conflict') throw new UserError('CONFLICT', `${asset.name}: ${decision.why}`)
  const { did, stored } = await bringAsset(host, there.release, asset, {
    there: assetNamed(there.assets, step.name),
    replace: decision.action === 'replace',
  })
  const { assets } = seen(host)
  const listing = assets.get(there.release.id)
  if (listing !== undefined && did !== 'kept')
    assets.set(
      there.release.id,
      listing.then((all) => [...all.filter(({ name }) => name !== stored.name), stored]),
    )
  return {
    address: item.address,
    did,
    size: asset.size,
    sha256: asset.sha256,
    url: downloadUrl(host, step.tag, stored.name),
    at: stamp(host),
    detail: step,
  }
}

async function publishSeal(options: Config, item: Item, step: Step<'seal'>, host: Host): Promise<Receipt> {
  forget(host)
  const there = await look(host, step.tag)
  if (there === undefined)
    throw new UserError('RELEASE_GONE', `the draft of ${step.tag} is gone`, {
      hint: 'Run it again; somebody deleted the draft while its assets were sent.',
    })
  const done = (did: Receipt['did'], url: string): Receipt => ({
    address: item.address,
    did,
    size: 0,
    sha256: '',
    url,
    at: stamp(host),
    detail: step,
  })
  if (!there.release.draft) return done('kept', there.release.html_url)
  const wrong = step.expected.flatMap((expected) => {
    const state = compareAsset(assetNamed(there.assets, githubName(expected.name)), expected)
    return isSame(state) ? [] : [`${expected.name} (${state})`]
  })
  const half = there.assets.filter(
    ({ state, name }) => state !== 'uploaded' && !wrong.some((text) => text.startsWith(`${name} `)),
  )
  if (wrong.length > 0)
    throw new UserError('RELEASE_INCOMPLETE', `${step.tag} is not published: ${wrong.join(', ')}`, {
      hint: 'Run it again: what is there is kept.',
    })
  for (const { id } of half)
    await host.github.write('DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}', { asset_id: id })
  const { data } = await host.github.write('PATCH /repos/{owner}/{repo}/releases/{release_id}', {
    release_id: there.release.id,
    tag_name: step.tag,
    ...(step.tagged ? {} : { target_commitish: step.commit }),
    draft: false,
    prerelease: step.prerelease,
    make_latest: step.prerelease ? 'false' : options.latest === 'auto' ? 'legacy' : options.latest ? 'true' : 'false',
  })
  forget(host)
  return done('created', data.html_url)
}

async function verifySeal(step: Step<'seal'>, release: Release, reader: Reader): Promise<Verdict> {
  if (release.draft) return { ok: false, why: `release ${step.tag} is still a draft` }
  const commit = await tagCommit(reader.github, step.tag)
  if (commit === undefined) reader.log.warning(`release ${step.tag} is public, but GitHub does not show its tag yet`)
  else if (commit !== step.commit) return { ok: false, why: `tag ${step.tag} is at ${commit}, not at ${step.commit}` }
  return { ok: true, by: 'presence' }
}
