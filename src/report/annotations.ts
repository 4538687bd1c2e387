import type { Log } from '../host/host.ts'
import type { Runtime } from '../host/runtime.ts'

/** Annotations of one kind that GitHub shows for a step, and letters of each. */
export const annotationLimits = { count: 10, letters: 4096 } as const

/** A text of any length, cut with a count. */
export const cutText = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit)} … and ${text.length - limit} more characters`

/** What marks a step: within GitHub's limits, which cut silently. What is over goes to the log; the last one shown says so. */
export function boundedAnnotations({
  annotate,
  log,
}: Pick<Runtime, 'annotate' | 'log'>): Pick<Runtime, 'annotate' | 'log'> {
  // The failure of the step is an error, too, and comes last.
  const left = { error: annotationLimits.count - 1, warning: annotationLimits.count }
  const letters = annotationLimits.letters - 100
  const bounded = (level: 'error' | 'warning', message: string, show: () => void): void => {
    left[level]--
    if (left[level] > 0) {
      show()
      return
    }
    const what = `more ${level}s than GitHub shows for one step: the rest stand in the log`
    if (left[level] === 0) annotate(level, { message: what, where: undefined, hint: undefined })
    log.info(`${level}: ${message}`)
  }
  const warning: Log['warning'] = (line, where) => {
    const text = cutText(line, letters)
    bounded('warning', text, () => log.warning(text, where))
  }
  return {
    annotate: (level, { message, where, hint }) => {
      const shown = { message: cutText(message, letters - 1000), where, hint: hint && cutText(hint, 900) }
      bounded(level, hint === undefined ? message : `${message}. ${hint}`, () => annotate(level, shown))
    },
    log: { ...log, warning },
  }
}
