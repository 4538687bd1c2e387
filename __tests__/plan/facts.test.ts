import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { nodeRuntime } from '../../src/host/node.ts'
import { commitOf, readFacts, type Facts } from '../../src/plan/facts.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { git, makeRepository, type Repository } from '../support/repository.ts'
import { elsewhere, here } from './fixtures.ts'

const context = {
  repository: 'acme/tools',
  event: 'push',
  sha: '',
  pullRequestHead: undefined,
  runId: 1,
  attempt: 1,
  job: 'release',
  step: 'slipway',
  workspace: '/',
  temporary: '/',
}

describe('commitOf', () => {
  it.each([
    ['what the workflow names', elsewhere, { pullRequestHead: here, sha: here }, elsewhere],
    ['the head of the pull request', undefined, { pullRequestHead: elsewhere, sha: here }, elsewhere],
    ['the commit of the run', undefined, { sha: here }, here],
    ['nothing where nobody says', undefined, {}, undefined],
    ['small letters', elsewhere.toUpperCase(), {}, elsewhere],
  ])('is %s', (_what, input, given, expected) => {
    expect(commitOf({ ...context, ...given }, input)).toBe(expected)
  })
})

describe('readFacts', () => {
  let folder: string
  let repository: Repository
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'facts-'))
    repository = await makeRepository(folder, { a: '1' })
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const read = async (
    root: string,
    given: {
      readonly sha?: string
      readonly pullRequestHead?: string
      readonly commit?: string
      readonly strict?: boolean
    } = {},
  ): Promise<Facts> => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GITHUB_WORKSPACE: root,
      RUNNER_TEMP: folder,
    }
    const { commit, strict = true, ...rest } = given
    return readFacts(nodeRuntime(env, new AbortController().signal), root, {
      context: { ...context, ...rest },
      commit,
      token: '',
      strict,
    })
  }

  it('reads the commit and every tag of the remote, from a clone of depth 1 without a tag', async () => {
    const first = await repository.git('rev-parse', 'HEAD')
    await repository.git('tag', '-a', '-m', 'x', 'v1')
    await repository.write({ a: '2' })
    const second = await repository.commit('more')
    await repository.git('tag', 'v2')
    await repository.git('push', '--quiet', '--tags', 'origin')
    const shallow = join(folder, 'shallow')
    await git(folder, 'clone', '--quiet', '--depth=1', '--no-tags', `file://${repository.remote}`, shallow)
    const { commit, tags } = await read(shallow, { sha: second })
    expect({ commit, tags: Object.fromEntries(tags) }).toEqual({ commit: second, tags: { v1: first, v2: second } })
  })

  it('asks the remote and not the checkout, whose tags may be made up', async () => {
    await repository.git('tag', 'v9')
    expect((await read(repository.root)).tags.size).toBe(0)
  })

  it('takes the commit of the checkout where nobody names one', async () => {
    expect((await read(repository.root)).commit).toBe(await repository.git('rev-parse', 'HEAD'))
  })

  it('refuses another commit than the one checked out', async () => {
    const [found] = await mistakesOfPromise(async () => read(repository.root, { commit: elsewhere }))
    expect(found).toMatchObject({ code: 'WRONG_CHECKOUT', hint: expect.stringContaining(`ref: ${elsewhere}`) })
  })

  it('takes the merge commit of a pull request for its head', async () => {
    const sha = await repository.git('rev-parse', 'HEAD')
    expect((await read(repository.root, { sha, pullRequestHead: elsewhere })).commit).toBe(elsewhere)
  })

  it('says that there is no repository', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty)
    const found = await mistakesOfPromise(async () => read(empty))
    expect(found).toMatchObject([{ code: 'NO_REPOSITORY', hint: expect.stringContaining('actions/checkout') }])
  })

  it('says that there is no remote', async () => {
    await repository.git('remote', 'remove', 'origin')
    expect((await mistakesOfPromise(async () => read(repository.root))).map(({ code }) => code)).toEqual(['NO_REMOTE'])
  })

  it('says that the remote does not answer', async () => {
    await repository.git('remote', 'set-url', 'origin', join(folder, 'nothing.git'))
    const found = await mistakesOfPromise(async () => read(repository.root))
    expect(found).toMatchObject([{ code: 'REMOTE_UNREACHABLE', hint: expect.stringContaining('contents: read') }])
  })
})
