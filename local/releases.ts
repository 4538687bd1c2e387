import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { apiError, empty, json, notFound, validationFailed } from './answers.ts'
import type { Answer, FieldError } from './answers.ts'
import type { Context } from './context.ts'
import { generateNotes } from './notes.ts'
import { paginate } from './pages.ts'
import { checkTagFree, checkTagName, latestRelease, publish } from './publishing.ts'
import { releaseJson } from './release-json.ts'
import { route } from './router.ts'
import type { Caller, Exchange, Route } from './router.ts'
import { changeRelease, findRelease } from './state.ts'
import type { ReleaseState } from './state.ts'

const LONGEST_BODY = 125_000

/** The `releases` endpoints of the REST API, but for assets. */
export function releaseRoutes(context: Context): readonly Route[] {
  const base = `/repos/${context.repository}/releases`
  const read = { needs: { contents: 'read' } } as const
  const write = { needs: { contents: 'write' }, body: 'json' } as const
  return [
    route('GET', base, { ...read, listing: true }, (exchange) => listReleases(context, exchange)),
    route('POST', base, write, async (exchange) =>
      context.store.exclusive(async () => createRelease(context, exchange)),
    ),
    route('POST', `${base}/generate-notes`, { ...write, write: false }, async ({ json: body }) => {
      if (typeof body['tag_name'] !== 'string') throw missing('tag_name')
      return json(
        200,
        await generateNotes(
          context,
          body['tag_name'],
          textOf(body['target_commitish']),
          textOf(body['previous_tag_name']),
        ),
      )
    }),
    route('GET', `${base}/latest`, read, () => found(context, latestRelease(context))),
    route('GET', `${base}/tags/*tag`, read, ({ params }) =>
      found(
        context,
        context.store.current.releases.find((release) => !release.draft && release.tag === params['tag']),
      ),
    ),
    route('GET', `${base}/:id`, read, ({ params, caller }) => {
      const release = findRelease(context.store.current, params['id'] ?? '')
      if (release?.draft === true && !mayWrite(caller)) throw notFound()
      return found(context, release)
    }),
    route('PATCH', `${base}/:id`, write, async (exchange) =>
      context.store.exclusive(async () => updateRelease(context, exchange)),
    ),
    route('DELETE', `${base}/:id`, { needs: { contents: 'write' } }, async ({ params }) =>
      deleteRelease(context, params['id'] ?? ''),
    ),
  ]
}

export function mayWrite(caller: Caller): boolean {
  return caller.kind === 'token' && caller.rights.contents === 'write'
}

function found(context: Context, release: ReleaseState | undefined): Answer {
  if (release === undefined) throw notFound()
  return json(200, releaseJson(context, release))
}

function listReleases(context: Context, exchange: Exchange): Answer {
  const { releases } = context.store.at(context.now() - exchange.lag)
  const visible = releases.filter((release) => !release.draft || mayWrite(exchange.caller)).reverse()
  const { items, headers } = paginate(exchange, context.urls.api, visible)
  return json(
    200,
    items.map((release) => releaseJson(context, release)),
    headers,
  )
}

async function createRelease(context: Context, { json: body }: Exchange): Promise<Answer> {
  const { git, store, now } = context
  const changes = readChanges(body)
  const tag = changes.tag
  if (tag === undefined) throw missing('tag_name')
  await checkTagName(context, tag)
  const draft = changes.draft ?? false
  if (!draft) checkTagFree(context, tag)
  const notes =
    body['generate_release_notes'] === true ? await generateNotes(context, tag, changes.target, undefined) : undefined
  const text = [changes.body, notes?.body].filter((part) => part !== undefined && part !== null && part !== '')
  const release: ReleaseState = {
    id: store.nextId(),
    tag,
    target: changes.target ?? (await git.defaultBranch()),
    name: changes.name ?? notes?.name ?? null,
    body: text.length === 0 ? (changes.body ?? null) : text.join('\n\n'),
    draft: true,
    prerelease: changes.prerelease ?? false,
    immutable: false,
    makeLatest: changes.makeLatest ?? 'true',
    untagged: `untagged-${randomBytes(10).toString('hex')}`,
    createdAt: now(),
    updatedAt: now(),
    publishedAt: undefined,
    assets: [],
  }
  const created = draft ? release : await publish(context, release)
  store.set({ releases: [...store.current.releases, created] })
  if (!draft) markLatest(context, created)
  const answer = releaseJson(context, created)
  return json(201, answer, { location: String(answer['url']) })
}

