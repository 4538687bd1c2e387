/**
 * Cuts GitHub's OpenAPI description down to the operations that the action and the local server use, and writes
 * `__tests__/servers/github-openapi.json`. The full description is 389 MB installed, so it is no dependency:
 *
 *     npm install --prefix <folder outside the repository> @octokit/openapi@23
 *     node scripts/reduce-openapi.ts <folder>/node_modules/@octokit/openapi
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Json = null | boolean | number | string | readonly Json[] | JsonObject
interface JsonObject {
  readonly [name: string]: Json
}

const REPOSITORY = '/repos/{owner}/{repo}'
const PATHS = [
  '/rate_limit',
  REPOSITORY,
  `${REPOSITORY}/releases`,
  `${REPOSITORY}/releases/assets/{asset_id}`,
  `${REPOSITORY}/releases/generate-notes`,
  `${REPOSITORY}/releases/latest`,
  `${REPOSITORY}/releases/tags/{tag}`,
  `${REPOSITORY}/releases/{release_id}`,
  `${REPOSITORY}/releases/{release_id}/assets`,
  `${REPOSITORY}/immutable-releases`,
  `${REPOSITORY}/git/ref/{ref}`,
  `${REPOSITORY}/git/matching-refs/{ref}`,
  `${REPOSITORY}/git/refs`,
  `${REPOSITORY}/git/refs/{ref}`,
  `${REPOSITORY}/git/tags`,
  `${REPOSITORY}/git/tags/{tag_sha}`,
  `${REPOSITORY}/commits/{ref}`,
  `${REPOSITORY}/compare/{basehead}`,
  `${REPOSITORY}/contents/{path}`,
  `${REPOSITORY}/dispatches`,
  `${REPOSITORY}/pulls`,
  `${REPOSITORY}/actions/artifacts`,
  `${REPOSITORY}/actions/artifacts/{artifact_id}`,
  `${REPOSITORY}/actions/artifacts/{artifact_id}/{archive_format}`,
  `${REPOSITORY}/actions/runs/{run_id}`,
  `${REPOSITORY}/actions/runs/{run_id}/artifacts`,
]
const NOISE = new Set(['example', 'examples', 'description', 'summary', 'externalDocs', 'tags', 'x-github', 'title'])

/** The value without prose and examples. Names of properties are kept, whatever they are. */
function strip(value: Json, names = false): Json {
  if (isList(value)) return value.map((item) => strip(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([name, inner]) => names || !NOISE.has(name) || (name === 'title' && isObject(inner)),
  )
  return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner, !names && name === 'properties')]))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  let current = value
  for (const name of path) current = isObject(current) ? current[name] : undefined
  return isObject(current) ? current : {}
}

/** Every `#/components/…` that the value points to. */
function references(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(references)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

/** The components that `roots` need, however far away. */
function closure(components: JsonObject, roots: Json): JsonObject {
  const found = new Map<string, Map<string, Json>>()
  const todo = [...references(roots)]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [, , group = '', name = ''] = next.split('/')
    const known = found.get(group) ?? new Map<string, Json>()
    found.set(group, known)
    if (known.has(name)) continue
    const component = strip(objectAt(components, group, name))
    known.set(name, component)
    todo.push(...references(component))
  }
  const sorted = (map: ReadonlyMap<string, Json>): JsonObject =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
  return Object.fromEntries([...found].map(([group, members]) => [group, sorted(members)]))
}

async function read(path: string): Promise<Json> {
  return JSON.parse(await readFile(path, 'utf8')) as Json
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('give the folder of @octokit/openapi')
const manifest = await read(join(folder, 'package.json'))
const full = await read(join(folder, 'generated', 'api.github.com.json'))
const all = objectAt(full, 'paths')
const missing = PATHS.filter((path) => all[path] === undefined)
if (missing.length > 0) throw new Error(`not in the description: ${missing.join(', ')}`)
const paths = Object.fromEntries(PATHS.map((path) => [path, strip(all[path] ?? null)]))
const reduced = {
  openapi: objectAt(full)['openapi'] ?? '3.0.3',
  info: {
    title: 'GitHub REST API, reduced',
    version: objectAt(full, 'info')['version'] ?? '',
    'x-package': `@octokit/openapi@${JSON.stringify(objectAt(manifest)['version']).replaceAll('"', '')}`,
  },
  paths,
  components: closure(objectAt(full, 'components'), paths),
}
const target = join(import.meta.dirname, '..', '__tests__', 'servers', 'github-openapi.json')
const text = `${JSON.stringify(reduced)}\n`
await writeFile(target, text)
console.log(`${target}: ${text.length} bytes, ${PATHS.length} paths`)
