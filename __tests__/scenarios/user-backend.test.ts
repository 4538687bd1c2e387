import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startPutServer, token, type PutServer } from '../backends-user/put-server.ts'
import { shownLog, type Step } from '../support/action.ts'
import { expectNothingWritten, expectSuccess, json, nothingKnown, rowsOf } from '../support/expectations.ts'
import { toolPackages, toolWorkspace } from '../support/tool-workspace.ts'
import { moduleSource } from '../support/user-module.ts'
import { makeWorld, type JobOptions, type World } from '../support/world.ts'

const node = process.env['SLIPWAY_TEST_NODE'] ?? process.execPath
const stripsTypes = execFileSync(node, ['-p', 'Boolean(process.features.typescript)']).toString().trim() === 'true'

let world: World
let plan: string
beforeAll(async () => {
  world = await makeWorld(toolWorkspace('destinations:\n  - name: github\n'))
  const dry = await world.step({ mode: 'release', 'dry-run': 'true' })
  expectSuccess(dry)
  plan = dry.outputs['plan'] ?? ''
  await world.buildAll(dry.outputs['build-matrix'] ?? '')
  expect(rowsOf(dry).length).toBe(3)
})
afterAll(async () => world.close())
beforeEach(() => world.github.forget())

const inCheckout = (name: string): string => join(world.repository.root, name)

/** Runs with these destinations, in a file of its own, and with these files beside it. */
async function step(
  destinations: string,
  { files = {}, inputs = {}, job = {} }: Partial<StepParts> = {},
): Promise<Step> {
  await world.repository.write({ 'other.yml': `${toolPackages}destinations:\n${destinations}`, ...files })
  return world.step({ mode: 'distribute', plan, config: 'other.yml', ...inputs }, job)
}

interface StepParts {
  readonly files: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>>
  readonly job: JobOptions
}

const cdn = '  - { name: cdn, kind: ./tools/cdn.mjs }\n'
/** Where the kind of that destination stands. */
const kindAt = 'other.yml:8:24'

