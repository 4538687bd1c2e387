import { tmpdir } from 'node:os'
import { describe, expect, it } from '@jest/globals'
import { onlyHost, onlyReader } from '../../src/backends/user-surroundings.ts'
import { nodeRuntime } from '../../src/host/node.ts'
import type { Host } from '../../src/host/host.ts'

/** The surroundings of a destination, as the action has them: with more in them than any backend is promised. */
const given = (env: Record<string, string>): Host =>
  nodeRuntime({ GITHUB_WORKSPACE: tmpdir(), ...env }, new AbortController().signal).withSecrets(['OWN'])

const keysOf = (surroundings: object): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries<unknown>({ ...surroundings }).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !(value instanceof AbortSignal) ? Object.keys(value).sort() : [],
    ]),
  )

const common = [
  'baseEnvironment',
  'clock',
  'commands',
  'files',
  'github',
  'http',
  'link',
  'log',
  'memory',
  'secret',
  'signal',
]

describe('the surroundings of code of the user', () => {
  it('can look and nothing else, for a plan', () => {
    const reader = onlyReader(given({}))
    expect(Object.keys(reader).sort()).toEqual(common)
    expect(keysOf(reader)).toMatchObject({
      files: ['bytes', 'chunks', 'list', 'open', 'real', 'stat', 'text'],
      http: ['read'],
      github: ['read', 'redirect', 'repository', 'server'],
      commands: ['check', 'look'],
    })
  })

  it('can write as well, for publishing, and not reach what belongs to the action', () => {
    const host = onlyHost(given({}))
    expect(Object.keys(host).sort()).toEqual(common)
    expect(keysOf(host)).toMatchObject({
      http: ['read', 'write'],
      github: expect.arrayContaining(['upload', 'write']),
      commands: ['check', 'look', 'run'],
    })
  })

  it('start programs without what the step has in its environment', async () => {
    const host = onlyHost(given({ PATH: process.env['PATH'] ?? '', OTHER: 'canary', INPUT_TOKEN: 'canary' }))
    const { code, stdout } = await host.commands.look(['env'], { cwd: tmpdir(), env: { MINE: '1' }, timeout: 10_000 })
    expect({ code, mine: stdout.includes('MINE=1'), canary: stdout.includes('canary') }).toEqual({
      code: 0,
      mine: true,
      canary: false,
    })
  })

  it('fetch their own secrets only', () => {
    const reader = onlyReader(given({ OWN: 'mine', OTHER: 'canary' }))
    expect(() => reader.secret('OTHER')).toThrow('$OTHER is not a secret of this destination')
  })
})

describe('a program that is answered with its input', () => {
  const run = async (argv: readonly [string, ...string[]], stdin?: string): Promise<unknown> => {
    const lines: string[] = []
    const result = await given({}).commands.check({
      argv,
      cwd: tmpdir(),
      env: { PATH: process.env['PATH'] ?? '' },
      timeout: 20_000,
      answers: true,
      ...(stdin === undefined ? {} : { stdin }),
      onLine: (line) => lines.push(line),
    })
    return { ...result, lines }
  }

  it('has its output whole, and apart from what it says on the side', async () => {
    const text = `${'x'.repeat(300_000)}\né`
    expect(await run(['sh', '-c', 'cat; echo aside >&2'], text)).toEqual({
      ended: 'exit',
      code: 0,
      tail: ['aside'],
      lines: ['aside'],
      stdout: text,
    })
  })

  it('need not read it', async () => {
    expect(await run(['sh', '-c', 'exit 4'], 'x'.repeat(1_000_000))).toMatchObject({ ended: 'exit', code: 4 })
  })

  it('has no output where that is more than anybody reads', async () => {
    expect(await run(['sh', '-c', 'head -c 17000000 /dev/zero'])).toEqual({
      ended: 'exit',
      code: 0,
      tail: [],
      lines: [],
    })
  })
})
