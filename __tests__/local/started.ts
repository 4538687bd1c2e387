import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalGitHub } from '../../local/github.ts'
import type { LocalGitHub, LocalGitHubOptions } from '../../local/github.ts'

export interface Started {
  readonly github: LocalGitHub
  readonly git: (...args: readonly string[]) => string
  /** Commits of the default branch `main`, oldest first. */
  readonly commits: readonly [string, string]
  readonly folder: string
  /** The clock of the server, in ms; `advance` turns it on. */
  readonly advance: (ms: number) => void
  /** Sends a request to the API with the writer's token, unless another is given. Redirects are not followed. */
  readonly api: (method: string, path: string, options?: ApiOptions) => Promise<ApiAnswer>
  readonly upload: (
    release: number,
    name: string,
    bytes: Uint8Array | string,
    options?: ApiOptions,
  ) => Promise<ApiAnswer>
  readonly stop: () => Promise<void>
}

export interface ApiOptions {
  readonly body?: unknown
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly data: Data
}

/** JSON that a test looks into. */
export interface Data {
  readonly [name: string]: unknown
  readonly id?: number
  readonly message?: string
  readonly list?: readonly Data[]
}

/** A server over a fresh repository with two commits on `main` and the annotated tag `v0.1.0` on the first. */
export async function start(options: Partial<LocalGitHubOptions> = {}): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'local-github-'))
  const gitDirectory = join(folder, 'tools.git')
  const git = (...args: readonly string[]): string => runGit(gitDirectory, args)
  mkdirSync(gitDirectory)
  git('init', '--quiet', '--bare', '--initial-branch', 'main')
  const tree = git('hash-object', '-t', 'tree', '-w', '--stdin')
  const first = git('commit-tree', '-m', 'feat: begin', tree)
  const second = git('commit-tree', '-m', 'fix: go on\n\nWith a body.', '-p', first, tree)
  git('update-ref', 'refs/heads/main', second)
  git('tag', '-a', '-m', 'The first', 'v0.1.0', first)
  let now = Date.parse('2026-03-01T12:00:00Z')
  const github = await startLocalGitHub({
    repository: 'acme/tools',
    gitDirectory,
    folder: join(folder, 'state'),
    now: () => now,
    ...options,
  })
  const request = async (
    url: string,
    method: string,
    { body, token = github.token, headers = {} }: ApiOptions = {},
  ): Promise<ApiAnswer> => {
    const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
    const raw = body instanceof Uint8Array || typeof body === 'string'
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { accept: 'application/vnd.github+json', ...authorization, ...headers },
      ...(body === undefined ? {} : { body: raw ? Buffer.from(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, data: dataOf(text) }
  }
  const repository = `${github.apiUrl}/repos/acme/tools`
  let uploads: Promise<string> | undefined
  const findUploads = async (release: number): Promise<string> => {
    const { data } = await request(`${repository}/releases/${release}`, 'GET')
    return new URL(String(data['upload_url'])).origin
  }
  return {
    github,
    git,
    commits: [first, second],
    folder,
    advance: (ms) => void (now += ms),
    api: async (method, path, given) => request(path.startsWith('http') ? path : `${repository}${path}`, method, given),
    async upload(release, name, bytes, given = {}) {
      uploads ??= findUploads(release)
      const url = `${await uploads}/repos/acme/tools/releases/${release}/assets?name=${encodeURIComponent(name)}`
      return request(url, 'POST', { body: bytes, headers: { 'content-type': 'application/octet-stream' }, ...given })
    },
    async stop() {
      await github.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function dataOf(text: string): Data {
  if (!/^[[{]/.test(text)) return { text }
  const content: unknown = JSON.parse(text)
  if (Array.isArray(content)) return { list: content as readonly Data[] }
  return content as Data
}

function runGit(directory: string, args: readonly string[]): string {
  const who = { NAME: 'Ann', EMAIL: 'ann@example.com', DATE: '2026-02-01T10:00:00+02:00' }
  const identity = Object.entries(who).flatMap(([name, value]) => [
    `GIT_AUTHOR_${name}=${value}`,
    `GIT_COMMITTER_${name}=${value}`,
  ])
  const variables = Object.fromEntries(
    identity.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...variables }
  return execFileSync('git', ['--git-dir', directory, ...args], { env, input: '', encoding: 'utf8' }).trim()
}

/** Writes a file below the folder of the test; answers its path. */
export function writeBelow(folder: string, name: string, content: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
