import { pool } from '../engine/pool.ts'
import { mistakesOf, throwAll, UserError } from '../errors.ts'
import { pages, statusOf } from '../github/releases.ts'
import { explained } from '../github/rights.ts'
import type { Runtime, WorkflowArtifact } from '../host/runtime.ts'
import type { Found, Source } from './artifact.ts'
import { filesBelow } from './directory.ts'
import { downloadArtifact } from './download.ts'

/** Artifacts fetched at once. */
const downloadsAtOnce = 5

/** Artifacts of a workflow run. */
export interface RunArtifacts {
  /** How they are fetched: `rest` needs `actions: read`, `runner` needs nothing and knows this run only. */
  readonly by: 'rest' | 'runner'
  readonly artifacts: readonly WorkflowArtifact[]
}

/** What a step has listed: the plan, the builds and the receipts of a run are in one listing. */
const listings = new WeakMap<Runtime, Map<number, Promise<RunArtifacts>>>()

/**
 * Lists the artifacts of a run, once in a step, through the REST API, and where the token may not read them, and it is this run,
 * through the runner's own service.
 */
export async function listRunArtifacts(runtime: Runtime, runId: number): Promise<RunArtifacts> {
  const known = listings.get(runtime) ?? new Map<number, Promise<RunArtifacts>>()
  listings.set(runtime, known)
  const listing = known.get(runId) ?? listNow(runtime, runId)
  known.set(runId, listing)
  // A question that failed is asked again by whoever asks next.
  listing.catch(() => known.delete(runId))
  return listing
}

async function listNow(runtime: Runtime, runId: number): Promise<RunArtifacts> {
  try {
    return { by: 'rest', artifacts: await restArtifacts(runtime, runId) }
  } catch (error) {
    const refused = [401, 403, 404].includes(statusOf(error) ?? 0)
    if (refused && runId === runtime.context.runId && runtime.artifacts.missing === undefined) {
      runtime.log.info(
        'the token may not read artifacts through the API (actions: read); asking the artifact service of the runner',
      )
      return { by: 'runner', artifacts: await runtime.artifacts.list() }
    }
    return explained(`list the artifacts of run ${runId}`, 'actions: read', async () =>
      Promise.reject(error instanceof Error ? error : new Error(String(error))),
    )
  }
}

async function restArtifacts(runtime: Runtime, runId: number): Promise<readonly WorkflowArtifact[]> {
  const all = await pages(
    async (page) =>
      (
        await runtime.github.read('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
          run_id: runId,
          per_page: 100,
          page,
        })
      ).data.artifacts,
  )
  return all.map(({ id, name, size_in_bytes: size, expired, created_at: createdAt, digest }) => ({
    id,
    name,
    size,
    expired,
    createdAt: createdAt ?? '',
    digest: digest ?? undefined,
  }))
}

/** The artifact of a name that was made last: a rerun leaves those of earlier attempts, and ids do not follow time. */
export function newest(artifacts: readonly WorkflowArtifact[]): WorkflowArtifact | undefined {
  return [...artifacts].sort((a, b) =>
    a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : b.id - a.id,
  )[0]
}

/** Unpacks one artifact below a new folder. */
export async function fetchArtifact(
  runtime: Runtime,
  by: RunArtifacts['by'],
  artifact: WorkflowArtifact,
): Promise<Found & { readonly kind: 'found' }> {
  const folder = await runtime.files.temporary('artifact')
  const origin = `artifact ${artifact.id}`
  switch (by) {
    case 'runner': {
      await runtime.artifacts.download(artifact.id, folder, artifact.digest)
      return {
        kind: 'found',
        artifact: { name: artifact.name, origin, files: await filesBelow(runtime.files, folder, '') },
      }
    }
    case 'rest': {
      const zip = `${folder}.zip`
      await downloadArtifact(runtime, artifact, zip)
      const files = await named(artifact, runtime.unzip(zip, folder))
      await runtime.files.remove(zip)
      return { kind: 'found', artifact: { name: artifact.name, origin, files } }
    }
  }
}

/** What is wrong with the content of an artifact, with its name in front: a run has many of them. */
async function named<T>({ name }: WorkflowArtifact, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (thrown) {
    throwAll(
      (mistakesOf(thrown) ?? []).map(
        ({ code, message, hint, cause }) =>
          new UserError(code, `artifact ${name}: ${message}`, { cause, ...(hint === undefined ? {} : { hint }) }),
      ),
    )
    throw thrown
  }
}

/** Artifacts of a workflow run, newest of each name. */
export function workflowSource(runtime: Runtime, runId: number): Source {
  return {
    name: `run ${runId}`,
    fetch: async (names) => {
      const { by, artifacts } = await listRunArtifacts(runtime, runId)
      let done = 0
      const found = await pool(names, downloadsAtOnce, async (name): Promise<readonly [string, Found] | Error> => {
        const ofName = artifacts.filter((artifact) => artifact.name === name)
        const chosen = newest(ofName.filter(({ expired }) => !expired))
        if (chosen === undefined) {
          return [
            name,
            {
              kind: 'missing',
              why: ofName.length > 0 ? `it has expired in run ${runId}` : `run ${runId} has no artifact of that name`,
            },
          ]
        }
        try {
          const fetched = await fetchArtifact(runtime, by, chosen)
          done++
          runtime.log.info(
            `fetched ${name} (${fetched.artifact.files.length} files, ${chosen.size} bytes packed), ${done} of ${names.length}`,
          )
          return [name, fetched]
        } catch (error) {
          return error instanceof Error ? error : new Error(String(error))
        }
      })
      throwAll(found.flatMap((each) => (each instanceof Error ? (mistakesOf(each) ?? []) : [])))
      const broken = found.find((each) => each instanceof Error)
      if (broken instanceof Error) throw broken
      return new Map(found.filter((each): each is readonly [string, Found] => !(each instanceof Error)))
    },
  }
}
