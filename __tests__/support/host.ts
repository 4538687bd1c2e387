import type { Clock, GitHubReader, GitHubWriter, Host } from '../../src/host/host.ts'

const none = async (): Promise<never> => Promise.reject(new Error('not in this test'))

/** A host that can do only what a test gives it. */
export const hostWith = (parts: {
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly github?: Partial<GitHubReader & GitHubWriter>
}): Host => ({
  log: {
    debug: () => undefined,
    info: () => undefined,
    warning: () => undefined,
    group: async (_title, body) => body(),
  },
  clock: parts.clock,
  signal: parts.signal ?? new AbortController().signal,
  files: {
    bytes: none,
    text: none,
    stat: none,
    list: none,
    chunks: () => {
      throw new Error('no files here')
    },
    open: () => {
      throw new Error('not in this test')
    },
    real: none,
    write: none,
    create: none,
    append: () => {
      throw new Error('not in this test')
    },
    rename: none,
    remove: none,
    temporary: none,
  },
  http: { read: none, write: none },
  github: {
    repository: 'acme/tools',
    server: 'https://github.com',
    read: none,
    redirect: none,
    write: none,
    upload: none,
    ...parts.github,
  },
  commands: { look: none, check: none, run: none },
  memory: { done: () => undefined },
  link: () => undefined,
  secret: () => '',
  baseEnvironment: {},
})
