import { countItems, type DestinationOutcome, type Report } from '../engine/outcome.ts'

/** The outputs of a distribution: the lists of names, the results, and one output per destination. */
export function reportOutputs(report: Report, receipts: string): Readonly<Record<string, string>> {
  const named = (status: DestinationOutcome['status']): string =>
    JSON.stringify(report.outcomes.filter((each) => each.status === status).map(({ name }) => name))
  return {
    results: JSON.stringify(Object.fromEntries(report.outcomes.map((outcome) => [outcome.name, result(outcome)]))),
    succeeded: named('succeeded'),
    failed: named('failed'),
    blocked: named('blocked'),
    skipped: named('skipped'),
    receipts,
    ...Object.fromEntries(report.outcomes.map(({ name, status }) => [name, status])),
  }
}

function result(outcome: DestinationOutcome): Readonly<Record<string, string | number>> {
  return {
    status: outcome.status,
    ...countItems(outcome.items),
    url: urlOf(outcome),
    error:
      outcome.status === 'succeeded' || outcome.status === 'skipped' ? '' : outcome.why.replace(/\s*[\r\n]+\s*/g, ' '),
  }
}

/** Where to look: the address of what is no asset (a release, a page), else that of the first asset. */
function urlOf({ items }: DestinationOutcome): string {
  const done = items.flatMap((each) =>
    each.kind === 'done' && each.receipt.url !== undefined ? [{ url: each.receipt.url, asset: each.item.asset }] : [],
  )
  return (done.findLast(({ asset }) => asset === undefined) ?? done[0])?.url ?? ''
}
