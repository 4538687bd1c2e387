import { describe, expect, it } from '@jest/globals'
import { failureMessage, retryHint } from '../../src/report/retry.ts'
import { outcomeOf } from './outcomes.ts'

describe('retryHint', () => {
  it('says what to write to retry one destination', () => {
    expect(retryHint('tap', 42)).toBe(
      'Retry it alone, without a build: **Re-run failed jobs** of this run (what is done is kept), or start the workflow by hand with <code>run-id: 42</code> and <code>destinations: tap</code>.',
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
})
