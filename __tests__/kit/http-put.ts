import { z } from 'zod'
import type { Asset } from '../../src/assets/asset.ts'
import type { Backend, Item } from '../../src/backends/backend.ts'
import { secret } from '../../src/config/fields.ts'
import { UserError } from '../../src/errors.ts'
import type { Host, Reader } from '../../src/host/host.ts'
import { measure } from '../../src/verify/verify.ts'

const config = z.strictObject({
  url: z.url().meta({ description: 'Folder that receives the files.' }),
  token: secret('Bearer token.'),
  replace: z.boolean().default(false).meta({ description: 'Overwrite a file whose bytes differ.' }),
})

export type Config = z.output<typeof config>

/** A small backend that keeps every law, for its mutants to break them: files of a server that takes PUT. */
export const httpPut: Backend<Config> = {
  kind: 'http-put',
  config,
  verifies: 'digest',
  takes: () => 'any',
  remembers: false,
  parallel: 5,

  plan: async (options, view, reader) => {
    const items: Item[] = []
    for (const asset of [...view.assets].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const address = `${options.url}/${encodeURIComponent(asset.name)}`
      items.push({ address, ...(await decide(options, address, asset, reader)), asset, after: [] })
    }
    return items
  },

  publish: async (options, item, host) => {
    const asset = assetOf(item)
    const { action, why } = await decide(options, item.address, asset, host)
    if (action === 'conflict') throw new UserError('CONFLICT', `${item.address} cannot be written: ${why}`)
    if (action !== 'keep') await put(options, item.address, asset, host)
    const did = ({ create: 'created', replace: 'replaced', keep: 'kept' } as const)[action]
    const { size, sha256 } = asset
    return { address: item.address, did, size, sha256, at: new Date(host.clock.now()).toISOString() }
  },

  verify: async (options, receipt, reader) => {
    const found = await digestAt(options, receipt.address, reader)
    if (found === receipt.sha256) return { ok: true, by: 'digest' }
    return { ok: false, why: found === undefined ? 'absent' : `it has sha256:${found}` }
  },
}

export function assetOf({ asset, address }: Item): Asset {
  if (asset === undefined) throw new Error(`${address} has no asset`)
  return asset
}

export const authorization = ({ token }: Config, reader: Reader): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${reader.secret(token.env)}`,
})

/** The digest of what is there; `undefined` where nothing is. */
export async function digestAt(options: Config, address: string, reader: Reader): Promise<string | undefined> {
  const answer = await reader.http.read({ url: address, headers: authorization(options, reader) })
  const { sha256 } = await measure(answer.stream())
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw new UserError('HTTP_READ', `GET ${address} answered ${answer.status}`)
  return sha256
}

async function decide(
  options: Config,
  address: string,
  asset: Asset,
  reader: Reader,
): Promise<Pick<Item, 'action' | 'why' | 'proof'>> {
  const found = await digestAt(options, address, reader)
  if (found === undefined) return { action: 'create', why: 'absent' }
  if (found === asset.sha256) return { action: 'keep', why: 'same digest', proof: 'digest' }
  return { action: options.replace ? 'replace' : 'conflict', why: `it has sha256:${found}` }
}

export async function put(options: Config, address: string, asset: Asset, host: Host): Promise<void> {
  host.signal.throwIfAborted()
  const answer = await host.http.write({
    method: 'PUT',
    url: address,
    headers: authorization(options, host),
    body: { kind: 'file', path: asset.path, size: asset.size },
  })
  // An answer that is not read holds its connection.
  await answer.text()
  if (answer.status >= 300) throw new UserError('HTTP_WRITE', `PUT ${address} answered ${answer.status}`)
}
