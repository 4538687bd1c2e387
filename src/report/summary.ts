import { countItems, type DestinationOutcome, type ItemOutcome, type Report, type Status } from '../engine/outcome.ts'
import { bytes, code, duration, escapeMarkdown, escapeMessage, fitting, link } from './markdown.ts'

/** Rows of one table: more than that nobody reads, and five hundred would fill the page. */
const rowsShown = 100

const marks: Readonly<Record<Status, string>> = { succeeded: '✅', failed: '❌', blocked: '⛔', skipped: '⏭️' }

/** What failed stands first. */
const order: readonly Status[] = ['failed', 'blocked', 'succeeded', 'skipped']

/** The page of a distribution: a line of totals, then a section per destination. Markdown, below GitHub's limit. */
export function renderReport(report: Report, retry: (destination: string) => string): string {
  const { outcomes } = report
  const sorted = [...outcomes].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  return fitting([headline(report), ...sorted.map((outcome) => section(outcome, report.dryRun, retry))])
}

function headline({ outcomes, dryRun, startedAt, endedAt }: Report): string {
  const states = order.flatMap((status) => {
    const count = outcomes.filter((each) => each.status === status).length
    return count === 0 ? [] : [`${marks[status]} ${count} ${status}`]
  })
  const all = countItems(outcomes.flatMap(({ items }) => items))
  const took = duration(Date.parse(endedAt) - Date.parse(startedAt))
  return [
    `## Slipway: ${dryRun ? 'what would be distributed' : 'distribution'}`,
    '',
    outcomes.length === 0
      ? 'There is no destination.'
      : `${states.join(' · ')} — ${all.created} created, ${all.replaced} replaced, ${all.kept} kept, ${all.failed} failed, in ${took}.`,
  ].join('\n')
}

function section(outcome: DestinationOutcome, dryRun: boolean, retry: (destination: string) => string): string {
  const { name, kind, status, required, why, hint, items, milliseconds } = outcome
  const counts = countItems(items)
  const facts = [
    escapeMarkdown(kind),
    required ? '' : 'not required',
    dryRun
      ? ''
      : `${counts.created} created, ${counts.replaced} replaced, ${counts.kept} kept, ${counts.failed} failed`,
    milliseconds > 0 ? duration(milliseconds) : '',
  ]
  return [
    `### ${marks[status]} ${escapeMarkdown(name)}: ${status}`,
    '',
    facts.filter(Boolean).join(' · '),
    ...(why === ''
      ? []
      : ['', `> ${status === 'failed' ? '**' : ''}${escapeMessage(why)}${status === 'failed' ? '**' : ''}`]),
    ...(hint === undefined ? [] : ['>', `> ${escapeMessage(hint)}`]),
    ...(status === 'failed' || status === 'blocked' ? ['', retry(name)] : []),
    ...(items.length === 0 ? [] : ['', table(items)]),
  ].join('\n')
}

function table(items: readonly ItemOutcome[]): string {
  const failedFirst = [...items].sort((a, b) => Number(b.kind === 'failed') - Number(a.kind === 'failed'))
  const shown = failedFirst.slice(0, rowsShown)
  const rows = shown.map(row)
  const cut = items.length - shown.length
  return [
    '| | what | size | SHA-256 | |',
    '|---|---|--:|---|---|',
    ...rows,
    ...(cut > 0 ? ['', `_and ${cut} more; the receipts file lists all of them_`] : []),
  ].join('\n')
}

function row(outcome: ItemOutcome): string {
  const { item } = outcome
  const name = item.asset?.name ?? item.address.slice(item.address.indexOf(':') + 1)
  const size = item.asset === undefined ? '' : bytes(item.asset.size)
  const digest = item.asset === undefined ? '' : code(item.asset.sha256.slice(0, 12))
  switch (outcome.kind) {
    case 'done': {
      const { receipt, verdict, milliseconds } = outcome
      return `| ${receipt.did} | ${link(name, item.early === true ? undefined : receipt.url)} | ${size} | ${digest} | verified by ${verdict.by}, ${duration(milliseconds)} |`
    }
    case 'failed':
      return `| **failed** | ${escapeMarkdown(name)} | ${size} | ${digest} | ${escapeMessage(outcome.error.message)} |`
    case 'not started':
      return `| ${item.action === 'keep' ? 'would keep' : `would ${item.action}`} | ${escapeMarkdown(name)} | ${size} | ${digest} | ${escapeMarkdown(item.why)} |`
  }
}
