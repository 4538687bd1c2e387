import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { RecordedRequest } from '../../local/github.ts'
import type { Asset } from '../../src/assets/asset.ts'
import type { Product } from '../../src/engine/plan-destinations.ts'
import { makeStage, type Run, type Stage } from '../support/github-stage.ts'

let stage: Stage
afterEach(async () => stage.close())

const make = async (count: number, content = 'x'): Promise<readonly Asset[]> =>
  Promise.all(Array.from({ length: count }, async (_, index) => stage.asset(`tool-${index}.txt`, `${content}${index}`)))

const having = (assets: readonly Asset[], more: Partial<Product['release']> = {}): Product => ({
  ...stage.product,
  release: { ...stage.product.release, ...more },
  assets,
})

/** Runs, and tells what was asked of GitHub, as `METHOD path status`. */
async function asked(product: Product, config: Readonly<Record<string, unknown>> = {}) {
  stage.github.forget()
  const run = await stage.run({ product, config })
  const requests: readonly RecordedRequest[] = [...stage.github.requests]
  const line = ({ method, path, status }: RecordedRequest): string =>
    `${method} ${path.replace('/repos/acme/tools/', '')} ${status}`
  return { run, all: requests.map(line), writes: requests.filter(({ write }) => write).map(line) }
}

function expectSuccess(run: Run): void {
  expect(run.kind === 'ended' ? [run.outcome.status, run.outcome.why] : run).toEqual(['succeeded', ''])
}

const names = (): readonly string[] => (stage.github.releases()[0]?.assets ?? []).map(({ name }) => name).sort()
const bytes = (name: string): string => {
  const found = stage.github.releases()[0]?.assets.find((each) => each.name === name)
  return found === undefined ? '' : readFileSync(found.path, 'utf8')
}

describe('the requests of a release', () => {
  it.each([3, 30, 120])('are at most N + 5 + ⌈N/100⌉ for %i new assets', async (count) => {
    stage = await makeStage()
    const { run, all, writes } = await asked(having(await make(count)))
    expectSuccess(run)
    expect(writes).toHaveLength(count + 2)
    expect(all.length).toBeLessThanOrEqual(count + 5 + Math.ceil(count / 100))
    expect(names()).toHaveLength(count)
  })

  it.each([3, 30, 120])('are no more where a draft with some of the %i assets is adopted', async (count) => {
    stage = await makeStage()
    const product = having(await make(count))
    await stage.run({ product, dieAt: 4 })
    expect(stage.github.releases()).toMatchObject([{ draft: true }])
    const { run, all, writes } = await asked(product)
    expectSuccess(run)
    expect(writes).toHaveLength(count - 2 + 1)
    expect(all.length).toBeLessThanOrEqual(count - 2 + 5 + Math.ceil(count / 100))
    expect(stage.github.releases()).toMatchObject([{ draft: false }])
  })

  it.each([3, 30, 100, 120])('are at most 3 + ⌈A/100⌉, and no write, when %i assets are all there', async (count) => {
    stage = await makeStage()
    const assets = await make(count)
    expectSuccess(await stage.run({ product: having(assets) }))
    for (const tagged of [false, true]) {
      const { run, all, writes } = await asked({ ...having(assets), tagged })
      expectSuccess(run)
      expect(writes).toEqual([])
      expect(all.length).toBeLessThanOrEqual(3 + Math.ceil(count / 100))
    }
  })
})

