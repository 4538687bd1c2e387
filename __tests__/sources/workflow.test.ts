import { readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { WorkflowArtifact } from '../../src/host/runtime.ts'
import { listRunArtifacts, newest, workflowSource } from '../../src/sources/workflow.ts'
import type { Found } from '../../src/sources/artifact.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { startSurroundings, thisRun, type Surroundings } from './surroundings.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('newest', () => {
  const made = (id: number, createdAt: string): WorkflowArtifact => ({
    id,
    name: 'tool',
    size: 1,
    expired: false,
    createdAt,
    digest: undefined,
  })

  it('is the one that was made last, whatever its id', () => {
    const artifacts = [
      made(9, '2026-01-01T00:00:00Z'),
      made(3, '2026-01-02T00:00:00Z'),
      made(5, '2025-12-31T23:59:59Z'),
    ]
    expect(newest(artifacts)?.id).toBe(3)
    expect(newest([...artifacts].reverse())?.id).toBe(3)
  })

  it('is the one with the highest id where two were made in one second', () => {
    expect(newest([made(3, '2026-01-01T00:00:00Z'), made(9, '2026-01-01T00:00:00Z')])?.id).toBe(9)
  })

  it('is none of none', () => {
    expect(newest([])).toBeUndefined()
  })
})

describe('workflowSource', () => {
  let around: Surroundings
  beforeEach(async () => {
    around = await startSurroundings()
    around.github.addRun({ id: thisRun, headSha: 'a'.repeat(40) })
  })
  afterEach(async () => {
    await around.close()
  })

  const fetch = async (names: readonly string[], run = thisRun, token?: string): Promise<ReadonlyMap<string, Found>> =>
    workflowSource(around.runtime(token), run).fetch(names)
  const contents = async (found: Found | undefined): Promise<Readonly<Record<string, string>>> =>
    found?.kind === 'found'
      ? Object.fromEntries(
          await Promise.all(
            found.artifact.files.map(async ({ name, path }) => [name, await readFile(path, 'utf8')] as const),
          ),
        )
      : {}
  const why = (found: Found | undefined): string => (found?.kind === 'missing' ? found.why : '')

  it('unpacks what was asked for, hashed, and nothing else', async () => {
    await around.put(thisRun, 'tool', { tool: 'program', 'doc/tool.1': '.TH' })
    await around.put(thisRun, 'other', { x: 'y' })
    const found = await fetch(['tool'])
    expect([...found.keys()]).toEqual(['tool'])
    expect(await contents(found.get('tool'))).toEqual({ tool: 'program', 'doc/tool.1': '.TH' })
    const tool = found.get('tool')
    expect(tool?.kind === 'found' ? tool.artifact.files.find(({ name }) => name === 'tool') : undefined).toMatchObject({
      size: 7,
      sha256: sha256('program'),
    })
  })

  it('takes the newest of a name by the time it was made: ids do not follow time', async () => {
    await around.put(thisRun, 'tool', { tool: 'new' }, { createdAt: '2026-11-20T10:00:00Z' })
    await around.put(thisRun, 'tool', { tool: 'old' }, { createdAt: '2026-11-20T09:00:00Z' })
    expect(await contents((await fetch(['tool'])).get('tool'))).toEqual({ tool: 'new' })
  })

  it('takes an older one where the newest has expired', async () => {
    await around.put(thisRun, 'tool', { tool: 'old' }, { createdAt: '2026-11-20T09:00:00Z' })
    await around.put(thisRun, 'tool', { tool: 'gone' }, { createdAt: '2026-11-20T10:00:00Z', expired: true })
    expect(await contents((await fetch(['tool'])).get('tool'))).toEqual({ tool: 'old' })
  })

  it('says what has expired and what is not there', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' }, { expired: true })
    const found = await fetch(['tool', 'other'])
    expect(why(found.get('tool'))).toBe('it has expired in run 4711')
    expect(why(found.get('other'))).toBe('run 4711 has no artifact of that name')
  })

  it('looks into the run that it is given and no other', async () => {
    await around.put(thisRun, 'tool', { tool: 'this' })
    await around.put(42, 'tool', { tool: 'that' })
    expect(await contents((await fetch(['tool'], 42)).get('tool'))).toEqual({ tool: 'that' })
  })

  it('reads every page of a listing', async () => {
    const names = Array.from({ length: 130 }, (_, index) => `a${index}`)
    for (const name of names) await around.put(thisRun, name, { x: name })
    const { artifacts, by } = await listRunArtifacts(around.runtime(), thisRun)
    expect(by).toBe('rest')
    expect(artifacts.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(await contents((await fetch(['a0'])).get('a0'))).toEqual({ x: 'a0' })
  })

  it('follows the redirect to the storage without the token', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    await fetch(['tool'])
    expect(around.sent).toHaveLength(1)
    const [request] = around.sent
    expect(new URL(request?.url ?? '').origin).not.toBe(around.github.apiUrl)
    expect(JSON.stringify(request?.headers ?? {})).not.toContain(around.github.token)
    expect(Object.keys(request?.headers ?? {}).map((name) => name.toLowerCase())).not.toContain('authorization')
    expect(around.github.requests.filter(({ host }) => host === 'blobs')).toHaveLength(1)
  })

  it('fetches again what came damaged', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    around.github.faults.next({ match: { host: 'blobs' }, fault: { kind: 'wrong-digest' } })
    expect(await contents((await fetch(['tool'])).get('tool'))).toEqual({ tool: 'x' })
  })

  it('gives up on what stays damaged, and opens none of it', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    around.github.faults.next({ match: { host: 'blobs' }, times: 50, fault: { kind: 'wrong-digest' } })
    expect(await mistakesOfPromise(async () => fetch(['tool']))).toMatchObject([
      {
        code: 'ARTIFACT_DAMAGED',
        message: expect.stringMatching(/^artifact tool was downloaded as sha256:[0-9a-f]{64}.*GitHub says sha256:/),
      },
    ])
  })

  it('tells everything that is damaged at once', async () => {
    await around.put(thisRun, 'one', { tool: 'x' })
    await around.put(thisRun, 'two', { tool: 'y' })
    around.github.faults.next({ match: { host: 'blobs' }, times: 50, fault: { kind: 'wrong-digest' } })
    expect((await mistakesOfPromise(async () => fetch(['one', 'two']))).map(({ code }) => code)).toEqual([
      'ARTIFACT_DAMAGED',
      'ARTIFACT_DAMAGED',
    ])
  })

  it('asks for a fresh address where one has run out', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    around.github.faults.next({ match: { host: 'blobs' }, fault: { kind: 'status', status: 403 } })
    expect(await contents((await fetch(['tool'])).get('tool'))).toEqual({ tool: 'x' })
    expect(around.github.requests.filter(({ path }) => path.endsWith('/zip'))).toHaveLength(2)
  })

  it('says that an artifact expired between listing and download', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    around.github.faults.next({ match: { host: 'api', path: /\/zip$/ }, fault: { kind: 'status', status: 410 } })
    expect(await mistakesOfPromise(async () => fetch(['tool']))).toMatchObject([
      { code: 'ARTIFACT_EXPIRED', message: 'artifact tool has expired' },
    ])
  })

  it('explains what right is missing for another run', async () => {
    await around.put(42, 'tool', { tool: 'x' })
    expect(await mistakesOfPromise(async () => fetch(['tool'], 42, around.poorToken))).toMatchObject([
      {
        code: 'TOKEN_RIGHTS',
        message: expect.stringContaining('list the artifacts of run 42'),
        hint: 'Write "permissions: { actions: read }" in the job.',
      },
    ])
  })

  it('explains what right is missing for this run where the runner has no artifact service', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    expect(await mistakesOfPromise(async () => fetch(['tool'], thisRun, around.poorToken))).toMatchObject([
      { code: 'TOKEN_RIGHTS', hint: 'Write "permissions: { actions: read }" in the job.' },
    ])
  })

  it('says of a run that there is none of it', async () => {
    expect(await mistakesOfPromise(async () => fetch(['tool'], 99))).toMatchObject([{ code: 'TOKEN_RIGHTS' }])
  })
})

