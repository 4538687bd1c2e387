import type { Context } from './context.ts'

/** Title and text that GitHub would propose for a release: what was committed since the tag before. */
export async function generateNotes(
  context: Context,
  tag: string,
  target: string | undefined,
  previous: string | undefined,
): Promise<{ readonly name: string; readonly body: string }> {
  const { git, urls, repository } = context
  const to = (await git.resolve(`refs/tags/${tag}`)) ?? (await git.resolve(target ?? (await git.defaultBranch())))
  const before = previous ?? (await previousTag(context, tag, to))
  const from = before === undefined ? undefined : await git.resolve(`refs/tags/${before}`)
  const changes = to === undefined ? [] : (await git.subjects(from, to)).map((subject) => `* ${subject}`)
  const link = before === undefined ? `commits/${tag}` : `compare/${before}...${tag}`
  const list = changes.length === 0 ? [] : [`## What's Changed\n${changes.join('\n')}\n`]
  return { name: tag, body: [...list, `**Full Changelog**: ${urls.web}/${repository}/${link}`].join('\n') }
}

/** The newest published release whose tag lies before the commit. */
async function previousTag({ git, store }: Context, tag: string, to: string | undefined): Promise<string | undefined> {
  if (to === undefined) return undefined
  for (const release of store.current.releases.toReversed()) {
    if (release.draft || release.tag === tag) continue
    const commit = await git.resolve(`refs/tags/${release.tag}`)
    if (commit !== undefined && (await git.isAncestor(commit, to))) return release.tag
  }
  return undefined
}