describe('a module that is no backend', () => {
  const expectRefused = (refused: Step, failure: string | RegExp): void => {
    if (typeof failure === 'string') expect(refused.failure).toBe(failure)
    else expect(refused.failure).toMatch(failure)
    expect({ code: refused.code, outputs: refused.outputs }).toEqual({ code: 1, outputs: nothingKnown('matrix') })
    expect(refused.log).not.toMatch(/\n\s+at /)
    expectNothingWritten(world)
  }
  const matrix = async (source: string): Promise<Step> =>
    step(cdn, { files: { 'tools/cdn.mjs': source }, inputs: { mode: 'matrix', plan: '' } })

  it.each([
    [
      'that has a mistake in its syntax',
      'export default {{\n',
      /^other\.yml:8:24: destination cdn: \.\/tools\/cdn\.mjs does not load: SyntaxError: .+\. Try it with: node /,
    ],
    [
      'that throws while it loads',
      'throw new TypeError("no luck")\n',
      `${kindAt}: destination cdn: ./tools/cdn.mjs does not load: TypeError: no luck. Try it with: node --input-type=module -e 'await import("./tools/cdn.mjs")'.`,
    ],
    [
      'that imports what is not installed',
      'import "left-pad-of-the-future"\nexport default {}\n',
      /destination cdn: \.\/tools\/cdn\.mjs does not load: Cannot find package 'left-pad-of-the-future'/,
    ],
    [
      'that exports nothing',
      'const backend = {}\n',
      `${kindAt}: destination cdn: ./tools/cdn.mjs exports no backend. End it with: export default { api: 1, config: {…}, verifies: …, plan, publish, verify }.`,
    ],
    [
      'that exports by name only',
      'export const plan = () => []\n',
      /destination cdn: \.\/tools\/cdn\.mjs exports no backend\. End it with: export default/,
    ],
    [
      'that names no version of the interface',
      moduleSource({ api: undefined }),
      `${kindAt}: destination cdn: ./tools/cdn.mjs does not say for which version of the interface it is written. Write "api: 1" into its default export.`,
    ],
    [
      'that is for another version of the interface',
      moduleSource({ api: 'api: 2' }),
      `${kindAt}: destination cdn: ./tools/cdn.mjs is written for version 2 of the interface, and this is version 1. Write "api: 1" into its default export.`,
    ],
    [
      'without a function',
      moduleSource({ verify: undefined }),
      `${kindAt}: destination cdn: ./tools/cdn.mjs has no function verify. Write "async verify(…) {…}" into its default export.`,
    ],
    [
      'with a function that is none',
      moduleSource({ probe: 'probe: true' }),
      /destination cdn: \.\/tools\/cdn\.mjs has no function probe\./,
    ],
    [
      'that verifies nothing',
      moduleSource({ verifies: undefined }),
      `${kindAt}: destination cdn: ./tools/cdn.mjs has no "verifies". Write verifies: "digest", "size" or "presence": what verify compares.`,
    ],
    [
      'that verifies by something unknown',
      moduleSource({ verifies: "verifies: 'hope'" }),
      /destination cdn: \.\/tools\/cdn\.mjs has the wrong "verifies"\. Write verifies: "digest"/,
    ],
    [
      'without a table of fields',
      moduleSource({ config: undefined }),
      /destination cdn: \.\/tools\/cdn\.mjs must have "config", a mapping/,
    ],
    [
      'with a field of an unknown type',
      moduleSource({ config: "config: { key: { type: 'text' } }" }),
      `${kindAt}: destination cdn: ./tools/cdn.mjs has a mistake in the field "key": it has the unknown type "text"; types are string, number, boolean, url, secret. A field is written like { type: "string", required: true, description: "…" }.`,
    ],
    [
      'with a default for a secret',
      moduleSource({ config: "config: { key: { type: 'secret', default: 'x' } }" }),
      /the field "key": a secret has no default; name a variable in the configuration\./,
    ],
  ])('is refused: one %s', async (_what, source, failure) => {
    expectRefused(await matrix(source), failure)
  })

  it('is refused with all that is wrong in it, at once, together with the rest of the file', async () => {
    const refused = await matrix(
      moduleSource({
        plan: undefined,
        verifies: undefined,
        config: "config: { a: {}, b: { type: 'url', requird: true } }",
      }),
    )
    expect(refused.failure).toContain('4 mistakes')
    const messages = refused.annotations.filter(({ at }) => at === kindAt).map(({ message }) => message)
    expect(messages.map((message) => message.split('. ')[0])).toEqual([
      'destination cdn: ./tools/cdn.mjs has a mistake in the field "a": it has no type; types are string, number, boolean, url, secret',
      'destination cdn: ./tools/cdn.mjs has a mistake in the field "b": it has the unknown key "requird"; keys are type, description, required, default, choices',
      'destination cdn: ./tools/cdn.mjs has no "verifies"',
      'destination cdn: ./tools/cdn.mjs has no function plan',
    ])
  })

  it.each([
    ['./tools/gone.mjs', 'there is no file ./tools/gone.mjs in the checkout. Mend the path, which starts'],
    ['./tools', './tools is no module: its name must end in .mjs, .js or .ts. For a program in another language write'],
    ['./tools/x.py', './tools/x.py is no module: its name must end in .mjs, .js or .ts.'],
    ['../outside.mjs', '../outside.mjs leads out of the checkout. Put the module into the repository'],
    ['./tools/../../outside.mjs', './tools/../../outside.mjs leads out of the checkout.'],
    ['./tools/link.mjs', './tools/link.mjs leads out of the checkout.'],
    ['/outside.mjs', 'the path of a module must begin with "./", and "/outside.mjs" does not. Write "./outside.mjs"'],
    ['tools/cdn.mjs', 'the path of a module must begin with "./", and "tools/cdn.mjs" does not. Write "./cdn.mjs"'],
  ])('is refused at the path %s', async (path, sentence) => {
    const outside = join(await mkdtemp(join(world.folder, 'outside-')), 'outside.mjs')
    await writeFile(outside, moduleSource())
    await writeFile(join(world.folder, 'outside.mjs'), moduleSource())
    await mkdir(inCheckout('tools'), { recursive: true })
    await symlink(outside, inCheckout('tools/link.mjs')).catch(() => undefined)
    const refused = await step(`  - { name: cdn, kind: ${path} }\n`, { inputs: { mode: 'matrix', plan: '' } })
    expectRefused(refused, new RegExp(`^${escaped(`${kindAt}: destination cdn: ${sentence}`)}`))
  })

  it('has its configuration checked as strictly as a built-in kind', async () => {
    const source = moduleSource({
      config: `config: {
        bucket: { type: 'string', required: true },
        region: { type: 'string', choices: ['north', 'south'], default: 'north' },
        size: { type: 'number' },
        open: { type: 'boolean' },
        at: { type: 'url' },
        token: { type: 'secret', required: true },
      }`,
    })
    const wrong = `  - name: cdn
    kind: ./tools/cdn.mjs
    with:
      bukcet: x
      region: nroth
      size: ten
      open: 'yes'
      at: example.com
      token: hunter2
`
    const refused = await step(wrong, { files: { 'tools/cdn.mjs': source }, inputs: { mode: 'matrix', plan: '' } })
    const told = refused.annotations.filter(({ at }) => at !== '').map(({ at, message }) => `${at} ${message}`)
    expect([...told].sort()).toEqual([
      'other.yml:10:5 destinations[0].with lacks "bucket". Add a line "bucket: …" (a text).',
      'other.yml:11:7 unknown key "bukcet" in destinations[0].with. Did you mean "bucket"?',
      'other.yml:12:15 destinations[0].with.region is "nroth"; it must be one of north, south. Did you mean "north"?',
      'other.yml:13:13 destinations[0].with.size must be a number, not "ten"',
      'other.yml:14:13 destinations[0].with.open must be true or false, not "yes"',
      'other.yml:15:11 destinations[0].with.at must be an address like https://example.com/path',
      'other.yml:16:14 destinations[0].with.token must be the name of an environment variable, like $MY_TOKEN: a secret is never written in the file',
    ])
    expect(refused.log).not.toContain('hunter2')
    expectNothingWritten(world)
  })
})

