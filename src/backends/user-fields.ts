import { z } from 'zod'
import { secret } from '../config/fields.ts'
import { messageOf } from '../errors.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** One field of what a backend of the user's own takes under `with`. */
const field = z.strictObject({
  type: z.enum(['string', 'number', 'boolean', 'url', 'secret']),
  description: z.string().optional(),
  /** Without it, and without a default, the field may be left out. */
  required: z.boolean().optional(),
  default: scalar.optional(),
  /** For `string`: the only values that it may have. */
  choices: z.array(z.string().min(1)).min(1).optional(),
})

type Field = z.output<typeof field>

/** What a table of fields makes: a parser, or every mistake in it, each as the end of a sentence. */
export type Fields =
  | { readonly ok: true; readonly schema: z.ZodType<UserConfig> }
  | { readonly ok: false; readonly mistakes: readonly string[] }

/** The configuration as a module gets it: texts, numbers and booleans; a secret as `{ env }`, the name of its variable. */
export type UserConfig = Readonly<Record<string, unknown>>

const fieldName = /^[A-Za-z][A-Za-z0-9_-]*$/

/** The parser for a table of fields: as strict as that of a built-in kind. */
export function fieldsSchema(table: unknown): Fields {
  if (typeof table !== 'object' || table === null || Array.isArray(table))
    return { ok: false, mistakes: ['must have "config", a mapping from the names of its fields to what they are'] }
  const mistakes: string[] = []
  const shape: Record<string, z.ZodType> = {}
  for (const [name, value] of Object.entries(table)) {
    const parsed = field.safeParse(value)
    if (!fieldName.test(name)) mistakes.push(`has the field "${name}"; a name is made of letters, digits, "-" and "_"`)
    else if (!parsed.success) mistakes.push(`has a mistake in the field "${name}": ${explain(parsed.error, value)}`)
    else {
      const wrong = contradiction(parsed.data)
      if (wrong === undefined) shape[name] = schemaOf(parsed.data)
      else mistakes.push(`has a mistake in the field "${name}": ${wrong}`)
    }
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, schema: z.strictObject(shape) }
}

function explain(error: z.ZodError, value: unknown): string {
  const [issue] = error.issues
  if (issue?.path[0] === 'type') {
    const given: unknown = Reflect.get(Object(value), 'type')
    const types = field.shape.type.options.join(', ')
    return given === undefined
      ? `it has no type; types are ${types}`
      : `it has the unknown type ${JSON.stringify(given)}; types are ${types}`
  }
  if (issue?.code === 'unrecognized_keys')
    return `it has the unknown key "${issue.keys[0] ?? ''}"; keys are ${Object.keys(field.shape).join(', ')}`
  if (issue?.path.length === 0) return 'it is no mapping; write { type: "string" }'
  return `${String(issue?.path[0])}: ${issue?.message ?? messageOf(error)}`
}

/** What two keys of a field say against one another. */
function contradiction({ type, choices, required, default: given }: Field): string | undefined {
  if (choices !== undefined && type !== 'string') return `choices are for the type string, not for ${type}`
  if (given === undefined) return undefined
  if (type === 'secret') return 'a secret has no default; name a variable in the configuration'
  if (required === true) return 'what has a default is not required'
  const expected = type === 'url' ? 'string' : type
  if (typeof given !== expected) return `its default must be a ${expected}`
  if (choices !== undefined && !choices.includes(String(given))) return `its default is none of its choices`
  return type === 'url' && !isWebAddress(String(given)) ? `its default ${webAddress}` : undefined
}

function schemaOf({ type, description = '', required, default: given, choices }: Field): z.ZodType {
  const schema = type === 'secret' ? secret(description) : plain(type, choices).meta({ description })
  if (given !== undefined) return schema.default(given)
  return required === true ? schema : schema.optional()
}

function plain(type: Exclude<Field['type'], 'secret'>, choices: Field['choices']): z.ZodType {
  switch (type) {
    case 'string':
      return choices === undefined ? z.string() : z.enum(choices)
    case 'number':
      return z.number()
    case 'boolean':
      return z.boolean()
    case 'url':
      return z.string().refine(isWebAddress, webAddress)
  }
}

const webAddress = 'must be an address like https://example.com/path'

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol)
  } catch {
    return false
  }
}
