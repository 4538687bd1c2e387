import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { storedName } from '../../local/asset-names.ts'
import { validateExchanges } from '../servers/openapi.ts'
import { start } from './started.ts'
import type { Data, Started } from './started.ts'

let local: Started
let draft: number
beforeEach(async () => {
  local = await start()
  draft = (await local.api('POST', '/releases', { body: { tag_name: 'v1', draft: true } })).data.id ?? 0
})
afterEach(async () => {
  await local.stop()
  expect(validateExchanges(local.github.requests)).toEqual([])
})

const sha256 = (content: string): string => `sha256:${createHash('sha256').update(content).digest('hex')}`
const publish = async (): Promise<unknown> => local.api('PATCH', `/releases/${draft}`, { body: { draft: false } })

/** A bare upload request: the headers as given, and a body that may stop early. Answers the status, 0 for none. */
async function rawUpload(headers: Readonly<Record<string, string>>, body: string, end = true): Promise<number> {
  const { data } = await local.api('GET', `/releases/${draft}`)
  const url = new URL(String(data['upload_url']).replace(/\{.*/, '?name=raw.bin'))
  return new Promise((resolve) => {
    const sending = request(
      url,
      { method: 'POST', headers: { authorization: `token ${local.github.token}`, ...headers } },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
    sending.on('error', () => resolve(0))
    if (end) sending.end(body)
    else sending.write(body, () => sending.destroy())
  })
}

describe('uploading an asset', () => {
  it('stores the bytes and answers size and digest', async () => {
    const { status, data } = await local.upload(draft, 'tool.tar.gz', 'hello')
    expect(status).toBe(201)
    expect(data).toMatchObject({ name: 'tool.tar.gz', state: 'uploaded', size: 5, digest: sha256('hello'), label: '' })
    const list = await local.api('GET', `/releases/${draft}/assets`)
    expect(list.data.list).toEqual([data])
    expect(local.github.requests.find(({ host }) => host === 'uploads')).toMatchObject({
      bytes: 5,
      write: true,
      authorized: true,
    })
  })

  it('keeps the label, and a plus in the name', async () => {
    const { data } = await local.upload(draft, 'a+b.txt', 'x')
    expect(data['name']).toBe('a+b.txt')
    const labelled = await local.api('PATCH', `/releases/assets/${String(data.id)}`, {
      body: { label: 'The tool', name: 'c d.txt' },
    })
    expect(labelled.data).toMatchObject({ label: 'The tool', name: 'c.d.txt' })
  })

  it('refuses a chunked body with 400', async () => {
    expect(await rawUpload({ 'transfer-encoding': 'chunked' }, 'hello')).toBe(400)
    expect(local.github.releases()[0]?.assets).toEqual([])
  })

  it('refuses an empty file and one of 2 GiB with 422', async () => {
    const { status, data } = await local.upload(draft, 'empty', '')
    expect([status, data.message]).toEqual([422, 'Validation Failed'])
    expect(await rawUpload({ 'content-length': String(2 ** 31), expect: '100-continue' }, '', true)).toBe(422)
    expect(local.github.releases()[0]?.assets).toEqual([])
  })

  it('refuses a name that is taken, also by a broken upload', async () => {
    await local.upload(draft, 'a b.txt', 'one')
    const again = await local.upload(draft, 'a.b.txt', 'two')
    expect(again.status).toBe(422)
    expect(again.data['errors']).toEqual([{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }])
    expect(await rawUpload({ 'content-length': '1000' }, 'part', false)).toBe(0)
    await expectStarter('raw.bin')
    expect((await local.upload(draft, 'raw.bin', 'x')).status).toBe(422)
    const starter = local.github.releases()[0]?.assets.find(({ state }) => state === 'starter')
    expect((await local.api('DELETE', `/releases/assets/${String(starter?.id)}`)).status).toBe(204)
    expect((await local.upload(draft, 'raw.bin', 'x')).status).toBe(201)
  })

  it('refuses the asset after the thousandth', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `file-${index}`)
    for (let at = 0; at < names.length; at += 50)
      await Promise.all(names.slice(at, at + 50).map(async (name) => local.upload(draft, name, name)))
    const { status, data } = await local.upload(draft, 'one-more', 'x')
    expect(status).toBe(422)
    expect(data['errors']).toEqual([
      {
        resource: 'ReleaseAsset',
        code: 'custom',
        field: 'file_count',
        message: 'file_count limited to 1000 assets per release',
      },
    ])
    const page = await local.api('GET', `/releases/${draft}/assets?per_page=200&page=10`)
    expect(page.data.list).toHaveLength(100)
    expect((await local.api('GET', `/releases/${draft}/assets`)).data.list).toHaveLength(30)
  })

  it('answers 404 for a release that is not there', async () => {
    expect((await local.upload(draft, 'a', 'x')).status).toBe(201)
    await local.api('DELETE', `/releases/${draft}`)
    expect((await local.upload(draft, 'b', 'x')).status).toBe(404)
  })
})

