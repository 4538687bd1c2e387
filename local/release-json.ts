import { bot } from './accounts.ts'
import { nodeId, timestamp } from './context.ts'
import type { Context } from './context.ts'
import type { AssetState, ReleaseState } from './state.ts'

/** A release as the REST API shows it. */
export function releaseJson(context: Context, release: ReleaseState): Readonly<Record<string, unknown>> {
  const { repository, urls } = context
  const url = `${urls.api}/repos/${repository}/releases/${release.id}`
  const tag = encodeTag(release.tag)
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${urls.uploads}/repos/${repository}/releases/${release.id}/assets{?name,label}`,
    html_url: `${urls.web}/${repository}/releases/tag/${shownTag(release)}`,
    id: release.id,
    author: bot(urls.web),
    node_id: nodeId('Release', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: timestamp(release.createdAt),
    updated_at: timestamp(release.updatedAt),
    published_at: release.publishedAt === undefined ? null : timestamp(release.publishedAt),
    assets: release.assets.map((asset) => assetJson(context, release, asset)),
    tarball_url: release.draft ? null : `${urls.api}/repos/${repository}/tarball/${tag}`,
    zipball_url: release.draft ? null : `${urls.api}/repos/${repository}/zipball/${tag}`,
    body: release.body,
  }
}

export function assetJson(
  context: Context,
  release: ReleaseState,
  asset: AssetState,
): Readonly<Record<string, unknown>> {
  const { repository, urls } = context
  return {
    url: `${urls.api}/repos/${repository}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: bot(urls.web),
    content_type: asset.contentType,
    state: asset.state,
    size: asset.size,
    digest: asset.digest,
    download_count: asset.downloads,
    created_at: timestamp(asset.createdAt),
    updated_at: timestamp(asset.updatedAt),
    browser_download_url: `${urls.web}/${repository}/releases/download/${shownTag(release)}/${encodeURIComponent(asset.name)}`,
  }
}

function shownTag(release: ReleaseState): string {
  return release.draft ? release.untagged : encodeTag(release.tag)
}

/** A tag in a path: everything but its slashes is encoded. */
export function encodeTag(tag: string): string {
  return tag.split('/').map(encodeURIComponent).join('/')
}
