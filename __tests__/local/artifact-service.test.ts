import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { validateExchanges } from '../servers/openapi.ts'
import { start, writeBelow } from './started.ts'
import type { Started } from './started.ts'

let local: Started
let token: string
beforeEach(async () => {
  local = await start({ now: Date.now })
  token = local.github.runtimeToken({ runId: 7, jobId: 'build' })
})
afterEach(async () => {
  await local.stop()
  expect(validateExchanges(local.github.requests)).toEqual([])
})

const ids = { workflow_run_backend_id: '7', workflow_job_run_backend_id: 'build' }

async function call(
  method: string,
  body: object,
  authorization = token,
): Promise<{ status: number; data: Record<string, unknown> }> {
  const url = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, local.github.resultsUrl)
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${authorization}` },
    body: JSON.stringify({ ...ids, ...body }),
  })
  return { status: response.status, data: (await response.json()) as Record<string, unknown> }
}

const put = async (url: string, body: string, query = ''): Promise<number> =>
  (await fetch(`${url}${query}`, { method: 'PUT', body, headers: { 'x-ms-blob-type': 'BlockBlob' } })).status

async function createAndPut(name: string, content: string): Promise<void> {
  const { data } = await call('CreateArtifact', { name, version: 7, mime_type: 'application/zip' })
  expect(await put(String(data['signed_upload_url']), content)).toBe(201)
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

describe('the official client', () => {
  it('uploads 20 MiB, lists, downloads and deletes, also over REST', async () => {
    const bytes = randomBytes(20 * 1024 * 1024)
    const file = writeBelow(local.folder, 'tool.bin', bytes)
    const target = join(local.folder, 'downloaded')
    await runClient([file, target])
    const report = JSON.parse(readFileSync(`${target}.json`, 'utf8')) as Record<string, unknown>
    expect(report).toMatchObject({
      duplicate: expect.stringContaining('already exists'),
      list: [{ name: 'build-linux' }],
      get: { name: 'build-linux' },
      download: { digestMismatch: false },
      rest: [{ name: 'build-linux' }],
      restDownload: {},
      deleted: {},
    })
    for (const folder of [target, `${target}-rest`])
      expect(sha256(readFileSync(join(folder, 'tool.bin')))).toBe(sha256(bytes))
    expect(local.github.requests.map(({ status }) => status).filter((status) => status > 302)).toEqual([409])
    const { data } = await local.api('GET', '/actions/runs/7/artifacts')
    expect(data).toMatchObject({
      total_count: 1,
      artifacts: [{ name: 'build-linux', digest: expect.stringMatching(/^sha256:/) }],
    })
  })
})

async function runClient(args: readonly string[]): Promise<void> {
  const script = fileURLToPath(new URL('artifact-client.mjs', import.meta.url))
  const env = {
    PATH: process.env['PATH'],
    ACTIONS_RUNTIME_TOKEN: token,
    ACTIONS_RESULTS_URL: local.github.resultsUrl,
    GITHUB_API_URL: local.github.apiUrl,
    GITHUB_SERVER_URL: local.github.serverUrl,
    GITHUB_WORKSPACE: local.folder,
    TEST_TOKEN: local.github.token,
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { env })
    let log = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()))
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code ?? 'by signal'}: ${log}`))))
  })
}

describe('the artifact service', () => {
  it('joins blocks in the order of the list', async () => {
    const { data } = await call('CreateArtifact', { name: 'a' })
    const url = String(data['signed_upload_url'])
    for (const [id, content] of [
      ['MQ==', 'world'],
      ['Mg==', 'hello '],
      ['Mw==', 'dropped'],
    ] as const) {
      expect(await put(url, content, `&comp=block&blockid=${encodeURIComponent(id)}`)).toBe(201)
    }
    const list = (...names: readonly string[]): string =>
      `<BlockList>${names.map((name) => `<Latest>${name}</Latest>`).join('')}</BlockList>`
    expect(await put(url, list('Mg==', 'OQ=='), '&comp=blocklist')).toBe(400)
    expect(await put(url, list('Mg==', 'MQ=='), '&comp=blocklist')).toBe(201)
    const { status } = await call('FinalizeArtifact', {
      name: 'a',
      size: '11',
      hash: `sha256:${sha256('hello world')}`,
    })
    expect(status).toBe(200)
    const { data: signed } = await call('GetSignedArtifactURL', { name: 'a' })
    expect(await (await fetch(String(signed['signed_url']))).text()).toBe('hello world')
    expect(await put(String(signed['signed_url']), 'evil')).toBe(403)
  })

  it('refuses to finalize what is not what was stored', async () => {
    await createAndPut('a', 'hello')
    for (const wrong of [{ size: '4' }, { size: '5', hash: `sha256:${sha256('other')}` }, {}]) {
      expect((await call('FinalizeArtifact', { name: 'a', ...wrong })).status).toBe(400)
    }
    expect((await call('ListArtifacts', {})).data['artifacts']).toEqual([])
    expect((await call('FinalizeArtifact', { name: 'a', size: '5', hash: `sha256:${sha256('hello')}` })).status).toBe(
      200,
    )
    expect((await call('FinalizeArtifact', { name: 'b', size: '5' })).status).toBe(404)
  })

  it('refuses a second artifact of a name, and a name with forbidden characters', async () => {
    await createAndPut('a', 'hello')
    expect((await call('CreateArtifact', { name: 'a' })).status).toBe(409)
    for (const name of ['a/b', 'a:b', 'a\\b', '']) expect((await call('CreateArtifact', { name })).status).toBe(400)
  })

  it('shows a job what REST shows, and the other way round', async () => {
    const id = await local.github.addArtifact(7, 'from-rest', new TextEncoder().encode('zip'))
    await local.github.addArtifact(8, 'elsewhere', new TextEncoder().encode('zip'))
    const { data } = await call('ListArtifacts', { name_filter: 'from-rest' })
    expect(data['artifacts']).toEqual([
      expect.objectContaining({
        database_id: String(id),
        name: 'from-rest',
        size: '3',
        digest: `sha256:${sha256('zip')}`,
      }),
    ])
    expect((await call('GetSignedArtifactURL', { name: 'elsewhere' })).status).toBe(404)
    expect((await call('DeleteArtifact', { name: 'from-rest' })).data).toEqual({ ok: true, artifact_id: String(id) })
    expect((await local.api('GET', `/actions/artifacts/${id}`)).status).toBe(404)
  })

  it('takes only tokens that it signed, for their own run', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = {
      ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object),
      scp: 'Actions.Results:8:build',
    }
    const forged = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
    for (const bad of [forged, 'nonsense', local.github.token])
      expect((await call('ListArtifacts', {}, bad)).status).toBe(401)
    const other = local.github.runtimeToken({ runId: 8, jobId: 'build' })
    expect((await call('ListArtifacts', {}, other)).status).toBe(403)
  })
})
