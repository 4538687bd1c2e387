import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { Fault, LocalGitHub } from '../../local/github.ts'
import type { Asset } from '../../src/assets/asset.ts'
import type { Product } from '../../src/engine/plan-destinations.ts'
import { makeStage, type Run, type RunOptions, type Sent, type Stage } from '../support/github-stage.ts'
import { git, makeRepository, type Repository } from '../support/repository.ts'

/** What every release of these tests is made of: prepared once. */
export interface Material {
  readonly repository: Repository
  /** The commit that is released. */
  readonly commit: string
  readonly earlier: string
  /** Twelve files of mixed sizes, one of several MiB. */
  readonly assets: readonly Asset[]
  /** The same names with other bytes: what an earlier build made. */
  readonly old: readonly Asset[]
  remove(): Promise<void>
}

export async function makeMaterial(): Promise<Material> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-chaos-'))
  const repository = await makeRepository(folder, { 'README.md': '# Tool\n' })
  const earlier = await repository.git('rev-parse', 'HEAD')
  await repository.write({ 'README.md': '# Tool, later\n' })
  const commit = await repository.commit('later')
  const stage = await makeStage({ repository })
  const sizes = [1, 2, 17, 300, 1024, 4095, 4096, 20_000, 65_536, 100_000, 262_144, 3 * 1024 * 1024]
  const made = async (fill: number): Promise<readonly Asset[]> =>
    Promise.all(sizes.map(async (size, index) => stage.asset(`tool-${index}.bin`, Buffer.alloc(size, index + fill))))
  const [assets, old] = [await made(1), await made(101)]
  await stage.github.close()
  return {
    repository,
    commit,
    earlier,
    assets,
    old,
    remove: async () => {
      await stage.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What is there before the run that faults strike, and how the destination is configured. */
export interface Situation {
  readonly name: string
  readonly immutable: boolean
  readonly config: Readonly<Record<string, unknown>>
  readonly tag: string
  /** Brings it about. Assets of the release are those of the material. */
  prepare(stage: Stage, material: Material): Promise<void>
}

const nothing = async (): Promise<void> => Promise.resolve()

const product = (stage: Stage, assets: readonly Asset[], commit: string): Product => ({
  ...stage.product,
  release: { ...stage.product.release, commit },
  assets,
})

/** A run that is cut off half-way through its uploads, with an asset of other bytes and two half ones. */
async function leaveHalfDraft(stage: Stage, { old, commit, assets }: Material): Promise<void> {
  const { faults } = stage.github
  const half = { method: 'POST', host: 'uploads' } as const
  for (const { name } of assets.slice(4, 6))
    faults.next({ match: { ...half, query: { name } }, fault: { kind: 'starter', status: 502 } })
  await stage.run({ product: product(stage, [...old.slice(0, 4), ...assets.slice(4, 6)], commit), dieAt: 8 })
  faults.clear()
}

const publishOld =
  (config: Readonly<Record<string, unknown>>, count: number) =>
  async (stage: Stage, { old, earlier, commit }: Material): Promise<void> => {
    const at = config['rolling'] === true ? earlier : commit
    const run = await stage.run({ config, product: product(stage, old.slice(0, count), at) })
    expect(run).toMatchObject({ kind: 'ended', outcome: { status: 'succeeded' } })
  }

const rolling = { rolling: true, tag: 'nightly' }
const updating = { 'update-published': true }

export const situations = {
  mutable: { name: 'nothing there, mutable', immutable: false, config: {}, tag: 'v1.0.0', prepare: nothing },
  immutable: { name: 'nothing there, immutable', immutable: true, config: {}, tag: 'v1.0.0', prepare: nothing },
  draft: { name: 'half a draft there', immutable: true, config: {}, tag: 'v1.0.0', prepare: leaveHalfDraft },
  updating: {
    name: 'published with other bytes, to be updated',
    immutable: false,
    config: updating,
    tag: 'v1.0.0',
    prepare: publishOld(updating, 3),
  },
  rollingFirst: {
    name: 'a rolling release, first',
    immutable: false,
    config: rolling,
    tag: 'nightly',
    prepare: nothing,
  },
  rollingNext: {
    name: 'a rolling release, next build',
    immutable: false,
    config: rolling,
    tag: 'nightly',
    prepare: publishOld(rolling, 3),
  },
} as const satisfies Readonly<Record<string, Situation>>

/** A stage in a situation, with no tag of an earlier one. */
export async function staged(situation: Situation, material: Material): Promise<Stage> {
  for (const tag of ['v1.0.0', 'nightly']) await git(material.repository.remote, 'update-ref', '-d', `refs/tags/${tag}`)
  const stage = await makeStage({ repository: material.repository, immutable: situation.immutable })
  await situation.prepare(stage, material)
  stage.github.faults.clear()
  stage.github.forget()
  return stage
}

/** One run of the release that all this is about. */
export const runOn = async (
  stage: Stage,
  situation: Situation,
  { assets, commit }: Material,
  options: RunOptions = {},
): Promise<Run> => stage.run({ config: situation.config, product: product(stage, assets, commit), ...options })

export const succeeded = (run: Run): boolean => run.kind === 'ended' && run.outcome.status === 'succeeded'

/** How a run ended, in words. */
export function told(run: Run): string {
  switch (run.kind) {
    case 'ended':
      return `${run.outcome.status}: ${run.outcome.why}\n${run.log}`
    case 'refused':
      return `refused: ${run.messages.join('; ')}\n${run.log}`
    case 'died':
      return `died\n${run.log}`
  }
}

/** One whole release of the tag, public, at the commit, and another run finds nothing to write. */
export async function expectWhole(stage: Stage, situation: Situation, material: Material): Promise<void> {
  stage.github.faults.clear()
  const { assets, commit } = material
  const wanted = assets.map(({ name, size, sha256 }) => ({ name, size, state: 'uploaded', digest: `sha256:${sha256}` }))
  const there = stage.github.releases().map((release) => ({
    tag: release.tag,
    draft: release.draft,
    assets: [...release.assets]
      .sort((a, b) => a.id - b.id)
      .map(({ name, size, state, digest }) => ({ name, size, state, digest }))
      .sort(byName),
  }))
  expect(there).toEqual([{ tag: situation.tag, draft: false, assets: wanted.sort(byName) }])
  expect(await stage.tagAt(situation.tag)).toBe(commit)
  stage.github.forget()
  const again = await runOn(stage, situation, material)
  expect([succeeded(again), told(again)]).toEqual([true, expect.any(String)])
  expect(stage.github.requests.filter(({ write }) => write)).toEqual([])
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)

/** Milliseconds of real time after which an answer that never comes is given up. */
const impatience = 250

export interface Trouble {
  readonly name: string
  readonly fault: Fault
  /** Planned for the listings behind the request, too. */
  readonly then?: Fault
  readonly patience?: number
}

const secondary = {
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
}

/** All that goes wrong with a write. */
export const troubles: readonly Trouble[] = [
  { name: 'the connection is reset before the body', fault: { kind: 'reset', when: 'before-body' } },
  { name: 'the connection is reset in the middle of the body', fault: { kind: 'reset', when: 'mid-body' } },
  { name: 'it is done, and the answer is lost', fault: { kind: 'lost-answer' } },
  {
    name: 'it is done, the answer is lost, and listings are a second behind',
    fault: { kind: 'lost-answer' },
    then: { kind: 'stale-listing', ms: 1000 },
  },
  { name: '500', fault: { kind: 'status', status: 500 } },
  { name: '502, and half an asset stays', fault: { kind: 'starter', status: 502 } },
  { name: '429', fault: { kind: 'status', status: 429, body: secondary } },
  { name: '429 with Retry-After', fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } },
  { name: '403 for the secondary limit', fault: { kind: 'status', status: 403, body: secondary } },
  {
    name: '403 for the secondary limit, with Retry-After',
    fault: { kind: 'status', status: 403, body: secondary, headers: { 'retry-after': '7' } },
  },
  { name: 'no answer ever', fault: { kind: 'hang' }, patience: impatience },
  { name: 'wrong digests', fault: { kind: 'wrong-digest' } },
]

/** Strikes one request with a trouble. Half an asset can only stay behind an upload: any other request just gets the status. */
export const strike =
  (github: LocalGitHub, kind: Sent['kind'], number: number, trouble: Trouble) =>
  (request: Sent): void => {
    if (request.kind !== kind || request.number !== number) return
    const { fault, then } = trouble
    const fits = fault.kind !== 'starter' || request.match.host === 'uploads'
    github.faults.next({ match: request.match, fault: fits ? fault : { kind: 'status', status: 502 } })
    if (then !== undefined) github.faults.next({ match: { method: 'GET' }, times: 2, fault: then })
  }
