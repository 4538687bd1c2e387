import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storedName } from '../../local/asset-names.ts'
import { startLocalGitHub, type Fault } from '../../local/github.ts'
import type { Host } from '../../src/host/host.ts'
import { git } from '../support/repository.ts'
import { hostOf } from './host.ts'
import type { Remote, WriteFault } from './remote.ts'

const repository = 'acme/tools'

/** How a GitHub refuses a write: for good, or so that it may be tried again. */
export type Refusal = 403 | 502

/** A GitHub on this machine, with a repository of one commit. */
export async function openGitHub(refusal: Refusal): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-hub-'))
  const gitDirectory = join(folder, 'remote.git')
  const commit = await startRepository(folder, gitDirectory)
  const github = await startLocalGitHub({ repository, gitDirectory, folder: join(folder, 'github') })
  const secrets = { GITHUB_TOKEN: github.token }
  const faults: Readonly<Record<WriteFault, Fault>> = {
    refused: { kind: 'status', status: refusal, body: { message: 'Resource not accessible by integration' } },
    'lost answer': { kind: 'lost-answer' },
  }
  const planned = new Map<number, WriteFault>()
  let sent = 0
  /** Lets the write that is about to be sent be struck, where it is its turn. */
  const strike = (method: string): void => {
    const fault = planned.get(sent++)
    if (fault !== undefined) github.faults.next({ match: { method }, fault: faults[fault] })
  }
  const striking = (host: Host): Host => ({
    ...host,
    github: {
      ...host.github,
      write: async (route, parameters) => {
        strike(route.split(' ')[0] ?? '')
        return host.github.write(route, parameters)
      },
      upload: async (url, file) => {
        strike('POST')
        return host.github.upload(url, file)
      },
    },
  })
  let foreign = 0
  const ask = async (method: string, url: string, body?: string): Promise<unknown> => {
    if (method !== 'GET') foreign++
    const headers = { authorization: `Bearer ${github.token}`, 'content-type': 'application/octet-stream' }
    const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  return {
    config: { title: 'Tool {version}' },
    secrets,
    release: { commit },
    root: folder,
    host: (options) =>
      striking(
        hostOf(options, { root: folder, secrets, github: { api: github.apiUrl, token: github.token, repository } }),
      ),
    writes: () =>
      github.requests.filter(({ write, host }) => write && (host === 'api' || host === 'uploads')).length - foreign,
    held: async () => {
      const assets = github.releases().flatMap((release) =>
        release.assets
          .filter(({ state }) => state === 'uploaded')
          // In a draft nobody sees it, so it is not there for users, but it is there.
          .map(({ name, path }) => ({ name: release.draft ? `draft/${name}` : name, path })),
      )
      return Object.fromEntries(
        await Promise.all(
          assets.map(async ({ name, path }) => {
            const sha256 = createHash('sha256')
              .update(await readFile(path))
              .digest('hex')
            return [name, sha256] as const
          }),
        ),
      )
    },
    nameOf: storedName,
    corrupt: async (address) => {
      const name = address.split('/').at(-1) ?? ''
      const release = github.releases().find(({ assets }) => assets.some((asset) => asset.name === name))
      const asset = release?.assets.find((each) => each.name === name)
      if (release === undefined || asset === undefined) throw new Error(`${address} is not there`)
      const api = `${github.apiUrl}/repos/${repository}/releases`
      const { upload_url: url } = (await ask('GET', `${api}/${release.id}`)) as { readonly upload_url: string }
      await ask('DELETE', `${api}/assets/${asset.id}`)
      await ask('POST', `${url.replace(/\{.*$/, '')}?name=${encodeURIComponent(name)}`, 'tampered')
    },
    failWrite: (number, fault) => void planned.set(sent + number, fault),
    deferRead: (seconds) =>
      github.faults.next({
        match: { method: 'GET', host: 'api' },
        fault: { kind: 'status', status: 429, headers: { 'retry-after': String(seconds) } },
      }),
    close: async () => {
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A bare repository with one empty commit, which it answers: each law has its own, so it has to be made quickly. */
async function startRepository(folder: string, gitDirectory: string): Promise<string> {
  await git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', gitDirectory)
  const tree = await git(gitDirectory, 'hash-object', '-t', 'tree', '-w', '/dev/null')
  const commit = await git(gitDirectory, 'commit-tree', tree, '-m', 'start')
  await git(gitDirectory, 'update-ref', 'refs/heads/main', commit)
  return commit
}
