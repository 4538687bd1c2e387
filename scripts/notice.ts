import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { loadConfig } from 'rolldown/config'

/** A package whose code is in the bundle. */
interface Part {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly source: string
  /** Its licence in full; empty where it brings none. */
  readonly text: string
}

/** What a package holds that is not its own, and that its manifest does not tell. */
const inside: Readonly<Record<string, string>> = {
  'node-liblzma':
    'Only its WebAssembly build of liblzma (XZ Utils), whose own licence is 0BSD, and the code around it. It is in the chunks dist/liblzma*.js and nowhere else; another build of it takes its place with "npm run build" after "npm install node-liblzma@<version>".',
  '@bokuweb/zstd-wasm': 'Embeds Zstandard, Copyright (c) Meta Platforms, Inc. and affiliates, BSD-3-Clause.',
}

/** Packages whose manifest names no licence, with what is known. Another one stops the generator, so that somebody looks. */
const unstated: Readonly<Record<string, string>> = {
  buffers: 'MIT, as the LICENSE file of its repository says; the package itself states none',
}

/** The folders of all packages whose modules the bundles hold, as rolldown lists them. */
async function bundledFolders(): Promise<readonly string[]> {
  const folders = new Set<string>()
  for (const options of [await loadConfig('rolldown.config.ts')].flat()) {
    if (typeof options === 'function')
      throw new Error('the configuration of the bundle is a function; it is read as a value')
    const bundle = await rolldown(options)
    const { output } = await bundle.generate([options.output].flat()[0] ?? {})
    await bundle.close()
    const ids = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
    for (const id of ids) {
      const folder = packageFolder(id)
      if (folder !== undefined) folders.add(folder)
    }
  }
  return [...folders].sort()
}

/** The folder of the package that a module belongs to: the last `node_modules` of its path decides. */
function packageFolder(id: string): string | undefined {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '').split(sep).join('/')
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)
  return match?.[1]
}

async function readPart(folder: string): Promise<Part> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const text = (key: string): string => {
    const value: unknown = Reflect.get(Object(manifest), key)
    return typeof value === 'string' ? value : ''
  }
  const repository: unknown = Reflect.get(Object(manifest), 'repository')
  const url: unknown = typeof repository === 'string' ? repository : Reflect.get(Object(repository), 'url')
  const file = (await readdir(folder)).sort().find((name) => /^(licen[cs]e|copying)(\.(md|txt|mit))?$/i.test(name))
  const name = text('name')
  const licence = text('license') || (unstated[name] ?? '')
  if (licence === '') throw new Error(`${folder} names no licence`)
  return {
    name,
    version: text('version'),
    licence,
    source: typeof url === 'string' ? webAddress(url) : '',
    text: file === undefined ? '' : (await readFile(join(folder, file), 'utf8')).replace(/\r\n?/g, '\n').trim(),
  }
}

/** A repository as package.json spells it, as an address of the web. */
function webAddress(url: string): string {
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(url)
  if (short !== null) return `https://github.com/${short[1] ?? ''}`
  return url
    .replace(/^git\+/, '')
    .replace(/^(git|ssh):\/\/(git@)?/, 'https://')
    .replace(/^git@github\.com:/, 'https://github.com/')
    .replace(/\.git$/, '')
}

/** NOTICE: every package in the bundle with its version, licence and source, then their licences in full. */
export async function notice(): Promise<string> {
  const parts = await Promise.all((await bundledFolders()).map(readPart))
  const unique = [...new Map(parts.map((part) => [`${part.name}@${part.version}`, part])).values()].sort((a, b) =>
    a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1,
  )
  const byText = new Map<string, Part[]>()
  for (const part of unique.filter(({ text }) => text !== ''))
    byText.set(part.text, [...(byText.get(part.text) ?? []), part])
  const rule = '-'.repeat(78)
  return [
    'Slipway',
    'Copyright (c) Slipway contributors. MIT; see LICENSE.',
    '',
    'The bundle in dist/ (and local/dist/, where there is one) holds code of these packages.',
    '',
    ...unique.flatMap(({ name, version, licence, source }) => [
      `${name} ${version} (${licence})${source === '' ? '' : ` ${source}`}`,
      ...(inside[name] === undefined ? [] : [`    ${inside[name]}`]),
    ]),
    '',
    'Their licences:',
    '',
    ...[...byText].flatMap(([text, of]) => [rule, of.map(({ name }) => name).join(', '), rule, '', text, '']),
  ].join('\n')
}
