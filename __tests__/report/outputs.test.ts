import { describe, expect, it } from '@jest/globals'
import { emptyOutputs, outputs } from '../../src/inputs/table.ts'
import { reportOutputs } from '../../src/report/outputs.ts'
import { done, failed, outcomeOf, reportOf, sealed } from './outcomes.ts'

describe('reportOutputs', () => {
  const report = reportOf([
    outcomeOf('github', {
      items: [done('a', 'created', 'https://example.com/a'), done('b', 'kept'), sealed('https://example.com/v1')],
    }),
    outcomeOf('bucket', {
      status: 'failed',
      why: 'no\r\nroute\nto "host"',
      items: [done('a', 'replaced', 'https://example.com/x'), failed('b', 'x')],
    }),
    outcomeOf('tap', { status: 'blocked', why: 'needs bucket' }),
    outcomeOf('old', { status: 'skipped', why: 'not chosen' }),
  ])
  const made = reportOutputs(report, '/tmp/receipts.json')

  it('names the destinations by status, and gives each an output', () => {
    expect(made).toMatchObject({
      succeeded: '["github"]',
      failed: '["bucket"]',
      blocked: '["tap"]',
      skipped: '["old"]',
      github: 'succeeded',
      bucket: 'failed',
      tap: 'blocked',
      old: 'skipped',
      receipts: '/tmp/receipts.json',
    })
  })

  it('counts what each did, where it is, and what went wrong', () => {
    expect(JSON.parse(made['results'] ?? '')).toEqual({
      github: {
        status: 'succeeded',
        created: 2,
        replaced: 0,
        kept: 1,
        failed: 0,
        url: 'https://example.com/v1',
        error: '',
      },
      bucket: {
        status: 'failed',
        created: 0,
        replaced: 1,
        kept: 0,
        failed: 1,
        url: 'https://example.com/x',
        error: 'no route to "host"',
      },
      tap: { status: 'blocked', created: 0, replaced: 0, kept: 0, failed: 0, url: '', error: 'needs bucket' },
      old: { status: 'skipped', created: 0, replaced: 0, kept: 0, failed: 0, url: '', error: '' },
    })
  })

  it('is on one line each', () => {
    for (const value of Object.values(made)) expect(value).not.toMatch(/[\r\n]/)
  })

  it.each(outputs.filter(({ modes }) => (modes as readonly string[]).includes('distribute')).map(({ name }) => name))(
    'sets %s, also without a destination',
    (name) => {
      expect(made[name]).toBeDefined()
      expect(reportOutputs(reportOf([]), '')[name]).toBe(emptyOutputs[name])
    },
  )
})
