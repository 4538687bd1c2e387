import { inputs, outputs, type InputRow, type Mode, modes } from '../src/inputs/table.ts'
import { markdownTable } from './markdown-table.ts'

const names = (list: readonly Mode[]): string =>
  list.length === modes.length ? 'all' : list.map((mode) => `\`${mode}\``).join(', ')

function defaultOf(row: InputRow): string {
  if (row.required === true) return 'required'
  if (row.shownDefault !== undefined) return row.shownDefault
  return row.default === undefined ? '–' : `\`${row.default}\``
}

/** The inputs, for people. */
export const inputTable = (): string =>
  markdownTable(
    ['input', 'modes', 'default', 'meaning'],
    inputs.map((row) => [`\`${row.name}\``, names(row.modes), defaultOf(row), row.help]),
  )

/** The outputs, for people. */
export const outputTable = (): string =>
  markdownTable(
    ['output', 'modes', 'value'],
    [
      ...outputs.map((row) => [`\`${row.name}\``, names(row.modes), row.help]),
      [
        '`<destination name>`',
        '`distribute`',
        'One output per destination, with its status: `succeeded`, `failed`, `blocked` or `skipped`.',
      ],
    ],
  )
