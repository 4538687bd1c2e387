import { isFailure } from '../engine/distribute.ts'
import { countItems, type DestinationOutcome, type ItemOutcome, type Report, type Status } from '../engine/outcome.ts'
import { bytes, code, duration, escapeMarkdown, escapeMessage, fitting, folded, link, wrappable } from './markdown.ts'

/** Rows of one destination: more than that nobody reads, and five hundred would fill the page. */
const rowsShown = 100

/** Rows that stand open: more of them would push the next destination off the screen. What failed always stands open. */
const rowsOpen = 25

const marks: Readonly<Record<Status, string>> = { succeeded: '✅', failed: '❌', blocked: '⛔', skipped: '⏭️' }

/** What failed stands first. */
const order: readonly Status[] = ['failed', 'blocked', 'succeeded', 'skipped']

/** Says how to retry destinations, given by name; Markdown. */
export type Retry = (destinations: readonly string[]) => string

/** The page of a distribution: a line of totals, then a section per destination. Markdown, below GitHub's limit. */
export function renderReport(report: Report, retry: Retry): string {
  const { outcomes, dryRun } = report
  const sorted = [...outcomes].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  // What is blocked needs what failed: it is retried together with that.
  const together = outcomes.filter((each) => isFailure(each) || each.status === 'blocked').map(({ name }) => name)
  const howTo = ({ name, status }: DestinationOutcome): string | undefined => {
    if (dryRun || (status !== 'failed' && status !== 'blocked')) return undefined
    return retry(status === 'failed' ? [name] : together)
  }
  return fitting([headline(report), ...sorted.map((outcome) => section(outcome, dryRun, howTo(outcome)))])
}

function headline({ outcomes, dryRun, startedAt, endedAt }: Report): string {
  const states = order.flatMap((status) => {
    const count = outcomes.filter((each) => each.status === status).length
    return count === 0 ? [] : [`${marks[status]} ${count} ${status}`]
  })
  const took = duration(Date.parse(endedAt) - Date.parse(startedAt))
  const of = outcomes.length === 1 ? 'of 1 destination' : `of ${outcomes.length} destinations`
  const items = dryRun ? '' : ` — items: ${counted(outcomes.flatMap((each) => each.items))}; ${took}`
  return [
    `## Slipway: ${dryRun ? 'what would be distributed' : 'distribution'}`,
    '',
    outcomes.length === 0 ? 'There is no destination.' : `**${states.join(' · ')}** ${of}${items}`,
  ].join('\n')
}

/** What became of items, in words: only what happened. */
function counted(items: readonly ItemOutcome[]): string {
  const { created, replaced, kept, failed } = countItems(items)
  const waiting = items.filter(({ kind }) => kind === 'not started').length
  const parts = [
    [failed, 'failed'],
    [created, 'created'],
    [replaced, 'replaced'],
    [kept, 'kept'],
    [waiting, 'not started'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return told.length === 0 ? 'nothing was done' : told.join(', ')
}

function section(outcome: DestinationOutcome, dryRun: boolean, retry: string | undefined): string {
  const { name, kind, status, required, why, hint, items, milliseconds } = outcome
  const facts = [
    escapeMarkdown(kind),
    required ? '' : 'not required',
    dryRun || items.length === 0 ? '' : counted(items),
    milliseconds > 0 ? duration(milliseconds) : '',
  ]
  const strong = status === 'failed' ? '**' : ''
  return [
    `### ${marks[status]} ${escapeMarkdown(name)}: ${status}`,
    '',
    facts.filter(Boolean).join(' · '),
    ...(why === '' ? [] : ['', `> ${strong}${escapeMessage(why)}${strong}`]),
    ...(hint === undefined ? [] : ['>', `> ${escapeMessage(hint)}`]),
    ...(retry === undefined ? [] : ['', retry]),
    ...tables(items, dryRun),
  ].join('\n')
}

/** The items: what failed, what was changed, and folded what needs no eyes. As many rows as are shown of one destination. */
function tables(items: readonly ItemOutcome[], dryRun: boolean): readonly string[] {
  const failed = items.filter(({ kind }) => kind === 'failed')
  const quiet = items.filter((each) => isQuiet(each, dryRun))
  const changed = items.filter((each) => each.kind !== 'failed' && !quiet.includes(each))
  const kept = quiet.filter(({ kind, item }) => kind === 'done' || item.action === 'keep')
  const waiting = quiet.filter((each) => !kept.includes(each))
  let left = rowsShown
  const take = (from: readonly ItemOutcome[]): readonly string[] => {
    const shown = from.slice(0, left)
    left -= shown.length
    return shown.map((each) => row(each, dryRun))
  }
  const parts: string[] = []
  const add = (from: readonly ItemOutcome[], columns: string, title?: string): void => {
    const rows = take(from)
    if (from.length === 0) return
    const cut = from.length - rows.length
    const more = rows.length === 0 ? `_${cut} ${title ?? 'changed'}_` : `_and ${cut} more_`
    const text = [...(rows.length === 0 ? [] : [columns, ...rows]), ...(cut > 0 ? ['', more] : [])].join('\n')
    parts.push('', title === undefined || rows.length === 0 ? text.trim() : folded(`${from.length} ${title}`, text))
  }
  add(failed, '| | what | why |\n|---|---|---|')
  add(changed, columns, changed.length > rowsOpen ? (dryRun ? 'would be written' : 'created or replaced') : undefined)
  add(kept, columns, dryRun ? 'would be kept' : 'kept')
  add(waiting, columns, 'not started')
  return parts
}

const columns = '| | what | size | SHA-256 | |\n|---|---|--:|---|---|'

/** Whether an item is as it was, so that nobody has to look at it. */
function isQuiet(outcome: ItemOutcome, dryRun: boolean): boolean {
  switch (outcome.kind) {
    case 'done':
      return outcome.receipt.did === 'kept'
    case 'failed':
      return false
    case 'not started':
      return !dryRun || outcome.item.action === 'keep'
  }
}

function row(outcome: ItemOutcome, dryRun: boolean): string {
  const { item } = outcome
  const name = item.asset?.name ?? item.address.slice(item.address.indexOf(':') + 1)
  const size = item.asset === undefined ? '' : bytes(item.asset.size)
  const digest = item.asset === undefined ? '' : code(item.asset.sha256.slice(0, 12))
  switch (outcome.kind) {
    case 'done': {
      const { receipt, verdict, milliseconds } = outcome
      const time = milliseconds > 0 ? `, ${duration(milliseconds)}` : ''
      return `| ${receipt.did} | ${link(name, item.early === true ? undefined : receipt.url)} | ${size} | ${digest} | verified by ${verdict.by}${time} |`
    }
    case 'failed':
      return `| **failed** | ${wrappable(name)} | ${escapeMessage(outcome.error.message)} |`
    case 'not started':
      return `| ${dryRun ? `would ${item.action}` : 'not started'} | ${wrappable(name)} | ${size} | ${digest} | ${escapeMessage(item.why)} |`
  }
}
