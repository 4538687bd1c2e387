import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { backends, plannedKinds } from '../src/backends/registry.ts'

const root = join(import.meta.dirname, '..')

interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string
  readonly text: string
  /** What it imports, statically, lazily or for types only: paths from the root, or names of packages. */
  readonly imports: readonly string[]
}

const sources: readonly SourceFile[] = filesBelow('src').map((path) => {
  const text = readFileSync(join(root, path), 'utf8')
  const code = withoutComments(text)
  const found = [
    ...code.matchAll(/\bfrom\s+'([^']+)'/g),
    ...code.matchAll(/\bimport\s+'([^']+)'/g),
    ...code.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g),
  ]
  const imports = found.flatMap(([, name]) => name ?? [])
  return {
    path,
    text,
    imports: imports.map((name) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name)),
  }
})

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      posix.join(folder, entry.parentPath.slice(join(root, folder).length).replaceAll('\\', '/'), entry.name),
    )
    .sort()
}

/** The code alone: a comment may speak of what the code must not do. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

/** Every place that breaks a rule, as `file: what`. */
const offences = (breaks: (file: SourceFile) => readonly string[]): readonly string[] =>
  sources.flatMap((file) => breaks(file).map((what) => `${file.path}: ${what}`))

const isIn = (path: string, ...places: readonly string[]): boolean =>
  places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)))

describe('dependencies', () => {
  it('sees the imports that it judges', () => {
    const seen = new Set(sources.flatMap(({ imports }) => imports))
    expect(sources.length).toBeGreaterThan(60)
    for (const known of ['src/modes/release.ts', 'node:fs', '@actions/artifact', 'src/engine/pool.ts'])
      expect([...seen]).toContain(known)
  })

  it('reach the modes from run.ts only', () => {
    expect(
      offences(({ path, imports }) =>
        isIn(path, 'src/modes/', 'src/run.ts') ? [] : imports.filter((name) => isIn(name, 'src/modes/')),
      ),
    ).toEqual([])
  })

  it('touch files, sockets, processes and the runner in src/host/ only', () => {
    const world = /^(node:(fs|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|os)(\/.*)?|@actions\/.*)$/
    expect(
      offences(({ path, imports }) => (isIn(path, 'src/host/') ? [] : imports.filter((name) => world.test(name)))),
    ).toEqual([])
  })

  it('ask for the process, the time, chance and the network through src/host/ only', () => {
    const globals =
      /(?<![\w.])(process\.\w+|Date\.now\(|new Date\(\)|Math\.random\(|performance\.\w+|setInterval\(|setTimeout\(|randomUUID\(|randomBytes\(|globalThis\b)|(?<=(?:await|return|=|\()\s*)fetch\(/g
    expect(
      offences(({ path, text }) =>
        isIn(path, 'src/host/', 'src/main.ts')
          ? []
          : [...withoutComments(text).matchAll(globals)].map(([what]) => what),
      ),
    ).toEqual([])
  })

  it('do not lead from a backend to the engine, a mode, the report or the inputs', () => {
    expect(
      offences(({ path, imports }) =>
        isIn(path, 'src/backends/', 'src/github/')
          ? imports.filter((name) =>
              isIn(name, 'src/engine/', 'src/modes/', 'src/report/', 'src/inputs/', 'src/run.ts'),
            )
          : [],
      ),
    ).toEqual([])
  })

  it('make assets in src/verify/ only', () => {
    expect(
      offences(({ path, text }) =>
        isIn(path, 'src/verify/')
          ? []
          : [...withoutComments(text).matchAll(/\bas Asset\b|\bis Asset\b/g)].map(([what]) => what),
      ),
    ).toEqual([])
  })
})

describe('backends', () => {
  const kinds = sources.flatMap(({ path, text }) => {
    const kind = /:\s*Backend<[^>]*>\s*=\s*\{\s*kind: '([^']+)'/.exec(text)?.[1]
    return kind !== undefined && isIn(path, 'src/backends/') ? [{ kind, path }] : []
  })

  it('are found', () => {
    expect(kinds.map(({ kind }) => kind)).toContain('github-release')
  })

  it.each(kinds)('$kind is named like its file, registered, and documented', ({ kind, path }) => {
    const name = basename(path) === 'index.ts' ? basename(posix.dirname(path)) : basename(path, '.ts')
    expect(name).toBe(kind)
    expect(Object.keys(backends)).toContain(kind)
    const page = readFileSync(join(root, `docs/backends/${kind}.md`), 'utf8')
    expect(page).toContain('<!-- options:start -->')
  })

  it('are all of the registry', async () => {
    const registered: (readonly [string, string])[] = []
    // One after the other: Jest cannot link two modules at once that share a third.
    for (const [name, load] of Object.entries(backends)) registered.push([name, (await load()).kind])
    expect(registered.filter(([name, kind]) => name !== kind)).toEqual([])
    expect(Object.keys(backends).filter((name) => !kinds.some(({ kind }) => kind === name))).toEqual([])
  })

  it('are not announced once they are served', () => {
    expect(plannedKinds.filter((kind) => kind in backends)).toEqual([])
  })

  it('have no page of documentation without a backend', () => {
    const pages = filesBelow('docs/backends').map((path) => basename(path, '.md'))
    expect(pages.filter((page) => !(page in backends))).toEqual([])
  })
})

describe('files', () => {
  /** Longer than the rest, with the reason. */
  const long: Readonly<Record<string, string>> = {}

  it('are at most 300 lines long, but for those with a reason', () => {
    const tooLong = sources.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path)
    expect(tooLong.filter((path) => long[path] === undefined)).toEqual([])
    expect(Object.keys(long).filter((path) => !tooLong.includes(path))).toEqual([])
  })

  it('have names in kebab-case', () => {
    const all = [...filesBelow('src'), ...filesBelow('local'), ...filesBelow('scripts')]
      .filter((path) => !path.startsWith('local/dist/'))
      .filter(
        (path) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)+[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.(ts|mjs|html|css|js|json|md)$/.test(path),
      )
    expect(all).toEqual([])
  })

  it('export by name', () => {
    expect(offences(({ text }) => (/^export default\b/m.test(text) ? ['export default'] : []))).toEqual([])
  })

  it('switch no rule of the type checker or the linter off', () => {
    expect(
      offences(({ text }) =>
        [...text.matchAll(/@ts-(ignore|expect-error|nocheck)|eslint-disable|\bas unknown as\b|\bas any\b/g)].map(
          ([what]) => what,
        ),
      ),
    ).toEqual([])
  })
})
