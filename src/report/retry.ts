import { isFailure } from '../engine/distribute.ts'
import type { DestinationOutcome } from '../engine/outcome.ts'
import { cutText } from './annotations.ts'
import { code } from './markdown.ts'

/** The runs that a retry has to do with. */
export interface Runs {
  /** The one that built what is distributed. */
  readonly built: number
  /** This one. */
  readonly current: number
}

/** How to retry destinations, without the others and without a build. Markdown. */
export const retryHint = (destinations: readonly string[], { built, current }: Runs): string =>
  [
    `**Retry ${destinations.length === 1 ? 'it alone' : 'them'}, without a build:** press **Re-run failed jobs**`,
    ` (${code(`gh run rerun ${current} --failed`)}; what is done is kept), or start the retry workflow with`,
    ` ${code(`run-id: ${built}`)} and ${code(`destinations: ${destinations.join(',')}`)}.`,
  ].join('')

/** Letters of the reason and of the names: GitHub shows 4,096 of a message, and how to retry must be among them. */
const reasonLimit = 2000
const namesLimit = 400

/** The one message that a failed distribution ends with. */
export function failureMessage(outcomes: readonly DestinationOutcome[], runId: number): string {
  const failures = outcomes.filter(isFailure)
  const names = (status: DestinationOutcome['status']): string =>
    cutText(
      failures
        .filter((each) => each.status === status)
        .map(({ name }) => name)
        .join(', '),
      namesLimit,
    )
  const parts = [
    names('failed') === '' ? '' : `failed: ${names('failed')}`,
    names('blocked') === '' ? '' : `blocked: ${names('blocked')}`,
  ].filter(Boolean)
  const first = failures.find(({ status }) => status === 'failed') ?? failures[0]
  const why =
    first === undefined
      ? ''
      : ` ${first.name}: ${ended(cutText(first.why, reasonLimit))}${first.hint === undefined ? '' : ` ${cutText(first.hint, namesLimit)}`}`
  const all = failures.map(({ name }) => name).join(',')
  const byHand = all.length > namesLimit ? `run-id: ${runId}` : `run-id: ${runId} and destinations: ${all}`
  return `${parts.join('; ')}.${why} Retry with "Re-run failed jobs", or with ${byHand}.`
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
