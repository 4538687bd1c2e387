import { z } from 'zod'
import { backends, plannedKinds, type OpenBackend } from '../backends/registry.ts'
import { throwAll, UserError } from '../errors.ts'
import { parsePositioned, type Path, type Positioned } from './positions.ts'
import { mistakesFrom } from './issues.ts'
import { knownKeys } from './known-keys.ts'
import { nearest } from './placeholders.ts'
import { extraKeyMistakes, nameMistakes } from './names.ts'
import { configSchema, type DestinationEntry } from './schema.ts'
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
    return throwing([
      ...shape,
      ...(await withMistakes(document)),
      ...extraKeyMistakes(document),
      ...nameMistakes(document),
    ])
  }
  const { destinations, mistakes, notices } = await openDestinations(result.data.destinations, document)
  throwAll([...mistakes, ...extraKeyMistakes(document), ...nameMistakes(document)].sort(byPlace))
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
    const load = served(entry.kind)
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

const served = (kind: string): (() => Promise<OpenBackend>) | undefined =>
  Object.hasOwn(backends, kind) ? backends[kind] : undefined

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
    const entry = partOfDestination.safeParse(value)
    if (entry.success) found.push(...(await openSingle(entry.data, index, document)))
  }
  return found
}

const { kind, with: given } = configSchema.shape.destinations.unwrap().element.shape

/** As much of a destination as its kind has to know. */
const partOfDestination = z.object({ name: z.string().catch('without a name'), kind, with: given })

async function openSingle(
  entry: z.output<typeof partOfDestination>,
  index: number,
  document: Positioned,
): Promise<readonly UserError[]> {
  const backend = await served(entry.kind)?.()
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
