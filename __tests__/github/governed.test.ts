import { describe, expect, it } from '@jest/globals'
import { governed } from '../../src/github/governed.ts'
import { governor } from '../../src/github/governor.ts'
import type { GitHubReader, GitHubWriter } from '../../src/host/host.ts'
import { simulatedClock } from '../support/clock.ts'

type Headers = Readonly<Record<string, string>>

/** A GitHub that says the same to everything. */
function saying(headers: Headers, upload = { status: 201, body: '{}' }): GitHubReader & GitHubWriter {
  const answer = async (): Promise<never> => Promise.resolve({ status: 200, headers, data: {} } as never)
  return {
    repository: 'acme/tools',
    server: 'https://github.com',
    read: answer,
    write: answer,
    redirect: async () => Promise.resolve(''),
    upload: async () => Promise.resolve({ ...upload, headers }),
  }
}

async function stand(headers: Headers, counted = true, upload?: { readonly status: number; readonly body: string }) {
  const clock = simulatedClock()
  const gate = governor({ clock, signal: new AbortController().signal, counted, onPause: () => undefined })
  const { github, warning } = governed(saying(headers, upload), gate, clock)
  await github.read('GET /repos/{owner}/{repo}', {})
  return { clock, github, warning }
}

const file = { path: '/dev/null', size: 1, type: 'text/plain' }

describe('the warning before many writes', () => {
  it('is not given for what fits', async () => {
    const { warning } = await stand({ 'x-ratelimit-remaining': '900', 'x-ratelimit-reset': '9999999999' })
    expect([0, 1, 80].map(warning)).toEqual([undefined, undefined, undefined])
  })

  it('says how many writes take how long', async () => {
    const { warning } = await stand({})
    expect(warning(300)).toBe('300 writes to GitHub are planned, which its limits let through in about 4 minutes')
    expect(warning(1002)).toBe('1002 writes to GitHub are planned, which its limits let through in about 121 minutes')
  })

  it('says what the token has left, and until when', async () => {
    const reset = Date.parse('2026-03-01T12:30:00Z') / 1000
    const { warning } = await stand({ 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': String(reset) })
    expect(warning(12)).toBeUndefined()
    expect(warning(13)).toBe(
      '13 writes to GitHub are planned, which its limits let through in about 30 minutes; ' +
        'the token has 12 requests left until 2026-03-01T12:30:00.000Z',
    )
  })

  it('is not given on a server that does not count', async () => {
    const { warning } = await stand({}, false)
    expect(warning(1000)).toBeUndefined()
  })
})

describe('an answer to an upload', () => {
  it.each<[string, { readonly status: number; readonly body: string }, Headers, number]>([
    ['201', { status: 201, body: '{}' }, {}, 0],
    ['403 for rights', { status: 403, body: 'Resource not accessible by integration' }, {}, 0],
    ['403 for the secondary limit', { status: 403, body: 'You have exceeded a secondary rate limit' }, {}, 60_000],
    ['403 with Retry-After', { status: 403, body: '' }, { 'retry-after': '9' }, 9000],
    ['429 with a date', { status: 429, body: '' }, { 'retry-after': 'Sun, 01 Mar 2026 12:00:05 GMT' }, 5000],
    [
      '403 with nothing left',
      { status: 403, body: '' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse('2026-03-01T12:10:00Z') / 1000) },
      600_000,
    ],
    ['502', { status: 502, body: '' }, {}, 0],
  ])('%s makes the next write wait as it says', async (_what, answer, headers, wait) => {
    const { clock, github } = await stand(headers, true, answer)
    const began = clock.now()
    await github.upload('https://uploads.github.com/x', file)
    await github.write('POST /repos/{owner}/{repo}/releases', { tag_name: 'v1' })
    expect(clock.now() - began).toBe(wait)
  })
})

it('takes the limit out of an error that a write throws', async () => {
  const clock = simulatedClock()
  const gate = governor({ clock, signal: new AbortController().signal, counted: true, onPause: () => undefined })
  const error = Object.assign(new Error('You have exceeded a secondary rate limit'), {
    status: 403,
    response: { headers: { 'retry-after': '31' } },
  })
  let refused = false
  const github: GitHubReader & GitHubWriter = {
    ...saying({}),
    write: async () => {
      if (refused) return Promise.resolve({ status: 201, headers: {}, data: {} } as never)
      refused = true
      return Promise.reject(error)
    },
  }
  const { github: paced } = governed(github, gate, clock)
  const began = clock.now()
  const write = async (): Promise<unknown> => paced.write('POST /repos/{owner}/{repo}/releases', { tag_name: 'v1' })
  await expect(write()).rejects.toBe(error)
  await write()
  expect(clock.now() - began).toBe(31_000)
})
