import { bot } from './accounts.ts'
import { apiError, empty, json, notFound } from './answers.ts'
import { nodeId, timestamp } from './context.ts'
import type { Context } from './context.ts'
import { paginate } from './pages.ts'
import { REPOSITORY_ID, minimalRepository } from './repository.ts'
import { route } from './router.ts'
import type { Answer } from './answers.ts'
import type { Exchange, Route } from './router.ts'
import type { ArtifactState, RunState } from './state.ts'

/** Workflow runs and their artifacts, as the REST API shows them. */
export function runRoutes(context: Context): readonly Route[] {
  const base = `/repos/${context.repository}/actions`
  const read = { needs: { actions: 'read' } } as const
  const list = { ...read, listing: true }
  const { store } = context
  return [
    route('GET', `${base}/runs/:id`, read, async ({ params }) => {
      const run = store.current.runs.find(({ id }) => id === Number(params['id']))
      if (run === undefined) throw notFound()
      return json(200, await runJson(context, run))
    }),
    route('GET', `${base}/runs/:id/artifacts`, list, async (exchange) => {
      const run = Number(exchange.params['id'])
      const known = store.current.runs.some(({ id }) => id === run)
      if (!known && !store.current.artifacts.some((artifact) => artifact.run === run)) throw notFound()
      return listArtifacts(context, exchange, (artifact) => artifact.run === run)
    }),
    route('GET', `${base}/artifacts`, list, async (exchange) => listArtifacts(context, exchange, () => true)),
    route('GET', `${base}/artifacts/:id`, read, async ({ params }) =>
      json(200, await artifactJson(context, findArtifact(context, params['id']))),
    ),
    route('GET', `${base}/artifacts/:id/zip`, read, ({ params }) => {
      const artifact = findArtifact(context, params['id'])
      if (artifact.expired || artifact.expiresAt <= context.now()) throw apiError(410, 'Artifact has expired')
      return empty(302, { location: artifactUrl(context, artifact) })
    }),
  ]
}

/** A signed address of an artifact's bytes; lives one minute. */
export function artifactUrl({ signer, urls }: Context, { path, name, contentType }: ArtifactState): string {
  const fileName = contentType === 'application/zip' ? `${name}.zip` : name
  return signer.url(urls.blobs, { key: path, permission: 'r', fileName, contentType })
}

function findArtifact({ store }: Context, id: string | undefined): ArtifactState {
  const artifact = store.current.artifacts.find((candidate) => candidate.id === Number(id))
  if (artifact === undefined) throw notFound()
  return artifact
}

async function listArtifacts(
  context: Context,
  exchange: Exchange,
  wanted: (artifact: ArtifactState) => boolean,
): Promise<Answer> {
  const name = exchange.query.get('name')
  const { artifacts } = context.store.at(context.now() - exchange.lag)
  const all = artifacts.filter((artifact) => wanted(artifact) && (name === null || artifact.name === name)).reverse()
  if (exchange.query.get('direction') === 'asc') all.reverse()
  const { items, headers } = paginate(exchange, context.urls.api, all)
  const shown = await Promise.all(items.map(async (artifact) => artifactJson(context, artifact)))
  return json(200, { total_count: all.length, artifacts: shown }, headers)
}

async function artifactJson(context: Context, artifact: ArtifactState): Promise<Readonly<Record<string, unknown>>> {
  const { urls, repository, store, git, now } = context
  const url = `${urls.api}/repos/${repository}/actions/artifacts/${artifact.id}`
  const run = store.current.runs.find(({ id }) => id === artifact.run)
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired || artifact.expiresAt <= now(),
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    digest: artifact.digest,
    workflow_run: {
      id: artifact.run,
      repository_id: REPOSITORY_ID,
      head_repository_id: REPOSITORY_ID,
      head_branch: await git.defaultBranch(),
      head_sha: artifact.headSha ?? (await headOf(context, run)),
    },
  }
}

async function headOf({ git }: Context, run: RunState | undefined): Promise<string> {
  return run?.headSha ?? (await git.resolve(await git.defaultBranch())) ?? '0'.repeat(40)
}

async function runJson(context: Context, run: RunState): Promise<Readonly<Record<string, unknown>>> {
  const { git, urls, repository } = context
  const sha = await headOf(context, run)
  const commit = (await git.typeOf(sha)) === 'commit' ? await git.commit(sha) : undefined
  const base = `${urls.api}/repos/${repository}/actions`
  const url = `${base}/runs/${run.id}`
  const time = timestamp(run.createdAt)
  const title = commit?.message.split('\n')[0] ?? 'release'
  return {
    id: run.id,
    name: 'release',
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: await git.defaultBranch(),
    head_sha: sha,
    path: '.github/workflows/release.yml',
    display_title: title,
    run_number: 1,
    run_attempt: run.attempt,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    workflow_id: 1,
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    url,
    html_url: `${urls.web}/${repository}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: time,
    updated_at: time,
    run_started_at: time,
    actor: bot(urls.web),
    triggering_actor: bot(urls.web),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${urls.api}/repos/${repository}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${base}/workflows/1`,
    head_commit:
      commit === undefined
        ? null
        : {
            id: sha,
            tree_id: commit.tree,
            message: commit.message,
            timestamp: commit.committer.date,
            author: { name: commit.author.name, email: commit.author.email },
            committer: { name: commit.committer.name, email: commit.committer.email },
          },
    repository: minimalRepository(context),
    head_repository: minimalRepository(context),
  }
}
