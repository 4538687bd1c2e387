// A backend of your own: files on a server that takes PUT, such as WebDAV or a repository manager.
//
//     destinations:
//       - name: files
//         kind: ./tools/http-put.mjs
//         with: { url: https://files.example.com/downloads, token: $FILES_TOKEN }
//
// What may stand where, and what is called when: docs/write-a-backend.md.
import { createHash } from 'node:crypto'

export default {
  api: 1,
  kind: 'http-put',
  verifies: 'digest',
  config: {
    url: { type: 'url', required: true, description: 'Where the files go: <url>/<package>/<version>/<file>.' },
    token: { type: 'secret', description: 'Sent as a bearer token, where there is one.' },
  },

  // Looks, and writes nothing. The same answer for any order of the assets.
  async plan(config, release, reader) {
    const items = []
    for (const asset of release.assets) {
      const { package: name, version } = release.release
      const path = [name, version, asset.name].map(encodeURIComponent).join('/')
      items.push({ address: `${release.destination}:${path}`, ...(await decide(config, path, asset, reader)), asset })
    }
    return items.sort((a, b) => (a.address < b.address ? -1 : 1))
  },

  // Looks again, then writes. Called a second time, it writes nothing.
  async publish(config, item, host) {
    const { address, asset } = item
    const path = pathOf(address)
    const url = `${config.url}/${path}`
    const { action, why } = await decide(config, path, asset, host)
    // This code says that something is in the way that must not be changed.
    if (action === 'conflict') throw Object.assign(new Error(`${url} cannot be written: ${why}`), { code: 'CONFLICT' })
    if (action === 'keep') return { address, did: 'kept', url }
    try {
      const response = await host.http.write({
        method: 'PUT',
        url,
        // Another job may have been faster since we looked: then the server refuses.
        headers: { ...headers(config, host), 'if-none-match': '*', 'content-type': 'application/octet-stream' },
        body: { kind: 'file', path: asset.path, size: asset.size },
      })
      const text = await response.text()
      if (response.status >= 300) throw new Error(`${url} answers ${response.status}: ${text.slice(0, 200)}`)
    } catch (error) {
      // An answer may be lost on the way although the file has arrived: what is there decides.
      if (host.signal.aborted || (await digestAt(config, path, host)) !== asset.sha256) throw error
    }
    return { address, did: 'created', url }
  },

  // Reads back what a receipt says.
  async verify(config, receipt, reader) {
    const found = await digestAt(config, pathOf(receipt.address), reader)
    if (found === receipt.sha256) return { ok: true, by: 'digest' }
    return { ok: false, why: found === undefined ? 'it is not there' : 'it has other bytes' }
  },
}

const pathOf = (address) => address.slice(address.indexOf(':') + 1)

const headers = ({ token }, reader) =>
  token === undefined ? {} : { authorization: `Bearer ${reader.secret(token.env)}` }

async function decide(config, path, asset, reader) {
  const found = await digestAt(config, path, reader)
  if (found === undefined) return { action: 'create', why: 'absent' }
  const url = `${config.url}/${path}`
  if (found === asset.sha256) return { action: 'keep', why: 'same digest', proof: 'digest', url }
  return { action: 'conflict', why: 'it is there with other bytes; release a new version' }
}

/** SHA-256 of what is there; `undefined` where nothing is. */
async function digestAt(config, path, reader) {
  const url = `${config.url}/${path}`
  const response = await reader.http.read({ url, headers: headers(config, reader) })
  if (response.status !== 200) {
    await response.text()
    if (response.status === 404) return undefined
    throw new Error(`${url} answers ${response.status}`)
  }
  const hash = createHash('sha256')
  for await (const chunk of response.stream()) hash.update(chunk)
  return hash.digest('hex')
}
