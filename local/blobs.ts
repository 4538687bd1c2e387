import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { empty, storageError } from './answers.ts'
import type { Answer, Headers } from './answers.ts'
import type { Context } from './context.ts'
import { route } from './router.ts'
import type { Exchange, Route } from './router.ts'
import { storeStream } from './storage.ts'

/** Where the bytes of a blob are. Keys are made by the server, never taken from a request unsigned. */
export function blobPath({ folder }: Context, key: string): string {
  return join(folder, 'blobs', ...key.split('/'))
}

/** The blob storage: block blobs as on Azure, reached by signed addresses only. */
export function blobRoutes(context: Context): readonly Route[] {
  return [
    route('GET', '/devstore/*key', {}, async (exchange) => read(context, exchange)),
    route('PUT', '/devstore/*key', { body: 'stream' }, async (exchange) => {
      const key = exchange.params['key'] ?? ''
      switch (exchange.query.get('comp')) {
        case 'block':
          await storeStream(
            exchange.input,
            blockPath(context, key, exchange.query.get('blockid') ?? ''),
            exchange.damaged,
          )
          return created(context)
        case 'blocklist':
          return commitBlocks(context, key, exchange)
        case null:
          await putWhole(context, key, exchange)
          return created(context)
        default:
          throw storageError(400, 'InvalidQueryParameterValue', 'comp is not supported')
      }
    }),
  ]
}

function blockPath(context: Context, key: string, id: string): string {
  if (id === '') throw storageError(400, 'InvalidQueryParameterValue', 'blockid is needed')
  return join(`${blobPath(context, key)}.blocks`, Buffer.from(id).toString('hex'))
}

async function putWhole(context: Context, key: string, exchange: Exchange): Promise<void> {
  if (exchange.headers['x-ms-blob-type'] !== 'BlockBlob')
    throw storageError(400, 'MissingRequiredHeader', 'x-ms-blob-type')
  const path = blobPath(context, key)
  await storeStream(exchange.input, `${path}.new`, exchange.damaged)
  await rename(`${path}.new`, path)
}

/** Joins the blocks in the order of the list; what is not in it is dropped. */
async function commitBlocks(context: Context, key: string, exchange: Exchange): Promise<Answer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of exchange.input) chunks.push(chunk)
  const list = Buffer.concat(chunks).toString('utf8')
  const ids = [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id = '']) => id)
  const blocks = ids.map((id) => blockPath(context, key, id))
  const sizes = await Promise.all(blocks.map(async (block) => stat(block).catch(() => undefined)))
  if (sizes.includes(undefined)) throw storageError(400, 'InvalidBlockList', 'The specified block list is invalid.')
  const path = blobPath(context, key)
  await mkdir(dirname(path), { recursive: true })
  const target = createWriteStream(`${path}.new`)
  for (const block of blocks) {
    const content: AsyncIterable<Buffer> = createReadStream(block)
    for await (const chunk of content) {
      if (!target.write(chunk)) await once(target, 'drain')
    }
  }
  target.end()
  await finished(target)
  await rename(`${path}.new`, path)
  await rm(`${path}.blocks`, { recursive: true, force: true })
  return created(context)
}

function created(context: Context): Answer {
  return empty(201, { ...common(context), 'x-ms-request-server-encrypted': 'true' })
}

function common({ now }: Context): Headers {
  const time = new Date(now())
  return { 'x-ms-version': '2025-11-05', 'last-modified': time.toUTCString(), etag: `"${now().toString(16)}"` }
}

async function read(context: Context, { params, query, headers }: Exchange): Promise<Answer> {
  const path = blobPath(context, params['key'] ?? '')
  const there = await stat(path).catch(() => undefined)
  if (there === undefined) throw storageError(404, 'BlobNotFound', 'The specified blob does not exist.')
  const disposition = query.get('rscd')
  const answer: Record<string, string> = {
    ...common(context),
    etag: `"${createHash('sha256').update(`${path}:${there.size}:${there.mtimeMs}`).digest('hex').slice(0, 16)}"`,
    'last-modified': there.mtime.toUTCString(),
    'accept-ranges': 'bytes',
    'x-ms-blob-type': 'BlockBlob',
    'content-type': query.get('rsct') ?? 'application/octet-stream',
    ...(disposition === null ? {} : { 'content-disposition': disposition }),
  }
  const range = headers.range ?? headers['x-ms-range']
  const wanted = /^bytes=(\d*)-(\d*)$/.exec(typeof range === 'string' ? range : '')
  if (wanted === null) return { kind: 'file', status: 200, path, start: 0, end: there.size - 1, headers: answer }
  const [, from = '', to = ''] = wanted
  const start = from === '' ? Math.max(0, there.size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? there.size - 1 : Math.min(Number(to), there.size - 1)
  if (start > end)
    throw storageError(416, 'InvalidRange', 'The range specified is invalid for the current size of the resource.')
  const place = { 'content-range': `bytes ${start}-${end}/${there.size}` }
  return { kind: 'file', status: 206, path, start, end, headers: { ...answer, ...place } }
}
