import { isFailure } from '../engine/distribute.ts'
import type { DestinationOutcome } from '../engine/outcome.ts'

/** How to retry one destination alone, Markdown. */
export const retryHint = (destination: string, runId: number): string =>
  `Retry it alone, without a build: **Re-run failed jobs** of this run (what is done is kept), or start the workflow by hand with <code>run-id: ${runId}</code> and <code>destinations: ${destination}</code>.`

/** The one message that a failed distribution ends with. */
export function failureMessage(outcomes: readonly DestinationOutcome[], runId: number): string {
  const failures = outcomes.filter(isFailure)
  const names = (status: DestinationOutcome['status']): string =>
    failures
      .filter((each) => each.status === status)
      .map(({ name }) => name)
      .join(', ')
  const parts = [
    names('failed') === '' ? '' : `failed: ${names('failed')}`,
    names('blocked') === '' ? '' : `blocked: ${names('blocked')}`,
  ].filter(Boolean)
  const first = failures.find(({ status }) => status === 'failed') ?? failures[0]
  const why =
    first === undefined ? '' : ` ${first.name}: ${first.why}.${first.hint === undefined ? '' : ` ${first.hint}`}`
  return `${parts.join('; ')}.${why} Retry with "Re-run failed jobs", or with run-id: ${runId} and destinations: ${failures.map(({ name }) => name).join(',')}.`
}