async function updateRelease(context: Context, { params, json: body }: Exchange): Promise<Answer> {
  const { store, now } = context
  const release = findRelease(store.current, params['id'] ?? '')
  if (release === undefined) throw notFound()
  const changes = readChanges(body)
  const tag = changes.tag ?? release.tag
  const draft = changes.draft ?? release.draft
  if (release.immutable) checkImmutable(release, changes)
  else if (tag !== release.tag || (release.draft && !draft)) await checkTagName(context, tag)
  if (!draft) checkTagFree(context, tag, release.id)
  const makeLatest = changes.makeLatest ?? (release.draft ? 'true' : release.makeLatest)
  const changed: ReleaseState = {
    ...release,
    tag,
    target: changes.target ?? release.target,
    name: changes.name === undefined ? release.name : changes.name,
    body: changes.body === undefined ? release.body : changes.body,
    prerelease: changes.prerelease ?? release.prerelease,
    makeLatest,
    updatedAt: now(),
    draft,
    ...(draft ? { publishedAt: undefined } : {}),
  }
  const publishing = !draft && (release.draft || tag !== release.tag)
  const result = publishing ? await publish(context, changed) : changed
  changeRelease(store, release.id, ({ assets }) => ({ ...result, assets }))
  if (!draft && (publishing || changes.makeLatest !== undefined)) markLatest(context, result)
  return found(context, findRelease(store.current, release.id))
}

/** What may still change on an immutable release: title, notes, prerelease and latest. */
function checkImmutable(release: ReleaseState, changes: Changes): void {
  const frozen: FieldError[] = []
  const refuse = (field: string): number =>
    frozen.push({
      resource: 'Release',
      code: 'custom',
      field,
      message: `${field} cannot be changed on an immutable release`,
    })
  if (changes.tag !== undefined && changes.tag !== release.tag) refuse('tag_name')
  if (changes.target !== undefined && changes.target !== release.target) refuse('target_commitish')
  if (changes.draft === true) refuse('draft')
  if (frozen.length > 0) throw validationFailed(...frozen)
}

function markLatest({ store }: Context, release: ReleaseState): void {
  const { latest } = store.current
  switch (release.makeLatest) {
    case 'true':
      if (!release.prerelease) store.set({ latest: release.id })
      return
    case 'false':
      if (latest === release.id) store.set({ latest: undefined })
      return
    case 'legacy':
      store.set({ latest: undefined })
  }
}

async function deleteRelease({ store }: Context, id: string): Promise<Answer> {
  const release = findRelease(store.current, id)
  if (release === undefined) throw notFound()
  store.set({ releases: store.current.releases.filter((other) => other.id !== release.id) })
  await Promise.all(release.assets.map(async (asset) => rm(asset.path, { force: true })))
  return empty(204)
}

interface Changes {
  readonly tag?: string
  readonly target?: string
  readonly name?: string | null
  readonly body?: string | null
  readonly draft?: boolean
  readonly prerelease?: boolean
  readonly makeLatest?: 'true' | 'false' | 'legacy'
}

/** The fields that create and update share, checked. What is absent stays absent. */
function readChanges(body: Readonly<Record<string, unknown>>): Changes {
  const wrong = (field: string, message: string): Error =>
    apiError(422, `Invalid request.\n\n${message}`, [{ resource: 'Release', code: 'invalid', field, message }])
  const text = (field: string): { readonly value: string | null } | undefined => {
    const value = body[field]
    if (value === undefined) return undefined
    if (value !== null && typeof value !== 'string') throw wrong(field, `For '${field}', the value is not a string.`)
    return { value }
  }
  const flag = (field: string): boolean | undefined => {
    const value = body[field]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'boolean') throw wrong(field, `For '${field}', the value is not a boolean.`)
    return value
  }
  const latest = body['make_latest']
  if (latest !== undefined && latest !== 'true' && latest !== 'false' && latest !== 'legacy') {
    throw wrong('make_latest', "For 'make_latest', the value is not one of 'true', 'false', 'legacy' (strings).")
  }
  const [tag, target, name, notes] = [
    text('tag_name')?.value,
    text('target_commitish')?.value,
    text('name'),
    text('body'),
  ]
  if ((notes?.value?.length ?? 0) > LONGEST_BODY) {
    const message = `body is too long (maximum is ${LONGEST_BODY} characters)`
    throw validationFailed({ resource: 'Release', code: 'custom', field: 'body', message })
  }
  const [draft, prerelease] = [flag('draft'), flag('prerelease')]
  return {
    ...(tag === undefined || tag === null || tag === '' ? {} : { tag }),
    ...(target === undefined || target === null || target === '' ? {} : { target }),
    ...(name === undefined ? {} : { name: name.value }),
    ...(notes === undefined ? {} : { body: notes.value }),
    ...(draft === undefined ? {} : { draft }),
    ...(prerelease === undefined ? {} : { prerelease }),
    ...(latest === undefined ? {} : { makeLatest: latest }),
  }
}

function missing(field: string): Error {
  return apiError(422, `Invalid request.\n\n"${field}" wasn't supplied.`, [
    { resource: 'Release', code: 'missing_field', field },
  ])
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
