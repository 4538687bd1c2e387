import { createHash } from 'node:crypto'
import type { Asset, AssetFacts } from '../assets/asset.ts'

/** Size and digest of bytes, from reading them once. */
export interface Measured {
  /** Bytes. */
  readonly size: number
  /** SHA-256, lower-case hex. */
  readonly sha256: string
}

/** Reads bytes to their end. */
export async function measure(bytes: AsyncIterable<Uint8Array>): Promise<Measured> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of bytes) {
    hash.update(chunk)
    size += chunk.byteLength
  }
  return { size, sha256: hash.digest('hex') }
}

/**
 * An asset, from a file whose bytes this run has hashed: while it was extracted, packed or read. The only maker of assets, so that
 * every byte that is published was measured here.
 */
export function verifiedAsset(facts: Omit<AssetFacts, 'size' | 'sha256'>, measured: Measured): Asset {
  const asset: AssetFacts = { ...facts, ...measured }
  if (!isMeasured(asset)) throw new Error(`${facts.name} has no digest`)
  return asset
}

const isMeasured = (facts: AssetFacts): facts is Asset =>
  /^[0-9a-f]{64}$/.test(facts.sha256) && Number.isSafeInteger(facts.size) && facts.size >= 0