describe('the names of destinations', () => {
  it.each([
    [
      'two have one name',
      '  - name: github\n  - { name: cdn, kind: command, with: { run: x } }\n  - { name: cdn, kind: ./tools/cdn.mjs }\n',
      'other.yml:10:13: two destinations are named "cdn". Give each a name of its own.',
    ],
    [
      'one needs what there is not',
      '  - name: github\n  - { name: cdn, kind: ./tools/cdn.mjs, needs: githb }\n',
      'other.yml:9:48: destination cdn needs "githb", which is no destination. Did you mean "github"?',
    ],
  ])('are refused before anything is written where %s', async (_what, destinations, failure) => {
    const refused = await step(destinations, { files: { 'tools/cdn.mjs': moduleSource() } })
    expect(refused.failure).toBe(failure)
    expect(refused.outputs).toEqual(nothingKnown('distribute'))
    expectNothingWritten(world)
  })
})

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

describe('a module that goes wrong in its plan', () => {
  const beside = `  - name: github
  - { name: note, kind: command, with: { per: run, run: 'echo x >> ran' } }
`
  it.each([
    [
      'throws',
      'throw new Error("the moon is full")',
      'plan of ./tools/cdn.mjs, for the destination cdn, failed: the moon is full',
    ],
    ['throws what is no error', 'throw "no luck"', 'plan of ./tools/cdn.mjs, for the destination cdn, failed: no luck'],
    ['returns nothing', '', 'plan of ./tools/cdn.mjs, for the destination cdn, returns missing, not a list of items'],
    [
      'returns an item with an address of another destination',
      "return [{ address: 'github:acme/tools@v1', action: 'create', why: 'absent' }]",
      'plan of ./tools/cdn.mjs, for the destination cdn, returns an item with an address of another destination, "github:acme/tools@v1"',
    ],
    [
      'returns an item with an address of several lines',
      "return [{ address: 'cdn:a\\nb', action: 'create', why: 'absent' }]",
      'returns something that is no good as item 1: its address is "cdn:a\\nb": must be one line without control characters',
    ],
    [
      'returns an item with an unknown action',
      "return [{ address: 'cdn:a', action: 'creat', why: 'absent' }]",
      'returns something that is no good as item 1: its action is "creat"',
    ],
    [
      'returns an item with an unknown field',
      "return [{ address: 'cdn:a', action: 'create', why: 'absent', early: true }]",
      'returns something that is no good as item 1: it has the unknown field "early"',
    ],
    [
      'returns an address twice',
      "const item = { address: 'cdn:a', action: 'create', why: 'absent' }; return [item, item]",
      'returns two items of the address cdn:a',
    ],
    [
      'returns an item after one that there is not',
      "return [{ address: 'cdn:a', action: 'create', why: 'absent', after: ['cdn:b'] }]",
      'returns the item cdn:a after "cdn:b", which is none of its items',
    ],
    [
      'returns items after one another in a circle',
      "const item = (a, b) => ({ address: a, action: 'create', why: 'absent', after: [b] }); return [item('cdn:a', 'cdn:b'), item('cdn:b', 'cdn:a')]",
      'returns items that come after one another in a circle: cdn:a, cdn:b',
    ],
    [
      'returns a file that nobody verified',
      "return [{ address: 'cdn:a', action: 'create', why: 'absent', asset: { ...release.assets[0], sha256: '0'.repeat(64), path: '/etc/passwd' } }]",
      'returns the item cdn:a with a file that is no asset of this release',
    ],
    ['asks for a secret of another', "reader.secret('OTHER_KEY')", '$OTHER_KEY is not a secret of this destination'],
    ['tries to write', "await reader.http.write({ method: 'PUT', url: 'http://127.0.0.1:1' })", 'is not a function'],
    ['asks for what it was not promised', "reader.input('token')", 'is not a function'],
  ])('stops everything before the first write when it %s', async (_what, body, sentence) => {
    const failed = await step(`${beside}${cdn}`, {
      files: { 'tools/cdn.mjs': moduleSource({ plan: `async plan(config, release, reader) { ${body} }` }) },
      job: { env: { OTHER_KEY: 'canary' } },
    })
    expect(failed.code).toBe(1)
    expect(failed.failure).toContain(sentence)
    expect(failed.log).not.toContain('canary')
    expect(failed.outputs).toMatchObject({ failed: '["cdn"]', blocked: '["github","note"]', succeeded: '[]' })
    expect(world.writes()).toEqual([])
    await expect(readFile(inCheckout('ran'))).rejects.toThrow('ENOENT')
  })

  it('stops everything before the first write when it never answers', async () => {
    const failed = await step(`${beside}  - { name: cdn, kind: ./tools/cdn.mjs, timeout: 200ms }\n`, {
      files: { 'tools/cdn.mjs': moduleSource({ plan: 'plan() { return new Promise(() => {}) }' }) },
    })
    expect(failed.code).toBe(1)
    expect(failed.failure).toContain('planning cdn did not end within 0.2 s')
    expect(failed.outputs).toMatchObject({ failed: '["cdn"]', blocked: '["github","note"]', succeeded: '[]' })
    expect(world.writes()).toEqual([])
    await expect(readFile(inCheckout('ran'))).rejects.toThrow('ENOENT')
  })

  it('cannot change what the other destinations get', async () => {
    const changes = `async plan(config, release) {
      for (const asset of release.assets) Object.assign(asset, { name: 'forged', path: '/etc/passwd' })
      release.assets.length = 0
      release.release.tag = 'forged'
      return []
    }`
    const through = await step(
      `${cdn}  - { name: note, kind: command, with: { per: asset, run: 'echo "$SLIPWAY_NAME $SLIPWAY_TAG" >> seen' } }\n`,
      { files: { 'tools/cdn.mjs': moduleSource({ plan: changes }) } },
    )
    expectSuccess(through)
    expect((await readFile(inCheckout('seen'), 'utf8')).trim().split('\n').sort()).toEqual([
      'helper helper-v0.2.0-beta.1',
      'tool tool-v1.0.0',
      'tool.exe tool-v1.0.0',
    ])
  })
})

