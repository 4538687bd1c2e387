import { tmpdir } from 'node:os'
import { systemClock } from '../../src/host/clock.ts'
import { nodeCommands, scrubbed } from '../../src/host/commands.ts'
import { nodeFiles } from '../../src/host/files.ts'
import { nodeGitHub } from '../../src/host/github.ts'
import type { Host } from '../../src/host/host.ts'
import { deadlines, nodeHttp } from '../../src/host/http.ts'
import type { HostOptions } from './remote.ts'

export interface Surroundings {
  /** Relative paths are relative to it. */
  readonly root: string
  /** Values by the name of the variable; any other name is refused, as in a run. */
  readonly secrets: Readonly<Record<string, string>>
  /** A GitHub on this machine. Without one, asking it fails. */
  readonly github?: { readonly api: string; readonly token: string; readonly repository: string }
}

/** The real effects of the action with a clock that the kit turns: what a remote gives a backend, unless it has better. */
export function hostOf(options: HostOptions, { root, secrets, github }: Surroundings): Host {
  const { clock, inside, signal, log, memory } = options
  const busy = async <T>(work: () => Promise<T>): Promise<T> => options.busy(work)
  const http = nodeHttp({ clock: inside, signal, limits: { ...deadlines, idle: 10_000, answer: 10_000 } })
  const hub = nodeGitHub({
    retryBase: 1,
    repository: github?.repository ?? '',
    server: 'https://github.com',
    api: github?.api ?? 'http://127.0.0.1:1',
    token: github?.token ?? '',
    http,
    clock: inside,
    signal,
  })
  const commands = nodeCommands(systemClock, signal, {})
  return {
    clock,
    signal,
    log,
    memory,
    files: nodeFiles(root, tmpdir()),
    // Time stands still while the server thinks: it is not what a backend waits for.
    http: {
      read: async (request) => busy(async () => http.read(request)),
      write: async (request) => busy(async () => http.write(request)),
    },
    github: {
      ...hub,
      read: async (route, parameters) => busy(async () => hub.read(route, parameters)),
      redirect: async (route, parameters) => busy(async () => hub.redirect(route, parameters)),
      write: async (route, parameters) => busy(async () => hub.write(route, parameters)),
      upload: async (url, file) => busy(async () => hub.upload(url, file)),
    },
    commands: {
      look: async (argv, options) => busy(async () => commands.look(argv, options)),
      check: async (spec) => busy(async () => commands.check(spec)),
      run: async (spec) => busy(async () => commands.run(spec)),
    },
    link: () => undefined,
    secret: (name) => {
      const value = secrets[name]
      if (value === undefined) throw new Error(`$${name} is not a secret of this destination`)
      return value
    },
    baseEnvironment: scrubbed(process.env),
  }
}
