import { Refusal, empty, text } from './answers.ts'
import type { Answer } from './answers.ts'
import { download } from './assets.ts'
import { timestamp } from './context.ts'
import type { Context } from './context.ts'
import { latestRelease } from './publishing.ts'
import { encodeTag } from './release-json.ts'
import { route } from './router.ts'
import type { Route } from './router.ts'
import type { AssetState, ReleaseState } from './state.ts'

/** The web pages: what a person sees of the releases, and the public downloads. */
export function pageRoutes(context: Context): readonly Route[] {
  const base = `/${context.repository}`
  const all = async (): Promise<Answer> => html(context, context.store.current.releases.toReversed())
  const get = (path: string, handle: Route['handle']): Route => route('GET', path, {}, handle)
  return [
    get('/', () => empty(302, { location: `${base}/releases` })),
    get(base, () => empty(302, { location: `${base}/releases` })),
    get(`${base}/releases`, all),
    get(`${base}/releases/latest`, () => {
      const latest = latestRelease(context)
      if (latest === undefined) throw noPage()
      return empty(302, { location: `${base}/releases/tag/${encodeTag(latest.tag)}` })
    }),
    get(`${base}/releases/latest/download/:name`, ({ params }) =>
      publicDownload(context, latestRelease(context), params['name']),
    ),
    get(`${base}/releases/tag/*tag`, async ({ params }) => {
      const { releases } = context.store.current
      const one = releases.filter((release) => (release.draft ? release.untagged : release.tag) === params['tag'])
      if (one.length === 0) throw noPage()
      return html(context, one)
    }),
    get(`${base}/releases/download/*rest`, ({ params }) => {
      const rest = params['rest'] ?? ''
      const slash = rest.lastIndexOf('/')
      const release = context.store.current.releases.find(({ draft, tag }) => !draft && tag === rest.slice(0, slash))
      return publicDownload(context, release, rest.slice(slash + 1))
    }),
  ]
}

function noPage(): Refusal {
  return new Refusal(text(404, 'text/plain; charset=utf-8', 'Not Found'), 'Not Found')
}

function publicDownload(context: Context, release: ReleaseState | undefined, name: string | undefined): Answer {
  const asset = release?.assets.find((candidate) => candidate.name === name && candidate.state === 'uploaded')
  if (release === undefined || asset === undefined) throw noPage()
  return download(context, release, asset)
}

async function html(context: Context, releases: readonly ReleaseState[]): Promise<Answer> {
  const latest = latestRelease(context)
  const sections = await Promise.all(
    releases.map(async (release) => section(context, release, release.id === latest?.id)),
  )
  const title = `Releases of ${context.repository}`
  const body = sections.length === 0 ? '<p>There are no releases yet.</p>' : sections.join('\n')
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #fff }
section { border: 1px solid #d1d9e0; border-radius: 6px; padding: 1rem 1.5rem; margin: 1rem 0; overflow-x: auto }
h2 { margin: 0 }
.mark { font-size: 0.75rem; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 0.5rem; margin-left: 0.5rem; vertical-align: middle }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 0.25rem 1rem 0.25rem 0; border-top: 1px solid #d1d9e0; vertical-align: top }
td.size { text-align: right; white-space: nowrap }
code { font-size: 0.85em; overflow-wrap: anywhere }
pre { white-space: pre-wrap }
</style>
</head>
<body>
<h1><a href="/${escapeHtml(context.repository)}/releases">${escapeHtml(title)}</a></h1>
${body}
</body>
</html>
`
  const security = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" }
  return text(200, 'text/html; charset=utf-8', page, security)
}

async function section(context: Context, release: ReleaseState, latest: boolean): Promise<string> {
  const commit = release.draft ? undefined : await context.git.resolve(`refs/tags/${release.tag}`)
  const marks = [
    ...(release.draft ? ['Draft'] : []),
    ...(latest ? ['Latest'] : []),
    ...(release.prerelease ? ['Pre-release'] : []),
    ...(release.immutable ? ['Immutable'] : []),
  ]
  const shown = release.draft ? release.untagged : encodeTag(release.tag)
  const title = release.name === null || release.name === '' ? release.tag : release.name
  const time = release.publishedAt ?? release.createdAt
  const target =
    commit === undefined
      ? `will point at <code>${escapeHtml(release.target)}</code>`
      : `at <code>${escapeHtml(commit)}</code>`
  const rows = release.assets.map((asset) => row(context, release, asset))
  return `<section>
<h2><a href="/${escapeHtml(context.repository)}/releases/tag/${escapeHtml(shown)}">${escapeHtml(title)}</a>${marks.map((mark) => `<span class="mark">${mark}</span>`).join('')}</h2>
<p>Tag <code>${escapeHtml(release.tag)}</code> ${target}, ${release.draft ? 'drafted' : 'published'} ${timestamp(time)}</p>
${release.body === null || release.body === '' ? '' : `<pre>${escapeHtml(release.body)}</pre>`}
<h3>Assets (${release.assets.length})</h3>
<table>
<thead><tr><th>Name</th><th>Size</th><th>Digest</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</section>`
}

function row(context: Context, release: ReleaseState, asset: AssetState): string {
  const address = `/${context.repository}/releases/download/${encodeTag(release.tag)}/${encodeURIComponent(asset.name)}`
  const open = !release.draft && asset.state === 'uploaded'
  const name = escapeHtml(asset.name)
  const link = open ? `<a href="${escapeHtml(address)}">${name}</a>` : name
  const label = asset.label === null || asset.label === '' ? '' : ` (${escapeHtml(asset.label)})`
  const state =
    asset.state === 'uploaded' ? `<code>${escapeHtml(asset.digest ?? '')}</code>` : 'not uploaded completely'
  return `<tr><td>${link}${label}</td><td class="size">${asset.size.toLocaleString('en')} B</td><td>${state}</td></tr>`
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
