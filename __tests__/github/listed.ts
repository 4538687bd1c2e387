import type { Release, ReleaseAsset } from '../../src/github/releases.ts'

const person: Release['author'] = {
  login: 'github-actions[bot]',
  id: 1,
  node_id: '',
  avatar_url: '',
  gravatar_id: '',
  url: '',
  html_url: '',
  followers_url: '',
  following_url: '',
  gists_url: '',
  starred_url: '',
  subscriptions_url: '',
  organizations_url: '',
  repos_url: '',
  events_url: '',
  received_events_url: '',
  type: 'Bot',
  site_admin: false,
}

/** A release as GitHub lists one. */
export const listedRelease = (more: Partial<Release> = {}): Release => ({
  url: '',
  html_url: `https://github.com/acme/tools/releases/${more.id ?? 1}`,
  assets_url: '',
  upload_url: 'https://uploads.github.com/repos/acme/tools/releases/1/assets{?name,label}',
  tarball_url: null,
  zipball_url: null,
  id: 1,
  node_id: '',
  tag_name: 'v1.0.0',
  target_commitish: 'main',
  name: null,
  draft: false,
  prerelease: false,
  created_at: '2026-03-01T12:00:00Z',
  published_at: null,
  author: person,
  assets: [],
  ...more,
})

/** An asset as GitHub lists one. */
export const listedAsset = (more: Partial<ReleaseAsset> = {}): ReleaseAsset => ({
  url: '',
  browser_download_url: '',
  id: 1,
  node_id: '',
  name: 'tool.tar.gz',
  label: null,
  state: 'uploaded',
  content_type: 'application/gzip',
  size: 10,
  digest: `sha256:${'a'.repeat(64)}`,
  download_count: 0,
  created_at: '2026-03-01T12:00:00Z',
  updated_at: '2026-03-01T12:00:00Z',
  uploader: null,
  ...more,
})
