/**
 * The name that GitHub gives an uploaded asset: diacritics are dropped, every run of letters that it does not take becomes one
 * dot, dots at the ends go, and a name that was only an ending gets `default` before it. Seen in the answers of the API and in
 * what its own client does; not specified.
 */
export function githubName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Mn}/gu, '')
  const dotted = plain.replace(/[^A-Za-z0-9\-_+@]+/g, '.')
  const trimmed = dotted.replace(/^\.+|\.+$/g, '')
  if (trimmed === '') return 'default'
  return dotted.startsWith('.') ? `default.${trimmed}` : trimmed
}

/** The media type that an asset is served with. */
export function mediaType(name: string): string {
  const known: Readonly<Record<string, string>> = {
    gz: 'application/gzip',
    tgz: 'application/gzip',
    xz: 'application/x-xz',
    zst: 'application/zstd',
    zip: 'application/zip',
    json: 'application/json',
    txt: 'text/plain',
    deb: 'application/vnd.debian.binary-package',
    rpm: 'application/x-rpm',
    whl: 'application/zip',
  }
  return known[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
