import { createHmac, randomBytes } from 'node:crypto'
import { equal } from './tokens.ts'

export interface BlobAccess {
  /** Below the folder of blobs: `artifacts/1.zip`, with `/` between parts. */
  readonly key: string
  readonly permission: 'r' | 'cw'
  /** File name that the answer proposes, and its media type. */
  readonly fileName?: string
  readonly contentType?: string
}

export interface Signer {
  /** An address that lives one minute for reading, an hour for writing. */
  url(base: string, access: BlobAccess): string
  /** The permission that a signed query gives for `key`; what is wrong with it otherwise. */
  check(key: string, query: URLSearchParams): { readonly permission: string } | { readonly refused: string }
}

const MINUTE = 60_000
const SIGNED = ['sp', 'se', 'rscd', 'rsct'] as const

/** Signs addresses of blobs the way a storage account does: permission, end and answer headers are in the signature. */
export function createSigner(now: () => number): Signer {
  const secret = randomBytes(32)
  const signature = (key: string, query: URLSearchParams): string =>
    createHmac('sha256', secret)
      .update([key, ...SIGNED.map((name) => query.get(name) ?? '')].join('\n'))
      .digest('base64')
  return {
    url(base, { key, permission, fileName, contentType }) {
      const lifetime = permission === 'r' ? MINUTE : 60 * MINUTE
      const query = new URLSearchParams({
        sp: permission,
        sv: '2025-11-05',
        sr: 'b',
        se: new Date(now() + lifetime).toISOString(),
      })
      if (fileName !== undefined) query.set('rscd', `attachment; filename="${fileName.replace(/["\\\r\n]/g, '_')}"`)
      if (contentType !== undefined) query.set('rsct', contentType)
      query.set('sig', signature(key, query))
      return `${base}/devstore/${key.split('/').map(encodeURIComponent).join('/')}?${query.toString()}`
    },
    check(key, query) {
      if (!equal(query.get('sig') ?? '', signature(key, query))) return { refused: 'Signature did not match' }
      const end = Date.parse(query.get('se') ?? '')
      if (Number.isNaN(end) || end <= now()) return { refused: 'Signature not valid in the specified time frame' }
      return { permission: query.get('sp') ?? '' }
    },
  }
}
