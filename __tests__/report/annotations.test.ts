import { describe, expect, it } from '@jest/globals'
import { annotationLimits, boundedAnnotations, cutText } from '../../src/report/annotations.ts'

/** What was marked and logged through the bounds. */
function recorded() {
  const marked: string[] = []
  const logged: string[] = []
  const bounded = boundedAnnotations({
    annotate: (level, { message, hint }) => marked.push(`${level}: ${[message, hint].filter(Boolean).join('. ')}`),
    log: {
      debug: () => undefined,
      info: (line) => logged.push(line),
      warning: (line) => marked.push(`warning: ${line}`),
      group: async (_title, body) => body(),
    },
  })
  return { marked, logged, ...bounded }
}

describe('annotations', () => {
  it('are as they were while they are few', () => {
    const { marked, logged, annotate, log } = recorded()
    annotate('error', { message: 'no', hint: 'Write it.', where: undefined })
    log.warning('careful')
    expect([marked, logged]).toEqual([['error: no. Write it.', 'warning: careful'], []])
  })

  it.each(['error', 'warning'] as const)(
    'of kind %s are no more than GitHub shows, and the rest is in the log',
    (level) => {
      const { marked, logged, annotate } = recorded()
      const all = Array.from({ length: 30 }, (_, index) => `message ${index}`)
      for (const message of all) annotate(level, { message, hint: undefined, where: undefined })
      // One error is left for the failure of the step.
      expect(marked).toHaveLength(level === 'error' ? annotationLimits.count - 1 : annotationLimits.count)
      expect(marked.at(-1)).toBe(`${level}: more ${level}s than GitHub shows for one step: the rest stand in the log`)
      const told = [...marked.slice(0, -1), ...logged]
      expect(told).toEqual(all.map((message) => `${level}: ${message}`))
    },
  )

  it('count warnings of the log and of the configuration together', () => {
    const { marked, annotate, log } = recorded()
    for (let index = 0; index < 8; index++) {
      log.warning('x')
      annotate('warning', { message: 'y', hint: undefined, where: undefined })
    }
    expect(marked).toHaveLength(annotationLimits.count)
  })

  it('are cut with a count where they are too long', () => {
    const { marked, annotate, log } = recorded()
    annotate('error', { message: 'm'.repeat(5000), hint: 'h'.repeat(5000), where: undefined })
    log.warning('w'.repeat(5000))
    for (const text of marked) {
      expect(text.length).toBeLessThanOrEqual(annotationLimits.letters)
      expect(text).toMatch(/ … and \d+ more characters/)
    }
  })
})

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc … and 1 more characters'],
  ])('makes of %j and %d %j', (text, limit, expected) => {
    expect(cutText(text, limit)).toBe(expected)
  })
})
