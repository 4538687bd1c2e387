import type { MatrixRow } from '../plan/matrix.ts'
import type { Skipped } from '../plan/plan.ts'
import type { RemoteTags } from '../plan/tags.ts'
import { releaseId, type Plan } from '../plan/types.ts'
import { code, escapeMarkdown, escapeMessage, fitting, folded, link } from './markdown.ts'

/** What one destination said. */
export type Probe = { readonly destination: { readonly name: string } } & (
  { readonly kind: 'writable' } | { readonly kind: 'refused' | 'not checked'; readonly why: string }
)

function said(probe: Probe | undefined): string {
  if (probe === undefined) return 'not checked'
  switch (probe.kind) {
    case 'writable':
      return 'yes'
    case 'refused':
      return `**no**: ${escapeMessage(probe.why)}`
    case 'not checked':
      return `not checked: ${escapeMessage(probe.why)}`
  }
}

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
    /** What the destinations said when they were asked whether they could be written to; absent where they were not. */
    readonly probes?: readonly Probe[]
  },
): string {
  const { tags, drafts, probes = [] } = known
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
  const asked = probes.length > 0
  const where = [
    `| destination | kind | gets |${asked ? ' can be written to |' : ''}`,
    `|---|---|---|${asked ? '---|' : ''}`,
    ...destinations.map(({ name, kind, releases: gets }) => {
      const probe = probes.find(({ destination }) => destination.name === name)
      return `| ${escapeMarkdown(name)} | ${escapeMarkdown(kind)} | ${gets.length === 0 ? 'nothing of this' : gets.map(code).join(' ')} |${asked ? ` ${said(probe)} |` : ''}`
    }),
  ].join('\n')
  const stays = skipped.map(({ package: name, why }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(why)}`).join('\n')
  return fitting([
    head,
    ...(releases.length === 0 ? [] : [table]),
    ...(releases.length === 0 || destinations.length === 0 ? [] : [where]),
    ...(skipped.length === 0 ? [] : [folded(`${skipped.length} not released`, stays)]),
  ])
}
