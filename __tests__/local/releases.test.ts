import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
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

const create = async (body: unknown): ReturnType<Started['api']> => local.api('POST', '/releases', { body })

describe('creating a release', () => {
  it('keeps a draft out of the tags, under an address of its own', async () => {
    const { status, data } = await create({ tag_name: 'v1.0.0', target_commitish: local.commits[0], draft: true })
    expect(status).toBe(201)
    expect(data).toMatchObject({ draft: true, published_at: null, immutable: false, tarball_url: null })
    expect(data['html_url']).toMatch(/\/acme\/tools\/releases\/tag\/untagged-[0-9a-f]{20}$/)
    expect(local.git('tag', '--list')).toBe('v0.1.0')
    expect((await local.api('GET', '/releases/tags/v1.0.0')).status).toBe(404)
    expect((await local.api('GET', `/releases/${String(data.id)}`)).data).toEqual(data)
  })

  it('makes the tag at once when it is published at once', async () => {
    const { data } = await create({ tag_name: 'tools/v1.0.0' })
    expect(data).toMatchObject({ draft: false, target_commitish: 'main', created_at: '2026-02-01T08:00:00Z' })
    expect(local.git('rev-parse', 'refs/tags/tools/v1.0.0')).toBe(local.commits[1])
    expect((await local.api('GET', '/releases/tags/tools%2Fv1.0.0')).status).toBe(200)
    expect((await local.api('GET', '/releases/tags/tools/v1.0.0')).status).toBe(200)
  })

  it('allows two drafts of a tag, and one published release', async () => {
    expect((await create({ tag_name: 'v1', draft: true })).status).toBe(201)
    const second = await create({ tag_name: 'v1', draft: true })
    expect(second.status).toBe(201)
    expect((await create({ tag_name: 'v1' })).status).toBe(201)
    const third = await create({ tag_name: 'v1' })
    expect(third.status).toBe(422)
    expect(third.data['errors']).toEqual([{ resource: 'Release', code: 'already_exists', field: 'tag_name' }])
    expect((await local.api('PATCH', `/releases/${String(second.data.id)}`, { body: { draft: false } })).status).toBe(
      422,
    )
  })

  it.each([
    ['no tag', {}, 'missing_field', 'tag_name'],
    ['a tag that git would refuse', { tag_name: 'v1..2' }, 'custom', 'tag_name'],
    ['a boolean make_latest', { tag_name: 'v1', make_latest: true }, 'invalid', 'make_latest'],
    ['a string for a flag', { tag_name: 'v1', draft: 'true' }, 'invalid', 'draft'],
    ['an unknown target', { tag_name: 'v1', target_commitish: 'nowhere' }, 'invalid', 'target_commitish'],
    ['notes that are too long', { tag_name: 'v1', draft: true, body: 'x'.repeat(125_001) }, 'custom', 'body'],
  ])('refuses %s with 422', async (_what, body, code, field) => {
    const { status, data } = await create(body)
    expect(status).toBe(422)
    expect(data['errors']).toEqual([expect.objectContaining({ resource: 'Release', code, field })])
    expect(local.github.releases()).toEqual([])
  })

  it('refuses a body that is not JSON', async () => {
    const { status, data } = await create('{')
    expect([status, data.message]).toEqual([400, 'Problems parsing JSON'])
  })

  it('takes notes of exactly the longest length', async () => {
    expect((await create({ tag_name: 'v1', draft: true, body: 'x'.repeat(125_000) })).status).toBe(201)
  })

  it('adds notes made from the commits', async () => {
    const { data } = await create({ tag_name: 'v1', draft: true, body: 'Hello', generate_release_notes: true })
    expect(data).toMatchObject({
      name: 'v1',
      body: expect.stringMatching(/^Hello\n\n## What's Changed\n\* fix: go on\n\* feat: begin\n/),
    })
    await create({ tag_name: 'v0.1.0' })
    const notes = await local.api('POST', '/releases/generate-notes', { body: { tag_name: 'v1' } })
    expect(notes.data['body']).toBe(
      `## What's Changed\n* fix: go on\n\n**Full Changelog**: ${local.github.webUrl}/acme/tools/compare/v0.1.0...v1`,
    )
  })
})

describe('publishing a draft', () => {
  it('makes the tag at the commit that the draft names', async () => {
    const { data } = await create({ tag_name: 'v1', target_commitish: local.commits[0], draft: true })
    local.advance(5000)
    const { status, data: published } = await local.api('PATCH', `/releases/${String(data.id)}`, {
      body: { draft: false },
    })
    expect(status).toBe(200)
    expect(published).toMatchObject({
      draft: false,
      published_at: '2026-03-01T12:00:05Z',
      html_url: `${local.github.webUrl}/acme/tools/releases/tag/v1`,
    })
    expect(local.git('rev-parse', 'refs/tags/v1')).toBe(local.commits[0])
  })

  it('leaves a tag that exists where it is', async () => {
    const { data } = await create({ tag_name: 'v0.1.0', target_commitish: 'nowhere', draft: true })
    expect((await local.api('PATCH', `/releases/${String(data.id)}`, { body: { draft: false } })).status).toBe(200)
    expect(local.git('rev-parse', 'refs/tags/v0.1.0^{commit}')).toBe(local.commits[0])
  })

  it('stays a draft when the target is not there', async () => {
    const { data } = await create({ tag_name: 'v1', target_commitish: '0'.repeat(40), draft: true })
    expect((await local.api('PATCH', `/releases/${String(data.id)}`, { body: { draft: false } })).status).toBe(422)
    expect(local.github.releases()).toMatchObject([{ tag: 'v1', draft: true }])
    expect(local.git('tag', '--list')).toBe('v0.1.0')
  })
})

describe('reading releases', () => {
  it('pages the list, newest first, with a Link header', async () => {
    for (const tag of ['v1', 'v2', 'v3']) await create({ tag_name: tag, draft: true })
    const first = await local.api('GET', '/releases?per_page=2')
    expect(first.data.list?.map((release) => release['tag_name'])).toEqual(['v3', 'v2'])
    const next = `<${local.github.apiUrl}/repos/acme/tools/releases?per_page=2&page=2>`
    expect(first.headers.get('link')).toBe(`${next}; rel="next", ${next}; rel="last"`)
    const second = await local.api('GET', '/releases?per_page=2&page=2')
    expect(second.data.list?.map((release) => release['tag_name'])).toEqual(['v1'])
    expect(second.headers.get('link')).toMatch(/rel="prev".*rel="first"/)
  })

  it('hides drafts from a token that may only read', async () => {
    const { data } = await create({ tag_name: 'v1', draft: true })
    await create({ tag_name: 'v2' })
    const token = local.github.issueToken({ contents: 'read', actions: 'none' })
    const list = await local.api('GET', '/releases', { token })
    expect(list.data.list?.map((release) => release['tag_name'])).toEqual(['v2'])
    expect((await local.api('GET', `/releases/${String(data.id)}`, { token })).status).toBe(404)
    expect((await local.api('GET', `/releases/${String(data.id)}/assets`, { token })).status).toBe(404)
  })

  it('answers the latest release as make_latest has set it', async () => {
    const latest = async (): Promise<unknown> => (await local.api('GET', '/releases/latest')).data['tag_name']
    expect(await latest()).toBeUndefined()
    await create({ tag_name: 'v1' })
    await create({ tag_name: 'v2', make_latest: 'false' })
    await create({ tag_name: 'v3-rc', prerelease: true })
    await create({ tag_name: 'v4', draft: true })
    expect(await latest()).toBe('v1')
    await create({ tag_name: 'v5', make_latest: 'true' })
    expect(await latest()).toBe('v5')
    expect(
      local.github
        .releases()
        .filter((release) => release.latest)
        .map(({ tag }) => tag),
    ).toEqual(['v5'])
  })

  it('deletes a release and keeps its tag', async () => {
    const { data } = await create({ tag_name: 'v1' })
    expect((await local.api('DELETE', `/releases/${String(data.id)}`)).status).toBe(204)
    expect((await local.api('GET', `/releases/${String(data.id)}`)).status).toBe(404)
    expect(local.git('tag', '--list')).toBe('v0.1.0\nv1')
  })
})
