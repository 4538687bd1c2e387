import type { GitHubReader, Reader } from '../host/host.ts'
import {
  assetsIn,
  found,
  listAssets,
  listReleases,
  publishedRelease,
  releaseOf,
  type Release,
  type ReleaseAsset,
} from './releases.ts'

/** A release with every asset of it, half-uploaded ones included. */
export interface There {
  readonly release: Release
  readonly assets: readonly ReleaseAsset[]
}

/** What one reader has seen, and written since. A fresh reader looks anew. */
interface Seen {
  listing: Promise<readonly Release[]> | undefined
  readonly byTag: Map<string, Promise<There | undefined>>
}

const memory = new WeakMap<Reader, Seen>()

function seen(reader: Reader): Seen {
  const known = memory.get(reader) ?? { listing: undefined, byTag: new Map<string, Promise<There | undefined>>() }
  memory.set(reader, known)
  return known
}

/** Every release of the repository; one listing serves all that a reader asks. */
export async function allReleases(reader: Reader): Promise<readonly Release[]> {
  const known = seen(reader)
  known.listing ??= orForget(listNow(reader), () => (known.listing = undefined))
  return known.listing
}

/** What could not be read is asked anew by whoever needs it next. */
async function orForget<T>(reading: Promise<T>, forget: () => void): Promise<T> {
  try {
    return await reading
  } catch (error) {
    forget()
    throw error
  }
}

interface Listing {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly releases: readonly Release[]
}

/** The last listing of a GitHub, whichever reader asked for it. */
const listings = new WeakMap<GitHubReader, Listing>()

async function listNow({ github, clock }: Reader): Promise<readonly Release[]> {
  const listing = { at: clock.now(), releases: await listReleases(github) }
  listings.set(github, listing)
  return listing.releases
}

/** Milliseconds for which a listing is good enough to tell what other releases there are. */
const listingAge = 5 * 60_000

/** Every release, as of the last few minutes: for what depends on the other releases and not on this one. */
export async function recentReleases(reader: Reader): Promise<readonly Release[]> {
  const last = listings.get(reader.github)
  return last !== undefined && reader.clock.now() - last.at < listingAge ? last.releases : allReleases(reader)
}

/** The release of a tag as this reader knows it, looked up on first use. `mayBePublished`: a tag that exists may have a release that a listing does not show yet. */
export async function look(reader: Reader, tag: string, mayBePublished: boolean): Promise<There | undefined> {
  const { byTag } = seen(reader)
  const known = byTag.get(tag)
  if (known !== undefined) return known
  const looking = orForget(lookUp(reader, tag, mayBePublished), () => byTag.delete(tag))
  byTag.set(tag, looking)
  return looking
}

async function lookUp(reader: Reader, tag: string, mayBePublished: boolean): Promise<There | undefined> {
  const release =
    releaseOf(await allReleases(reader), tag) ??
    (mayBePublished ? await publishedRelease(reader.github, tag) : undefined)
  return release === undefined ? undefined : { release, assets: await listAssets(reader.github, release.id) }
}

/** Looks up a tag anew, whatever this reader has seen before. */
export async function lookAgain(reader: Reader, tag: string): Promise<There | undefined> {
  const known = seen(reader)
  known.listing = undefined
  known.byTag.delete(tag)
  return look(reader, tag, true)
}

/** The release of an id as it is now: unlike a listing, it does not lag behind. */
export async function lookById(reader: Reader, id: number): Promise<There | undefined> {
  const release = (
    await found(reader.github.read('GET /repos/{owner}/{repo}/releases/{release_id}', { release_id: id }))
  )?.data
  if (release === undefined) return undefined
  const there = { release, assets: assetsIn(release) ?? (await listAssets(reader.github, id)) }
  learn(reader, there)
  return there
}

/** The release of a tag as this reader knows it, looked up by its id on first use. */
export async function lookWithId(reader: Reader, tag: string, id: number): Promise<There | undefined> {
  const { byTag } = seen(reader)
  const looking = byTag.get(tag) ?? orForget(lookById(reader, id), () => byTag.delete(tag))
  byTag.set(tag, looking)
  return looking
}

/** What a write has made of a release. */
export function learn(reader: Reader, there: There): void {
  seen(reader).byTag.set(there.release.tag_name, Promise.resolve(there))
}

/** What a write has made of one asset; others may change at the same time. */
export function learnAsset(reader: Reader, tag: string, asset: ReleaseAsset): void {
  const { byTag } = seen(reader)
  const known = byTag.get(tag)
  if (known === undefined) return
  byTag.set(
    tag,
    known.then(
      (there) =>
        there && {
          ...there,
          assets: [...there.assets.filter(({ id, name }) => id !== asset.id && name !== asset.name), asset],
        },
    ),
  )
}

/**
 * An asset as it is now. The release itself tells first; where it shows no such asset, the listing has the last word, since
 * a release may tell of its first assets only.
 */
export async function currentAsset(reader: Reader, release: number, name: string): Promise<ReleaseAsset | undefined> {
  const named = (assets: readonly ReleaseAsset[]): ReleaseAsset | undefined => assets.find((each) => each.name === name)
  return named((await lookById(reader, release))?.assets ?? []) ?? named(await listAssets(reader.github, release))
}
