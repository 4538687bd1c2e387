import type { Asset } from '../assets/asset.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { githubName, mediaType } from './asset-names.ts'
import { currentAsset } from './look.ts'
import type { Release, ReleaseAsset } from './releases.ts'
import { statusOf } from './releases.ts'
import { isUnsure, settle, settlingTime, writeAttempts } from './settle.ts'

/** How an asset of GitHub compares with the bytes that it should have. */
export type Comparison = 'absent' | 'same digest' | 'same size' | 'half uploaded' | 'other bytes'

/** A server that tells no digest (GitHub Enterprise, assets from before June 2025) is believed by size. */
export function compareAsset(there: ReleaseAsset | undefined, asset: Pick<Asset, 'size' | 'sha256'>): Comparison {
  if (there === undefined) return 'absent'
  // The schema knows two states, and the service has `starter` as well: whatever is not uploaded is half.
  if (there.state !== 'uploaded') return 'half uploaded'
  if (there.size !== asset.size) return 'other bytes'
  const digest = digestOf(there)
  if (digest === undefined) return 'same size'
  return digest === `sha256:${asset.sha256}` ? 'same digest' : 'other bytes'
}

/** The digest that a server tells; an old one leaves the field out, against the schema. */
const digestOf = ({ digest }: { readonly digest?: string | null }): string | undefined => digest ?? undefined

export const isSame = (comparison: Comparison): boolean => comparison === 'same digest' || comparison === 'same size'

/** What may be done about an asset that is there with other bytes. */
export type Replacing =
  /** Nobody can see it yet: it is removed, then sent. */
  | 'in a draft'
  /** People download it: the new one is sent beside it and takes its name. */
  | 'by swap'
  | 'never'

export interface Brought {
  readonly did: 'created' | 'replaced' | 'kept'
  readonly stored: ReleaseAsset
}

/** Brings one asset into a release and answers what it did. */
export async function bringAsset(
  host: Host,
  release: Release,
  asset: Asset,
  options: { readonly assets: readonly ReleaseAsset[]; readonly replacing: Replacing },
): Promise<Brought> {
  const name = githubName(asset.name)
  const there = options.assets.find((each) => each.name === name)
  const state = compareAsset(there, asset)
  if (there !== undefined && isSame(state)) return { did: 'kept', stored: there }
  if (state === 'other bytes' && options.replacing === 'never') {
    throw new UserError('CONFLICT', `${asset.name} is already in release ${release.tag_name} with other bytes`, {
      hint: "Release a new version; what is published is never changed behind anybody's back.",
    })
  }
  const waiting = options.assets.find((each) => each.name === waitingName(name, asset))
  if (options.replacing === 'by swap' && (state === 'other bytes' || waiting !== undefined)) {
    return { did: 'replaced', stored: await swap(host, release, asset, there, waiting) }
  }
  if (there !== undefined) await removeAsset(host, there)
  const stored = await sendAsset(host, release, asset, name)
  return { did: state === 'other bytes' ? 'replaced' : 'created', stored }
}

/** The name under which new bytes wait until they are verified. With the digest, so that a rerun knows its own. */
const waitingName = (name: string, asset: Pick<Asset, 'sha256'>): string =>
  `${name}.slipway-${asset.sha256.slice(0, 12)}`

/** Where old bytes go to make room for the new ones, until they are removed. */
const retiredName = (name: string, old: ReleaseAsset): string => `${name}.slipway-old-${old.id}`

/** Whether an asset is what a swap of one of these names left behind when it was cut off. */
export function isLeftover({ name }: Pick<ReleaseAsset, 'name'>, names: ReadonlySet<string>): boolean {
  const [, stem] = /^(.+)\.slipway-(?:old-\d+|[0-9a-f]{12})$/.exec(name) ?? []
  return stem !== undefined && names.has(stem) && !names.has(name)
}

/** Sends the new bytes beside the old ones and lets them take the name: nobody finds nothing for longer than one request. */
async function swap(
  host: Host,
  release: Release,
  asset: Asset,
  old: ReleaseAsset | undefined,
  waiting: ReleaseAsset | undefined,
): Promise<ReleaseAsset> {
  const name = githubName(asset.name)
  const temporary = waitingName(name, asset)
  if (waiting !== undefined && !isSame(compareAsset(waiting, asset))) await removeAsset(host, waiting)
  const fresh =
    waiting !== undefined && isSame(compareAsset(waiting, asset))
      ? waiting
      : await sendAsset(host, release, asset, temporary)
  if (old !== undefined) await renameAsset(host, old, retiredName(name, old))
  const stored = await renameAsset(host, fresh, name)
  if (old !== undefined) await removeAsset(host, old)
  return stored
}

