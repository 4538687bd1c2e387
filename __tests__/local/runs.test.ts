import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { validateExchanges } from '../servers/openapi.ts'
import { start } from './started.ts'
import type { Started } from './started.ts'

let local: Started
beforeEach(async () => {
  local = await start()
  local.github.addRun({ id: 7, headSha: local.commits[0], attempt: 2 })
})
afterEach(async () => {
  await local.stop()
  expect(validateExchanges(local.github.requests)).toEqual([])
})

const zip = new TextEncoder().encode('PK-not-really')

it('shows a run', async () => {
  const { data } = await local.api('GET', '/actions/runs/7')
  expect(data).toMatchObject({ id: 7, head_sha: local.commits[0], run_attempt: 2, head_branch: 'main' })
  expect((await local.api('GET', '/actions/runs/8')).status).toBe(404)
  expect((await local.api('GET', '/actions/runs/8/artifacts')).status).toBe(404)
})

it('lists the artifacts of a run, by page and by name, duplicates of a name included', async () => {
  for (const name of ['a', 'b', 'a']) await local.github.addArtifact(7, name, zip)
  await local.github.addArtifact(9, 'a', zip, { headSha: local.commits[1] })
  const names = async (path: string): Promise<unknown> => {
    const { data } = await local.api('GET', path)
    const artifacts = data['artifacts'] as readonly { readonly name: string }[]
    return [data['total_count'], artifacts.map(({ name }) => name)]
  }
  expect(await names('/actions/runs/7/artifacts')).toEqual([3, ['a', 'b', 'a']])
  expect(await names('/actions/runs/7/artifacts?name=a')).toEqual([2, ['a', 'a']])
  expect(await names('/actions/runs/7/artifacts?per_page=2&page=2')).toEqual([3, ['a']])
  expect(await names('/actions/artifacts?name=a')).toEqual([3, ['a', 'a', 'a']])
})

it('describes an artifact and gives its bytes at an address that lives a minute', async () => {
  const id = await local.github.addArtifact(7, 'build', zip, { createdAt: '2026-02-28T00:00:00Z' })
  const { data } = await local.api('GET', `/actions/artifacts/${id}`)
  const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`
  expect(data).toMatchObject({
    id,
    name: 'build',
    size_in_bytes: zip.length,
    digest,
    expired: false,
    created_at: '2026-02-28T00:00:00Z',
  })
  expect(data['workflow_run']).toMatchObject({ id: 7, head_sha: local.commits[0] })
  const found = await local.api('GET', `/actions/artifacts/${id}/zip`)
  expect(found.status).toBe(302)
  const url = found.headers.get('location') ?? ''
  const bytes = await fetch(url)
  expect(bytes.headers.get('content-type')).toBe('application/zip')
  expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(zip)
  local.advance(61_000)
  expect((await fetch(url)).status).toBe(403)
})

it('answers 410 for an artifact that has expired, by mark or by time', async () => {
  const marked = await local.github.addArtifact(7, 'a', zip, { expired: true })
  const old = await local.github.addArtifact(7, 'b', zip, { createdAt: '2025-01-01T00:00:00Z' })
  for (const id of [marked, old]) {
    expect((await local.api('GET', `/actions/artifacts/${id}`)).data['expired']).toBe(true)
    expect((await local.api('GET', `/actions/artifacts/${id}/zip`)).status).toBe(410)
  }
})
