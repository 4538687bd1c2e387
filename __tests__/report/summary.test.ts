import { describe, expect, it } from '@jest/globals'
import { summaryLimit } from '../../src/report/markdown.ts'
import { retryHint } from '../../src/report/retry.ts'
import { renderReport } from '../../src/report/summary.ts'
import type { Report } from '../../src/engine/outcome.ts'
import { done, failed, outcomeOf, reportOf, sealed, waiting } from './outcomes.ts'

const page = (report: Report): string =>
  renderReport(report, (names) => retryHint(names, { built: 4711, current: 4712 }))
const rows = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| |'))
const headings = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('### '))

describe('renderReport', () => {
  it('says that there is no destination', () => {
    expect(page(reportOf([]))).toBe('## Slipway: distribution\n\nThere is no destination.')
  })

  it('shows one asset with size, digest, link and proof', () => {
    const text = page(
      reportOf([outcomeOf('github', { items: [done('tool.zip', 'created', 'https://example.com/t')] })]),
    )
    expect(text).toBe(`## Slipway: distribution

**✅ 1 succeeded** of 1 destination — items: 1 created; 12 s

### ✅ github: succeeded

github&#45;release · 1 created · 2 s

| | what | size | SHA-256 | |
|---|---|--:|---|---|
| created | <a href="https://example.com/t">tool.zip</a> | 2.0 KiB | <code>0123456789ab</code> | verified by digest, 1 s |`)
  })

  it('puts what failed first: destinations, and items within them', () => {
    const items = [
      done('a'),
      ...Array.from({ length: 18 }, (_, index) => done(`b${index}`, 'kept')),
      failed('z', 'broken'),
    ]
    const text = page(
      reportOf([
        outcomeOf('skips', { status: 'skipped', why: 'not chosen' }),
        outcomeOf('works', { items: [done('a', 'replaced')] }),
        outcomeOf('blocked', { status: 'blocked', why: 'needs fails' }),
        outcomeOf('fails', { status: 'failed', why: '1 of 20 items failed', hint: 'Look.', items }),
      ]),
    )
    expect(text).toContain(
      '**❌ 1 failed · ⛔ 1 blocked · ✅ 1 succeeded · ⏭️ 1 skipped** of 4 destinations — items: 1 failed, 1 created, 1 replaced, 18 kept; 12 s',
    )
    expect(headings(text)).toEqual([
      '### ❌ fails: failed',
      '### ⛔ blocked: blocked',
      '### ✅ works: succeeded',
      '### ⏭️ skips: skipped',
    ])
    expect(rows(text)[0]).toMatch(/^\| \*\*failed\*\* \| z \| broken \|$/)
    expect(rows(text)).toHaveLength(21)
    expect(text).toContain('> **1 of 20 items failed**')
    expect(text).toContain('> Look.')
  })

  it('says how to retry what failed alone, and what is blocked together with what it waits for', () => {
    const text = page(
      reportOf([
        outcomeOf('one', { status: 'failed', why: 'x' }),
        outcomeOf('two', { status: 'blocked', why: 'y' }),
        outcomeOf('three'),
      ]),
    )
    expect(text.match(/destinations: [a-z,]+/g)).toEqual(['destinations: one', 'destinations: one,two'])
    expect(text.match(/run&#45;id: 4711/g)).toHaveLength(2)
    expect(text.match(/gh run rerun 4712 &#45;&#45;failed/g)).toHaveLength(2)
  })

  it('cuts five hundred items with a count, and keeps those that failed', () => {
    const items = [
      ...Array.from({ length: 497 }, (_, index) => done(`f${index}`)),
      ...['x', 'y', 'z'].map((name) => failed(name, 'no')),
    ]
    const text = page(reportOf([outcomeOf('github', { status: 'failed', why: '3 items failed', items })]))
    expect(Buffer.byteLength(text)).toBeLessThan(summaryLimit)
    expect(rows(text)).toHaveLength(100)
    expect(
      rows(text)
        .slice(0, 3)
        .every((row) => row.startsWith('| **failed** |')),
    ).toBe(true)
    expect(text).toContain('_and 400 more_')
  })

  it('folds what was kept and what was not started, and cuts it with a count where it is too much', () => {
    const kept = Array.from({ length: 150 }, (_, index) => done(`k${index}`, 'kept'))
    const text = page(
      reportOf([
        outcomeOf('github', {
          status: 'failed',
          why: 'no',
          items: [done('a'), ...kept, failed('b', 'no'), waiting('c', 'create')],
        }),
      ]),
    )
    expect(rows(text)).toHaveLength(100)
    expect(text).toContain('<details><summary>150 kept</summary>')
    expect(text).toContain('_and 52 more_')
    expect(text).toContain('_1 not started_')
  })

  it('keeps the section of a failure whose messages are endless', () => {
    const items = Array.from({ length: 500 }, (_, index) => failed(`f${index}`, 'no '.repeat(20_000)))
    const text = page(reportOf([outcomeOf('github', { status: 'failed', why: 'bad '.repeat(500_000), items })]))
    expect(Buffer.byteLength(text)).toBeLessThan(summaryLimit)
    expect(headings(text)).toEqual(['### ❌ github: failed'])
    expect(text).toContain('destinations: github')
  })

  it('stays within the limit for a hundred destinations of five hundred items', () => {
    const items = Array.from({ length: 500 }, (_, index) => done(`${'n'.repeat(200)}${index}`))
    const outcomes = Array.from({ length: 100 }, (_, index) => outcomeOf(`d${index}`, { items }))
    const text = page(reportOf([...outcomes, outcomeOf('broken', { status: 'failed', why: 'x' })]))
    expect(Buffer.byteLength(text)).toBeLessThan(summaryLimit)
    expect(headings(text)[0]).toBe('### ❌ broken: failed')
    expect(text).toMatch(/_\d+ more sections do not fit here; the log and the receipts have them\._$/)
  })

  it('says in a dry run what would be done', () => {
    const items = [waiting('a', 'create'), waiting('b', 'keep'), waiting('c', 'replace')]
    const text = page(
      reportOf([outcomeOf('github', { status: 'skipped', why: 'dry run', items, milliseconds: 0 })], { dryRun: true }),
    )
    expect(text).toContain('## Slipway: what would be distributed')
    expect(rows(text).map((row) => row.split(' | ')[0])).toEqual(['| would create', '| would replace', '| would keep'])
  })

  it('says what is not required', () => {
    expect(page(reportOf([outcomeOf('x', { required: false })]))).toContain('github&#45;release · not required · ')
  })

  it('shows what is no asset by its address', () => {
    expect(rows(page(reportOf([outcomeOf('x', { items: [sealed('https://example.com/v1')] })])))[0]).toBe(
      '| created | <a href="https://example.com/v1">v1</a> |  |  | verified by presence, 10 ms |',
    )
  })

  it('says of a run that failed that the rest was not started', () => {
    const text = page(
      reportOf([
        outcomeOf('x', { status: 'blocked', why: 'y', items: [waiting('a', 'create'), waiting('b', 'replace')] }),
      ]),
    )
    expect(text).toContain('**⛔ 1 blocked** of 1 destination — items: 2 not started; 12 s')
    expect(rows(text).map((row) => row.split(' | ')[0])).toEqual(['| not started', '| not started'])
  })

  it('lets a long name without a hyphen break, and changes nothing of it', () => {
    const name = 'n'.repeat(60)
    const text = page(reportOf([outcomeOf('x', { items: [done(name)] })]))
    expect(text).toContain('<wbr>')
    expect(text.replaceAll('<wbr>', '')).toContain(name)
  })

  it('lets no text from outside out of its cell', () => {
    const evil = 'a|b\n### <b>x</b> [l](https://example.com) @all'
    const text = page(
      reportOf([
        outcomeOf('x', {
          status: 'failed',
          why: evil,
          hint: evil,
          kind: evil,
          items: [failed(evil, evil), done(evil)],
        }),
      ]),
    )
    expect(headings(text)).toHaveLength(1)
    expect(text).not.toMatch(/<b>|\]\(|@all|https:/)
    expect(rows(text).map((row) => row.split('|').length)).toEqual([5, 7])
  })
})
