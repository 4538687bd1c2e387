import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { apiError, empty, json, notFound, validationFailed } from './answers.ts'
import type { Answer } from './answers.ts'
import { storedName } from './asset-names.ts'
import type { Context } from './context.ts'
import { paginate } from './pages.ts'
import { assetJson } from './release-json.ts'
import { mayWrite } from './releases.ts'
import { route } from './router.ts'
import type { Caller, Exchange, Route } from './router.ts'
import { changeRelease, findRelease } from './state.ts'
import type { AssetState, ReleaseState, State } from './state.ts'
import { storeStream } from './storage.ts'

const TWO_GIB = 2 ** 31
const MOST_ASSETS = 1000

/** Assets on the API's own origin: list, look, download, rename, delete. */
export function assetRoutes(context: Context): readonly Route[] {
  const base = `/repos/${context.repository}/releases`
  const read = { needs: { contents: 'read' } } as const
  return [
    route('GET', `${base}/:id/assets`, { ...read, listing: true }, (exchange) => {
      const now = visible(findRelease(context.store.current, exchange.params['id'] ?? ''), exchange.caller)
      const release = findRelease(context.store.at(context.now() - exchange.lag), now.id)
      const { items, headers } = paginate(exchange, context.urls.api, release?.assets ?? [])
      return json(
        200,
        items.map((asset) => assetJson(context, now, asset)),
        headers,
      )
    }),
    route('GET', `${base}/assets/:id`, read, (exchange) => {
      const { release, asset } = findAsset(context.store.current, exchange.params['id'] ?? '')
      visible(release, exchange.caller)
      if (!(exchange.headers.accept ?? '').includes('application/octet-stream'))
        return json(200, assetJson(context, release, asset))
      return download(context, release, asset)
    }),
    route('PATCH', `${base}/assets/:id`, { needs: { contents: 'write' }, body: 'json' }, ({ params, json: body }) => {
      const { release, asset } = findAsset(context.store.current, params['id'] ?? '')
      if (release.immutable) throw apiError(422, 'Cannot update asset of an immutable release.')
      const name = typeof body['name'] === 'string' ? storedName(body['name']) : asset.name
      if (name !== asset.name) checkNameFree(release, name)
      const label = body['label'] === undefined ? asset.label : typeof body['label'] === 'string' ? body['label'] : null
      const changed = { ...asset, name, label, updatedAt: context.now() }
      putAsset(context, release.id, changed)
      return json(200, assetJson(context, release, changed))
    }),
    route('DELETE', `${base}/assets/:id`, { needs: { contents: 'write' } }, async ({ params }) => {
      const { release, asset } = findAsset(context.store.current, params['id'] ?? '')
      if (release.immutable) throw apiError(422, 'Cannot delete asset from an immutable release.')
      changeRelease(context.store, release.id, (old) => ({
        ...old,
        assets: old.assets.filter(({ id }) => id !== asset.id),
      }))
      await rm(asset.path, { force: true })
      return empty(204)
    }),
  ]
}

/** The origin that takes uploads. */
export function uploadRoutes(context: Context): readonly Route[] {
  const path = `/repos/${context.repository}/releases/:id/assets`
  return [
    route('POST', path, { needs: { contents: 'write' }, body: 'stream' }, async (exchange) =>
      upload(context, exchange),
    ),
  ]
}

/** A redirect to the bytes at a signed address, as GitHub gives; counts a download. */
export function download(context: Context, release: ReleaseState, asset: AssetState): Answer {
  if (asset.state !== 'uploaded') throw notFound()
  putAsset(context, release.id, { ...asset, downloads: asset.downloads + 1 })
  const access = {
    key: `assets/${asset.id}`,
    permission: 'r',
    fileName: asset.name,
    contentType: 'application/octet-stream',
  } as const
  return empty(302, { location: context.signer.url(context.urls.blobs, access) })
}

export function findAsset(state: State, id: string): { readonly release: ReleaseState; readonly asset: AssetState } {
  for (const release of state.releases) {
    const asset = release.assets.find((candidate) => candidate.id === Number(id))
    if (asset !== undefined) return { release, asset }
  }
  throw notFound()
}

function visible(release: ReleaseState | undefined, caller: Caller): ReleaseState {
  if (release === undefined || (release.draft && !mayWrite(caller))) throw notFound()
  return release
}

function checkNameFree(release: ReleaseState, name: string): void {
  const taken = release.assets.some((asset) => asset.name === name)
  if (taken) throw validationFailed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' })
}

/** Replaces an asset of a release; answers whether it was still there. */
function putAsset({ store }: Context, release: number, changed: AssetState): boolean {
  const there = findRelease(store.current, release)?.assets.some(({ id }) => id === changed.id) ?? false
  if (there) {
    changeRelease(store, release, (old) => ({
      ...old,
      assets: old.assets.map((asset) => (asset.id === changed.id ? changed : asset)),
    }))
  }
  return there
}

async function upload(context: Context, exchange: Exchange): Promise<Answer> {
  const { store, now } = context
  const { query, params, length, headers } = exchange
  const release = findRelease(store.current, params['id'] ?? '')
  if (release === undefined) throw notFound()
  const name = storedName(query.get('name') ?? '')
  checkUpload(release, name, length)
  const id = store.nextId()
  const started: AssetState = {
    id,
    name,
    label: query.get('label') ?? '',
    state: 'starter',
    size: 0,
    digest: null,
    contentType: headers['content-type'] ?? 'application/octet-stream',
    path: join(context.folder, 'blobs', 'assets', String(id)),
    createdAt: now(),
    updatedAt: now(),
    downloads: 0,
  }
  // Listed from the first byte on: what breaks now leaves it behind, as it does on GitHub.
  changeRelease(store, release.id, (old) => ({ ...old, assets: [...old.assets, started] }))
  const stored = await storeStream(exchange.input, started.path, exchange.damaged)
  if (exchange.starter) return empty(502)
  if (stored.size !== length) throw apiError(400, 'Bad Content-Length')
  const asset: AssetState = {
    ...started,
    state: 'uploaded',
    size: stored.size,
    digest: stored.digest,
    updatedAt: now(),
  }
  if (!putAsset(context, release.id, asset)) throw notFound()
  return json(201, assetJson(context, release, asset), {
    location: `${context.urls.api}/repos/${context.repository}/releases/assets/${id}`,
  })
}

function checkUpload(release: ReleaseState, name: string, length: number | undefined): asserts length is number {
  if (length === undefined || !Number.isInteger(length)) throw apiError(400, 'Bad Content-Length')
  if (release.immutable) throw apiError(422, 'Cannot upload assets to an immutable release.')
  const resource = 'ReleaseAsset'
  if (name === '') throw validationFailed({ resource, code: 'missing_field', field: 'name' })
  if (length === 0)
    throw validationFailed({
      resource,
      code: 'custom',
      field: 'size',
      message: 'size must be greater than or equal to 1',
    })
  if (length >= TWO_GIB)
    throw validationFailed({ resource, code: 'custom', field: 'size', message: `size must be less than ${TWO_GIB}` })
  checkNameFree(release, name)
  if (release.assets.length >= MOST_ASSETS) {
    const message = `file_count limited to ${MOST_ASSETS} assets per release`
    throw validationFailed({ resource, code: 'custom', field: 'file_count', message })
  }
}
