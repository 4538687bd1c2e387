/**
 * Makes every file, and every part of a file, that says again what the code says: action.yml, the JSON Schemas, NOTICE, and the
 * tables of the documentation.
 *
 *     node scripts/run.mjs scripts/generate.ts            writes what is stale
 *     node scripts/run.mjs scripts/generate.ts --check    writes nothing; fails and says what is stale
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { actionYml } from './action-yml.ts'
import { configJsonSchema, kindSchemas, type JsonSchema } from './json-schema.ts'
import { inputTable, outputTable } from './input-tables.ts'
import { receiptsJsonSchema } from './ledger-schema.ts'
import { fillMarkers, markersIn } from './markers.ts'
import { notice } from './notice.ts'
import { optionTable } from './option-table.ts'
import { placeholderTable } from './placeholder-table.ts'

/** Where editors, and what reads receipts, find the schemas. */
const schemaId = (name: string): string =>
  `https://raw.githubusercontent.com/OWNER/slipway/v1/schema/${name}.schema.json`

const description =
  'Decides what ships from a commit, hands the workflow the build matrix for it, and distributes what was built.'

/** A text as Prettier leaves it, so that the check of the format and this one agree. */
async function formatted(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return undefined
    throw error
  }
}

/** A document with all of its places filled; what cannot be filled is a mistake in it. */
async function document(path: string, parts: ReadonlyMap<string, string>): Promise<readonly [string, string]> {
  const before = await textOf(path)
  if (before === undefined) throw new Error(`${path} is missing: write it, with a place for each generated part`)
  const after = markersIn(before).reduce((text, name) => {
    const part = parts.get(name)
    if (part === undefined) throw new Error(`${path} has a place for "${name}", which nothing fills`)
    return fillMarkers(text, name, part)
  }, before)
  return [path, await formatted(path, after)]
}

/** The part of a schema that a path of keys leads to; `*` is what lists and mappings hold. */
function schemaAt(schema: JsonSchema, ...path: readonly string[]): JsonSchema {
  return path.reduce<JsonSchema>((at, key) => {
    const next = key === '*' ? (at.items ?? at.additionalProperties) : at.properties?.[key]
    if (typeof next !== 'object') throw new Error(`the configuration has no ${path.join('.')}`)
    return next
  }, schema)
}

async function generated(): Promise<ReadonlyMap<string, string>> {
  const schema = await configJsonSchema(schemaId('slipway'), 'Configuration of Slipway')
  const table = (...path: readonly string[]): string => optionTable(schemaAt(schema, ...path))
  const workflow = await textOf('examples/release.yml')
  if (workflow === undefined) throw new Error('examples/release.yml is missing: README.md shows it')
  const readme = new Map([
    ['workflow', `\`\`\`yaml\n${workflow.trim()}\n\`\`\``],
    ['inputs', inputTable()],
    ['outputs', outputTable()],
  ])
  const configuration = new Map([
    ['release', table('release')],
    ['channels', table('channels', '*')],
    ['targets', table('targets', '*')],
    ['matrix', table('matrix')],
    ['packages', table('packages', '*')],
    ['assets', table('packages', '*', 'assets', '*')],
    ['destinations', table('destinations', '*')],
    ['placeholders', placeholderTable()],
  ])
  const pages: (readonly [string, string])[] = []
  for (const [kind, options] of await kindSchemas())
    pages.push(await document(`docs/backends/${kind}.md`, new Map([['options', optionTable(options)]])))
  return new Map([
    ['action.yml', await formatted('action.yml', actionYml(description))],
    ['schema/slipway.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`],
    ['schema/receipts.schema.json', `${JSON.stringify(receiptsJsonSchema(schemaId('receipts')), undefined, 2)}\n`],
    ['NOTICE', await notice()],
    await document('README.md', readme),
    await document('docs/configuration.md', configuration),
    ...pages,
  ])
}

/** The first line in which two texts differ, for a person. */
function difference(before: string, after: string): string {
  const old = before.split('\n')
  const now = after.split('\n')
  const line = now.findIndex((text, index) => text !== old[index])
  const at = line === -1 ? now.length : line
  return `  line ${at + 1}\n  - ${(old[at] ?? '(end)').slice(0, 160)}\n  + ${(now[at] ?? '(end)').slice(0, 160)}`
}

const check = process.argv.includes('--check')
const stale: string[] = []
for (const [path, text] of await generated()) {
  const before = await textOf(path)
  if (before === text) continue
  stale.push(`${path}\n${before === undefined ? '  is missing' : difference(before, text)}`)
  if (check) continue
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  console.log(`wrote ${path}`)
}
if (check && stale.length > 0) {
  console.error(`${stale.join('\n')}\nnot what the code says; run "npm run generate"`)
  process.exitCode = 1
}
