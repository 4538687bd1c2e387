import type { z } from 'zod'
import { UserError } from '../errors.ts'
import { nearest } from './placeholders.ts'
import type { Path, Positioned } from './positions.ts'

/** `destinations[2].with.bucket`; `the file` for the root. */
export function pathName(path: Path): string {
  const text = path
    .map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('')
  return text === '' ? 'the file' : text
}

/** What a schema says is wrong, as mistakes of the user with their place and what to write instead. */
export function mistakesFrom(
  issues: readonly z.core.$ZodIssue[],
  document: Positioned,
  options: { readonly base: Path; readonly keysAt: (path: Path) => readonly string[] },
): readonly UserError[] {
  return issues.flatMap((issue) => mistakeFrom(issue, document, [...options.base, ...issue.path], options.keysAt))
}

function mistakeFrom(
  issue: z.core.$ZodIssue,
  document: Positioned,
  path: Path,
  keysAt: (path: Path) => readonly string[],
): readonly UserError[] {
  const name = pathName(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, keysAt(path), name, document, path))
    case 'invalid_type': {
      const value = valueAt(document.value, path)
      if (value === undefined) return [missingKey(path, aOrAn(issue.expected), document)]
      if (issue.message.startsWith('must '))
        return [new UserError('CONFIG_TYPE', `${name} ${issue.message}`, { where: document.at(path) })]
      return [
        new UserError('CONFIG_TYPE', `${name} must be ${aOrAn(issue.expected)}, not ${describe(value)}`, {
          where: document.at(path),
        }),
      ]
    }
    case 'invalid_value': {
      const value = valueAt(document.value, path)
      const allowed = issue.values.map(String)
      if (value === undefined) return [missingKey(path, allowed.join(' or '), document)]
      const near = typeof value === 'string' ? nearest(value, allowed) : undefined
      return [
        new UserError(
          'CONFIG_VALUE',
          `${name} is ${describe(value)}; it must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}`,
          {
            where: document.at(path),
            ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
          },
        ),
      ]
    }
    case 'invalid_union': {
      if (valueAt(document.value, path) === undefined) return [missingKey(path, 'see its documentation', document)]
      if (issue.message.startsWith('must ')) {
        return [
          new UserError('CONFIG_TYPE', `${name} ${issue.message}, not ${describe(valueAt(document.value, path))}`, {
            where: document.at(path),
          }),
        ]
      }
      const kinds = issue.errors.flatMap((branch) =>
        branch.flatMap((each) =>
          each.code === 'invalid_type' && each.path.length === 0 ? [aOrAn(each.expected)] : [],
        ),
      )
      const deeper = issue.errors.filter((branch) => branch.every((each) => each.path.length > 0))
      const [branch] = deeper
      if (branch !== undefined && deeper.length === 1)
        return branch.flatMap((each) => mistakeFrom(each, document, [...path, ...each.path], keysAt))
      const values = issue.errors.flatMap((each) =>
        each.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : [])),
      )
      const expected = [...new Set([...values.map((each) => `"${each}"`), ...kinds])].join(' or ')
      return [
        new UserError(
          'CONFIG_TYPE',
          `${name} must be ${expected || 'something else'}, not ${describe(valueAt(document.value, path))}`,
          { where: document.at(path) },
        ),
      ]
    }
    case 'custom':
    case 'invalid_format':
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return [
        new UserError('CONFIG_VALUE', `${name} ${sentence(issue, valueAt(document.value, path))}`, {
          where: document.at(path),
        }),
      ]
  }
}

function missingKey(path: Path, what: string, document: Positioned): UserError {
  const key = String(path.at(-1))
  const parent = path.slice(0, -1)
  return new UserError('CONFIG_MISSING_KEY', `${pathName(parent)} lacks "${key}"`, {
    where: document.at(parent),
    hint: `Add a line "${key}: …" (${what}).`,
  })
}

function unknownKey(key: string, known: readonly string[], name: string, document: Positioned, path: Path): UserError {
  const near = nearest(key, known)
  return new UserError('CONFIG_UNKNOWN_KEY', `unknown key "${key}" in ${name}`, {
    where: document.atKey(path, key),
    hint: near === undefined ? `Known keys are ${known.join(', ')}.` : `Did you mean "${near}"?`,
  })
}

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'too_small' && Array.isArray(value)) return 'must not be empty'
  const message = issue.message
  return /^(must|is|has|needs|"|`|unknown)/.test(message) ? message : `is ${describe(value)}: ${message}`
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  )
}

const wordsFor: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

const aOrAn = (type: string): string => wordsFor[type] ?? `a ${type}`

function describe(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'object':
      return 'a mapping'
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value)
    default:
      return 'nothing'
  }
}
