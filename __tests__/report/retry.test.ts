import { describe, expect, it } from '@jest/globals'
import { failureMessage, retryHint } from '../../src/report/retry.ts'
import { outcomeOf } from './outcomes.ts'

describe('retryHint', () => {
  const shown = (markdown: string): string =>
    markdown.replace(/&#(\d+);/g, (_all, number: string) => String.fromCharCode(Number(number)))

  it('says what to press, and what to write, to retry one destination', () => {
    expect(shown(retryHint(['tap'], { built: 42, current: 43 }))).toBe(
      '**Retry it alone, without a build:** press **Re-run failed jobs** (<code>gh run rerun 43 --failed</code>; what is done is kept), or start the retry workflow with <code>run-id: 42</code> and <code>destinations: tap</code>.',
    )
  })

  it('says it of several', () => {
    expect(retryHint(['github', 'tap'], { built: 42, current: 42 })).toMatch(
      /^\*\*Retry them, .*destinations: github,tap<\/code>\.$/,
    )
  })
})

describe('failureMessage', () => {
  it('names what failed and what is blocked, why the first did, and how to retry all of them', () => {
    expect(
      failureMessage(
        [
          outcomeOf('ok'),
          outcomeOf('tap', { status: 'blocked', why: 'needs github' }),
          outcomeOf('github', { status: 'failed', why: 'No route', hint: 'Wait.' }),
          outcomeOf('bucket', { status: 'failed', why: 'Refused.' }),
          outcomeOf('optional', { status: 'failed', why: 'Nobody minds.', required: false }),
        ],
        42,
      ),
    ).toBe(
      'failed: github, bucket; blocked: tap. github: No route. Wait. Retry with "Re-run failed jobs", or with run-id: 42 and destinations: tap,github,bucket.',
    )
  })

  it('names what is blocked alone, as by a destination that is not required', () => {
    expect(failureMessage([outcomeOf('tap', { status: 'blocked', why: 'x' })], 1)).toMatch(
      /^blocked: tap\. tap: x\. Retry /,
    )
  })

  it('stays within what GitHub shows of a message, and still says how to retry', () => {
    const text = failureMessage(
      [outcomeOf('tap', { status: 'failed', why: 'x'.repeat(100_000), hint: 'y'.repeat(9000) })],
      42,
    )
    expect(text.length).toBeLessThan(4000)
    expect(text).toContain(' … and 98000 more characters.')
    expect(text).toMatch(/Retry with "Re-run failed jobs", or with run-id: 42 and destinations: tap\.$/)
  })

  it('stays within it for three hundred destinations', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      outcomeOf(`destination-${index}`, { status: 'failed', why: 'x' }),
    )
    const text = failureMessage(many, 42)
    expect(text.length).toBeLessThan(4000)
    expect(text).toMatch(/Retry with "Re-run failed jobs", or with run-id: 42\.$/)
  })
})
