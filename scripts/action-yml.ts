import { stringify } from 'yaml'
import { inputs, outputs, type InputRow, type Mode, modes } from '../src/inputs/table.ts'

const readBy = (list: readonly Mode[]): string =>
  list.length === modes.length ? '' : ` Modes: ${list.map((mode) => `\`${mode}\``).join(', ')}.`

/** The action's metadata: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax */
export function actionYml(description: string): string {
  const given = Object.fromEntries(
    inputs.map((row: InputRow) => [
      row.name,
      {
        description: `${row.help}${row.shownDefault === undefined ? '' : ` Default: ${row.shownDefault}.`}${readBy(row.modes)}`,
        required: row.required === true,
        ...(row.default === undefined ? {} : { default: row.default }),
      },
    ]),
  )
  const answered = Object.fromEntries(
    outputs.map(({ name, help, modes: of }) => [name, { description: `${help}${readBy(of)}` }]),
  )
  const head = { name: 'Slipway', description, author: 'Slipway contributors' }
  const text = (value: object): string => stringify(value, { lineWidth: 0, singleQuote: true })
  return [
    '# Made by scripts/generate.ts from src/inputs/table.ts; change it there.',
    text(head),
    text({ branding: { icon: 'anchor', color: 'blue' } }),
    text({ inputs: given }),
    '# Mode `distribute` sets one more output for each destination, under its own name: its status.',
    text({ outputs: answered }),
    text({ runs: { using: 'node24', main: 'dist/index.js' } }),
  ].join('\n')
}
