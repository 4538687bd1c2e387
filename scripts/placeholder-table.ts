import { placeholders, type Placeholder } from '../src/config/placeholders.ts'
import { markdownTable } from './markdown-table.ts'

const meanings: Readonly<Record<Placeholder, string>> = {
  package: 'Name of the package, `@scope/name` included.',
  version: 'Its version.',
  tag: 'The tag; empty for a build without one.',
  target: 'Name of the target.',
  os: 'System of the target as Go spells it: `linux`, `darwin`, `windows`. Not the runner label.',
  arch: 'Processor of the target as Go spells it: `amd64`, `arm64`.',
  platform: 'Both, as OCI spells it: `linux/arm64`.',
  bin: 'The programs of the package. In `files` and `file` each of them, with its ending; elsewhere the first one, without.',
  exe: '`.exe` for targets of Windows, else empty.',
  commit: 'Full SHA of the commit.',
  commit7: 'Its first seven characters.',
  channel: 'Name of the channel.',
  artifact: 'Name of the workflow artifact.',
  file: 'File name of the asset, in `name` of an asset.',
  date: 'Day of the commit, UTC: `2026-01-31`.',
}

/** The placeholders, for people. */
export const placeholderTable = (): string =>
  markdownTable(
    ['placeholder', 'value'],
    placeholders.map((name) => [`\`{${name}}\``, meanings[name]]),
  )