async function renameAsset(host: Host, asset: ReleaseAsset, name: string): Promise<ReleaseAsset> {
  return settle(host, `renaming ${asset.name}`, {
    write: async () =>
      (await host.github.write('PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}', { asset_id: asset.id, name }))
        .data,
    look: async () => {
      const { data } = await host.github.read('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', {
        asset_id: asset.id,
      })
      return data.name === name ? data : undefined
    },
  })
}

/** Removes an asset by its id; one that is gone already is removed. */
export async function removeAsset(host: Host, asset: ReleaseAsset): Promise<void> {
  const gone = async <T>(work: () => Promise<T>): Promise<'gone' | undefined> => {
    try {
      await work()
      return undefined
    } catch (error) {
      if (statusOf(error) === 404) return 'gone'
      throw error
    }
  }
  const id = { asset_id: asset.id }
  await settle(host, `removing ${asset.name}`, {
    write: async () => {
      await gone(async () => host.github.write('DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}', id))
      return 'gone' as const
    },
    look: async () => gone(async () => host.github.read('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', id)),
  })
}

/**
 * Sends an asset, and after anything but a plain success looks at it: the same bytes are a success whose answer was lost; a half
 * or a wrong one goes, by its id; then it is sent again, from the start of the file.
 */
async function sendAsset(host: Host, release: Release, asset: Asset, name: string): Promise<ReleaseAsset> {
  for (let attempt = 1; ; attempt++) {
    const sent = await sendOnce(host, release, asset, name)
    if (sent.kind === 'stored') return sent.asset
    if (sent.kind === 'refused') throw sent.error
    host.log.info(`${asset.name}: ${sent.error.message}; looking whether it arrived`)
    await host.clock.sleep(settlingTime(host, attempt), host.signal)
    const there = await currentAsset(host, release.id, name)
    if (there !== undefined && isSame(compareAsset(there, asset))) return there
    if (attempt === writeAttempts) throw sent.error
    if (there !== undefined) await removeAsset(host, there)
  }
}

type Sent =
  | { readonly kind: 'stored'; readonly asset: ReleaseAsset }
  /** It may be there, or may be after another try. */
  | { readonly kind: 'unsure'; readonly error: Error }
  | { readonly kind: 'refused'; readonly error: UserError }

async function sendOnce(host: Host, release: Release, asset: Asset, name: string): Promise<Sent> {
  // `+` would be read as a blank: https://github.com/github/rest-api-description/issues/2968
  const url = `${release.upload_url.replace(/\{[^}]*\}$/, '')}?name=${encodeURIComponent(name)}`
  let answer
  try {
    answer = await host.github.upload(url, { path: asset.path, size: asset.size, type: mediaType(asset.name) })
  } catch (cause) {
    if (!isUnsure(cause)) throw cause
    return { kind: 'unsure', error: cause instanceof Error ? cause : new Error('the connection broke', { cause }) }
  }
  const said = answer.body.slice(0, 300)
  if (answer.status === 201) return storedAs(JSON.parse(answer.body), asset, name)
  const error = new UserError('UPLOAD_REFUSED', `GitHub answered ${answer.status} to ${asset.name}: ${said}`, {
    hint: 'Give the job "permissions: { contents: write }", and see what GitHub says.',
  })
  const taken = answer.status === 422 && said.includes('already_exists')
  const again = taken || isUnsure({ status: answer.status, message: said })
  return again ? { kind: 'unsure', error } : { kind: 'refused', error }
}

const isAsset = (value: unknown): value is ReleaseAsset =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'state' in value && 'size' in value

/** The answer to an upload is compared at once: a name that came out otherwise would only be missed by users. */
function storedAs(value: unknown, asset: Asset, name: string): Sent {
  if (!isAsset(value)) return { kind: 'unsure', error: new Error('GitHub answered an upload with what is no asset') }
  if (value.name !== name) {
    const error = new UserError('ASSET_RENAMED', `GitHub stored ${asset.name} as ${value.name}`, {
      hint: 'Give the asset a name of letters, digits, ".", "-", "_", "+" and "@".',
    })
    return { kind: 'refused', error }
  }
  if (isSame(compareAsset(value, asset))) return { kind: 'stored', asset: value }
  const there = `${value.size} bytes, ${digestOf(value) ?? 'no digest'}, ${value.state}`
  const error = new UserError(
    'ASSET_DAMAGED',
    `GitHub stored ${asset.name} as ${there}; sent were ${asset.size} bytes, sha256:${asset.sha256}`,
    { hint: 'Run it again.' },
  )
  return { kind: 'unsure', error }
}
