declare const verified: unique symbol

/** A file that leaves the house, with the digest of the bytes that were read. */
export interface AssetFacts {
  /** File name that users see. */
  readonly name: string
  /** Where its bytes are, on this machine. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly package: string
  /** Empty for what belongs to a whole release: a checksums file. */
  readonly target: string
  readonly role: 'archive' | 'file' | 'checksums'
}

/** An asset whose bytes were hashed by us. Only `src/verify/` makes one, so no backend is handed bytes that nobody hashed. */
export type Asset = AssetFacts & { readonly [verified]: true }
