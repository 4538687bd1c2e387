import type { Asset } from '../assets/asset.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { isBrokenConnection, isPassingStatus } from '../host/retry.ts'
import { githubName, mediaType } from './asset-names.ts'
import { listAssets, type Release, type ReleaseAsset } from './releases.ts'

/** How an asset of GitHub compares with the bytes that it should have. */
export type Comparison = 'absent' | 'same digest' | 'same size' | 'half uploaded' | 'other bytes'

/** A server that tells no digest (GitHub Enterprise, assets from before June 2025) is believed by size. */
export function compareAsset(there: ReleaseAsset | undefined, asset: Pick<Asset, 'size' | 'sha256'>): Comparison {
  if (there === undefined) return 'absent'
  // The schema knows two states, and the service has `starter` as well: whatever is not uploaded is half.
  const state: string = there.state
  if (state !== 'uploaded') return 'half uploaded'
  if (there.size !== asset.size) return 'other bytes'
  // A server that leaves the field out is one that tells no digest.
  const digest: string | null | undefined = there.digest
  if (digest === null || digest === undefined) return 'same size'
  return digest === `sha256:${asset.sha256}` ? 'same digest' : 'other bytes'
}

export const isSame = (comparison: Comparison): boolean => comparison === 'same digest' || comparison === 'same size'

/** Tries before an upload is given up. Each is preceded by a look, so none is a blind repetition. */
const attempts = 4

/**
 * Brings one asset into a release: looks, removes what is broken or may be replaced, sends, and after anything but a plain
 * success looks again, since an answer that was lost may have been a success. Answers what it did.
 */
export async function bringAsset(
  host: Host,
  release: Release,
  asset: Asset,
  options: { readonly there: ReleaseAsset | undefined; readonly replace: boolean },
): Promise<{ readonly did: 'created' | 'replaced' | 'kept'; readonly stored: ReleaseAsset }> {
  const { replace } = options
  let { there } = options
  let did: 'created' | 'replaced' = 'created'
  for (let attempt = 1; ; attempt++) {
    const state = compareAsset(there, asset)
    if (there !== undefined) {
      if (isSame(state)) return { did: attempt === 1 ? 'kept' : did, stored: there }
      if (state === 'other bytes' && !replace) {
        throw new UserError('CONFLICT', `${asset.name} is already in release ${release.tag_name} with other bytes`, {
          hint: "Release a new version; what is published is never changed behind anybody's back.",
        })
      }
      if (state === 'other bytes') did = 'replaced'
      await host.github.write('DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}', { asset_id: there.id })
    }
    const sent = await send(host, release, asset)
    if (sent.kind === 'stored') return { did, stored: checked(sent.asset, asset) }
    if (sent.kind === 'refused' || attempt === attempts) throw sent.error
    host.log.warning(`${asset.name}: ${sent.error.message}; looking whether it arrived`)
    if (attempt > 1) await host.clock.sleep(host.clock.random() * 1000 * 2 ** attempt, host.signal)
    there = (await listAssets(host.github, release.id)).find(({ name }) => name === githubName(asset.name))
  }
}

type Sent =
  | { readonly kind: 'stored'; readonly asset: ReleaseAsset }
  /** Sending again may help. */
  | { readonly kind: 'unsure'; readonly error: Error }
  | { readonly kind: 'refused'; readonly error: UserError }

async function send(host: Host, release: Release, asset: Asset): Promise<Sent> {
  // `+` would be read as a blank: https://github.com/github/rest-api-description/issues/2968
  const url = `${release.upload_url.replace(/\{[^}]*\}$/, '')}?name=${encodeURIComponent(asset.name)}`
  let answer
  try {
    answer = await host.github.upload(url, { path: asset.path, size: asset.size, type: mediaType(asset.name) })
  } catch (cause) {
    if (isBrokenConnection(cause) && cause instanceof Error) return { kind: 'unsure', error: cause }
    throw cause
  }
  if (answer.status === 201) return { kind: 'stored', asset: parsed(answer.body) }
  const said = answer.body.slice(0, 300)
  const error = new UserError('UPLOAD_REFUSED', `GitHub answered ${answer.status} to ${asset.name}: ${said}`, {
    hint: 'Give the job "permissions: { contents: write }", and see what GitHub says.',
  })
  const again =
    isPassingStatus(answer.status) ||
    (answer.status === 422 && said.includes('already_exists')) ||
    (answer.status === 403 && /rate limit/i.test(said))
  return again ? { kind: 'unsure', error } : { kind: 'refused', error }
}

function parsed(body: string): ReleaseAsset {
  const value: unknown = JSON.parse(body)
  if (!isAsset(value)) throw new Error('GitHub answered an upload with something that is no asset')
  return value
}

const isAsset = (value: unknown): value is ReleaseAsset =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'state' in value && 'size' in value

/** The answer to an upload is compared at once: a name that came out otherwise would only be missed by users. */
function checked(stored: ReleaseAsset, asset: Asset): ReleaseAsset {
  if (stored.name !== githubName(asset.name)) {
    throw new UserError('ASSET_RENAMED', `GitHub stored ${asset.name} as ${stored.name}`, {
      hint: 'Give the asset a name of letters, digits, ".", "-", "_", "+" and "@".',
    })
  }
  const state = compareAsset(stored, asset)
  if (!isSame(state))
    throw new UserError(
      'ASSET_DAMAGED',
      `GitHub stored ${asset.name} with ${stored.size} bytes and ${stored.digest ?? 'no digest'} (${stored.state}); sent were ${asset.size} bytes, sha256:${asset.sha256}`,
      { hint: 'Run it again.' },
    )
  return stored
}
