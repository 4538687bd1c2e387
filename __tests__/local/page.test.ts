import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { start } from './started.ts'
import type { Started } from './started.ts'

let local: Started
beforeEach(async () => {
  local = await start()
})
afterEach(async () => local.stop())

const page = async (path: string): Promise<string> => (await fetch(`${local.github.webUrl}${path}`)).text()

it('shows releases with their assets, sizes, digests, tags and commits', async () => {
  expect(await page('/')).toContain('There are no releases yet.')
  const { data } = await local.api('POST', '/releases', { body: { tag_name: 'v1', name: 'One' } })
  const { data: asset } = await local.upload(data.id ?? 0, 'tool.zip', 'hello')
  await local.api('POST', '/releases', { body: { tag_name: 'v2', draft: true, prerelease: true } })
  const html = await page('/acme/tools/releases')
  expect(html).toContain('>One</a><span class="mark">Latest</span>')
  expect(html).toContain(`at <code>${local.commits[1]}</code>`)
  expect(html).toContain('<a href="/acme/tools/releases/download/v1/tool.zip">tool.zip</a>')
  expect(html).toContain('5 B')
  expect(html).toContain(String(asset['digest']))
  expect(html).toContain('<span class="mark">Draft</span><span class="mark">Pre-release</span>')
  expect(html).toContain('will point at <code>main</code>')
  expect(await page('/acme/tools/releases/tag/v1')).not.toContain('v2')
  expect((await fetch(`${local.github.webUrl}/acme/tools/releases/latest`)).url).toBe(data['html_url'])
})

it('escapes what comes from outside', async () => {
  const evil = '<img src=x onerror="alert(1)">&\''
  await local.api('POST', '/releases', {
    body: { tag_name: 'v1&<b>', name: evil, body: evil, draft: true, target_commitish: evil },
  })
  const html = await page('/acme/tools/releases')
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<b>')
  expect(html).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;')
})

it('is served under the name that the artifact client takes for GitHub', () => {
  expect(local.github.serverUrl).toMatch(/^http:\/\/github\.localhost:\d+$/)
  expect(new URL(local.github.serverUrl).port).toBe(new URL(local.github.webUrl).port)
})

it('answers 404 for a page that is not there', async () => {
  for (const path of [
    '/acme/tools/releases/tag/v9',
    '/acme/tools/releases/download/v9/x',
    '/acme/tools/releases/latest',
    '/else',
  ]) {
    expect((await fetch(`${local.github.webUrl}${path}`)).status).toBe(404)
  }
})
