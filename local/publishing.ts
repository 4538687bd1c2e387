import { validationFailed } from './answers.ts'
import type { Context } from './context.ts'
import type { ReleaseState } from './state.ts'

/** Refuses a tag name that git would not take, or that an immutable release has used up. */
export async function checkTagName(context: Context, tag: string): Promise<void> {
  if (!(await context.git.isRefName(`refs/tags/${tag}`))) {
    throw validationFailed({
      resource: 'Release',
      code: 'custom',
      field: 'tag_name',
      message: 'tag_name is not a valid tag',
    })
  }
  if (!context.store.current.burnedTags.has(tag)) return
  const used = {
    resource: 'Release',
    code: 'custom',
    field: 'tag_name',
    message: 'tag_name was used by an immutable release',
  }
  throw validationFailed(used, {
    resource: 'Release',
    code: 'custom',
    message: 'Published releases must have a valid tag',
  })
}

/** Refuses a second published release of one tag. */
export function checkTagFree(context: Context, tag: string, except?: number): void {
  const taken = context.store.current.releases.some((other) => !other.draft && other.tag === tag && other.id !== except)
  if (taken) throw validationFailed({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
}

/**
 * Makes the tag of a release at its target, unless the tag exists, and answers the published release. The target is a
 * branch or a full hash. The date of a published release is that of its commit.
 */
export async function publish(context: Context, release: ReleaseState): Promise<ReleaseState> {
  const { git, store, now } = context
  const ref = `refs/tags/${release.tag}`
  let commit = (await git.ref(ref)) === undefined ? undefined : await git.resolve(ref)
  if (commit === undefined) {
    commit = await targetCommit(context, release.target)
    if (commit === undefined) {
      throw validationFailed({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
    }
    if (!(await git.setRef(ref, commit, 'create'))) {
      throw validationFailed({
        resource: 'Release',
        code: 'custom',
        field: 'pre_receive',
        message: 'pre_receive Could not create the tag',
      })
    }
  }
  const createdAt = Date.parse((await git.commit(commit)).committer.date)
  const published = {
    ...release,
    draft: false,
    createdAt,
    publishedAt: now(),
    updatedAt: now(),
    immutable: context.immutable,
  }
  if (context.immutable) store.set({ burnedTags: new Set([...store.current.burnedTags, release.tag]) })
  return published
}

async function targetCommit({ git }: Context, target: string): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/i.test(target)) return (await git.typeOf(target)) === 'commit' ? target.toLowerCase() : undefined
  const branch = target.replace(/^refs\/heads\//, '')
  return (await git.ref(`refs/heads/${branch}`)) === undefined ? undefined : git.resolve(`refs/heads/${branch}`)
}

/**
 * The release that `releases/latest` answers: the one published last with `make_latest: "true"`, else the newest by
 * date that does not say `"false"`. Drafts and prereleases are never the latest.
 */
export function latestRelease({ store }: Context): ReleaseState | undefined {
  const { releases, latest } = store.current
  const eligible = releases.filter((release) => !release.draft && !release.prerelease)
  const marked = eligible.find((release) => release.id === latest)
  if (marked !== undefined) return marked
  return eligible
    .filter((release) => release.makeLatest !== 'false')
    .reduce<ReleaseState | undefined>(
      (best, next) => (best !== undefined && best.createdAt > next.createdAt ? best : next),
      undefined,
    )
}
