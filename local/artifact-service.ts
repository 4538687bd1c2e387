import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { json, twirpError } from './answers.ts'
import type { Answer } from './answers.ts'
import { blobPath } from './blobs.ts'
import type { Context } from './context.ts'
import { route } from './router.ts'
import type { Exchange, Route } from './router.ts'
import { artifactUrl } from './runs.ts'
import type { ArtifactState } from './state.ts'

const NINETY_DAYS = 90 * 24 * 3_600_000
const FORBIDDEN = /[":<>|*?\r\n\\/]/

/** An artifact that was created and is not finalized yet. */
interface Pending {
  readonly id: number
  readonly run: number
  readonly name: string
  readonly contentType: string
  readonly key: string
  readonly expiresAt: number
}

/** The runner's own artifact service (Twirp over JSON). A job sees the artifacts of its run. */
export function artifactServiceRoutes(context: Context): readonly Route[] {
  const pending = new Map<string, Pending>()
  const method = (name: string, write: boolean, handle: (call: Call) => Answer | Promise<Answer>): Route =>
    route(
      'POST',
      `/twirp/github.actions.results.api.v1.ArtifactService/${name}`,
      { body: 'json', write },
      async (exchange) => handle(readCall(exchange)),
    )
  return [
    method('CreateArtifact', true, (call) => create(context, pending, call)),
    method('FinalizeArtifact', true, async (call) => finalize(context, pending, call)),
    method('ListArtifacts', false, (call) => list(context, call)),
    method('GetSignedArtifactURL', false, (call) =>
      json(200, { signed_url: artifactUrl(context, find(context, call)) }),
    ),
    method('DeleteArtifact', true, async (call) => {
      const artifact = find(context, call)
      context.store.set({ artifacts: context.store.current.artifacts.filter(({ id }) => id !== artifact.id) })
      await rm(blobPath(context, artifact.path), { force: true })
      return json(200, { ok: true, artifact_id: String(artifact.id) })
    }),
  ]
}

interface Call {
  readonly run: number
  readonly job: string
  readonly lag: number
  readonly field: (name: string) => string | undefined
}

function readCall({ caller, json: body, lag }: Exchange): Call {
  const field = (name: string): string | undefined => {
    const value = body[name]
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  if (caller.kind !== 'job') throw twirpError(401, 'unauthenticated', 'not a runtime token')
  const mine = field('workflow_run_backend_id') === caller.run && field('workflow_job_run_backend_id') === caller.job
  if (!mine) throw twirpError(403, 'permission_denied', 'the token is for another run')
  return { run: Number(caller.run), job: caller.job, lag, field }
}

function create(context: Context, pending: Map<string, Pending>, { run, field }: Call): Answer {
  const { store, signer, urls, now } = context
  const name = nameOf(field)
  if (FORBIDDEN.test(name))
    throw twirpError(400, 'invalid_argument', `the artifact name ${JSON.stringify(name)} is not valid`)
  const taken =
    pending.has(`${run}/${name}`) ||
    store.current.artifacts.some((artifact) => artifact.run === run && artifact.name === name)
  if (taken) throw twirpError(409, 'already_exists', 'an artifact with this name already exists on the workflow run')
  const id = store.nextId()
  const expires = Date.parse(field('expires_at') ?? '')
  const entry: Pending = {
    id,
    run,
    name,
    contentType: field('mime_type') ?? 'application/zip',
    key: `artifacts/${id}`,
    expiresAt: Number.isNaN(expires) ? now() + NINETY_DAYS : expires,
  }
  pending.set(`${run}/${name}`, entry)
  return json(200, { ok: true, signed_upload_url: signer.url(urls.blobs, { key: entry.key, permission: 'cw' }) })
}

async function finalize(context: Context, pending: Map<string, Pending>, { run, field }: Call): Promise<Answer> {
  const { store, now } = context
  const name = nameOf(field)
  const entry = pending.get(`${run}/${name}`)
  if (entry === undefined) throw twirpError(404, 'not_found', 'no such artifact was created')
  const { size, digest } = await measure(blobPath(context, entry.key))
  if (String(size) !== (field('size') ?? '0')) throw twirpError(400, 'invalid_argument', `the stored size is ${size}`)
  const hash = field('hash')
  if (hash !== undefined && hash !== digest) throw twirpError(400, 'invalid_argument', `the stored digest is ${digest}`)
  pending.delete(`${run}/${name}`)
  const { id, contentType, key, expiresAt } = entry
  const artifact = {
    id,
    run,
    name,
    size,
    digest,
    contentType,
    path: key,
    expired: false,
    createdAt: now(),
    expiresAt,
    headSha: undefined,
  }
  store.set({ artifacts: [...store.current.artifacts, artifact] })
  return json(200, { ok: true, artifact_id: String(id) })
}

function list({ store, now }: Context, { run, job, lag, field }: Call): Answer {
  const { artifacts } = store.at(now() - lag)
  const [name, id] = [field('name_filter'), field('id_filter')]
  const wanted = artifacts.filter(
    (artifact) =>
      artifact.run === run &&
      (name === undefined || artifact.name === name) &&
      (id === undefined || String(artifact.id) === id),
  )
  return json(200, {
    artifacts: wanted.map((artifact) => ({
      workflow_run_backend_id: String(run),
      workflow_job_run_backend_id: job,
      database_id: String(artifact.id),
      name: artifact.name,
      size: String(artifact.size),
      created_at: new Date(artifact.createdAt).toISOString(),
      digest: artifact.digest,
    })),
  })
}

/** The newest artifact of that name in the run. */
function find({ store }: Context, { run, field }: Call): ArtifactState {
  const name = nameOf(field)
  const artifact = store.current.artifacts.findLast((candidate) => candidate.run === run && candidate.name === name)
  if (artifact === undefined) throw twirpError(404, 'not_found', 'artifact not found')
  return artifact
}

function nameOf(field: Call['field']): string {
  const name = field('name')
  if (name === undefined) throw twirpError(400, 'invalid_argument', 'a name is needed')
  return name
}

async function measure(path: string): Promise<{ readonly size: number; readonly digest: string }> {
  const there = await stat(path).catch(() => undefined)
  if (there === undefined) throw twirpError(400, 'invalid_argument', 'nothing was uploaded')
  const hash = createHash('sha256')
  const content: AsyncIterable<Buffer> = createReadStream(path)
  for await (const chunk of content) hash.update(chunk)
  return { size: there.size, digest: `sha256:${hash.digest('hex')}` }
}
