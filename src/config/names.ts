import { UserError } from '../errors.ts'
import { nearest } from './placeholders.ts'
import type { Path, Positioned } from './positions.ts'
import { configSchema, ownKeys, rowFields } from './schema.ts'

// What is read here is the file as it stands, whatever else is wrong with it: a name that is mistyped is told together with the
// mistakes of shape, and not only after these are mended.

/** Any scalar key of a target or a package goes into the matrix, so a misspelt key of ours has to be caught by likeness. */
export function extraKeyMistakes(document: Positioned): readonly UserError[] {
  const check = (section: 'targets' | 'packages', own: readonly string[]): readonly UserError[] =>
    Object.entries(mappingAt(document.value, section)).flatMap(([name, entry]) =>
      Object.keys(isMapping(entry) ? entry : {})
        .filter((key) => !own.includes(key))
        .flatMap((key) => extraKeyMistake(key, own, document, [section, name])),
    )
  return [...check('targets', ownKeys.target), ...check('packages', ownKeys.package)]
}

function extraKeyMistake(key: string, own: readonly string[], document: Positioned, path: Path): readonly UserError[] {
  const at = `${String(path[0])}.${String(path[1])}`
  const where = document.atKey(path, key)
  const near = nearest(key, own)
  if ((rowFields as readonly string[]).includes(key)) {
    return [
      new UserError('CONFIG_RESERVED_KEY', `"${key}" in ${at} is a field of every matrix row and cannot be set`, {
        where,
        hint: near === undefined ? 'Give the field another name.' : `Did you mean "${near}"?`,
      }),
    ]
  }
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) {
    return [
      new UserError('CONFIG_VALUE', `"${key}" in ${at} cannot be a field of a matrix row`, {
        where,
        hint: 'Use letters, digits, "_" and "-".',
      }),
    ]
  }
  return near === undefined
    ? []
    : [
        new UserError('CONFIG_UNKNOWN_KEY', `unknown key "${key}" in ${at}`, {
          where,
          hint: `Did you mean "${near}"? A matrix field of your own needs a name less like it.`,
        }),
      ]
}

interface NamedDestination {
  readonly name: string
  readonly needs: readonly string[]
  readonly channels: readonly string[]
}

/** Destinations and channels that share a name, are not there, or need one another in a circle. */
export function nameMistakes(document: Positioned): readonly UserError[] {
  const destinations = listAt(document.value, 'destinations').map((entry): NamedDestination => ({
    name: nameOf(entry),
    needs: textsAt(entry, 'needs'),
    channels: textsAt(entry, 'channels'),
  }))
  const names = destinations.map(({ name }) => name)
  const channels = channelNames(document)
  const mistakes = destinations.flatMap((entry, index) => {
    const path = ['destinations', index]
    const found: UserError[] = []
    const who = entry.name === '' ? `destinations[${String(index)}]` : `destination ${entry.name}`
    if (entry.name !== '' && names.indexOf(entry.name) !== index) {
      found.push(
        new UserError('CONFIG_DUPLICATE', `two destinations are named "${entry.name}"`, {
          where: document.at([...path, 'name']),
          hint: 'Give each a name of its own.',
        }),
      )
    }
    for (const need of entry.needs) {
      if (names.includes(need)) continue
      const near = nearest(need, names)
      found.push(
        new UserError('CONFIG_UNKNOWN_NAME', `${who} needs "${need}", which is no destination`, {
          where: document.at([...path, 'needs']),
          hint: near === undefined ? `Destinations are ${names.join(', ')}.` : `Did you mean "${near}"?`,
        }),
      )
    }
    for (const channel of entry.channels) {
      if (channels.includes(channel)) continue
      const near = nearest(channel, channels)
      found.push(
        new UserError('CONFIG_UNKNOWN_NAME', `${who} is for the channel "${channel}", which is not defined`, {
          where: document.at([...path, 'channels']),
          hint: near === undefined ? `Channels are ${channels.join(', ')}.` : `Did you mean "${near}"?`,
        }),
      )
    }
    return found
  })
  const circle = circleIn(new Map(destinations.map(({ name, needs }) => [name, needs])))
  if (circle !== undefined) {
    const index = names.indexOf(circle[0] ?? '')
    mistakes.push(
      new UserError('CONFIG_CIRCLE', `destinations need one another in a circle: ${circle.join(' needs ')}`, {
        where: document.at(['destinations', index, 'needs']),
        hint: 'Take one of these `needs` out.',
      }),
    )
  }
  return mistakes
}

/** A circle in a graph of names, with its first name repeated at the end. */
function circleIn(needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>()
  const visit = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    const before = trail.indexOf(name)
    if (before !== -1) return [...trail.slice(before), name]
    if (done.has(name)) return undefined
    done.add(name)
    for (const need of needs.get(name) ?? []) {
      const circle = visit(need, [...trail, name])
      if (circle !== undefined) return circle
    }
    return undefined
  }
  for (const name of needs.keys()) {
    const circle = visit(name, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const valueAt = (value: unknown, key: string): unknown =>
  isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined

function mappingAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = valueAt(value, key)
  return isMapping(found) ? found : {}
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const found = valueAt(value, key)
  return Array.isArray(found) ? found : []
}

/** One text or a list of them. */
function textsAt(value: unknown, key: string): readonly string[] {
  const found = valueAt(value, key)
  return (Array.isArray(found) ? found : [found]).filter((each): each is string => typeof each === 'string')
}

function nameOf(entry: unknown): string {
  const name = valueAt(entry, 'name')
  return typeof name === 'string' ? name : ''
}

const channelNames = ({ value }: Positioned): readonly string[] =>
  valueAt(value, 'channels') === undefined
    ? configSchema.shape.channels.parse(undefined).map(({ name }) => name)
    : listAt(value, 'channels').map(nameOf)
