import type { MatrixRow } from '../plan/matrix.ts'
import type { Skipped } from '../plan/plan.ts'
import type { RemoteTags } from '../plan/tags.ts'
import { releaseId, type Plan } from '../plan/types.ts'
import { code, escapeMarkdown, fitting, link } from './markdown.ts'

/** The page of `release` and `matrix`: what ships, what is built for it, where it goes, and what stays. */
export function renderPlan(
  plan: Plan,
  rows: readonly MatrixRow[],
  skipped: readonly Skipped[],
  known: {
    /** Tags that exist. */
    readonly tags: Pick<RemoteTags, 'has'>
    /** Where the draft of a release is. */
    readonly drafts: ReadonlyMap<string, string>
  },
): string {
  const { tags, drafts } = known
  const { releases, destinations } = plan
  const head = `## Slipway: what ships from ${code(plan.commit.slice(0, 7))}\n\n${releases.length === 0 ? 'Nothing: no package has a version to release here.' : `${releases.length} ${releases.length === 1 ? 'release' : 'releases'}, ${rows.length} build ${rows.length === 1 ? 'job' : 'jobs'}.`}`
  const table = [
    '| package | version | tag | channel | targets | |',
    '|---|---|---|---|---|---|',
    ...releases.map((release) => {
      const url = drafts.get(releaseId(release))
      const state = release.tag === '' ? 'no tag' : tags.has(release.tag) ? 'tagged' : 'will be tagged'
      return `| ${escapeMarkdown(release.package)} | ${escapeMarkdown(release.version)} | ${release.tag === '' ? '' : code(release.tag)} | ${escapeMarkdown(release.channel)}${release.prerelease ? ' (prerelease)' : ''} | ${release.targets.map(({ target }) => code(target)).join(' ')} | ${state}${url === undefined ? '' : `, ${link('draft', url)}`} |`
    }),
  ].join('\n')
  const where = [
    '| destination | kind | gets |',
    '|---|---|---|',
    ...destinations.map(
      ({ name, kind, releases: gets }) =>
        `| ${escapeMarkdown(name)} | ${escapeMarkdown(kind)} | ${gets.length === 0 ? 'nothing of this' : gets.map(code).join(' ')} |`,
    ),
  ].join('\n')
  const stays = skipped.map(({ package: name, why }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(why)}`).join('\n')
  return fitting([
    head,
    ...(releases.length === 0 ? [] : [table]),
    ...(releases.length === 0 || destinations.length === 0 ? [] : [where]),
    ...(skipped.length === 0
      ? []
      : [`<details><summary>${skipped.length} not released</summary>\n\n${stays}\n\n</details>`]),
  ])
}
