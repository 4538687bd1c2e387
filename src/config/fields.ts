import { z } from 'zod'
import { placeholdersIn, templateMistakes } from './placeholders.ts'

/** A secret by the name of the environment variable that holds it. The value is fetched where it is used. */
export class SecretName {
  readonly env: string

  constructor(env: string) {
    this.env = env
  }
}

/** The secrets that a parsed configuration names, anywhere in it. */
export function secretsIn(config: unknown): readonly string[] {
  if (config instanceof SecretName) return [config.env]
  if (typeof config !== 'object' || config === null) return []
  return [...new Set(Object.values(config).flatMap(secretsIn))]
}

const secretMessage =
  'must be the name of an environment variable, like $MY_TOKEN: a secret is never written in the file'

/** A field that names a secret as `$NAME`; the value itself is refused, and not repeated. */
export const secret = (description: string): z.ZodType<SecretName, string> =>
  z
    .string(secretMessage)
    .regex(/^\$[A-Za-z_][A-Za-z0-9_]*$/, secretMessage)
    .transform((name) => new SecretName(name.slice(1)))
    .meta({ description, secret: true, pattern: '^\\$[A-Za-z_][A-Za-z0-9_]*$' })

/** A text with placeholders. */
export const template = (description: string): z.ZodType<string, string> =>
  z
    .string()
    .min(1, 'must not be empty')
    .check((context) => {
      for (const message of templateMistakes(context.value)) {
        context.issues.push({ code: 'custom', message, input: context.value })
      }
    })
    .meta({ description })

/** A template that must use `{version}`, so that two versions never share what it names. */
export const versionTemplate = (description: string): z.ZodType<string, string> =>
  template(description).refine((text) => placeholdersIn(text).has('version'), 'must hold {version}')

/** A regular expression; it is matched against the whole string. */
export const pattern = (description: string): z.ZodType<string, string> =>
  z.string().refine(isRegExp, 'is not a regular expression').meta({ description })

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}

/** One name or a list of them. */
export const names = (description: string): z.ZodType<readonly string[], string | readonly string[]> =>
  z
    .union([z.string().min(1), z.array(z.string().min(1))])
    .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value))
    .meta({ description })

const durationMessage = 'must be a number of seconds, or a time like 90s, 15m or 2h'

/** A time like `90s`, `15m`, `2h`, or a number of seconds; milliseconds when read. */
export const duration = (description: string): z.ZodType<number, string | number> =>
  z
    .union(
      [
        z.number().positive(durationMessage),
        z.string().regex(/^(?!0+(\.0+)?[a-z])\d+(\.\d+)?(ms|s|m|h)$/, durationMessage),
      ],
      durationMessage,
    )
    .transform((value) => {
      if (typeof value === 'number') return value * 1000
      const unit = /[a-z]+$/.exec(value)?.[0]
      const factor = unit === 'ms' ? 1 : unit === 's' ? 1000 : unit === 'm' ? 60_000 : 3_600_000
      return Number.parseFloat(value) * factor
    })
    .meta({ description: `${description} A number of seconds, or like 90s, 15m, 2h.` })
