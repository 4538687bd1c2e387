import { isDuration, type JsonSchema } from './json-schema.ts'
import { markdownTable } from './markdown-table.ts'

/** A table of the keys of a mapping: name, type, default and meaning. */
export function optionTable(schema: JsonSchema): string {
  const required = new Set(schema.required ?? [])
  return markdownTable(
    ['key', 'type', 'default', 'meaning'],
    Object.entries(schema.properties ?? {}).map(([name, option]) => [
      `\`${name}\``,
      typeName(option),
      required.has(name) ? 'required' : defaultOf(option),
      option.description ?? option.items?.description ?? '',
    ]),
  )
}

function defaultOf({ default: value }: JsonSchema): string {
  if (value === undefined) return '–'
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}

/** What may be written, for a person. */
export function typeName(schema: JsonSchema): string {
  if (schema.secret === true) return 'secret: `$NAME`'
  if (isDuration(schema)) return 'time'
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ')
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeName))].join(' or ')
  switch (schema.type) {
    case 'array':
      return `list of ${schema.items === undefined ? 'anything' : plural(typeName(schema.items))}`
    case 'object':
      return 'mapping'
    case 'integer':
      return 'whole number'
    case 'number':
      return 'number'
    case 'boolean':
      return '`true`, `false`'
    case 'string':
      return 'text'
    default:
      return 'anything'
  }
}

const code = (value: unknown): string =>
  `\`${value === '' ? "''" : typeof value === 'string' ? value : JSON.stringify(value)}\``

const plural = (name: string): string => (/^(text|mapping|time)$/.test(name) ? `${name}s` : name)
