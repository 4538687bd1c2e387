import { createHash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { IncomingMessage } from 'node:http'
import { admitJob, admitSigned, admitToken } from './admission.ts'
import type { Headers } from './answers.ts'
import { artifactServiceRoutes } from './artifact-service.ts'
import { assetRoutes, uploadRoutes } from './assets.ts'
import { blobPath, blobRoutes } from './blobs.ts'
import type { Context } from './context.ts'
import { createFaults } from './faults.ts'
import type { FaultSwitch } from './faults.ts'
import { openGit } from './git.ts'
import { listen } from './listener.ts'
import type { Listener } from './listener.ts'
import { pageRoutes } from './page.ts'
import { latestRelease } from './publishing.ts'
import { createRateCounter } from './rate-limit.ts'
import { refRoutes } from './refs.ts'
import { releaseRoutes } from './releases.ts'
import { repositoryRoutes } from './repository.ts'
import type { OpenRecord, RecordedRequest } from './requests.ts'
import type { Caller, Found, Origin, Route } from './router.ts'
import { runRoutes } from './runs.ts'
import { createSigner } from './signed-urls.ts'
import { createStore } from './state.ts'
import { createTokens } from './tokens.ts'
import type { Rights } from './tokens.ts'

export type { Fault, FaultMatch, FaultPlan, FaultSwitch } from './faults.ts'
export type { RecordedRequest } from './requests.ts'

export interface LocalGitHubOptions {
  /** `owner/name` */
  readonly repository: string
  /** Path of a bare repository that exists. Tags are really made in it. */
  readonly gitDirectory: string
  /** Where the bytes of assets and artifacts are kept. */
  readonly folder: string
  /** The immutable releases setting of the repository. */
  readonly immutable?: boolean
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  readonly log?: (line: string) => void
}

export interface LocalGitHub {
  /** Value of `GITHUB_API_URL`. */
  readonly apiUrl: string
  /** Value of `GITHUB_SERVER_URL`: a host name that `@actions/artifact` takes for GitHub's. Not every resolver knows it. */
  readonly serverUrl: string
  /** The same pages by address. Links in answers begin with it. */
  readonly webUrl: string
  /** Value of `ACTIONS_RESULTS_URL`. */
  readonly resultsUrl: string
  /** A token with `contents: write` and `actions: read`. */
  readonly token: string
  issueToken(rights: Rights): string
  /** Value of `ACTIONS_RUNTIME_TOKEN` in a job of the run. The run is known to the API from now on. */
  runtimeToken(run: { readonly runId: number; readonly jobId: string }): string
  /** Every request received, in order. */
  readonly requests: readonly RecordedRequest[]
  /** Empties `requests`. */
  forget(): void
  readonly faults: FaultSwitch
  /** What is there, oldest first. */
  readonly releases: () => readonly LocalRelease[]
  /** Puts an artifact into a run, as a job of it would; answers its id. A name may be there several times, as after a re-run. */
  addArtifact(run: number, name: string, zip: Uint8Array, options?: ArtifactOptions): Promise<number>
  /** Makes a run known, or changes one. */
  addRun(run: { readonly id: number; readonly headSha: string; readonly attempt?: number }): void
  close(): Promise<void>
}

export interface ArtifactOptions {
  readonly expired?: boolean
  /** ISO 8601. */
  readonly createdAt?: string
  readonly headSha?: string
}

export interface LocalRelease {
  readonly id: number
  readonly tag: string
  readonly target: string
  readonly name: string | null
  readonly body: string | null
  readonly draft: boolean
  readonly prerelease: boolean
  readonly immutable: boolean
  /** Whether `releases/latest` answers it. */
  readonly latest: boolean
  readonly assets: readonly LocalAsset[]
}

export interface LocalAsset {
  readonly id: number
  readonly name: string
  readonly label: string | null
  readonly state: 'uploaded' | 'starter'
  readonly size: number
  /** `sha256:…` */
  readonly digest: string | null
  /** Where the bytes are. */
  readonly path: string
}

const NINETY_DAYS = 90 * 24 * 3_600_000

/** Starts a GitHub with one repository on this machine: API, uploads, artifact service, storage and web pages. */
export async function startLocalGitHub(options: LocalGitHubOptions): Promise<LocalGitHub> {
  const { repository, gitDirectory, folder, immutable = false, now = Date.now, log = () => undefined } = options
  const [owner, name] = repository.split('/')
  if (owner === undefined || name === undefined) throw new Error(`${repository} is not owner/name`)
  const urls: Record<Origin, string> = { api: '', uploads: '', blobs: '', results: '', web: '' }
  const tokens = createTokens(now)
  const store = createStore(now)
  const context: Context = {
    repository,
    owner,
    name,
    folder,
    immutable,
    now,
    log,
    git: openGit(gitDirectory),
    store,
    tokens,
    signer: createSigner(now),
    urls,
  }
  await mkdir(folder, { recursive: true })

  const rates = createRateCounter(now)
  const faults = createFaults()
  const records: OpenRecord[] = []
  const plain = (): Headers => ({ 'x-github-request-id': randomUUID() })
  const limited = (request: IncomingMessage): Headers => {
    const authorization = request.headers.authorization ?? ''
    if (request.url?.startsWith('/rate_limit') !== true) rates.count(authorization)
    const { limit, used, remaining, reset } = rates.left(authorization)
    return {
      ...plain(),
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': '2022-11-28',
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-used': String(used),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    }
  }
  const byToken = (request: IncomingMessage, _url: URL, found: Found | undefined): Caller =>
    admitToken(context, request, found)
  const api: readonly Route[] = [
    ...repositoryRoutes(context, (authorization) => rates.left(authorization)),
    ...assetRoutes(context),
    ...releaseRoutes(context),
    ...refRoutes(context),
    ...runRoutes(context),
  ]
  const shared = { faults, records, log }
  const listeners: Readonly<Record<Origin, Listener>> = {
    api: await listen({ ...shared, origin: 'api', routes: api, admit: byToken, headers: limited }),
    uploads: await listen({
      ...shared,
      origin: 'uploads',
      routes: uploadRoutes(context),
      admit: byToken,
      headers: limited,
    }),
    blobs: await listen({
      ...shared,
      origin: 'blobs',
      routes: blobRoutes(context),
      admit: (request, url, found) => admitSigned(context, request, url, found),
      headers: () => ({ 'x-ms-request-id': randomUUID() }),
    }),
    results: await listen({
      ...shared,
      origin: 'results',
      routes: artifactServiceRoutes(context),
      admit: (request) => admitJob(context, request),
      headers: plain,
    }),
    web: await listen({
      ...shared,
      origin: 'web',
      routes: pageRoutes(context),
      admit: () => ({ kind: 'anyone' }),
      headers: plain,
    }),
  }
  for (const origin of ['api', 'uploads', 'blobs', 'results', 'web'] as const) {
    urls[origin] = `http://127.0.0.1:${listeners[origin].port}`
  }

  return {
    apiUrl: urls.api,
    serverUrl: `http://github.localhost:${listeners.web.port}`,
    webUrl: urls.web,
    resultsUrl: `${urls.results}/`,
    token: tokens.issue({ contents: 'write', actions: 'read' }),
    issueToken: (rights) => tokens.issue(rights),
    runtimeToken({ runId, jobId }) {
      const { runs } = store.current
      if (!runs.some(({ id }) => id === runId)) {
        store.set({ runs: [...runs, { id: runId, headSha: undefined, attempt: 1, createdAt: now() }] })
      }
      return tokens.issueRuntime(String(runId), jobId)
    },
    requests: records,
    forget: () => void records.splice(0),
    faults,
    releases: () => localReleases(context),
    addArtifact: async (run, artifact, zip, extra = {}) => addArtifact(context, run, artifact, zip, extra),
    addRun({ id, headSha, attempt = 1 }) {
      const others = store.current.runs.filter((run) => run.id !== id)
      store.set({ runs: [...others, { id, headSha, attempt, createdAt: now() }] })
    },
    async close() {
      await Promise.all(Object.values(listeners).map(async (listener) => listener.close()))
    },
  }
}

function localReleases(context: Context): readonly LocalRelease[] {
  const latest = latestRelease(context)?.id
  return context.store.current.releases.map((release) => ({
    id: release.id,
    tag: release.tag,
    target: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: release.immutable,
    latest: release.id === latest,
    assets: release.assets.map(({ id, name, label, state, size, digest, path }) => ({
      id,
      name,
      label,
      state,
      size,
      digest,
      path,
    })),
  }))
}

async function addArtifact(
  context: Context,
  run: number,
  name: string,
  zip: Uint8Array,
  options: ArtifactOptions,
): Promise<number> {
  const { store, now } = context
  const id = store.nextId()
  const key = `artifacts/${id}`
  const path = blobPath(context, key)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, zip)
  const createdAt = options.createdAt === undefined ? now() : Date.parse(options.createdAt)
  const artifact = {
    id,
    run,
    name,
    size: zip.length,
    digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
    contentType: 'application/zip',
    path: key,
    expired: options.expired ?? false,
    createdAt,
    expiresAt: createdAt + NINETY_DAYS,
    headSha: options.headSha,
  }
  store.set({ artifacts: [...store.current.artifacts, artifact] })
  return id
}
