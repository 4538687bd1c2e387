import { z } from 'zod'
import { backends, plannedKinds, userModule, type OpenBackend } from '../backends/registry.ts'
import { isModulePath, type ImportModule } from '../backends/user-module.ts'
import { mistakesOf, throwAll, UserError, type Where } from '../errors.ts'
import type { BoundBackend } from '../backends/backend.ts'
import { parsePositioned, type Path, type Positioned } from './positions.ts'
import { mistakesFrom } from './issues.ts'
import { knownKeys } from './known-keys.ts'
import { nearest } from './placeholders.ts'
import { extraKeyMistakes, nameMistakes } from './names.ts'
import { configSchema, type DestinationEntry } from './schema.ts'
import type { Config, Destination, Notice } from './config.ts'

/** What reading a configuration needs besides its text. */
export interface LoadOptions {
  /** Loads a backend of the user's own. Without it, what stands under `with` of such a destination is not looked at. */
  readonly importModule?: ImportModule
}

/**
 * Reads a configuration. Throws every mistake in it at once, each with file, line and column; a kind that is known but not
 * served yet is a notice, since the rest of the file is still good.
 */
export async function loadConfig(
  text: string,
  file: string,
  options: LoadOptions = {},
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
      ...(await withMistakes(document, options)),
      ...extraKeyMistakes(document),
      ...nameMistakes(document),
    ])
  }
  const { destinations, mistakes, notices } = await openDestinations(result.data.destinations, document, options)
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
  options: LoadOptions,
): Promise<OpenedDestinations> {
  const destinations: Destination[] = []
  const mistakes: UserError[] = []
  const notices: Notice[] = []
  for (const [index, { with: given, needs, ...entry }] of entries.entries()) {
    const opened = await open({ ...entry, with: given }, index, document, options)
    const where = document.at(['destinations', index, 'name'])
    if (opened.state === 'refused') mistakes.push(...opened.mistakes)
    else if (opened.state === 'unserved') notices.push(...opened.notices)
    const backend = opened.state === 'served' ? opened.backend : undefined
    destinations.push({ ...entry, needs: needs ?? [], where, backend })
  }
  return { destinations, mistakes, notices }
}

type OpenedDestination =
  | { readonly state: 'served'; readonly backend: BoundBackend }
  | { readonly state: 'unserved'; readonly notices: readonly Notice[] }
  | { readonly state: 'refused'; readonly mistakes: readonly UserError[] }

/** The backend of one destination, bound to what stands under `with`. */
async function open(
  entry: Pick<DestinationEntry, 'name' | 'kind' | 'with'>,
  index: number,
  document: Positioned,
  options: LoadOptions,
): Promise<OpenedDestination> {
  const path = ['destinations', index]
  const load = served(entry.kind, options)
  if (load === undefined) return unservedKind(entry, document.at([...path, 'kind']))
  let backend: OpenBackend
  try {
    backend = await load()
  } catch (thrown) {
    const found = mistakesOf(thrown)
    if (found === undefined) throw thrown
    const where = document.at([...path, 'kind'])
    return {
      state: 'refused',
      mistakes: found.map(
        ({ code, message, hint, cause }) =>
          new UserError(code, `destination ${entry.name}: ${message}`, {
            where,
            cause,
            ...(hint === undefined ? {} : { hint }),
          }),
      ),
    }
  }
  const opened = backend.open(entry.with)
  if (opened.ok) return { state: 'served', backend: opened.backend }
  const keysAt = (at: Path): readonly string[] => knownKeys(backend.schema, at.slice(3))
  return { state: 'refused', mistakes: mistakesFrom(opened.issues, document, { base: [...path, 'with'], keysAt }) }
}

function served(kind: string, { importModule }: LoadOptions): (() => Promise<OpenBackend>) | undefined {
  if (Object.hasOwn(backends, kind)) return backends[kind]
  return isModulePath(kind) && importModule !== undefined ? async () => userModule(kind, importModule) : undefined
}

function unservedKind({ name, kind }: Pick<DestinationEntry, 'name' | 'kind'>, where: Where): OpenedDestination {
  if (isModulePath(kind)) return { state: 'unserved', notices: [] }
  if ((plannedKinds as readonly string[]).includes(kind)) {
    const message = `destination ${name}: kind ${kind} is not available in this version of Slipway; nothing can be distributed to it yet`
    return { state: 'unserved', notices: [{ message, where }] }
  }
  const near = nearest(kind, [...Object.keys(backends), ...plannedKinds])
  const hint = near === undefined ? `Kinds are ${Object.keys(backends).join(', ')}.` : `Did you mean "${near}"?`
  const mistake = new UserError('CONFIG_UNKNOWN_KIND', `destination ${name} has the unknown kind "${kind}"`, {
    where,
    hint,
  })
  return { state: 'refused', mistakes: [mistake] }
}

/** The mistakes under every `with`, for a file whose other parts are already known to be wrong. */
async function withMistakes(document: Positioned, options: LoadOptions): Promise<readonly UserError[]> {
  const list: unknown = Reflect.get(Object(document.value), 'destinations')
  if (!Array.isArray(list)) return []
  const found: UserError[] = []
  for (const [index, value] of list.entries()) {
    const entry = partOfDestination.safeParse(value)
    if (!entry.success) continue
    const opened = await open(entry.data, index, document, options)
    if (opened.state === 'refused') found.push(...opened.mistakes)
  }
  return found
}

const { kind, with: given } = configSchema.shape.destinations.unwrap().element.shape

/** As much of a destination as its kind has to know. */
const partOfDestination = z.object({ name: z.string().catch('without a name'), kind, with: given })
