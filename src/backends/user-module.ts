import { posix } from 'node:path'
import { messageOf, mistakesOf, UserError } from '../errors.ts'
import type { Clock, FileReader } from '../host/host.ts'

/** Loads a module of the checkout by the path that a `kind` gives. Throws `UserError` for what keeps it from loading. */
export type ImportModule = (path: string) => Promise<unknown>

/** Whether a kind is a path to a module of the repository, well written or not. */
export const isModulePath = (kind: string): boolean => /^\.{0,2}[/\\]/.test(kind) || /\.([cm]?[jt]s)$/.test(kind)

/** What loading a module needs of the surroundings. */
export interface ModuleSurroundings {
  readonly files: FileReader
  readonly clock: Clock
  readonly importModule: (path: string) => Promise<unknown>
}

/** Milliseconds that a module may take to load. */
const loadingTime = 30_000

/** The loader for modules of one checkout: none from outside of it, and none that never finishes loading. */
export function moduleImporter(
  { files, clock, importModule }: ModuleSurroundings,
  milliseconds = loadingTime,
): ImportModule {
  return async (path) => {
    const wrong = pathMistake(path)
    if (wrong !== undefined) throw wrong
    if ((await files.stat(path))?.kind !== 'file')
      throw new UserError('MODULE_MISSING', `there is no file ${path} in the checkout`, {
        hint: 'Mend the path, which starts at the root of the checkout, or commit the file.',
      })
    const root = await files.real('.')
    const real = await files.real(path)
    if (!isBelow(root, real)) throw outside(path)
    return inTime(path, importModule(real), clock, milliseconds)
  }
}

function pathMistake(path: string): UserError | undefined {
  if (path.split(/[/\\]/).includes('..')) return outside(path)
  if (!/^\.\/[^\\\p{Cc}]+$/u.test(path))
    return new UserError(
      'MODULE_PATH',
      `the path of a module must begin with "./", and ${JSON.stringify(path)} does not`,
      {
        hint: `Write ${JSON.stringify(`./${posix.basename(path.replaceAll('\\', '/'))}`)}, with the folders from the root of the checkout.`,
      },
    )
  if (!/\.(mjs|js|ts)$/.test(path))
    return new UserError('MODULE_PATH', `${path} is no module: its name must end in .mjs, .js or .ts`, {
      hint: 'For a program in another language write "kind: command" with "protocol: json".',
    })
  return undefined
}

const outside = (path: string): UserError =>
  new UserError('MODULE_PATH', `${path} leads out of the checkout`, {
    hint: 'Put the module into the repository, and write its path like "./tools/my-backend.mjs".',
  })

const isBelow = (root: string, path: string): boolean =>
  path.startsWith(/[/\\]$/.test(root) ? root : `${root}${root.includes('\\') ? '\\' : '/'}`)

async function inTime(path: string, loading: Promise<unknown>, clock: Clock, milliseconds: number): Promise<unknown> {
  const over = new AbortController()
  const late = clock.sleep(milliseconds, over.signal).then(
    () => {
      throw new UserError('MODULE_DEADLINE', `${path} did not finish loading within ${milliseconds / 1000} s`, {
        hint: 'Let it wait for nothing at its top level: what takes time belongs into plan and publish.',
      })
    },
    // It has loaded; what this promise would have said is of no interest.
    async () => new Promise<never>(() => undefined),
  )
  try {
    return await Promise.race([loading, late])
  } catch (cause) {
    if (mistakesOf(cause) !== undefined) throw cause
    throw notLoaded(path, cause)
  } finally {
    over.abort(new Error('in time'))
  }
}

function notLoaded(path: string, cause: unknown): UserError {
  if (Reflect.get(Object(cause), 'code') === 'ERR_UNKNOWN_FILE_EXTENSION')
    return new UserError('MODULE_TYPESCRIPT', `${path} is TypeScript, which this version of Node does not read`, {
      hint: 'It needs Node 22.18 or later, which the action has as node24; or write the module in JavaScript.',
      cause,
    })
  const name: unknown = Reflect.get(Object(cause), 'name')
  const why = `${typeof name === 'string' && name !== 'Error' ? `${name}: ` : ''}${messageOf(cause)}`
  return new UserError('MODULE_BROKEN', `${path} does not load: ${why.split('\n')[0] ?? ''}`, {
    hint: `Try it with: node --input-type=module -e 'await import("${path}")'.`,
    cause,
  })
}
