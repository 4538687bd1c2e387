import { backends, plannedKinds } from '../backends/registry.ts'
import { throwAll, UserError } from '../errors.ts'
import { parsePositioned, type Path, type Positioned } from './positions.ts'
import { mistakesFrom } from './issues.ts'
import { knownKeys } from './known-keys.ts'
import { nearest } from './placeholders.ts'
import { configSchema, ownKeys, rowFields, type ConfigFile, type DestinationEntry } from './schema.ts'
import type { Config, Destination, Notice } from './config.ts'

/**
 * Reads a configuration. Throws every mistake in it at once, each with file, line and column; a kind that is known but not
 * served yet is a notice, since the rest of the file is still good.
 */
export async function loadConfig(
  text: string,
  file: string,
): Promise<{ readonly config: Config; readonly notices: readonly Notice[] }> {
  const parsed = parsePositioned(text, file)
  if ('errors' in parsed) return throwing(parsed.errors)
  const { document } = parsed
  if (document.value === null || document.value === undefined) {
    throw new UserError('CONFIG_EMPTY', `${file} is empty`, {
      where: document.at([]),
      hint: 'Begin with "version: 1" and "packages:".',
    })
  }
  const result = configSchema.safeParse(document.value)
  if (!result.success) {
    const shape = mistakesFrom(result.error.issues, document, {
      base: [],
      keysAt: (path) => knownKeys(configSchema, path),
    })
    // What the destinations' own kinds say is told in the same run, or a mistake there would only show after these are mended.
    return throwing([...shape, ...(await withMistakes(document))])
  }
  const { destinations, mistakes, notices } = await openDestinations(result.data.destinations, document)
  throwAll(
    [...mistakes, ...extraKeyMistakes(result.data, document), ...nameMistakes(result.data, document)].sort(byPlace),
  )
  return {
    config: { ...result.data, file, destinations, whereIsPackage: (key) => document.atKey(['packages'], key) },
    notices,
  }
}

function throwing(errors: readonly UserError[]): never {
  throwAll([...errors].sort(byPlace))
  throw new Error('a configuration was refused without a mistake')
}

const byPlace = (a: UserError, b: UserError): number =>
  (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0)

interface OpenedDestinations {
  readonly destinations: readonly Destination[]
  readonly mistakes: readonly UserError[]
  readonly notices: readonly Notice[]
}

async function openDestinations(
  entries: readonly DestinationEntry[],
  document: Positioned,
): Promise<OpenedDestinations> {
  const destinations: Destination[] = []
  const mistakes: UserError[] = []
  const notices: Notice[] = []
  for (const [index, { with: given, needs, ...entry }] of entries.entries()) {
    const path = ['destinations', index]
    const where = document.at([...path, 'name'])
    const load = backends[entry.kind]
    if (load === undefined) {
      const unserved = unservedKind(entry, document, path)
      if (unserved instanceof UserError) mistakes.push(unserved)
      else notices.push(unserved)
      destinations.push({ ...entry, needs: needs ?? [], where, backend: undefined })
      continue
    }
    const backend = await load()
    const opened = backend.open(given)
    if (opened.ok) destinations.push({ ...entry, needs: needs ?? [], where, backend: opened.backend })
    else
      mistakes.push(
        ...mistakesFrom(opened.issues, document, {
          base: [...path, 'with'],
          keysAt: (at) => knownKeys(backend.schema, at.slice(3)),
        }),
      )
  }
  return { destinations, mistakes, notices }
}

function unservedKind(
  entry: { readonly name: string; readonly kind: string },
  document: Positioned,
  path: Path,
): UserError | Notice {
  const where = document.at([...path, 'kind'])
  if ((plannedKinds as readonly string[]).includes(entry.kind) || entry.kind.startsWith('./')) {
    const what = entry.kind.startsWith('./') ? 'a backend of your own' : `kind ${entry.kind}`
    return {
      message: `destination ${entry.name}: ${what} is not available in this version of Slipway; nothing can be distributed to it yet`,
      where,
    }
  }
  const near = nearest(entry.kind, [...Object.keys(backends), ...plannedKinds])
  return new UserError('CONFIG_UNKNOWN_KIND', `destination ${entry.name} has the unknown kind "${entry.kind}"`, {
    where,
    hint: near === undefined ? `Kinds are ${Object.keys(backends).join(', ')}.` : `Did you mean "${near}"?`,
  })
}

