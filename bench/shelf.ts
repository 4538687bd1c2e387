/** What one measured client is to meet: sent to the server before it starts. */
export interface Terms {
  /** Milliseconds from the last byte of an upload to its answer. */
  readonly latency: number
  /** Name of each file that may come, with its size in bytes and its SHA-256 in hex. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>
  /** Whether what arrives is hashed. Otherwise the digest of a file whose size is right is taken from `files`. */
  readonly hash: boolean
  /** Whether releases of before are kept: for a rerun. */
  readonly keep: boolean
}

/** What the server counted since the last terms. */
export interface Counts {
  readonly requests: number
  /** Requests that changed something, or would have. */
  readonly writes: number
  /** Of bodies. */
  readonly bytes: number
  /** Uploads that came in whole. */
  readonly stored: number
  /** Uploads whose bytes were not those of the file. */
  readonly wrong: number
  /** Requests that nobody here answers, as `METHOD path`. */
  readonly unknown: readonly string[]
}

export interface Asset {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly digest: string | null
}

export interface Release {
  readonly id: number
  readonly tag_name: string
  readonly target_commitish: string
  readonly name: string
  readonly body: string
  readonly draft: boolean
  readonly prerelease: boolean
}

/** The releases of the one repository, in memory. */
export interface Shelf {
  readonly releases: Map<number, Release>
  readonly assets: Map<number, Map<string, Asset>>
  nextId: number
}

export const emptyShelf = (): Shelf => ({ releases: new Map(), assets: new Map(), nextId: 1 })

export function addRelease(shelf: Shelf, fields: Partial<Release>): Release {
  const id = shelf.nextId++
  const release: Release = {
    tag_name: '',
    target_commitish: 'main',
    name: '',
    body: '',
    draft: false,
    prerelease: false,
    ...fields,
    id,
  }
  shelf.releases.set(id, release)
  shelf.assets.set(id, new Map())
  return release
}

export const assetsOf = (shelf: Shelf, release: number): readonly Asset[] => [
  ...(shelf.assets.get(release)?.values() ?? []),
]

/** An asset as the API shows it. */
export const assetJson = (asset: Asset, origin: string): object => ({
  ...asset,
  url: `${origin}/repos/acme/tools/releases/assets/${asset.id}`,
  browser_download_url: `${origin}/acme/tools/releases/download/${asset.name}`,
  node_id: `RA_${asset.id}`,
  label: '',
  state: 'uploaded',
  content_type: 'application/octet-stream',
  download_count: 0,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  uploader: null,
})

/** A release as the API shows it, with all of its assets. */
export const releaseJson = (shelf: Shelf, release: Release, origin: string): object => ({
  ...release,
  url: `${origin}/repos/acme/tools/releases/${release.id}`,
  html_url: `${origin}/acme/tools/releases/${release.id}`,
  assets_url: `${origin}/repos/acme/tools/releases/${release.id}/assets`,
  upload_url: `${origin}/uploads/${release.id}/assets{?name,label}`,
  node_id: `RE_${release.id}`,
  immutable: false,
  created_at: '2026-01-01T00:00:00Z',
  published_at: release.draft ? null : '2026-01-01T00:00:00Z',
  author: null,
  tarball_url: null,
  zipball_url: null,
  assets: assetsOf(shelf, release.id).map((asset) => assetJson(asset, origin)),
})
