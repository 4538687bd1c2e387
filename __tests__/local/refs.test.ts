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

it('shows an annotated tag as a tag object, with the commit behind it', async () => {
  const { data } = await local.api('GET', '/git/ref/tags/v0.1.0')
  const object = { type: 'tag', sha: local.git('rev-parse', 'refs/tags/v0.1.0') }
  expect(data).toMatchObject({ ref: 'refs/tags/v0.1.0', object })
  const tag = await local.api('GET', `/git/tags/${object.sha}`)
  expect(tag.data).toMatchObject({
    tag: 'v0.1.0',
    message: 'The first',
    tagger: { name: 'Ann', date: '2026-02-01T08:00:00Z' },
    object: { type: 'commit', sha: local.commits[0] },
  })
  expect((await local.api('GET', `/git/tags/${local.commits[0]}`)).status).toBe(404)
})

it('makes, lists, moves and deletes tags in the repository itself', async () => {
  const [first, second] = local.commits
  for (const name of ['a/v1', 'a/v2', 'b/v1']) {
    const { status, data } = await local.api('POST', '/git/refs', { body: { ref: `refs/tags/${name}`, sha: first } })
    expect([status, data['ref']]).toEqual([201, `refs/tags/${name}`])
  }
  const matching = await local.api('GET', '/git/matching-refs/tags/a/v')
  expect(matching.data.list?.map((ref) => ref['ref'])).toEqual(['refs/tags/a/v1', 'refs/tags/a/v2'])
  expect((await local.api('GET', '/git/matching-refs/tags/none')).data.list).toEqual([])
  expect((await local.api('PATCH', '/git/refs/tags/a/v1', { body: { sha: second } })).status).toBe(200)
  expect(local.git('rev-parse', 'refs/tags/a/v1')).toBe(second)
  expect((await local.api('PATCH', '/git/refs/tags/a/v1', { body: { sha: first } })).data.message).toBe(
    'Update is not a fast forward',
  )
  expect((await local.api('PATCH', '/git/refs/tags/a/v1', { body: { sha: first, force: true } })).status).toBe(200)
  expect((await local.api('DELETE', '/git/refs/tags/a/v1')).status).toBe(204)
  expect((await local.api('GET', '/git/ref/tags/a/v1')).status).toBe(404)
  expect(local.git('tag', '--list')).toBe('a/v2\nb/v1\nv0.1.0')
})

it('makes annotated tags', async () => {
  const body = { tag: 'v9', message: 'Nine', object: local.commits[1], type: 'commit' }
  const { status, data } = await local.api('POST', '/git/tags', { body })
  expect(status).toBe(201)
  await local.api('POST', '/git/refs', { body: { ref: 'refs/tags/v9', sha: data['sha'] } })
  expect(local.git('rev-parse', 'v9^{commit}')).toBe(local.commits[1])
})

it.each([
  ['a ref that exists', { ref: 'refs/tags/v0.1.0', sha: 'HEAD' }, 'Reference already exists'],
  ['an unknown object', { ref: 'refs/tags/v1', sha: '0'.repeat(40) }, 'Object does not exist'],
  ['a malformed name', { ref: 'refs/tags/v1..2', sha: 'HEAD' }, 'refs/tags/v1..2 is not a valid ref name.'],
  ['a short name', { ref: 'v1', sha: 'HEAD' }, 'v1 is not a valid ref name.'],
  ['an option instead of a hash', { ref: 'refs/tags/v1', sha: '--all' }, 'Object does not exist'],
])('refuses %s', async (_what, body, message) => {
  const sha = body.sha === 'HEAD' ? local.commits[1] : body.sha
  const { status, data } = await local.api('POST', '/git/refs', { body: { ...body, sha } })
  expect([status, data.message]).toEqual([422, message])
})

it.each(['main', 'heads/main', 'v0.1.0', 'tags/v0.1.0'])('finds the commit of %s', async (name) => {
  const { status, data } = await local.api('GET', `/commits/${name}`)
  expect(status).toBe(200)
  expect(data['sha']).toBe(local.commits[name.includes('main') ? 1 : 0])
})

it('finds a commit by a hash, whole or abbreviated, and nothing by an expression', async () => {
  const [first, second] = local.commits
  const { data } = await local.api('GET', `/commits/${second.slice(0, 8)}`)
  expect(data).toMatchObject({
    sha: second,
    parents: [{ sha: first }],
    commit: { message: 'fix: go on\n\nWith a body.' },
  })
  for (const name of ['main~1', 'nowhere', '0'.repeat(40), '--all'])
    expect((await local.api('GET', `/commits/${name}`)).status).toBe(422)
})