describe('a module that goes wrong when it writes', () => {
  const planned = `async plan(config, release) {
    return release.assets.map((asset) => ({ address: release.destination + ':' + asset.name, action: 'create', why: 'absent', asset: asset.name }))
  }`
  it.each([
    ['throws', { publish: 'async publish() { throw new Error("disk full") }' }, 'failed: disk full'],
    [
      'returns a receipt of another item',
      { publish: "async publish() { return { address: 'cdn:other', did: 'created' } }" },
      'was given cdn:tool and returns a receipt for another address, "cdn:other"',
    ],
    [
      'returns no receipt',
      { publish: 'async publish() {}' },
      'returns something that is no good as the receipt: it is missing',
    ],
    [
      'returns no verdict',
      { verify: 'async verify() { return true }' },
      'returns something that is no good as the verdict: it is true, and must be { ok: true } or { ok: false, why: "…" }',
    ],
    [
      'reads back other bytes',
      { verify: 'async verify() { return { ok: false, why: "other bytes" } }' },
      'was written, but reading it back says: other bytes',
    ],
  ])('fails alone, and the others finish, when it %s', async (_what, parts, sentence) => {
    const failed = await step(`${cdn}  - { name: note, kind: command, with: { per: run, run: 'true' } }\n`, {
      files: { 'tools/cdn.mjs': moduleSource({ plan: planned, ...parts }) },
      inputs: { packages: 'tool' },
      job: { runId: 4711 },
    })
    expect(failed.code).toBe(1)
    expect(failed.failure).toContain(sentence)
    expect(failed.outputs).toMatchObject({ failed: '["cdn"]', succeeded: '["note"]' })
  })
})

