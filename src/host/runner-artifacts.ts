import type { RunnerArtifacts } from './runtime.ts'

const tokenName = 'ACTIONS_RUNTIME_TOKEN'

/**
 * The artifact service of the runner through GitHub's own client, which is loaded on first use: it is large. It needs no
 * permission, but knows the artifacts of this run only.
 */
export function runnerArtifacts(env: Readonly<Record<string, string | undefined>>): RunnerArtifacts {
  const client = async () => new (await import('@actions/artifact')).DefaultArtifactClient()
  let working = 0
  /** Gives the client its token, which it reads from the environment of the process, while it works. */
  const withToken = async <T>(work: () => Promise<T>): Promise<T> => {
    const given = env[tokenName]
    if (given === undefined || (working === 0 && tokenName in process.env)) return work()
    working++
    process.env[tokenName] = given
    try {
      return await work()
    } finally {
      working--
      if (working === 0) Reflect.deleteProperty(process.env, tokenName)
    }
  }
  return {
    missing: missingReason(env),
    upload: async (name, files, root) => {
      await withToken(async () => (await client()).uploadArtifact(name, [...files], root))
    },
    list: async () => {
      const { artifacts } = await withToken(async () => (await client()).listArtifacts())
      return artifacts.map(({ id, name, size, createdAt, digest }) => ({
        id,
        name,
        size,
        expired: false,
        createdAt: createdAt?.toISOString() ?? '',
        digest,
      }))
    },
    download: async (id, folder, digest) => {
      const options = { path: folder, ...(digest === undefined ? {} : { expectedHash: digest }) }
      const { digestMismatch } = await withToken(async () => (await client()).downloadArtifact(id, options))
      if (digestMismatch === true) throw new Error(`artifact ${id} does not have the digest ${digest ?? ''}`)
    },
  }
}

function missingReason(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const server = hostOf(env['GITHUB_SERVER_URL'] ?? 'https://github.com')
  if (env['ACTIONS_RUNTIME_TOKEN'] === undefined || env['ACTIONS_RUNTIME_TOKEN'] === '')
    return 'the runner gives no ACTIONS_RUNTIME_TOKEN'
  if (env['ACTIONS_RESULTS_URL'] === undefined || env['ACTIONS_RESULTS_URL'] === '')
    return 'the runner gives no ACTIONS_RESULTS_URL'
  // The client refuses every other server: it takes it for a GitHub Enterprise Server, which has no such service.
  if (server !== 'github.com' && !server.endsWith('.ghe.com') && !server.endsWith('.localhost'))
    return `${server} has no artifact service of this kind`
  return undefined
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.toLowerCase()
  } catch {
    return url
  }
}
