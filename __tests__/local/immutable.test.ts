import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { validateExchanges } from '../servers/openapi.ts'
import { start } from './started.ts'
import type { Started } from './started.ts'

let local: Started
let release: string
let asset: string
beforeEach(async () => {
  local = await start({ immutable: true })
  const { data } = await local.api('POST', '/releases', { body: { tag_name: 'v1', draft: true } })
  release = String(data.id)
  asset = String((await local.upload(data.id ?? 0, 'tool', 'hello')).data.id)
  const published = await local.api('PATCH', `/releases/${release}`, { body: { draft: false } })
  expect(published.data).toMatchObject({ draft: false, immutable: true })
})
afterEach(async () => {
  await local.stop()
  expect(validateExchanges(local.github.requests)).toEqual([])
})

it('refuses every change of an asset', async () => {
  const added = await local.upload(Number(release), 'more', 'x')
  expect([added.status, added.data.message]).toEqual([422, 'Cannot upload assets to an immutable release.'])
  expect((await local.api('PATCH', `/releases/assets/${asset}`, { body: { name: 'other' } })).status).toBe(422)
  expect((await local.api('DELETE', `/releases/assets/${asset}`)).status).toBe(422)
  expect(local.github.releases()[0]?.assets).toMatchObject([{ name: 'tool', state: 'uploaded' }])
})

it('refuses to draft it again or to change its tag, and takes new notes', async () => {
  for (const body of [{ draft: true }, { tag_name: 'v2' }, { target_commitish: 'elsewhere' }]) {
    expect((await local.api('PATCH', `/releases/${release}`, { body })).status).toBe(422)
  }
  const edited = await local.api('PATCH', `/releases/${release}`, {
    body: { body: 'New notes', draft: false, tag_name: 'v1' },
  })
  expect([edited.status, edited.data['body']]).toEqual([200, 'New notes'])
})

it('keeps the tag where it is', async () => {
  expect((await local.api('DELETE', '/git/refs/tags/v1')).status).toBe(422)
  const moved = await local.api('PATCH', '/git/refs/tags/v1', { body: { sha: local.commits[0], force: true } })
  expect(moved.status).toBe(422)
  expect(local.git('rev-parse', 'refs/tags/v1')).toBe(local.commits[1])
})

it('never gives the tag name again', async () => {
  expect((await local.api('DELETE', `/releases/${release}`)).status).toBe(204)
  for (const draft of [true, false]) {
    const again = await local.api('POST', '/releases', { body: { tag_name: 'v1', draft } })
    expect(again.status).toBe(422)
    expect(again.data['errors']).toEqual(
      expect.arrayContaining([expect.objectContaining({ message: 'tag_name was used by an immutable release' })]),
    )
  }
})
