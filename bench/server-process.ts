import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Counts, Terms } from './shelf.ts'

/** The server in its own process. */
export interface Server {
  /** `http://127.0.0.1:<port>`: root of the API, and proxy of a client that wants one. */
  readonly origin: string
  /** Forgets the counts and, unless told to keep them, the releases. */
  terms(terms: Terms): Promise<void>
  /** Makes a draft and answers the address for uploads to it; not counted. */
  uploadUrl(): Promise<string>
  counts(): Promise<Counts>
  close(): Promise<void>
}

export async function startServer(root: string): Promise<Server> {
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'bench/server.ts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`the server ended with ${code ?? 'a signal'}`)))
  })
  const origin = `http://127.0.0.1:${port}`
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}/bench/${path}`, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return answer.status === 204 ? undefined : answer.json()
  }
  return {
    origin,
    terms: async (terms) => {
      await ask('terms', terms)
    },
    uploadUrl: async () => {
      const { upload_url: url } = (await ask('release')) as { readonly upload_url: string }
      return url.replace(/\{.*\}$/, '')
    },
    counts: async () => (await ask('counts')) as Counts,
    close: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve))
      child.stdin.end()
      await closed
    },
  }
}
