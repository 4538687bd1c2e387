import { distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'

/** Every placeholder that a template may hold. */
export const placeholders = [
  'package',
  'version',
  'tag',
  'target',
  'os',
  'arch',
  'platform',
  'bin',
  'exe',
  'commit',
  'commit7',
  'channel',
  'artifact',
  'file',
  'date',
] as const

export type Placeholder = (typeof placeholders)[number]
export type Values = Partial<Readonly<Record<Placeholder, string>>>

type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** The first that is not empty. */
  | { readonly kind: 'value'; readonly names: readonly Placeholder[] }

const isPlaceholder = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name)

/** The known name nearest to a mistyped one, where one is near enough to be what was meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((candidate) => ({ candidate, far: farBetween(name.toLowerCase(), candidate.toLowerCase()) }))
  const [best] = ranked.sort((a, b) => a.far - b.far)
  return best !== undefined && best.far <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined
}

/** Edits between two words; two neighbours that changed places are one. */
function farBetween(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const swapped = `${a.slice(0, at)}${a.charAt(at + 1)}${a.charAt(at)}${a.slice(at + 2)}`
  return a !== b && swapped === b ? 1 : distance(a, b)
}

const scan = (template: string): readonly string[] => template.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? []

function parse(template: string): { readonly parts: readonly Part[]; readonly mistakes: readonly string[] } {
  const parts: Part[] = []
  const mistakes: string[] = []
  for (const token of scan(template)) {
    if (token === '{{' || token === '}}') parts.push({ kind: 'text', text: token.slice(1) })
    else if (token === '{' || token === '}')
      mistakes.push(`"${template}" has a lone "${token}"; write "${token}${token}" for a brace that stands for itself`)
    else if (!token.startsWith('{')) parts.push({ kind: 'text', text: token })
    else {
      const names = token.slice(1, -1).split('|')
      parts.push({ kind: 'value', names: names.filter(isPlaceholder) })
      for (const name of names.filter((each) => !isPlaceholder(each))) {
        const near = nearest(name, placeholders)
        mistakes.push(
          `unknown placeholder {${name}} in "${template}"; ${near === undefined ? `known are ${placeholders.map((each) => `{${each}}`).join(' ')}, and "{{" is a brace` : `did you mean {${near}}?`}`,
        )
      }
    }
  }
  return { parts, mistakes }
}

/** What is wrong with a template, as sentences; none for a good one. */
export const templateMistakes = (template: string): readonly string[] => parse(template).mistakes

/** The placeholders that a template uses. */
export function placeholdersIn(template: string): ReadonlySet<Placeholder> {
  return new Set(parse(template).parts.flatMap((part) => (part.kind === 'value' ? part.names : [])))
}

/** The template with its values; a placeholder without a value is the empty string. The template must have been checked at load. */
export function render(template: string, values: Values): string {
  return parse(template)
    .parts.map((part) =>
      part.kind === 'text' ? part.text : (part.names.map((name) => values[name] ?? '').find(Boolean) ?? ''),
    )
    .join('')
}

/** Like {@link render}, for a path or an object key: a value cannot climb out of the folder that the template gives it. */
export function renderPath(template: string, values: Values): string {
  const path = render(template, values)
  const wrong =
    path === '' ||
    path.startsWith('/') ||
    /^[A-Za-z]:/.test(path) ||
    path.includes('\\') ||
    hasControl(path) ||
    path.split('/').includes('..')
  if (wrong) {
    throw new UserError(
      'UNSAFE_PATH',
      `"${template}" renders ${JSON.stringify(path)}, which is not a path below its folder`,
      {
        hint: 'A tag, package or file name holds "..", a leading "/" or a character that no path may hold: rename it, or leave its placeholder out.',
      },
    )
  }
  return path
}

/** Like {@link render}, for a line that a shell will read: a value may hold nothing that a shell gives a meaning. */
export function renderCommand(template: string, values: Values): string {
  for (const name of placeholdersIn(template)) {
    const value = values[name] ?? ''
    if (!/^[A-Za-z0-9._+@/:=,-]*$/.test(value)) {
      throw new UserError(
        'UNSAFE_VALUE',
        `{${name}} is ${JSON.stringify(value)}, which cannot go into the command "${template}"`,
        {
          hint: 'Rename it, or read it in the command from an environment variable instead of a placeholder.',
        },
      )
    }
  }
  return render(template, values)
}

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text)
