/** What a person watches. */
export interface Screen {
  title(text: string): void
  /** Opens a step of the story. */
  step(heading: string, inputs?: Readonly<Record<string, string>>): void
  line(text?: string): void
  /** Columns as wide as they must be; a cell that is a number stands at the right. */
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void
  /** Names with what they stand for. */
  list(rows: readonly (readonly [string, string])[]): void
  /** Text that matters less. */
  aside(text: string): void
  /** Something that went wrong, as the story wants it. */
  failure(text: string): void
  /** A promise, and what speaks against it; it is kept if nothing does. */
  promise(text: string, problems: readonly string[]): void
}

export interface ScreenOptions {
  readonly write: (text: string) => void
  readonly colours: boolean
}

type Colour = 'bold' | 'dim' | 'red' | 'green'

const codes: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32 }

const indent = '   '

/** Writes plain ASCII; colours only where they are wanted. */
export function makeScreen({ write, colours }: ScreenOptions): Screen {
  const paint = (colour: Colour, text: string): string => (colours ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text)
  const line = (text = ''): void => write(text === '' ? '\n' : `${indent}${text}\n`)
  let steps = 0
  return {
    line,
    title: (text) => write(`\n${paint('bold', text)}\n\n`),
    step: (heading, inputs = {}) => {
      write(`\n${paint('bold', `${++steps}. ${heading}`)}\n`)
      const given = Object.entries(inputs).map(([name, value]) => `${name}: ${value}`)
      if (given.length > 0) line(paint('dim', given.join('  ')))
      line()
    },
    table: (head, rows) => {
      const texts = [head, ...rows].map((row) => row.map(String))
      const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
      const isNumber = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'))
      for (const [number, row] of texts.entries()) {
        const cells = row.map((cell, column) => {
          const width = widths[column] ?? 0
          return isNumber[column] === true ? cell.padStart(width) : cell.padEnd(width)
        })
        const text = cells.join('  ').trimEnd()
        line(number === 0 ? paint('dim', text) : text)
      }
      line()
    },
    list: (rows) => {
      const width = Math.max(...rows.map(([name]) => name.length))
      for (const [name, text] of rows) line(`${paint('dim', name.padEnd(width))}  ${text}`)
      line()
    },
    aside: (text) => line(text === '' ? '' : paint('dim', text)),
    failure: (text) => line(paint('red', text)),
    promise: (text, problems) => {
      line(`${problems.length === 0 ? paint('green', 'ok') : paint('red', 'BROKEN')}  ${text}`)
      for (const problem of problems) line(`        ${problem}`)
    },
  }
}
