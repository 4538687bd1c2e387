import { z } from 'zod'
import { SecretName } from '../config/fields.ts'

/** A mapping of the user's own in which every text `$NAME`, however deep, is a secret. */
export const freeMapping = z
  .record(z.string(), z.unknown())
  .check((context) => {
    for (const path of misspelt(context.value))
      context.issues.push({ code: 'custom', message: notSecret, input: context.value, path: [...path] })
  })
  .transform((value): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSecretNames(each)])),
  )

/** What is wrong with a text that begins with `$`. */
export const notSecret = 'must be a value, or $NAME with letters, digits and "_"'
const isSecret = (text: string): boolean => /^\$[A-Za-z_][A-Za-z0-9_]*$/.test(text)

/** Where a text begins with `$` and is no name of a secret: it must not pass as the text that it is. */
function misspelt(value: unknown): readonly (readonly (string | number)[])[] {
  if (typeof value === 'string') return value.startsWith('$') && !isSecret(value) ? [[]] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    misspelt(each).map((path) => [Array.isArray(value) ? Number(key) : key, ...path]),
  )
}

function withSecretNames(value: unknown): unknown {
  if (typeof value === 'string') return isSecret(value) ? new SecretName(value.slice(1)) : value
  if (Array.isArray(value)) return value.map(withSecretNames)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSecretNames(each)]))
}
