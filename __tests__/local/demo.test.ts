import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const repository = join(import.meta.dirname, '../..')
const node = process.env['SLIPWAY_TEST_NODE'] ?? process.execPath

interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** Waits until this was printed, or the demo ended; answers all that was printed until then. */
  printed(pattern: RegExp): Promise<string>
  readonly ended: Promise<Ended>
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** What the demo left in the folder for temporary files. */
  readonly left: readonly string[]
}

let folder: string
let runs = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-clone-'))
  await clone(join(folder, 'clone'))
})
afterAll(async () => rm(folder, { recursive: true, force: true }))

/** What a fresh clone has and the demo needs: no node_modules. */
async function clone(into: string): Promise<void> {
  for (const name of ['dist', 'local/dist', 'package.json'])
    await cp(join(repository, name), join(into, name), { recursive: true })
}

async function start(
  argv: readonly string[] = [],
  { at = 'clone', env = {} }: { readonly at?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Running> {
  const temporary = join(folder, `temporary-${++runs}`)
  await mkdir(temporary)
  const child = spawn(node, ['local/dist/demo.js', ...argv], {
    cwd: join(folder, at),
    env: { PATH: process.env['PATH'], TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const closed = once(child, 'close')
  return {
    child,
    printed: async (pattern) => {
      while (!pattern.test(stdout) && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), closed])
      return stdout
    },
    ended: closed.then(async () => ({ code: child.exitCode, stdout, stderr, left: await readdir(temporary) })),
  }
}

const run = async (...given: Parameters<typeof start>): Promise<Ended> => (await start(...given)).ended

describe('the demo of a fresh clone', () => {
  let told: Ended
  beforeAll(async () => {
    told = await run()
  })

  it('ends well and leaves nothing behind', () => {
    expect(told).toMatchObject({ code: 0, stderr: '', left: [] })
    expect(told.stdout).toMatch(/\nEvery promise was kept, in \d+\.\d s\.\n/)
    expect(told.stdout).not.toContain('BROKEN')
  })

  it.each([
    'three packages ship; the library stays, its version is out already',
    'a draft is open for each, one of them as a prerelease; nothing is public, nothing is tagged',
    'downloaded again, every asset fits its line in SHA256SUMS',
    'the mirror has the same bytes',
    'everything is kept, nothing created or replaced',
    'the mirror failed by itself; the others went on, and the step is red',
    'the mirror has the new version now, with the bytes of the release',
    'nothing was built, and not one write reached GitHub',
    'nothing ships, and there is nothing to build',
  ])('keeps the promise: %s', (promise) => {
    expect(told.stdout).toContain(`\n   ok  ${promise}\n`)
  })

  it('shows what every destination did, and what writes it cost', () => {
    const steps = told.stdout.split(/\n(?=\d\. )/).slice(1)
    expect(steps).toHaveLength(7)
    expect(steps[2]).toMatch(/ github +succeeded +12 +3 +0\n/)
    expect(steps[3]).toMatch(/ github +succeeded +0 +15 +0\n/)
    expect(steps[3]).toMatch(/ \d+ requests to GitHub, 0 of them writes, in /)
    expect(steps[4]).toMatch(/ mirror +failed +0 +0 +4\n/)
    expect(steps[5]).toMatch(/ mirror +succeeded +4 +0 +0\n/)
    expect(steps[5]).not.toContain('announce  ')
  })

  it('prints plain ASCII where nobody watches', () => {
    expect(told.stdout).toMatch(/^[\n\x20-\x7e]*$/)
  })
})

it('fails and names the promise that was broken', async () => {
  await clone(join(folder, 'broken'))
  await writeFile(join(folder, 'broken/dist/index.js'), '')
  const { code, stdout, left } = await run([], { at: 'broken' })
  expect(code).toBe(1)
  expect(stdout).toContain('   BROKEN  three packages ship; the library stays, its version is out already\n')
  expect(stdout).toContain('release hello-cli-v1.2.0 is missing\n')
  expect(stdout).not.toContain('\n2. ')
  expect(left).toEqual([])
})

it('fails with the log of the action where that ends otherwise than it should', async () => {
  await clone(join(folder, 'failing'))
  await writeFile(join(folder, 'failing/dist/index.js'), 'console.log("::error::no luck"); process.exitCode = 1')
  const { code, stdout } = await run([], { at: 'failing' })
  expect(code).toBe(1)
  expect(stdout).toContain('mode release was to end with success, and ended with exit code 1:\n   ::error::no luck\n')
})

it('says in one sentence that git is missing', async () => {
  const { code, stdout, stderr } = await run([], { env: { PATH: folder } })
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The demo makes a git repository: install git, so that "git" is on PATH.\n',
  })
})

it('prints the log of the action with --verbose', async () => {
  const demo = await start(['--verbose'])
  const stdout = await demo.printed(/\n2\. /)
  demo.child.kill('SIGINT')
  await demo.ended
  expect(stdout).toContain('\n   | hello-cli 1.2.0: hello-cli-v1.2.0 will be tagged here\n')
})

it('serves its releases with --keep until it is interrupted', async () => {
  const demo = await start(['--keep'])
  const stdout = await demo.printed(/Ctrl-C ends it/)
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/acme\/tools\/releases/.exec(stdout) ?? []
  const page = await (await fetch(address)).text()
  expect(page).toContain('hello-cli-v1.3.0')
  expect(page).toContain('Pre-release')
  demo.child.kill('SIGINT')
  expect(await demo.ended).toMatchObject({ code: 0, stderr: '', left: [] })
  await expect(fetch(address)).rejects.toThrow()
})

it('cleans up when it is interrupted in the middle', async () => {
  const demo = await start()
  await demo.printed(/\n2\. /)
  demo.child.kill('SIGINT')
  expect(await demo.ended).toMatchObject({ code: 130, left: [] })
})
