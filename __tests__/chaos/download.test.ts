import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Fault } from '../../local/github.ts'
import { nodeFiles } from '../../src/host/files.ts'
import { nodeGitHub } from '../../src/host/github.ts'
import { nodeHttp } from '../../src/host/http.ts'
import { nodeRuntime } from '../../src/host/node.ts'
import type { Runtime } from '../../src/host/runtime.ts'
import { downloadArtifact } from '../../src/sources/download.ts'
import { start, type Started } from '../local/started.ts'
import { seeded, simulatedClock } from '../support/clock.ts'

const run = 7
const random = seeded(1)
const zip = Buffer.from(Array.from({ length: 2 * 1024 * 1024 }, () => Math.floor(random() * 256)))
const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`

let local: Started
let runtime: Runtime
let id: number
beforeEach(async () => {
  local = await start()
  local.github.addRun({ id: run, headSha: local.commits[1] })
  id = await local.github.addArtifact(run, 'build', zip)
  const clock = simulatedClock()
  const { signal } = new AbortController()
  const http = nodeHttp({ clock, signal })
  const { apiUrl: api, token } = local.github
  const github = nodeGitHub({ retryBase: 1, repository: 'acme/tools', server: '', api, token, http, clock, signal })
  const quiet = { debug: () => undefined, info: () => undefined, warning: () => undefined }
  const real = nodeRuntime({}, signal)
  const log = { ...real.log, ...quiet }
  runtime = { ...real, log, files: nodeFiles(local.folder, local.folder), http, github, clock, signal }
})
afterEach(async () => local.stop())

const download = async (known: string | undefined): Promise<Buffer> => {
  const path = join(local.folder, 'build.zip')
  const artifact = { id, name: 'build', size: zip.length, expired: false, createdAt: '', digest: known }
  await downloadArtifact(runtime, artifact, path)
  return readFile(path)
}

const storage = { match: { host: 'blobs', method: 'GET' } } as const
const received = (): readonly number[] =>
  local.github.requests.filter(({ host }) => host === 'blobs').map(({ status }) => status)

describe('an artifact', () => {
  it.each<[string, readonly Fault[]]>([
    ['nothing', []],
    ['a reset before the answer', [{ kind: 'reset', when: 'before-body' }]],
    ['a reset in the middle', [{ kind: 'reset', when: 'mid-body' }]],
    ['three resets in the middle', Array<Fault>(3).fill({ kind: 'reset', when: 'mid-body' })],
    ['a failure of the storage', [{ kind: 'status', status: 503 }]],
    ['an address that has run out', [{ kind: 'status', status: 403 }]],
    ['damaged bytes', [{ kind: 'wrong-digest' }]],
    ['damaged bytes after a reset', [{ kind: 'reset', when: 'mid-body' }, { kind: 'wrong-digest' }]],
  ])('is whole after %s', async (_what, faults) => {
    for (const fault of faults) local.github.faults.next({ ...storage, fault })
    expect((await download(digest)).equals(zip)).toBe(true)
  })

  it('is whole after resets although nobody knows its digest', async () => {
    for (let count = 0; count < 3; count++)
      local.github.faults.next({ ...storage, fault: { kind: 'reset', when: 'mid-body' } })
    expect((await download(undefined)).equals(zip)).toBe(true)
  })

  it('is gone on with where it broke off', async () => {
    local.github.faults.next({ ...storage, fault: { kind: 'reset', when: 'mid-body' } })
    expect((await download(digest)).equals(zip)).toBe(true)
    expect(received().at(-1)).toBe(206)
  })

  it('that stays damaged is refused, and nothing of it is left under its name', async () => {
    local.github.faults.next({ ...storage, times: 20, fault: { kind: 'wrong-digest' } })
    await expect(download(digest)).rejects.toMatchObject({ code: 'ARTIFACT_DAMAGED' })
    expect(await runtime.files.stat('build.zip')).toBeUndefined()
    expect(received()).toHaveLength(6)
  })

  it('gets a fresh address for each try', async () => {
    local.github.faults.next({ ...storage, fault: { kind: 'reset', when: 'mid-body' } })
    await download(digest)
    const addresses = local.github.requests.filter(({ path }) => path.endsWith('/zip'))
    expect(addresses).toHaveLength(received().length)
  })
})
