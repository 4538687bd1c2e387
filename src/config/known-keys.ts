import { z } from 'zod'
import type { Path } from './positions.ts'

/** The keys that a schema knows in the mapping at a path; none where it knows no mapping there. */
export function knownKeys(schema: z.core.$ZodType, path: Path): readonly string[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable
  ) {
    return knownKeys(schema.unwrap(), path)
  }
  if (schema instanceof z.ZodPipe) return knownKeys(schema.in, path)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => knownKeys(option, path))
  const [step, ...rest] = path
  if (schema instanceof z.ZodArray) return step === undefined ? [] : knownKeys(schema.element, rest)
  if (schema instanceof z.ZodRecord) return step === undefined ? [] : knownKeys(schema.valueType, rest)
  if (!(schema instanceof z.ZodObject)) return []
  if (step === undefined) return Object.keys(schema.shape)
  const next: unknown = Reflect.get(schema.shape, step)
  return next instanceof z.ZodType ? knownKeys(next, rest) : []
}
