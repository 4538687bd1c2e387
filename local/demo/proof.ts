import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { repositoryName } from './sample.ts'
import type { Stage } from './stage.ts'

const execute = promisify(execFile)

/** A release as the story promises it. */
export interface Expected {
  readonly tag: string
  readonly prerelease: boolean
  /** Names of its assets. */
  readonly assets: readonly string[]
}

type Problems = readonly string[]

/** What differs between two lists, whatever their order. */
export function differences(what: string, found: readonly string[], wanted: readonly string[]): Problems {
  return [
    ...wanted.filter((each) => !found.includes(each)).map((each) => `${what} ${each} is missing`),
    ...found.filter((each) => !wanted.includes(each)).map((each) => `${what} ${each} is one too many`),
    ...(new Set(found).size === found.length ? [] : [`a ${what} is there twice`]),
  ]
}

/** Whether exactly these releases are at this stage: drafts without a tag, or public ones with their assets. */
export function releasesAre({ github }: Stage, state: 'draft' | 'public', expected: readonly Expected[]): Problems {
  const found = github.releases().filter(({ draft }) => draft === (state === 'draft'))
  const tags = expected.map(({ tag }) => tag)
  return [
    ...differences(
      `${state} release`,
      found.map(({ tag }) => tag),
      tags,
    ),
    ...expected.flatMap(({ tag, prerelease, assets }) => {
      const release = found.find((each) => each.tag === tag)
      if (release === undefined) return []
      return [
        ...(release.prerelease === prerelease ? [] : [`${tag} is ${prerelease ? 'no' : 'a'} prerelease`]),
        ...(release.latest && prerelease ? [`${tag} is the latest release, and a prerelease`] : []),
        ...differences(
          `asset of ${tag}:`,
          release.assets.map(({ name }) => name),
          assets,
        ),
      ]
    }),
  ]
}

/** Whether the repository has exactly these tags, at these commits. */
export async function tagsAre({ repository }: Stage, wanted: Readonly<Record<string, string>>): Promise<Problems> {
  const tags = await repository.tags()
  return [
    ...differences('tag', [...tags.keys()], Object.keys(wanted)),
    ...Object.entries(wanted).flatMap(([tag, commit]) => {
      const at = tags.get(tag)
      return at === undefined || at === commit ? [] : [`tag ${tag} is at ${at}`]
    }),
  ]
}

/** Downloads a public asset, as a user does. */
async function download({ github }: Stage, tag: string, name: string): Promise<Uint8Array> {
  const path = tag.split('/').map(encodeURIComponent).join('/')
  const url = `${github.webUrl}/${repositoryName}/releases/download/${path}/${encodeURIComponent(name)}`
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** `sha256sum --check SHA256SUMS` over every public asset of the releases. */
export async function checksumsFit(stage: Stage, expected: readonly Expected[]): Promise<Problems> {
  const problems = await Promise.all(
    expected.map(async ({ tag, assets }) => {
      const list = new TextDecoder().decode(await download(stage, tag, 'SHA256SUMS'))
      const sums = new Map(
        list
          .trimEnd()
          .split('\n')
          .map((line) => [line.slice(66), line.slice(0, 64)]),
      )
      const files = assets.filter((name) => name !== 'SHA256SUMS')
      const wrong = await Promise.all(
        files.map(async (name) =>
          sums.get(name) === sha256(await download(stage, tag, name)) ? [] : [`${tag}: ${name} has another digest`],
        ),
      )
      return [...differences(`line of SHA256SUMS of ${tag}:`, [...sums.keys()], files), ...wrong.flat()]
    }),
  )
  return problems.flat()
}

/** Whether the mirror holds what GitHub does, byte for byte. */
export async function mirrorHolds(stage: Stage, expected: readonly Expected[]): Promise<Problems> {
  const problems = await Promise.all(
    expected.flatMap(({ tag, assets }) =>
      assets.map(async (name) => {
        const copy = await readFile(join(stage.mirror, tag, name)).catch(() => undefined)
        if (copy === undefined) return [`the mirror has no ${tag}/${name}`]
        return sha256(copy) === sha256(await download(stage, tag, name)) ? [] : [`${tag}/${name} differs on the mirror`]
      }),
    ),
  )
  return problems.flat()
}

/** Whether each release was announced, and once. */
export async function announced({ news }: Stage, tags: readonly string[]): Promise<Problems> {
  const lines = (await readFile(news, 'utf8')).split('\n').filter(Boolean)
  return differences(
    'announcement',
    lines,
    tags.map((tag) => `${tag} is out`),
  )
}

/** Installs a program from a `.tar.gz` of a release and runs it; answers what it says. */
export async function runDownloaded(stage: Stage, tag: string, archive: string, program: string): Promise<string> {
  const bytes = fileInTar(gunzipSync(await download(stage, tag, archive)), program)
  const path = join(await stage.folder('installed'), program)
  await writeFile(path, bytes.content, { mode: bytes.mode })
  const { stdout } = await execute(path)
  return stdout.trim()
}

/** A file of a tar archive, with its permissions: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
function fileInTar(tar: Uint8Array, wanted: string): { readonly content: Uint8Array; readonly mode: number } {
  const text = (start: number, length: number): string =>
    new TextDecoder().decode(tar.subarray(start, start + length)).replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= tar.length;) {
    const size = parseInt(text(at + 124, 12), 8) || 0
    if (text(at, 100).split('/').at(-1) === wanted)
      return { content: tar.subarray(at + 512, at + 512 + size), mode: parseInt(text(at + 100, 8), 8) }
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`the archive has no ${wanted}`)
}
