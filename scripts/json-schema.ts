import { z } from 'zod'
import { backends, plannedKinds } from '../src/backends/registry.ts'
import { configSchema } from '../src/config/schema.ts'

/** A JSON Schema, as far as we look into one. */
export interface JsonSchema {
  readonly [key: string]: unknown
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly secret?: boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
}

/** Whether a schema is a time, as `duration` in src/config/fields.ts makes it. */
export const isDuration = ({ anyOf }: JsonSchema): boolean =>
  anyOf?.some(({ pattern }) => pattern?.endsWith('(ms|s|m|h)$') === true) === true

/** Milliseconds as a configuration would write them: `15m`. */
export function shownDuration(ms: number): string {
  const unit = (
    [
      ['h', 3_600_000],
      ['m', 60_000],
      ['s', 1000],
    ] as const
  ).find(([, size]) => ms % size === 0)
  return unit === undefined ? `${ms}ms` : `${ms / unit[1]}${unit[0]}`
}

/** What may stand in the file, not what it becomes when it is read. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const made: unknown = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The default of a field that is read into something else is what it becomes, which the file cannot say.
      const { def } = zodSchema._zod
      if (def.type !== 'default' || !('defaultValue' in def)) return
      const { defaultValue } = def
      if (typeof defaultValue === 'number' && isDuration(jsonSchema as JsonSchema))
        jsonSchema.default = shownDuration(defaultValue)
    },
  })
  return made as JsonSchema
}

/** The schema of every kind's `with`, by kind. */
export async function kindSchemas(): Promise<ReadonlyMap<string, JsonSchema>> {
  const found = new Map<string, JsonSchema>()
  for (const [kind, load] of Object.entries(backends)) found.set(kind, inputSchema((await load()).schema))
  return found
}

/** The JSON Schema of the configuration, for editors: draft 2020-12. */
export async function configJsonSchema(id: string, title: string): Promise<JsonSchema> {
  const { $schema, ...schema } = inputSchema(configSchema)
  const kinds = await kindSchemas()
  const { destinations, ...properties } = schema.properties ?? {}
  const entry = destinations?.items
  const kind = entry?.properties?.['kind']
  if (destinations === undefined || entry === undefined || kind === undefined)
    throw new Error('the configuration has no destinations with a kind')
  return {
    $schema,
    $id: id,
    title,
    description: 'What ships from a repository, what is built for it, and where it goes: .github/slipway.yml.',
    ...schema,
    properties: {
      ...properties,
      destinations: {
        ...destinations,
        items: {
          ...entry,
          properties: {
            ...entry.properties,
            kind: { ...kind, anyOf: [{ enum: [...kinds.keys(), ...plannedKinds] }, { pattern: '^\\./' }] },
          },
          allOf: [...kinds].map(([name, options]) => condition(name, kind.default === name, options)),
        },
      },
    },
  }
}

/** If the kind is this one, `with` is what its backend reads; an omitted kind is the default one. */
function condition(kind: string, byDefault: boolean, options: JsonSchema): JsonSchema {
  const schema = Object.fromEntries(Object.entries(options).filter(([key]) => key !== '$schema'))
  return {
    if: { properties: { kind: { const: kind } }, ...(byDefault ? {} : { required: ['kind'] }) },
    then: {
      properties: { with: schema },
      ...((options.required ?? []).length > 0 ? { required: ['with'] } : {}),
    },
  }
}
