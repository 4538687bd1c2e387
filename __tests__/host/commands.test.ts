import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../src/host/clock.ts'
import { nodeCommands, scrubbed } from '../../src/host/commands.ts'
import type { CommandSpec } from '../../src/host/host.ts'

const env = { PATH: process.env['PATH'] ?? '' }
let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'slipway-commands-'))
})
afterAll(async () => rm(cwd, { recursive: true, force: true }))

const commands = (signal = new AbortController().signal) => nodeCommands(systemClock, signal, env)
const shell = (line: string, more: Partial<CommandSpec> = {}): CommandSpec => ({
  argv: ['bash', '-c', line],
  cwd,
  env,
  timeout: 20_000,
  ...more,
})

/** Whether a process is still there (and not just waiting to be reaped). */
async function alive(pid: number): Promise<boolean> {
  try {
    return !/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('a command', () => {
  it.each([
    ['exit 0', { ended: 'exit', code: 0, tail: [] }],
    ['echo out; echo err >&2; exit 3', { ended: 'exit', code: 3, tail: expect.arrayContaining(['out', 'err']) }],
    ['kill -KILL $$', { ended: 'signal', signal: 'SIGKILL', tail: [] }],
  ])('%s', async (line, expected) => {
    expect(await commands().run(shell(line))).toEqual(expected)
  })

  it('gets only the environment that it is given', async () => {
    process.env['SLIPWAY_TEST_SECRET'] = 'secret'
    const lines: string[] = []
    await commands().run(shell('env', { env: { ...env, GIVEN: 'yes' }, onLine: (line) => lines.push(line) }))
    Reflect.deleteProperty(process.env, 'SLIPWAY_TEST_SECRET')
    const names = lines.map((line) => line.split('=')[0]).filter((name) => !['PWD', 'SHLVL', '_'].includes(name ?? ''))
    expect(names.sort()).toEqual(['GIVEN', 'PATH'])
  })

  it('shows the last lines of a long output', async () => {
    const { tail } = await commands().run(shell('seq 100'))
    expect(tail).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 81)))
  })

  it('that takes too long is ended with all that it started', async () => {
    const pids: number[] = []
    const line = 'sleep 100 & echo $!; sleep 100 & echo $!; wait'
    const result = await commands().run(shell(line, { timeout: 200, onLine: (pid) => pids.push(Number(pid)) }))
    expect(result.ended).toBe('timeout')
    expect(pids).toHaveLength(2)
    expect(await Promise.all(pids.map(alive))).toEqual([false, false])
  })

  it('is ended when the run is cancelled', async () => {
    const cancel = new AbortController()
    const pids: number[] = []
    const result = await commands(cancel.signal).run(
      shell('sleep 100 & echo $!; wait', {
        onLine: (pid) => {
          pids.push(Number(pid))
          cancel.abort(new Error('cancelled'))
        },
      }),
    )
    expect(result.ended).toBe('cancelled')
    expect(await Promise.all(pids.map(alive))).toEqual([false])
  })

  it('that cannot be started is the mistake of the user', async () => {
    const missing = commands().run(shell('', { argv: ['slipway-no-such-program'] }))
    await expect(missing).rejects.toMatchObject({ code: 'COMMAND_START' })
  })

  it('of ours that does not end is given up', async () => {
    const look = commands().look(['sleep', '1'], { cwd, timeout: 20 })
    await expect(look).rejects.toMatchObject({ code: 'COMMAND_DEADLINE' })
  })

  it('of ours answers its output and its code', async () => {
    const look = commands().look(['sh', '-c', 'echo "$WORD"; exit 2'], { cwd, env: { WORD: 'hi' }, timeout: 20_000 })
    expect(await look).toEqual({ code: 2, stdout: 'hi\n', stderr: '' })
  })
})

it('leaves nothing secret in the environment of children', () => {
  const all = {
    PATH: '/bin',
    HOME: '/root',
    LC_ALL: 'C',
    RUNNER_TEMP: '/tmp',
    GITHUB_TOKEN: 'x',
    INPUT_TOKEN: 'x',
    ACTIONS_RUNTIME_TOKEN: 'x',
    MY_PATH: 'x',
    PATH_SECRET: 'x',
    NOTHING: undefined,
  }
  expect(scrubbed(all)).toEqual({ PATH: '/bin', HOME: '/root', LC_ALL: 'C', RUNNER_TEMP: '/tmp' })
})
