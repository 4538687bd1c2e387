import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { nodeGitHub, type GitHubOptions } from '../../src/host/github.ts'
import type { GitHubReader, GitHubWriter } from '../../src/host/host.ts'
import { nodeHttp } from '../../src/host/http.ts'
import { isUnsure } from '../../src/github/settle.ts'
import { start, type Started } from '../local/started.ts'
import { simulatedClock, type SimulatedClock } from '../support/clock.ts'

let local: Started
let clock: SimulatedClock
beforeEach(async () => {
  local = await start()
  clock = simulatedClock({ random: () => 0.5 })
})
afterEach(async () => local.stop())

function github(more: Partial<GitHubOptions> = {}): GitHubReader & GitHubWriter {
  const signal = more.signal ?? new AbortController().signal
  return nodeGitHub({
    retryBase: 1,
    repository: 'acme/tools',
    server: 'https://github.com',
    api: local.github.apiUrl,
    token: local.github.token,
    http: nodeHttp({ clock, signal }),
    clock,
    signal,
    ...more,
  })
}

const list = async (client: GitHubReader): Promise<number> =>
  (await client.read('GET /repos/{owner}/{repo}/releases', {})).data.length
const create = async (client: GitHubWriter): Promise<unknown> =>
  client.write('POST /repos/{owner}/{repo}/releases', { tag_name: 'v9', draft: true })
const requests = (): number => local.github.requests.length
const secondary = { message: 'You have exceeded a secondary rate limit' }

describe('a read', () => {
  it.each<
    [string, { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }, number]
  >([
    ['503', { status: 503 }, 500],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '31' } }, 31_000],
    ['403 with Retry-After', { status: 403, headers: { 'retry-after': '31' } }, 31_000],
    ['403 for the secondary limit', { status: 403, body: secondary }, 60_000],
  ])('that is answered %s is asked again, after as long as it says', async (_what, fault, wait) => {
    local.github.faults.next({ fault: { kind: 'status', ...fault } })
    expect(await list(github())).toBe(0)
    expect([requests(), clock.sleeps]).toEqual([2, [wait]])
  })

  it.each([500, 502, 504])('that meets a broken server (%i) is asked again', async (status) => {
    local.github.faults.next({ times: 2, fault: { kind: 'status', status } })
    expect(await list(github())).toBe(0)
    expect(requests()).toBe(3)
  })

  it('waits until the limit of the token is reset', async () => {
    const reset = String(clock.now() / 1000 + 600)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    local.github.faults.next({ fault: { kind: 'status', status: 403, headers } })
    expect(await list(github())).toBe(0)
    expect(clock.sleeps).toEqual([600_000])
  })

  it.each<[string, number, Record<string, string>]>([
    ['401', 401, {}],
    ['403 for rights', 403, {}],
    ['404', 404, {}],
    ['422', 422, {}],
    ['429 for an hour', 429, { 'retry-after': '3600' }],
  ])('that is answered %s is not asked again', async (_what, status, headers) => {
    local.github.faults.next({ fault: { kind: 'status', status, headers } })
    await expect(list(github())).rejects.toMatchObject({ status })
    expect(requests()).toBe(1)
  })

  it.each(['before-body', 'mid-body'] as const)('whose connection is reset (%s) is asked again', async (when) => {
    local.github.faults.next({ fault: { kind: 'reset', when } })
    expect(await list(github())).toBe(0)
    expect(requests()).toBe(2)
  })

  it('is given up when it never gets an answer', async () => {
    local.github.faults.next({ times: 9, fault: { kind: 'hang' } })
    await expect(list(github({ deadline: 20 }))).rejects.toMatchObject({ status: 500 })
    expect(requests()).toBe(5)
  })

  it('ends with the run', async () => {
    const cancel = new AbortController()
    local.github.faults.next({ fault: { kind: 'status', status: 500 } })
    const reading = list(github({ signal: cancel.signal }))
    cancel.abort(new Error('cancelled'))
    await expect(reading).rejects.toThrow('cancelled')
  })
})

describe('a write', () => {
  it.each([
    ['500', { kind: 'status', status: 500 }],
    ['429', { kind: 'status', status: 429 }],
    ['a lost answer', { kind: 'lost-answer' }],
    ['an answer that breaks off', { kind: 'reset', when: 'mid-body' }],
    ['no answer', { kind: 'hang' }],
  ] as const)('is sent once, and leaves it open what became of it after %s', async (_what, fault) => {
    local.github.faults.next({ fault })
    const error: unknown = await create(github({ deadline: 100 })).catch((thrown: unknown) => thrown)
    expect([isUnsure(error), requests()]).toEqual([true, 1])
  })

  it('goes on when the run is cancelled', async () => {
    const cancel = new AbortController()
    const writing = create(github({ signal: cancel.signal }))
    cancel.abort(new Error('cancelled'))
    expect(await writing).toMatchObject({ status: 201 })
  })
})

it('answers where a redirect leads to, and does not go there', async () => {
  local.github.addRun({ id: 7, headSha: local.commits[1] })
  const id = await local.github.addArtifact(7, 'x', Buffer.from('zip'))
  const to = await github().redirect('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
    artifact_id: id,
    archive_format: 'zip',
  })
  expect(new URL(to).searchParams.has('sig')).toBe(true)
  expect(requests()).toBe(1)
})

it.each([
  ['without a token', { token: '' }, 'NO_TOKEN'],
  ['without a repository', { repository: '' }, 'NO_REPOSITORY'],
])('%s says so', async (_what, more, code) => {
  await expect(list(github(more))).rejects.toMatchObject({ code })
})
