import type { Endpoints } from '@octokit/types'
import { UserError } from '../errors.ts'
import type { GitHubReader, GitHubWriter } from '../host/host.ts'

export type Release = Endpoints['GET /repos/{owner}/{repo}/releases/{release_id}']['response']['data']
export type ReleaseAsset = Endpoints['GET /repos/{owner}/{repo}/releases/assets/{asset_id}']['response']['data']

const pageSize = 100

/** Every release, drafts included where the token may see them; newest first. */
export async function listReleases(github: GitHubReader): Promise<readonly Release[]> {
  return pages(
    async (page) => (await github.read('GET /repos/{owner}/{repo}/releases', { per_page: pageSize, page })).data,
  )
}

/** Every asset of a release, half-uploaded ones included. */
export async function listAssets(github: GitHubReader, release: number): Promise<readonly ReleaseAsset[]> {
  return pages(
    async (page) =>
      (
        await github.read('GET /repos/{owner}/{repo}/releases/{release_id}/assets', {
          release_id: release,
          per_page: pageSize,
          page,
        })
      ).data,
  )
}

/** All pages of a listing: it ends at the first page that is not full. */
export async function pages<T>(page: (number: number) => Promise<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = []
  for (let number = 1; ; number++) {
    const some = await page(number)
    all.push(...some)
    if (some.length < pageSize) return all
  }
}

/** The published release of a tag; drafts are never found by tag. */
export async function publishedRelease(github: GitHubReader, tag: string): Promise<Release | undefined> {
  return (await found(github.read('GET /repos/{owner}/{repo}/releases/tags/{tag}', { tag })))?.data
}

/**
 * The release of a tag in a listing, published or draft. Throws where there are several drafts of it: none of them is more right
 * than the others.
 */
export function releaseOf(releases: readonly Release[], tag: string): Release | undefined {
  const ours = releases.filter((release) => release.tag_name === tag)
  const published = ours.find(({ draft }) => !draft)
  if (published !== undefined) return published
  if (ours.length > 1) {
    throw new UserError(
      'RELEASE_AMBIGUOUS',
      `there are ${ours.length} draft releases of ${tag}: ${ours.map(({ id }) => id).join(', ')}`,
      {
        hint: `Delete all but one of them, then run this again: ${ours.map(({ html_url }) => html_url).join(' ')}`,
      },
    )
  }
  return ours[0]
}

/** The commit that a tag of the repository is at, through the tag object of an annotated one; `undefined` where there is no such tag. */
export async function tagCommit(github: GitHubReader, tag: string): Promise<string | undefined> {
  const ref = await found(github.read('GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: `tags/${tag}` }))
  if (ref === undefined) return undefined
  let { type, sha } = ref.data.object
  while (type === 'tag')
    ({ type, sha } = (await github.read('GET /repos/{owner}/{repo}/git/tags/{tag_sha}', { tag_sha: sha })).data.object)
  return sha
}

/** What is to be said of a release that does not exist yet. */
export interface Draft {
  readonly tag: string
  readonly commit: string
  /** The tag exists: its commit is its own, and naming another would need a right that no workflow token has. */
  readonly tagged: boolean
  readonly title: string
  readonly prerelease: boolean
  readonly notes: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'generated' }
}

export async function createDraft(github: GitHubWriter, draft: Draft): Promise<Release> {
  const { data } = await github.write('POST /repos/{owner}/{repo}/releases', {
    tag_name: draft.tag,
    ...(draft.tagged ? {} : { target_commitish: draft.commit }),
    name: draft.title,
    draft: true,
    prerelease: draft.prerelease,
    ...(draft.notes.kind === 'generated' ? { generate_release_notes: true } : { body: draft.notes.text }),
  })
  return data
}

/** The assets that an answer about a release brings along; a server that brings none leaves the field out, against the schema. */
export const assetsIn = ({
  assets,
}: {
  readonly assets?: readonly ReleaseAsset[]
}): readonly ReleaseAsset[] | undefined => assets

/** Turns a 404 into `undefined`. */
export async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}

/** The status of an answer that was thrown. */
export function statusOf(error: unknown): number | undefined {
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined
  return typeof status === 'number' ? status : undefined
}