describe('what is there already', () => {
  it('is replaced in a draft, and what is right is kept', async () => {
    stage = await makeStage({ immutable: true })
    const [first, second] = [await make(3, 'old'), await make(3, 'new')]
    await stage.run({ product: having(first), dieAt: 5 })
    const mixed = [...first.slice(0, 1), ...second.slice(1)]
    const { run, writes } = await asked(having(mixed))
    expectSuccess(run)
    expect(writes.map((line) => line.split(' ')[0]).sort()).toEqual(['DELETE', 'DELETE', 'PATCH', 'POST', 'POST'])
    expect([names(), bytes('tool-0.txt'), bytes('tool-1.txt')]).toEqual([
      ['tool-0.txt', 'tool-1.txt', 'tool-2.txt'],
      'old0',
      'new1',
    ])
  })

  it('is swapped in a public release that may be updated: a name is missing for one request', async () => {
    stage = await makeStage()
    expectSuccess(await stage.run({ product: having(await make(1, 'old')) }))
    const { run, all } = await asked(having(await make(1, 'new')), { 'update-published': true })
    expectSuccess(run)
    const changes = all.filter((line) => !line.startsWith('GET'))
    expect(changes).toEqual([
      expect.stringMatching(/^POST releases\/\d+\/assets 201$/),
      expect.stringMatching(/^PATCH releases\/assets\/\d+ 200$/),
      expect.stringMatching(/^PATCH releases\/assets\/\d+ 200$/),
      expect.stringMatching(/^DELETE releases\/assets\/\d+ 204$/),
    ])
    const from = all.indexOf(changes[1] ?? '')
    // The old one goes aside, and the very next request gives its name to the new one.
    expect(all[from + 1]).toBe(changes[2])
    expect([names(), bytes('tool-0.txt')]).toEqual([['tool-0.txt'], 'new0'])
  })

  it('is cleared of what a swap left behind that was cut off', async () => {
    stage = await makeStage()
    const config = { 'update-published': true }
    expectSuccess(await stage.run({ product: having(await make(1, 'old')) }))
    const product = having(await make(1, 'new'))
    // Cut off after the new bytes took the name.
    await stage.run({ product, config, dieAt: 6 })
    expect(names()).toEqual(['tool-0.txt', expect.stringContaining('tool-0.txt.slipway-old-')])
    const { run, writes } = await asked(product, config)
    expectSuccess(run)
    expect(writes).toEqual([expect.stringMatching(/^DELETE releases\/assets\/\d+ 204$/)])
    expect((await asked(product, config)).writes).toEqual([])
    expect([names(), bytes('tool-0.txt')]).toEqual([['tool-0.txt'], 'new0'])
  })

  it.each([
    ['an immutable release', true, {}, /its tag can never be used again, release a new version/],
    ['an immutable release, whatever the configuration says', true, { 'update-published': true }, /immutable/],
    ['a public release', false, {}, /already public: release a new version, or set "update-published: true"/],
  ] as const)('is a conflict in %s, and nothing is written', async (_what, immutable, config, message) => {
    stage = await makeStage({ immutable })
    expectSuccess(await stage.run({ product: having(await make(2, 'old')) }))
    const { run, writes } = await asked(having(await make(3, 'new')), config)
    expect(run).toMatchObject({ kind: 'refused', messages: Array(3).fill(expect.stringMatching(message)) })
    expect(writes).toEqual([])
  })

  it('is verified only, in an immutable release that is whole', async () => {
    stage = await makeStage({ immutable: true })
    const product = having(await make(2))
    expectSuccess(await stage.run({ product }))
    const { run, writes } = await asked(product)
    expectSuccess(run)
    expect(writes).toEqual([])
  })

  it('is not guessed between two drafts', async () => {
    stage = await makeStage()
    const product = having(await make(1))
    for (let count = 0; count < 2; count++) {
      await fetch(`${stage.github.apiUrl}/repos/acme/tools/releases`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stage.github.token}` },
        body: JSON.stringify({ tag_name: 'v1.0.0', draft: true }),
      })
    }
    const { run, writes } = await asked(product)
    expect(run).toMatchObject({
      kind: 'refused',
      messages: [expect.stringMatching(/^there are 2 draft releases of v1.0.0/)],
    })
    expect(writes).toEqual([])
  })

  it('is a conflict where the tag came to be at another commit', async () => {
    stage = await makeStage()
    const product = having(await make(1))
    expectSuccess(await stage.run({ product }))
    await stage.repository.write({ 'more.txt': 'more' })
    const commit = await stage.repository.commit('more')
    const { run, writes } = await asked(having(product.assets, { commit }))
    expect(run).toMatchObject({ kind: 'refused', messages: [expect.stringContaining('tag v1.0.0 is at')] })
    expect(writes).toEqual([])
  })
})

it('does not take a listing that broke off for an empty one', async () => {
  stage = await makeStage()
  const product = having(await make(1))
  await stage.run({ product, dieAt: 2 })
  stage.github.faults.next({
    match: { method: 'GET', path: /\/releases$/ },
    fault: { kind: 'reset', when: 'mid-body' },
  })
  expectSuccess(await stage.run({ product }))
  expect(stage.github.releases()).toMatchObject([{ tag: 'v1.0.0', draft: false }])
})

it('keeps a rolling release at the newest build', async () => {
  stage = await makeStage()
  const config = { rolling: true, tag: 'nightly', title: 'Build of {tag}' }
  const build = (assets: readonly Asset[], commit: string, text: string): Product => ({
    ...having(assets, { commit, tag: '' }),
    notes: { kind: 'text', text },
  })
  const first = stage.product.release.commit
  expectSuccess(await stage.run({ config, product: build(await make(3, 'old'), first, 'First.') }))
  expect(await stage.tagAt('nightly')).toBe(first)
  expect(stage.github.releases()).toMatchObject([{ tag: 'nightly', draft: false, prerelease: true, body: 'First.' }])
  await stage.repository.write({ 'more.txt': 'more' })
  const second = await stage.repository.commit('more')
  const next = build(await make(2, 'new'), second, 'Second.')
  const { run, writes } = await asked(next, config)
  expectSuccess(run)
  expect(writes.filter((line) => line.includes('git/refs'))).toHaveLength(1)
  expect(await stage.tagAt('nightly')).toBe(second)
  expect(stage.github.releases()).toMatchObject([{ tag: 'nightly', draft: false, prerelease: true, body: 'Second.' }])
  expect([names(), bytes('tool-0.txt'), bytes('tool-1.txt')]).toEqual([['tool-0.txt', 'tool-1.txt'], 'new0', 'new1'])
  expect((await asked(next, config)).writes).toEqual([])
})
