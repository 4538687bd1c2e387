import type { CommandReader, Host, Reader } from '../host/host.ts'

/**
 * What code of the user gets to look with: exactly what the interface promises. The surroundings that we have can do more, and a
 * module without types would find it.
 */
export function onlyReader({ files, http, github, commands, ...rest }: Reader): Reader {
  return {
    ...common(rest),
    files: {
      bytes: async (path) => files.bytes(path),
      text: async (path) => files.text(path),
      stat: async (path) => files.stat(path),
      list: async (path) => files.list(path),
      open: (path) => files.open(path),
      chunks: (path) => files.chunks(path),
      real: async (path) => files.real(path),
    },
    http: { read: async (request) => http.read(request) },
    github: {
      repository: github.repository,
      server: github.server,
      read: async (route, parameters) => github.read(route, parameters),
      redirect: async (route, parameters) => github.redirect(route, parameters),
    },
    commands: commandReader(commands, rest),
  }
}

/** The same, with what writes. */
export function onlyHost({ files, http, github, commands, ...rest }: Host): Host {
  return {
    ...common(rest),
    files,
    http,
    github,
    commands: { ...commandReader(commands, rest), run: async (spec) => commands.run(spec) },
  }
}

type Common = Omit<Reader, 'files' | 'http' | 'github' | 'commands'>

function common({ log, clock, signal, memory, link, secret, baseEnvironment }: Common): Common {
  return { log, clock, signal, memory, link, secret, baseEnvironment }
}

/** Our own `look` inherits the environment of the step, secrets of others included: here it gets what every command gets. */
function commandReader(commands: CommandReader, { baseEnvironment }: Common): CommandReader {
  return {
    check: async (spec) => commands.check(spec),
    look: async (argv, { cwd, env = {}, timeout }) => {
      const result = await commands.check({ argv, cwd, env: { ...baseEnvironment, ...env }, timeout, answers: true })
      if (result.ended !== 'exit') throw new Error(`${argv[0]} did not end by itself: ${result.ended}`)
      return { code: result.code, stdout: result.stdout ?? '', stderr: result.tail.join('\n') }
    },
  }
}