/** The mistakes under every `with`, for a file whose other parts are already known to be wrong. */
async function withMistakes(document: Positioned): Promise<readonly UserError[]> {
  const list: unknown = Reflect.get(Object(document.value), 'destinations')
  if (!Array.isArray(list)) return []
  const found: UserError[] = []
  for (const [index, value] of list.entries()) {
    const entry: unknown = value
    const { success, data } = configSchema.shape.destinations.unwrap().element.safeParse(entry)
    if (success) found.push(...(await openSingle(data, index, document)))
  }
  return found
}

async function openSingle(entry: DestinationEntry, index: number, document: Positioned): Promise<readonly UserError[]> {
  const backend = await backends[entry.kind]?.()
  const opened = backend?.open(entry.with)
  if (backend === undefined || opened === undefined) {
    const unserved = unservedKind(entry, document, ['destinations', index])
    return unserved instanceof UserError ? [unserved] : []
  }
  return opened.ok
    ? []
    : mistakesFrom(opened.issues, document, {
        base: ['destinations', index, 'with'],
        keysAt: (at) => knownKeys(backend.schema, at.slice(3)),
      })
}

/** Any scalar key of a target or a package goes into the matrix, so a misspelt key of ours has to be caught by likeness. */
function extraKeyMistakes(config: ConfigFile, document: Positioned): readonly UserError[] {
  const check = (
    entries: Readonly<Record<string, object>>,
    section: 'targets' | 'packages',
    own: readonly string[],
  ): readonly UserError[] =>
    Object.entries(entries).flatMap(([name, entry]) =>
      Object.keys(entry)
        .filter((key) => !own.includes(key))
        .flatMap((key) => extraKeyMistake(key, own, document, [section, name])),
    )
  return [...check(config.targets, 'targets', ownKeys.target), ...check(config.packages, 'packages', ownKeys.package)]
}

function extraKeyMistake(key: string, own: readonly string[], document: Positioned, path: Path): readonly UserError[] {
  const at = `${String(path[0])}.${String(path[1])}`
  const where = document.atKey(path, key)
  if ((rowFields as readonly string[]).includes(key)) {
    return [
      new UserError('CONFIG_RESERVED_KEY', `"${key}" in ${at} is a field of every matrix row and cannot be set`, {
        where,
        hint: 'Give the field another name.',
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
  const near = nearest(key, own)
  return near === undefined
    ? []
    : [
        new UserError('CONFIG_UNKNOWN_KEY', `unknown key "${key}" in ${at}`, {
          where,
          hint: `Did you mean "${near}"? A matrix field of your own needs a name less like it.`,
        }),
      ]
}

function nameMistakes(config: ConfigFile, document: Positioned): readonly UserError[] {
  const names = config.destinations.map(({ name }) => name)
  const channels = config.channels.map(({ name }) => name)
  const mistakes = config.destinations.flatMap((entry, index) => {
    const path = ['destinations', index]
    const found: UserError[] = []
    if (names.indexOf(entry.name) !== index) {
      found.push(
        new UserError('CONFIG_DUPLICATE', `two destinations are named "${entry.name}"`, {
          where: document.at([...path, 'name']),
          hint: 'Give each a name of its own.',
        }),
      )
    }
    for (const need of entry.needs ?? []) {
      if (names.includes(need)) continue
      const near = nearest(need, names)
      found.push(
        new UserError('CONFIG_UNKNOWN_NAME', `destination ${entry.name} needs "${need}", which is no destination`, {
          where: document.at([...path, 'needs']),
          hint: near === undefined ? `Destinations are ${names.join(', ')}.` : `Did you mean "${near}"?`,
        }),
      )
    }
    for (const channel of entry.channels ?? []) {
      if (channels.includes(channel)) continue
      const near = nearest(channel, channels)
      found.push(
        new UserError(
          'CONFIG_UNKNOWN_NAME',
          `destination ${entry.name} is for the channel "${channel}", which is not defined`,
          {
            where: document.at([...path, 'channels']),
            hint: near === undefined ? `Channels are ${channels.join(', ')}.` : `Did you mean "${near}"?`,
          },
        ),
      )
    }
    return found
  })
  const circle = circleIn(new Map(config.destinations.map(({ name, needs }) => [name, needs ?? []])))
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