/** Waits until the server has seen that the client went away. */
async function expectStarter(name: string): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    const { data } = await local.api('GET', `/releases/${draft}/assets`)
    const found = data.list?.find((asset: Data) => asset['name'] === name)
    if (found !== undefined) {
      expect(found).toMatchObject({ state: 'starter', size: 0, digest: null })
      return
    }
  }
  throw new Error(`no asset ${name}`)
}

describe('downloading an asset', () => {
  it('redirects to an address that lives a minute and takes no Authorization', async () => {
    const { data } = await local.upload(draft, 'tool', 'hello')
    const found = await local.api('GET', `/releases/assets/${String(data.id)}`, {
      headers: { accept: 'application/octet-stream' },
    })
    expect(found.status).toBe(302)
    const url = found.headers.get('location') ?? ''
    const bytes = await fetch(url)
    expect(bytes.headers.get('content-disposition')).toBe('attachment; filename="tool"')
    expect(await bytes.text()).toBe('hello')
    const part = await fetch(url, { headers: { range: 'bytes=1-3' } })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, 'ell', 'bytes 1-3/5'])
    expect((await fetch(url, { headers: { range: 'bytes=9-' } })).status).toBe(416)
    expect((await fetch(url, { headers: { authorization: 'Bearer x' } })).status).toBe(401)
    expect((await fetch(url.replace('sig=', 'sig=x'))).status).toBe(403)
    expect((await fetch(url, { method: 'PUT', body: 'evil' })).status).toBe(403)
    local.advance(60_000)
    expect((await fetch(url)).status).toBe(403)
  })

  it('is public under the tag once the release is published', async () => {
    const { data } = await local.upload(draft, 'tool', 'hello')
    expect((await fetch(String(data['browser_download_url']))).status).toBe(404)
    await publish()
    const { data: after } = await local.api('GET', `/releases/assets/${String(data.id)}`)
    expect(after['browser_download_url']).toBe(`${local.github.webUrl}/acme/tools/releases/download/v1/tool`)
    expect(await (await fetch(String(after['browser_download_url']))).text()).toBe('hello')
    expect(await (await fetch(`${local.github.webUrl}/acme/tools/releases/latest/download/tool`)).text()).toBe('hello')
  })
})

it.each([
  ['tool-1.0.tar.gz', 'tool-1.0.tar.gz'],
  ['my tool (1).zip', 'my.tool.1.zip'],
  ['Ünïcode.txt', 'Unicode.txt'],
  ['.env', 'default.env'],
  ['日本.zip', 'default.zip'],
  ['a..b', 'a.b'],
  ['a+b@c_d.txt', 'a+b@c_d.txt'],
  ['a.', 'a'],
])('keeps %s under the name %s', (name, stored) => {
  expect(storedName(name)).toBe(stored)
})
