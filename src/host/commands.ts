import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { getExecOutput } from '@actions/exec'
import { UserError } from '../errors.ts'
import type { Clock, CommandReader, CommandResult, CommandRunner, CommandSpec } from './host.ts'

/** Lines of output that a report keeps of a command. */
const tailLength = 20

/** Bytes of standard output that are kept of a command that answers with it. */
const answerLimit = 16 * 1024 * 1024

/** Time between asking a command to end and ending it, in milliseconds. */
const grace = 5000

/** Names of variables that a child needs to find its programs, its home and its language. */
const kept =
  /^(PATH|Path|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|RUNNER_TEMP|LANG|LANGUAGE|LC_[A-Z]+|TZ|SystemRoot|SYSTEMROOT|ComSpec|COMSPEC|PATHEXT|WINDIR|windir|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles|ProgramData|SystemDrive)$/

/** The part of an environment that is nobody's secret. */
export const scrubbed = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => kept.test(pair[0]) && pair[1] !== undefined),
  )

export function nodeCommands(
  clock: Clock,
  signal: AbortSignal,
  env: Readonly<Record<string, string>>,
): CommandReader & CommandRunner {
  return {
    look: async ([program, ...rest], { cwd, env: more = {}, timeout }) => {
      const overtime = new AbortController()
      const late = clock.sleep(timeout, overtime.signal).then(
        () => {
          throw new UserError(
            'COMMAND_DEADLINE',
            `${program} ${rest[0] ?? ''} did not end within ${timeout / 1000} s`,
            { hint: 'Look whether its server answers, and run the job again.' },
          )
        },
        async () => new Promise<never>(() => undefined),
      )
      try {
        const running = getExecOutput(program, rest, {
          cwd,
          env: { ...env, ...more },
          silent: true,
          ignoreReturnCode: true,
        })
        const { exitCode, stdout, stderr } = await Promise.race([running, late])
        return { code: exitCode, stdout, stderr }
      } finally {
        overtime.abort()
      }
    },
    check: async (spec) => run(spec, signal),
    run: async (spec) => run(spec, signal),
  }
}

/** Runs a command in a group of its own, so that what it started ends with it. */
async function run(spec: CommandSpec, signal: AbortSignal): Promise<CommandResult> {
  const [program, ...rest] = spec.argv
  const tail: string[] = []
  // A signal that has aborted already tells nobody of it any more.
  if (signal.aborted) return { ended: 'cancelled', tail }
  const child = spawn(program, rest, {
    cwd: spec.cwd,
    env: { ...spec.env },
    stdio: [spec.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  const onLine = (line: string): void => {
    tail.push(line)
    if (tail.length > tailLength) tail.shift()
    spec.onLine?.(line)
  }
  const output = spec.answers === true ? collect(child.stdout) : undefined
  for (const stream of [output === undefined ? child.stdout : undefined, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', onLine)
  // A child that ends without reading breaks the pipe; its exit code says what is to be said of it.
  child.stdin?.on('error', () => undefined).end(spec.stdin)

  let ended: 'timeout' | 'cancelled' | undefined
  const end = (why: 'timeout' | 'cancelled'): void => {
    ended ??= why
    kill(child.pid, 'SIGTERM')
    setTimeout(() => kill(child.pid, 'SIGKILL'), grace).unref()
  }
  const timer = setTimeout(() => end('timeout'), spec.timeout)
  const cancelled = (): void => end('cancelled')
  signal.addEventListener('abort', cancelled)
  try {
    const { code, killedBy } = await new Promise<{
      readonly code: number | null
      readonly killedBy: NodeJS.Signals | null
    }>((resolve, reject) => {
      child.on('error', (cause) =>
        reject(
          new UserError('COMMAND_START', `${program} could not be started: ${cause.message}`, {
            hint: 'Install it in an earlier step, or write its full path.',
            cause,
          }),
        ),
      )
      child.on('close', (exit, by) => resolve({ code: exit, killedBy: by }))
    })
    if (ended !== undefined) return { ended, tail }
    if (killedBy !== null) return { ended: 'signal', signal: killedBy, tail }
    const stdout = output?.()
    return { ended: 'exit', code: code ?? 1, tail, ...(stdout === undefined ? {} : { stdout }) }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancelled)
  }
}

/** Collects a stream; answers its text so far, or `undefined` where it is over the limit. */
function collect(stream: Readable | null): () => string | undefined {
  const chunks: Buffer[] = []
  let size = 0
  stream?.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= answerLimit) chunks.push(chunk)
  })
  return () => (size > answerLimit ? undefined : Buffer.concat(chunks).toString('utf8'))
}

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It has ended by itself in the meantime.
  }
}
