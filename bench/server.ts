import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { addRelease, assetJson, assetsOf, emptyShelf, releaseJson } from './shelf.ts'
import type { Asset, Counts, Release, Shelf, Terms } from './shelf.ts'

/**
 * A GitHub for measuring, in a process of its own so that its work is nobody's: one repository, releases in memory, uploads
 * counted and thrown away. local/ is the faithful one; it writes every byte to disk and hashes it, which on two cores would measure
 * the server. Prints its port; ends with its standard input.
 */
interface Answer {
  readonly status: number
  readonly body?: unknown
}

let shelf: Shelf = emptyShelf()
let terms: Terms = { latency: 0, files: {}, hash: false, keep: false }
let counts: Counts = nothing()
let origin = ''

function nothing(): Counts {
  return { requests: 0, writes: 0, bytes: 0, stored: 0, wrong: 0, unknown: [] }
}

const notFound: Answer = { status: 404, body: { message: 'Not Found' } }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** What the bench itself says: new terms, a release to send to, the counts. None of it is counted. */
async function control(request: IncomingMessage, path: string): Promise<Answer> {
  switch (path) {
    case '/bench/terms':
      terms = JSON.parse(await bodyOf(request)) as Terms
      if (!terms.keep) shelf = emptyShelf()
      counts = nothing()
      return { status: 204 }
    case '/bench/release':
      return { status: 201, body: releaseJson(shelf, addRelease(shelf, { draft: true }), origin) }
    default:
      return { status: 200, body: counts }
  }
}

async function upload(request: IncomingMessage, url: URL, release: number): Promise<Answer> {
  const name = url.searchParams.get('name') ?? ''
  const hash = terms.hash ? createHash('sha256') : undefined
  let size = 0
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      hash?.update(chunk)
    })
    request.on('end', resolve)
    request.on('error', reject)
    request.on('close', () => reject(new Error('the client went away')))
  })
  if (terms.latency > 0) await sleep(terms.latency)
  const assets = shelf.assets.get(release)
  if (assets === undefined) return notFound
  if (assets.has(name))
    return {
      status: 422,
      body: { message: 'Validation Failed', errors: [{ resource: 'ReleaseAsset', code: 'already_exists' }] },
    }
  const expected = terms.files[name]
  const digest = hash?.digest('hex') ?? (expected?.size === size ? expected.sha256 : undefined)
  const right = expected?.size === size && expected.sha256 === digest
  counts = {
    ...counts,
    bytes: counts.bytes + size,
    stored: counts.stored + 1,
    wrong: counts.wrong + (right ? 0 : 1),
  }
  const asset: Asset = { id: shelf.nextId++, name, size, digest: digest === undefined ? null : `sha256:${digest}` }
  assets.set(name, asset)
  return { status: 201, body: assetJson(asset, origin) }
}

const shown = (release: Release | undefined): Answer =>
  release === undefined ? notFound : { status: 200, body: releaseJson(shelf, release, origin) }

function page<T>(url: URL, all: readonly T[]): readonly T[] {
  const size = Number(url.searchParams.get('per_page') ?? 30)
  const number = Number(url.searchParams.get('page') ?? 1)
  return all.slice((number - 1) * size, number * size)
}

async function api(request: IncomingMessage, url: URL): Promise<Answer | undefined> {
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
  const path = url.pathname.replace(/^\/repos\/acme\/tools/, '')
  const releases = (): readonly Release[] => [...shelf.releases.values()].reverse()
  const published = (tag?: string): Release | undefined =>
    releases().find((each) => !each.draft && (tag === undefined || each.tag_name === tag))
  const [, upTo] = /^\/uploads\/(\d+)\/assets$/.exec(path) ?? []
  const [, listed] = /^\/releases\/(\d+)\/assets$/.exec(path) ?? []
  const [, id] = /^\/releases\/(\d+)$/.exec(path) ?? []
  const [, tagged] = /^\/releases\/tags\/(.+)$/.exec(path) ?? []
  const [, ref] = /^\/git\/ref\/tags%2F(.+)$|^\/git\/ref\/tags\/(.+)$/.exec(path)?.filter(Boolean) ?? []
  const [, removed] = /^\/releases\/assets\/(\d+)$/.exec(path) ?? []
  switch (method) {
    case 'GET': {
      if (path === '') return { status: 200, body: { id: 1, full_name: 'acme/tools', permissions: { push: true } } }
      if (path === '/releases')
        return { status: 200, body: page(url, releases()).map((each) => releaseJson(shelf, each, origin)) }
      if (path === '/releases/latest') return shown(published())
      if (listed !== undefined) {
        const assets = page(url, assetsOf(shelf, Number(listed)))
        return { status: 200, body: assets.map((asset) => assetJson(asset, origin)) }
      }
      if (id !== undefined) return shown(shelf.releases.get(Number(id)))
      if (tagged !== undefined) return shown(published(decodeURIComponent(tagged)))
      if (ref === undefined) return undefined
      const release = published(decodeURIComponent(ref))
      if (release === undefined) return notFound
      return {
        status: 200,
        body: { ref: `refs/tags/${ref}`, object: { type: 'commit', sha: release.target_commitish } },
      }
    }
    case 'POST':
      if (upTo !== undefined) return upload(request, url, Number(upTo))
      if (path !== '/releases') return undefined
      return {
        status: 201,
        body: releaseJson(shelf, addRelease(shelf, JSON.parse(await bodyOf(request)) as Partial<Release>), origin),
      }
    case 'PATCH': {
      const release = id === undefined ? undefined : shelf.releases.get(Number(id))
      if (release === undefined) return notFound
      const changed = { ...release, ...(JSON.parse(await bodyOf(request)) as Partial<Release>), id: release.id }
      shelf.releases.set(release.id, changed)
      return shown(changed)
    }
    case 'DELETE':
      for (const assets of shelf.assets.values())
        for (const asset of assets.values())
          if (asset.id === Number(removed)) return { status: assets.delete(asset.name) ? 204 : 404 }
      return notFound
    default:
      return undefined
  }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A client that takes this server for its proxy sends a whole URL.
  const url = new URL(request.url ?? '/', origin)
  const own = url.pathname.startsWith('/bench/')
  const write = !['GET', 'HEAD'].includes(request.method ?? 'GET')
  if (!own) counts = { ...counts, requests: counts.requests + 1, writes: counts.writes + (write ? 1 : 0) }
  const answer = own ? await control(request, url.pathname) : await api(request, url)
  if (answer === undefined) {
    counts = { ...counts, unknown: [...counts.unknown, `${request.method ?? ''} ${url.pathname}`] }
    request.resume()
  }
  const { status, body } = answer ?? notFound
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(text) }),
  })
  response.end(request.method === 'HEAD' || status === 204 ? undefined : text)
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  serve(request, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  origin = `http://127.0.0.1:${port}`
  process.stdout.write(`${port}\n`)
})
process.stdin.on('end', () => process.exit(0)).resume()
