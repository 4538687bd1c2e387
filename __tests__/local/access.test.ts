import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { validateExchanges } from '../servers/openapi.ts'
import { start } from './started.ts'
import type { Started } from './started.ts'

let local: Started
beforeEach(async () => {
  local = await start()
})
afterEach(async () => {
  await local.stop()
  expect(validateExchanges(local.github.requests)).toEqual([])
})

it.each([
  ['no token', null],
  ['an unknown token', 'ghs_other'],
])('answers 401 to %s', async (_what, token) => {
  const { status, data } = await local.api('GET', '/releases', { token })
  expect([status, data.message]).toEqual([401, 'Bad credentials'])
  expect(local.github.requests.at(-1)).toMatchObject({ authorized: false, status: 401 })
})

it('takes the token under both schemes', async () => {
  for (const scheme of ['token', 'Bearer', 'bearer']) {
    const headers = { authorization: `${scheme} ${local.github.token}` }
    expect((await local.api('GET', '/releases', { token: null, headers })).status).toBe(200)
  }
})

it.each([
  ['POST', '/releases', { tag_name: 'v1' }],
  ['PATCH', '/releases/1', { draft: false }],
  ['DELETE', '/releases/1', undefined],
  ['POST', '/git/refs', { ref: 'refs/tags/v1', sha: 'x' }],
])('refuses %s %s to a token that may only read', async (method, path, body) => {
  const token = local.github.issueToken({ contents: 'read', actions: 'none' })
  const { status, data } = await local.api(method, path, { token, body })
  expect([status, data.message]).toEqual([403, 'Resource not accessible by integration'])
})

it('refuses uploads to a token that may only read', async () => {
  const { data } = await local.api('POST', '/releases', { body: { tag_name: 'v1', draft: true } })
  await local.upload(data.id ?? 0, 'a', 'x')
  const token = local.github.issueToken({ contents: 'read', actions: 'none' })
  expect((await local.upload(data.id ?? 0, 'b', 'x', { token })).status).toBe(403)
  expect(local.github.releases()[0]?.assets).toHaveLength(1)
})

it('refuses runs and artifacts to a token without actions: read', async () => {
  local.github.addRun({ id: 7, headSha: local.commits[1] })
  const token = local.github.issueToken({ contents: 'write', actions: 'none' })
  for (const path of ['/actions/runs/7', '/actions/runs/7/artifacts', '/actions/artifacts']) {
    expect((await local.api('GET', path, { token })).status).toBe(403)
  }
})

it('refuses contents to a token without them', async () => {
  const token = local.github.issueToken({ contents: 'none', actions: 'read' })
  expect((await local.api('GET', '/releases', { token })).status).toBe(403)
  expect((await local.api('GET', '/actions/artifacts', { token })).status).toBe(200)
})

it('says how many requests are left', async () => {
  const { headers } = await local.api('GET', '')
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-used': '1',
    'x-ratelimit-reset': String(Date.parse('2026-03-01T13:00:00Z') / 1000),
  })
  expect(headers.get('x-github-request-id')).toMatch(/./)
  const { data } = await local.api('GET', `${local.github.apiUrl}/rate_limit`)
  expect(data['rate']).toMatchObject({ limit: 5000, used: 1, remaining: 4999 })
})

it('knows its own repository, in any letter case, and no other', async () => {
  expect((await local.api('GET', '')).data).toMatchObject({ full_name: 'acme/tools', default_branch: 'main' })
  expect((await local.api('GET', `${local.github.apiUrl}/repos/Acme/Tools/releases`)).status).toBe(200)
  const other = await local.api('GET', `${local.github.apiUrl}/repos/acme/other`)
  expect(other.data).toEqual({ message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' })
})

it('records requests in order, and forgets them when told', async () => {
  await local.api('GET', '/releases?per_page=1')
  await local.api('POST', '/releases', { body: { tag_name: 'v1', draft: true } })
  expect(local.github.requests).toMatchObject([
    {
      method: 'GET',
      host: 'api',
      path: '/repos/acme/tools/releases',
      query: { per_page: '1' },
      status: 200,
      write: false,
      answer: [],
    },
    { method: 'POST', status: 201, write: true, body: { tag_name: 'v1', draft: true }, answer: { tag_name: 'v1' } },
  ])
  local.github.forget()
  expect(local.github.requests).toEqual([])
})
