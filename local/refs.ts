import { apiError, empty, json, notFound } from './answers.ts'
import type { Answer } from './answers.ts'
import { nodeId } from './context.ts'
import type { Context } from './context.ts'
import type { Person, Ref } from './git.ts'
import { paginate } from './pages.ts'
import { encodeTag } from './release-json.ts'
import { route } from './router.ts'
import type { Route } from './router.ts'

const UNVERIFIED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }

/** Refs, annotated tags and commits, read from and made in the bare repository. */
export function refRoutes(context: Context): readonly Route[] {
  const base = `/repos/${context.repository}`
  const { git } = context
  const read = { needs: { contents: 'read' } } as const
  const write = { needs: { contents: 'write' }, body: 'json' } as const
  return [
    route('GET', `${base}/git/ref/*ref`, read, async ({ params }) => {
      const ref = await git.ref(`refs/${params['ref'] ?? ''}`)
      if (ref === undefined) throw notFound()
      return json(200, refJson(context, ref))
    }),
    route('GET', `${base}/git/matching-refs/*ref`, { ...read, listing: true }, async (exchange) => {
      const refs = await git.refs(`refs/${exchange.params['ref'] ?? ''}`)
      const { items, headers } = paginate(exchange, context.urls.api, refs)
      return json(
        200,
        items.map((ref) => refJson(context, ref)),
        headers,
      )
    }),
    route('POST', `${base}/git/refs`, write, async ({ json: body }) => createRef(context, body)),
    route('PATCH', `${base}/git/refs/*ref`, write, async ({ params, json: body }) =>
      moveRef(context, params['ref'] ?? '', body),
    ),
    route('DELETE', `${base}/git/refs/*ref`, { needs: { contents: 'write' } }, async ({ params }) => {
      const name = `refs/${params['ref'] ?? ''}`
      refuseFrozen(context, name)
      if ((await git.ref(name)) === undefined) throw apiError(422, 'Reference does not exist')
      await git.deleteRef(name)
      return empty(204)
    }),
    route('POST', `${base}/git/tags`, write, async ({ json: body }) => createTag(context, body)),
    route('GET', `${base}/git/tags/:sha`, read, async ({ params }) => tagAnswer(context, params['sha'] ?? '', 200)),
    route('GET', `${base}/commits/*ref`, read, async ({ params }) => {
      const sha = await git.resolve(params['ref'] ?? '')
      if (sha === undefined) throw apiError(422, `No commit found for SHA: ${params['ref'] ?? ''}`)
      return json(200, await commitJson(context, sha))
    }),
  ]
}

function refJson({ urls, repository }: Context, { name, type, sha }: Ref): Readonly<Record<string, unknown>> {
  const base = `${urls.api}/repos/${repository}/git`
  const kind = type === 'commit' ? 'commits' : `${type}s`
  return {
    ref: name,
    node_id: nodeId('Ref', name),
    url: `${base}/${encodeTag(name)}`,
    object: { sha, type, url: `${base}/${kind}/${sha}` },
  }
}

async function createRef(context: Context, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { git } = context
  const { ref: name, sha } = body
  if (typeof name !== 'string' || typeof sha !== 'string')
    throw apiError(422, 'Invalid request.\n\n"ref" and "sha" are needed.')
  if (!/^refs\/[^/]+\/./.test(name) || !(await git.isRefName(name)))
    throw apiError(422, `${name} is not a valid ref name.`)
  const type = await git.typeOf(sha)
  if (type === undefined) throw apiError(422, 'Object does not exist')
  if ((await git.ref(name)) !== undefined) throw apiError(422, 'Reference already exists')
  if (context.store.current.burnedTags.has(name.replace(/^refs\/tags\//, '')))
    throw apiError(422, 'Cannot create ref due to creations being restricted.')
  if (!(await git.setRef(name, sha, 'create'))) throw apiError(422, 'Reference already exists')
  const created = refJson(context, { name, type, sha })
  return json(201, created, { location: String(created['url']) })
}

async function moveRef(context: Context, ref: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { git } = context
  const name = `refs/${ref}`
  const sha = body['sha']
  if (typeof sha !== 'string') throw apiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
  refuseFrozen(context, name)
  const old = await git.ref(name)
  if (old === undefined) throw apiError(422, 'Reference does not exist')
  const type = await git.typeOf(sha)
  if (type === undefined) throw apiError(422, 'Object does not exist')
  if (body['force'] !== true && !(await git.isAncestor(old.sha, sha)))
    throw apiError(422, 'Update is not a fast forward')
  if (!(await git.setRef(name, sha, 'force'))) throw apiError(422, 'Reference update failed')
  return json(200, refJson(context, { name, type, sha }))
}

/** The tag of an immutable release can neither move nor go. */
function refuseFrozen({ store }: Context, name: string): void {
  const frozen = store.current.releases.some((release) => release.immutable && `refs/tags/${release.tag}` === name)
  if (frozen) throw apiError(422, 'Repository rule violations found\n\nCannot change the tag of an immutable release.')
}

async function createTag(context: Context, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { git, now } = context
  const { tag, message, object, type, tagger } = body
  if (
    typeof tag !== 'string' ||
    typeof message !== 'string' ||
    typeof object !== 'string' ||
    typeof type !== 'string'
  ) {
    throw apiError(422, 'Invalid request.\n\n"tag", "message", "object" and "type" are needed.')
  }
  if (!(await git.isRefName(`refs/tags/${tag}`))) throw apiError(422, `${tag} is not a valid tag name.`)
  if ((await git.typeOf(object)) !== type) throw apiError(422, 'Object does not exist')
  return tagAnswer(context, await git.createTag(tag, object, type, message, personOf(tagger, now())), 201)
}

function personOf(given: unknown, now: number): Person {
  const { name, email, date }: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null ? { ...given } : {}
  const clean = (value: unknown, otherwise: string): string =>
    typeof value === 'string' ? value.replace(/[<>\n]/g, '') : otherwise
  const when = typeof date === 'string' && !Number.isNaN(Date.parse(date)) ? date : new Date(now).toISOString()
  return {
    name: clean(name, 'github-actions[bot]'),
    email: clean(email, '41898282+github-actions[bot]@users.noreply.github.com'),
    date: when,
  }
}

async function tagAnswer({ git, urls, repository }: Context, sha: string, status: number): Promise<Answer> {
  const tag = await git.annotatedTag(sha)
  if (tag === undefined) throw notFound()
  const base = `${urls.api}/repos/${repository}/git`
  return json(status, {
    node_id: nodeId('Tag', sha),
    sha,
    url: `${base}/tags/${sha}`,
    tag: tag.tag,
    message: tag.message,
    tagger: tag.tagger,
    object: { ...tag.object, url: `${base}/${tag.object.type}s/${tag.object.sha}` },
    verification: UNVERIFIED,
  })
}

async function commitJson({ git, urls, repository }: Context, sha: string): Promise<Readonly<Record<string, unknown>>> {
  const commit = await git.commit(sha)
  const base = `${urls.api}/repos/${repository}`
  return {
    sha,
    node_id: nodeId('Commit', sha),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${base}/git/trees/${commit.tree}` },
      url: `${base}/git/commits/${sha}`,
      comment_count: 0,
      verification: UNVERIFIED,
    },
    url: `${base}/commits/${sha}`,
    html_url: `${urls.web}/${repository}/commit/${sha}`,
    comments_url: `${base}/commits/${sha}/comments`,
    author: null,
    committer: null,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${base}/commits/${parent}`,
      html_url: `${urls.web}/${repository}/commit/${parent}`,
    })),
  }
}
