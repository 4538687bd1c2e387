import {
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml'
import { UserError, type Where } from '../errors.ts'

export type Path = readonly PropertyKey[]

/** A YAML text with the place of every value and key in it. */
export interface Positioned {
  readonly value: unknown
  /** Place of the value at a path, or of the nearest enclosing one that exists. */
  at(path: Path): Where
  /** Place of a key in the mapping at a path. */
  atKey(path: Path, key: string): Where
}

/** Parses YAML 1.2. Answers a `UserError` for each mistake of syntax, all at once in `errors`. */
export function parsePositioned(
  text: string,
  file: string,
): { readonly document: Positioned } | { readonly errors: readonly UserError[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false })
  const where = (offset: number): Where => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const mistake = (what: string, offset: number): UserError =>
    new UserError('CONFIG_SYNTAX', `${file} is not YAML: ${what}`, {
      where: where(offset),
      hint: 'Mend the line; a value with ": " or a leading "{", "*" or "&" needs quotes.',
    })
  const errors = [
    ...firstOfEach(document.errors).map((error) => mistake(lowerFirst(error.message), error.pos[0])),
    // Its name stays untold: a value that begins with "*" and lacks its quotes may be a secret.
    ...danglingAliases(document).map((offset) =>
      mistake('an alias "*…" stands before its anchor or without one', offset),
    ),
  ]
  if (errors.length > 0) return { errors }
  let value: unknown
  try {
    value = document.toJS()
  } catch {
    return { errors: [mistake('its aliases repeat too much', document.contents?.range[0] ?? 0)] }
  }
  return {
    document: {
      value,
      at: (path) => where(offsetAt(document, path)),
      atKey: (path, key) => where(keyOffset(document, path, key) ?? offsetAt(document, path)),
    },
  }
}

type SyntaxMistake = Pick<YAMLParseError, 'code' | 'message' | 'pos'>

/**
 * Without the tokens that are unexpected only because of the mistake before them. The token itself, in quotes at the end of the
 * message, stays untold, since it may be a part of a secret.
 */
const firstOfEach = (errors: readonly SyntaxMistake[]): readonly SyntaxMistake[] =>
  errors
    .filter(({ code }, index) => code !== 'UNEXPECTED_TOKEN' || index === 0)
    .map(({ code, message, pos }) => ({ code, message: message.replace(/: ".*$/s, ''), pos }))

/** Offsets of the aliases that stand for nothing. */
function danglingAliases(document: Document): readonly number[] {
  const found: number[] = []
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) === undefined) found.push(alias.range?.[0] ?? 0)
    },
  })
  return found
}

function offsetAt(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) {
      const key = path[length - 1]
      // A mapping begins at its first key; the line that a person looks for is the one with its name.
      if (isMap(node) && typeof key === 'string')
        return keyOffset(document, path.slice(0, length - 1), key) ?? node.range[0]
      return node.range[0]
    }
  }
  return document.contents?.range?.[0] ?? 0
}

function keyOffset(document: Document, path: Path, key: string): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true)
  if (!isMap(map)) return undefined
  const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '')
