import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { LocalAsset } from '../../local/github.ts'
import { validateExchanges } from '../servers/openapi.ts'
import { start } from './started.ts'
import type { Started } from './started.ts'

let local: Started
let draft: number
beforeEach(async () => {
  local = await start()
  draft = (await local.api('POST', '/releases', { body: { tag_name: 'v1', draft: true } })).data.id ?? 0
  await local.upload(draft, 'first', 'hello')
})
afterEach(async () => {
  await local.stop()
  expect(validateExchanges(local.github.requests)).toEqual([])
})

const assets = (): readonly LocalAsset[] => local.github.releases()[0]?.assets ?? []
const sha256 = (content: string | Uint8Array): string => `sha256:${createHash('sha256').update(content).digest('hex')}`
const uploads = { match: { method: 'POST', host: 'uploads' } } as const

it('answers a status instead of doing anything, as often as planned', async () => {
  const fault = {
    kind: 'status',
    status: 403,
    headers: { 'retry-after': '7' },
    body: { message: 'secondary rate limit' },
  } as const
  local.github.faults.next({ match: { method: 'POST', path: /\/releases$/ }, times: 2, fault })
  expect((await local.api('GET', '/releases')).status).toBe(200)
  for (const expected of [403, 403]) {
    const { status, headers, data } = await local.api('POST', '/releases', { body: { tag_name: 'v2' } })
    expect([status, headers.get('retry-after'), data.message]).toEqual([expected, '7', 'secondary rate limit'])
  }
  expect((await local.api('POST', '/releases', { body: { tag_name: 'v2' } })).status).toBe(201)
  expect(local.github.releases().map(({ tag }) => tag)).toEqual(['v1', 'v2'])
})

it('resets the connection before the body: nothing is done', async () => {
  local.github.faults.next({ ...uploads, fault: { kind: 'reset', when: 'before-body' } })
  await expect(local.upload(draft, 'second', 'x')).rejects.toThrow('fetch failed')
  expect(assets()).toHaveLength(1)
  expect(local.github.requests.at(-1)).toMatchObject({ status: 0, bytes: 0 })
})

it('resets the connection in the middle of an upload: a starter asset stays', async () => {
  local.github.faults.next({ ...uploads, fault: { kind: 'reset', when: 'mid-body' } })
  await expect(local.upload(draft, 'second', 'x'.repeat(100_000))).rejects.toThrow('fetch failed')
  expect(assets()).toMatchObject([{ name: 'first' }, { name: 'second', state: 'starter', digest: null }])
  expect(local.github.requests.at(-1)).toMatchObject({ status: 0, bytes: 50_000 })
})

it('resets the connection in the middle of an answer', async () => {
  local.github.faults.next({ match: { method: 'GET' }, fault: { kind: 'reset', when: 'mid-body' } })
  await expect(local.api('GET', '/releases')).rejects.toThrow('terminated')
  expect((await local.api('GET', '/releases')).status).toBe(200)
})

it('loses an answer after the work is done', async () => {
  local.github.faults.next({ ...uploads, fault: { kind: 'lost-answer' } })
  await expect(local.upload(draft, 'second', 'hello')).rejects.toThrow('fetch failed')
  expect(assets()[1]).toMatchObject({ name: 'second', state: 'uploaded', digest: sha256('hello') })
})

it('leaves a starter asset behind a 502, for uploads only', async () => {
  local.github.faults.next({ fault: { kind: 'starter', status: 502 } })
  expect((await local.api('GET', '/releases')).status).toBe(200)
  expect((await local.upload(draft, 'second', 'hello')).status).toBe(502)
  expect(assets()[1]).toMatchObject({ name: 'second', state: 'starter', size: 0 })
})

it('never answers, and lets itself be closed all the same', async () => {
  local.github.faults.next({ match: { path: /\/latest$/ }, fault: { kind: 'hang' } })
  const hanging = local.api('GET', '/releases/latest')
  expect((await local.api('GET', '/releases')).status).toBe(200)
  const ended = expect(hanging).rejects.toThrow()
  await local.github.close()
  await ended
})

it('answers late when told to, and until cleared', async () => {
  local.github.faults.next({ fault: { kind: 'delay', ms: 5 } })
  local.github.faults.latency(5, { host: 'api' })
  expect((await local.api('GET', '/releases')).status).toBe(200)
  local.github.faults.latency(3_600_000)
  local.github.faults.next({ fault: { kind: 'status', status: 500 } })
  local.github.faults.clear()
  expect((await local.api('GET', '/releases')).status).toBe(200)
})

describe('damaged bytes', () => {
  it('are stored, and their digest says so', async () => {
    local.github.faults.next({ ...uploads, fault: { kind: 'wrong-digest' } })
    const { status, data } = await local.upload(draft, 'second', 'hello')
    expect(status).toBe(201)
    expect(data['digest']).toBe(sha256('iello'))
    expect(readFileSync(assets()[1]?.path ?? '', 'utf8')).toBe('iello')
  })

  it('are sent, while what is stored stays whole', async () => {
    const { headers } = await local.api('GET', `/releases/assets/${String(assets()[0]?.id)}`, {
      headers: { accept: 'application/octet-stream' },
    })
    local.github.faults.next({ match: { host: 'blobs' }, fault: { kind: 'wrong-digest' } })
    const url = headers.get('location') ?? ''
    expect(await (await fetch(url)).text()).toBe('iello')
    expect(await (await fetch(url)).text()).toBe('hello')
  })

  it('are claimed by a listing', async () => {
    local.github.faults.next({ match: { method: 'GET' }, fault: { kind: 'wrong-digest' } })
    const { data } = await local.api('GET', `/releases/${draft}/assets`)
    expect(data.list?.map((asset) => asset['digest'])).toEqual([`sha256:${'0'.repeat(64)}`])
  })
})

it('lists what was there a while ago', async () => {
  local.advance(10_000)
  await local.upload(draft, 'second', 'x')
  await local.api('POST', '/releases', { body: { tag_name: 'v2' } })
  local.github.faults.next({ times: 2, fault: { kind: 'stale-listing', ms: 5000 } })
  expect((await local.api('GET', `/releases/${draft}`)).data['assets']).toHaveLength(2)
  expect((await local.api('GET', `/releases/${draft}/assets`)).data.list?.map((asset) => asset['name'])).toEqual([
    'first',
  ])
  expect((await local.api('GET', '/releases')).data.list?.map((release) => release['tag_name'])).toEqual(['v1'])
  expect((await local.api('GET', '/releases')).data.list?.map((release) => release['tag_name'])).toEqual(['v2', 'v1'])
})