describe('the environment', () => {
  it('of a module holds no secret, not even its own, and no token', async () => {
    const dump = moduleSource({
      config: "config: { key: { type: 'secret', required: true } }",
      plan: `async plan(config, release, reader) {
        const look = await reader.commands.look(['env'], { cwd: release.root, timeout: 10_000 })
        const { writeFileSync } = await import('node:fs')
        writeFileSync('dump.json', JSON.stringify({ atLoad, atPlan: { ...process.env }, child: look.stdout, own: reader.secret(config.key.env), config }))
        return []
      }`,
    })
    const env = { CDN_KEY: 'canary-own', OTHER_KEY: 'canary-other', UNNAMED: 'canary-unnamed' }
    const through = await step(
      `  - { name: cdn, kind: ./tools/cdn.mjs, with: { key: $CDN_KEY } }
  - { name: github }
  - { name: note, kind: command, with: { per: run, run: 'test "$KEY" = canary-other', env: { KEY: $OTHER_KEY } } }
`,
      {
        files: { 'tools/cdn.mjs': `const atLoad = { ...process.env }\n${dump}` },
        job: { env: { ...env, GITHUB_TOKEN: 'canary-token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-oidc' } },
      },
    )
    expectSuccess(through)
    const text = await readFile(inCheckout('dump.json'), 'utf8')
    const { atLoad, atPlan, child, own, config } = JSON.parse(text) as Readonly<Record<string, unknown>>
    expect({ own, config }).toEqual({ own: 'canary-own', config: { key: { env: 'CDN_KEY' } } })
    for (const seen of [atLoad, atPlan, child]) {
      expect(JSON.stringify(seen)).not.toContain('canary')
      expect(JSON.stringify(seen)).not.toContain(world.github.token)
      expect(JSON.stringify(seen)).toContain('PATH')
      expect(JSON.stringify(seen)).not.toMatch(/INPUT_|TOKEN/)
    }
    expect(shownLog(through.log)).not.toContain('canary')
    // What the action itself keeps still works: its receipts were uploaded with the token of the runner.
    expect(world.artifacts()).toHaveLength(1)
  })
})