describe('workflowSource with the artifact service of the runner', () => {
  let around: Surroundings
  beforeEach(async () => {
    around = await startSurroundings({ service: true })
  })
  afterEach(async () => {
    await around.close()
  })

  it('reads the artifacts of this run without any right', async () => {
    await around.put(thisRun, 'tool', { tool: 'program', 'doc/x': 'y' })
    const runtime = around.runtime(around.poorToken)
    expect((await listRunArtifacts(runtime, thisRun)).by).toBe('runner')
    const found = await workflowSource(runtime, thisRun).fetch(['tool', 'other'])
    expect(found.get('tool')).toMatchObject({
      kind: 'found',
      artifact: {
        name: 'tool',
        files: [
          { name: 'doc/x', size: 1, sha256: sha256('y') },
          { name: 'tool', size: 7, sha256: sha256('program') },
        ],
      },
    })
    expect(found.get('other')).toEqual({ kind: 'missing', why: 'run 4711 has no artifact of that name' })
  })

  it('does not ask it for another run, which it does not know', async () => {
    await around.put(42, 'tool', { tool: 'x' })
    expect(
      await mistakesOfPromise(async () => workflowSource(around.runtime(around.poorToken), 42).fetch(['tool'])),
    ).toMatchObject([{ code: 'TOKEN_RIGHTS' }])
    expect(around.github.requests.filter(({ host }) => host === 'results')).toEqual([])
  })

  it('asks the API where the token may', async () => {
    await around.put(thisRun, 'tool', { tool: 'x' })
    expect((await listRunArtifacts(around.runtime(), thisRun)).by).toBe('rest')
  })
})
