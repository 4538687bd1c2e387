import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { shownLog, type Step } from '../support/action.ts'
import { expectNothingWritten, expectSuccess, json, nothingKnown } from '../support/expectations.ts'
import { toolPackages, toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type JobOptions, type World } from '../support/world.ts'

let world: World
let plan: string
beforeAll(async () => {
  const example = await readFile(join(import.meta.dirname, '../../examples/backends/folder.py'), 'utf8')
  world = await makeWorld({ ...toolWorkspace('destinations:\n  - name: github\n'), 'tools/folder.py': example })
  const dry = await world.step({ mode: 'release', 'dry-run': 'true' })
  expectSuccess(dry)
  plan = dry.outputs['plan'] ?? ''
  await world.buildAll(dry.outputs['build-matrix'] ?? '')
})
afterAll(async () => world.close())

const inCheckout = (name: string): string => join(world.repository.root, name)

async function step(
  destinations: string,
  inputs: Readonly<Record<string, string>> = {},
  job: JobOptions = {},
): Promise<Step> {
  await world.repository.write({ 'other.yml': `${toolPackages}destinations:\n${destinations}` })
  world.github.forget()
  return world.step({ mode: 'distribute', plan, config: 'other.yml', ...inputs }, job)
}

const below = async (folder: string): Promise<readonly string[]> =>
  (await readdir(inCheckout(folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inCheckout(folder).length + 1))
    .sort()

describe('a backend in another language', () => {
  const share = (folder: string): string =>
    `  - { name: share, kind: command, with: { protocol: json, run: python3 tools/folder.py, config: { folder: ${folder} } } }\n`
  const everything = ['helper/0.2.0-beta.1/helper', 'tool/1.0.0/tool', 'tool/1.0.0/tool.exe']

  it('publishes, verifies, and writes nothing a second time', async () => {
    const first = await step(share('twice'))
    expectSuccess(first)
    expect(await below('twice')).toEqual(everything)
    expect(json(first, 'results')).toMatchObject({ share: { created: 3, kept: 0 } })
    expect(first.summary).toContain('verified by digest')
    const second = await step(share('twice'), {}, { attempt: 2 })
    expectSuccess(second)
    expect(json(second, 'results')).toMatchObject({ share: { created: 0, kept: 3 } })
  })

  it('stops everything before the first write where other bytes are there', async () => {
    await world.repository.write({ 'taken/tool/1.0.0/tool': 'other bytes' })
    const failed = await step(`  - name: github\n${share('taken')}`)
    expect(failed.code).toBe(1)
    expect(failed.failure).toContain(
      'share: share:tool/1.0.0/tool cannot be written: it is there with other bytes; release a new version',
    )
    expect(failed.outputs).toMatchObject({ failed: '["share"]', blocked: '["github"]' })
    expect(await below('taken')).toEqual(['tool/1.0.0/tool'])
    expect(world.writes()).toEqual([])
  })

  it('finishes in a second run what failed in the first', async () => {
    // A file stands where the folder of a package has to be.
    await world.repository.write({ 'half/helper': '' })
    const first = await step(share('half'))
    expect(first.code).toBe(1)
    expect(first.outputs['failed']).toBe('["share"]')
    await world.repository.git('clean', '--quiet', '-fdx', 'half/helper')
    const second = await step(share('half'), {}, { attempt: 2 })
    expectSuccess(second)
    expect(await below('half')).toEqual(everything)
  })
})

describe('a program that speaks the protocol', () => {
  /** A program that notes what it was given, and answers as a mapping from calls to answers says. */
  async function program(name: string, answers: Readonly<Record<string, string>>): Promise<string> {
    await world.repository.write({
      [`tools/${name}`]: `#!/bin/sh
set -e
request=$(cat)
printf '%s\\n' "$request" >> '${name}.requests'
env > '${name}.env'
case $request in
${['plan', 'publish', 'verify'].map((call) => `  *'"call":"${call}"'*) ${answers[call] ?? 'exit 9'};;`).join('\n')}
esac
`,
    })
    await chmod(inCheckout(`tools/${name}`), 0o755)
    return `./tools/${name}`
  }
  const print = (value: unknown): string => `echo '${JSON.stringify(value)}'`
  const item = { address: 'own:note', action: 'create', why: 'absent' }
  const own = (run: string, rest = ''): string =>
    `  - { name: own, kind: command, packages: tool, with: { protocol: json, run: ${run}${rest} } }\n`

  it('is given the call, its configuration and the release, and its secrets in the environment only', async () => {
    const run = await program('seen', {
      plan: print([{ ...item, detail: { from: 'plan' } }]),
      publish: print({ address: 'own:note', did: 'created', url: 'https://example.com/note', detail: [1] }),
      verify: print({ ok: true }),
    })
    const config = ', config: { region: north, deep: { keys: [$OWN_KEY] } }, env: { MODE: test }'
    const done = await step(own(run, config), {}, { env: { OWN_KEY: 'canary-own', OTHER_KEY: 'canary-other' } })
    expectSuccess(done)
    expect(json(done, 'results')).toMatchObject({ own: { created: 1, url: 'https://example.com/note' } })
    const text = await readFile(inCheckout('seen.requests'), 'utf8')
    const requests = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    const base = { api: 1, destination: 'own', config: { region: 'north', deep: { keys: ['$OWN_KEY'] } } }
    expect(requests).toEqual([
      {
        ...base,
        call: 'plan',
        release: expect.objectContaining({
          destination: 'own',
          release: expect.objectContaining({ package: 'tool', version: '1.0.0', tag: 'tool-v1.0.0' }),
          assets: [
            expect.objectContaining({
              name: 'tool',
              path: expect.stringMatching(/^\//),
              size: expect.any(Number),
              sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
            }),
            expect.objectContaining({ name: 'tool.exe' }),
          ],
        }),
      },
      { ...base, call: 'publish', item: { ...item, after: [], detail: { from: 'plan' } } },
      {
        ...base,
        call: 'verify',
        receipt: expect.objectContaining({ address: 'own:note', did: 'created', size: 0, sha256: '', detail: [1] }),
      },
    ])
    expect(text).not.toContain('canary')
    const env = await readFile(inCheckout('seen.env'), 'utf8')
    expect(env).toMatch(/^OWN_KEY=canary-own$/m)
    expect(env).toMatch(/^MODE=test$/m)
    expect(env).not.toMatch(/canary-other|INPUT_|GITHUB_|ACTIONS_/)
    expect(shownLog(done.log) + done.summary + JSON.stringify(done.outputs)).not.toContain('canary')
  })

  it.each([
    ['ends with an error', 'echo "no luck" >&2; exit 3', 'failed: it ended with exit code 3\nno luck'],
    ['answers no JSON', 'echo hello', 'answers "hello" on its standard output, which is no JSON'],
    ['answers nothing', 'true', 'answers nothing on its standard output, which is no JSON'],
    ['answers something else', print({ items: [] }), 'returns a mapping, not a list of items'],
    [
      'speaks for another destination',
      print([{ ...item, address: 'github:note' }]),
      'returns an item with an address of another destination, "github:note"',
    ],
    ['never answers', 'sleep 600', 'failed: it did not end within 0.3 s'],
  ])('stops everything before the first write when it %s in its plan', async (_what, answer, sentence) => {
    const run = await program('broken', { plan: answer })
    const failed = await step(`  - name: github\n${own(run, ', timeout: 300ms')}`)
    expect(failed.code).toBe(1)
    expect(failed.failure).toContain(`plan of ./tools/broken, for the destination own, ${sentence}`)
    expect(failed.outputs).toMatchObject({ failed: '["own"]', blocked: '["github"]' })
    expect(world.writes()).toEqual([])
  })

  it.each([
    ['fails', 'echo "disk full" >&2; exit 1', 'publish of ./tools/half, for the destination own, failed'],
    [
      'returns a receipt of another item',
      print({ address: 'own:other', did: 'created' }),
      'was given own:note and returns a receipt for another address, "own:other"',
    ],
    ['meets a conflict', print({ conflict: 'other bytes' }), 'own:note cannot be written: other bytes'],
  ])('fails alone when it %s in publishing', async (_what, answer, sentence) => {
    const run = await program('half', { plan: print([item]), publish: answer })
    const failed = await step(`${own(run)}  - { name: note, kind: command, with: { per: run, run: 'true' } }\n`)
    expect(failed.code).toBe(1)
    expect(failed.failure).toContain(sentence)
    expect(failed.outputs).toMatchObject({ failed: '["own"]', succeeded: '["note"]' })
  })

  it('need not read what it is given', async () => {
    await writeFile(inCheckout('tools/deaf'), '#!/bin/sh\nexec 0<&-\necho "[]"\n')
    await chmod(inCheckout('tools/deaf'), 0o755)
    const done = await step(own('./tools/deaf', `, config: { long: ${'x'.repeat(300_000)} }`))
    expectSuccess(done)
  })

  it.each([
    ['config: { a: 1 }', 'destinations[0].with.config needs "protocol: json" beside it'],
    [
      "protocol: json, check: 'true'",
      'destinations[0].with.check has no meaning with "protocol: json": the program is asked with "plan"',
    ],
    [
      'protocol: json, config: { deep: [$my-key] }',
      'destinations[0].with.config.deep[0] must be a value, or $NAME with letters, digits and "_"',
    ],
    ['protocol: xml', 'destinations[0].with.protocol is "xml"; it must be json'],
  ])('is refused when it is configured with %s', async (options, sentence) => {
    const refused = await step(`  - { name: own, kind: command, with: { run: x, ${options} } }\n`, {
      mode: 'matrix',
      plan: '',
    })
    expect(refused.failure).toContain(sentence)
    expect(refused.outputs).toEqual(nothingKnown('matrix'))
    expectNothingWritten(world)
  })
})