describe('a module that loads for ever', () => {
  it('is given up', async () => {
    const { moduleImporter } = await import('../../src/backends/user-module.ts')
    const { nodeFiles } = await import('../../src/host/files.ts')
    const { systemClock } = await import('../../src/host/clock.ts')
    await world.repository.write({ 'tools/slow.mjs': '' })
    const load = moduleImporter(
      {
        files: nodeFiles(world.repository.root, world.folder),
        clock: systemClock,
        importModule: async () => new Promise(() => undefined),
      },
      50,
    )
    await expect(load('./tools/slow.mjs')).rejects.toMatchObject({
      code: 'MODULE_DEADLINE',
      message: './tools/slow.mjs did not finish loading within 0.05 s',
    })
  })
})

describe('a module in TypeScript', () => {
  const source = `interface Nothing { readonly a?: string }\nconst nothing: Nothing = {}\n${moduleSource({ note: 'nothing' })}`

  it('is read where Node reads it, and refused with the remedy where not', async () => {
    const through = await step('  - { name: cdn, kind: ./tools/cdn.ts }\n', { files: { 'tools/cdn.ts': source } })
    if (stripsTypes) expectSuccess(through)
    else
      expect(through.failure).toBe(
        `${kindAt}: destination cdn: ./tools/cdn.ts is TypeScript, which this version of Node does not read. It needs Node 22.18 or later, which the action has as node24; or write the module in JavaScript.`,
      )
  })
})

describe('a backend of your own', () => {
  let server: PutServer
  let files: Readonly<Record<string, string>>
  beforeEach(async () => {
    server = await startPutServer()
    const example = join(import.meta.dirname, '../../examples/backends/http-put.mjs')
    files = { 'tools/http-put.mjs': await readFile(example, 'utf8') }
  })
  afterEach(async () => server.close())

  let runs = 6000
  const distribute = async (): Promise<Step> =>
    step(`  - { name: files, kind: ./tools/http-put.mjs, with: { url: "${server.url}", token: $PUT_TOKEN } }\n`, {
      files,
      job: { env: { PUT_TOKEN: token }, attempt: runs++ },
    })
  const held = (): readonly string[] => [...server.files.keys()].sort()
  const everything = ['helper/0.2.0-beta.1/helper', 'tool/1.0.0/tool', 'tool/1.0.0/tool.exe']

  it('publishes, verifies, and writes nothing a second time', async () => {
    const first = await distribute()
    expectSuccess(first)
    expect(held()).toEqual(everything)
    expect(json(first, 'results')).toMatchObject({ files: { created: 3, kept: 0 } })
    expect(first.summary).toContain('verified by digest')
    expect(server.writes()).toBe(3)
    const second = await distribute()
    expectSuccess(second)
    expect(json(second, 'results')).toMatchObject({ files: { created: 0, kept: 3 } })
    expect(server.writes()).toBe(3)
    expect(shownLog(first.log + second.log)).not.toContain(token)
  })

  it('stops before the first write where other bytes are there', async () => {
    server.files.set('tool/1.0.0/tool', Buffer.from('other bytes'))
    const step = await distribute()
    expect(step.code).toBe(1)
    expect(step.failure).toContain(
      'files: files:tool/1.0.0/tool cannot be written: it is there with other bytes; release a new version',
    )
    expect(server.writes()).toBe(0)
    expect(held()).toEqual(['tool/1.0.0/tool'])
  })

  it('finishes in a second run what failed in the first', async () => {
    server.failWrite(1, 'refused')
    const first = await distribute()
    expect(first.code).toBe(1)
    expect(first.failure).toContain('answers 500')
    expect(held()).toHaveLength(2)
    const second = await distribute()
    expectSuccess(second)
    expect(held()).toEqual(everything)
    expect(json(second, 'results')).toMatchObject({ files: { created: 1, kept: 2 } })
    expect(server.writes()).toBe(4)
  })

  it('has its question asked before anything is built', async () => {
    const probing = moduleSource({ probe: 'async probe() { return { ok: false, why: "the key has expired" } }' })
    const refused = await step(cdn, { files: { 'tools/cdn.mjs': probing }, inputs: { mode: 'release', plan: '' } })
    expect(refused.code).toBe(1)
    expect(refused.failure).toContain('cdn cannot be written to: the key has expired')
    expectNothingWritten(world)
  })
})
