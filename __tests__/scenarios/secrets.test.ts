import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, describe, expect, it } from '@jest/globals'
import { shownLog, type Step } from '../support/action.ts'
import { expectDescribedExchanges, json } from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

/** A secret for every field that takes one, each of another kind. */
const canaries = {
  PLAIN: 'canary-plain-7Q2vXk',
  LINES: '-----BEGIN canary-first-line-----\ncanary-second-line\n-----END canary-----',
  QUOTED: `canary-"quoted'-\\back\\slash`,
  ADDRESS: 'canary/address?&=ü%41',
  MARKUP: 'canary|<b>markup</b>*_`',
  MODULE: 'canary-module-3hZp9w',
  PROBED: 'canary-probed-8sLm1c',
} as const

/** What must be found nowhere: each secret whole, each of its lines, and each as part of an address. */
const hidden = (token: string): readonly string[] => {
  const whole = [...Object.values(canaries), token]
  const parts = whole.flatMap((secret) => secret.split('\n'))
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return [...new Set([...whole, ...parts, ...whole.map(encodeURIComponent), basic])]
}

/** A place of the user's own that is as careless with its secret as code can be. */
const careless = `const secretOf = ({ token }, reader) => reader.secret(token.env)
export default {
  api: 1,
  verifies: 'presence',
  config: {
    token: { type: 'secret', required: true },
    fails: { type: 'string' },
  },
  plan: async (config, release, reader) => {
    const secret = secretOf(config, reader)
    reader.log.debug('planning with ' + secret)
    reader.log.info('planning with ' + secret)
    if (config.fails === 'plan') throw new Error('plan: ' + secret, { cause: new Error('because of ' + secret) })
    return [{ address: release.destination + ':thing', action: 'create', why: 'the answer to ' + secret + ' was 404' }]
  },
  publish: async (config, item, host) => {
    const secret = secretOf(config, host)
    host.log.warning('publishing with ' + secret)
    if (config.fails === 'publish') throw new Error('publish: ' + secret, { cause: new Error('because of ' + secret) })
    return { address: item.address, did: 'created', url: 'https://example.com/?key=' + encodeURIComponent(secret) }
  },
  verify: async (config, receipt, reader) => {
    const secret = secretOf(config, reader)
    return config.fails === 'verify' ? { ok: false, why: 'not there for ' + secret } : { ok: true }
  },
  probe: async (config, reader) => {
    const secret = secretOf(config, reader)
    if (config.fails === 'probe') return { ok: false, why: 'refused: ' + secret }
    if (config.fails === 'probe throws') throw new Error('broken: ' + secret, { cause: new Error(secret) })
    return { ok: true }
  },
}
`

const leaky = `env | sort
          echo "$PLAIN $QUOTED"
          echo "$LINES" >&2
          printf "%s\\n" "::warning::$MARKUP" "::debug::$ADDRESS"
          echo "url=https://example.com/?key=$PLAIN" >> "$SLIPWAY_OUTPUT"`

const configuration = (fails: string, ending: string): string => `destinations:
  - name: github
  - name: leaky
    kind: command
    required: false
    with:
      per: run
      run: |
          ${leaky}
          ${ending}
      env: { PLAIN: $PLAIN, LINES: $LINES, QUOTED: $QUOTED, ADDRESS: $ADDRESS, MARKUP: $MARKUP }
  - { name: careless, kind: ./tools/careless.mjs, required: false, with: { token: $MODULE, fails: '${fails}' } }
  - { name: probed, kind: ./tools/careless.mjs, required: false, with: { token: $PROBED, fails: '${fails}' } }
`

let world: World
afterEach(async () => {
  expectDescribedExchanges(world)
  await world.close()
})

const decoded = (markdown: string): string =>
  markdown
    .replaceAll('<wbr>', '')
    .replace(/&#(\d+);/g, (_all, number: string) => String.fromCharCode(Number(number)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Every text that a JSON value holds, as a program that reads it would see it. */
const strings = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)])
      : []

const parsed = (text: string): readonly string[] => {
  try {
    return strings(JSON.parse(text))
  } catch {
    return []
  }
}

/** Everything that came out of a step, by the place where it came out. */
async function cameOut(step: Step): Promise<Readonly<Record<string, string>>> {
  const outputs = Object.values(step.outputs)
  const receipts = step.outputs['receipts'] ?? ''
  const kept = receipts === '' ? '' : await readFile(receipts, 'utf8')
  return {
    'the log': shownLog(step.log),
    'the outputs': [...outputs, ...outputs.flatMap(parsed)].join('\n'),
    'the summary': `${step.summary}\n${decoded(step.summary)}`,
    'the failure': step.failure === '' ? '' : (shownLog(step.log).split('::error::').at(-1) ?? ''),
    'the receipts': [kept, ...parsed(kept)].join('\n'),
  }
}

/** Everything that lies at GitHub, artifacts unpacked. */
async function atGitHub(): Promise<Readonly<Record<string, string>>> {
  const folder = join(world.folder, 'github')
  const found: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    const files = bytes.subarray(0, 2).toString() === 'PK' ? Object.entries(unzipSync(bytes)) : []
    for (const [name, content] of [['', bytes] as const, ...files]) {
      const text = Buffer.from(content).toString('utf8')
      found[`${entry.name} ${name}`] = [text, ...parsed(text)].join('\n')
    }
  }
  return found
}

function expectNoCanary(places: Readonly<Record<string, string>>): void {
  const shown = Object.entries(places).flatMap(([place, text]) =>
    hidden(world.github.token)
      .filter((secret) => text.includes(secret))
      .map((secret) => ({ place, secret, around: text.slice(Math.max(0, text.indexOf(secret) - 80)).slice(0, 200) })),
  )
  expect(shown).toEqual([])
}

describe('no secret comes out anywhere', () => {
  it.each([
    ['everything ends well', '', ''],
    ['a command fails with them', '', 'exit 3'],
    ['a module throws in plan', 'plan', ''],
    ['a module throws in publish', 'publish', 'exit 3'],
    ['a module says no in verify', 'verify', ''],
    ['a module says no when it is probed', 'probe', ''],
    ['a module throws when it is probed', 'probe throws', ''],
  ])('when %s', async (_what, fails, ending) => {
    world = await makeWorld({ ...toolWorkspace(configuration(fails, ending)), 'tools/careless.mjs': careless })
    const env = { ...canaries, RUNNER_DEBUG: '1' }
    const released = await world.step({ mode: 'release' }, { env })
    expect({ code: released.code, log: released.code === 0 ? '' : released.log }).toEqual({ code: 0, log: '' })
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    const plan = released.outputs['plan'] ?? ''
    const step = await world.step({ mode: 'distribute', plan }, { env })
    expect(json(step, 'results')).toMatchObject({
      github: { status: 'succeeded' },
      leaky: { status: ending === '' ? 'succeeded' : 'failed' },
      careless: { status: ['plan', 'publish', 'verify'].includes(fails) ? 'failed' : 'succeeded' },
    })
    // They were used: a test that hides what nobody says would show nothing.
    expect(shownLog(step.log)).toContain('planning with ***')
    expect(step.log).toContain('canary')
    expectNoCanary(await cameOut(released))
    expectNoCanary(await cameOut(step))
    expectNoCanary(await atGitHub())

    const again = await world.step({ mode: 'distribute', plan }, { env, attempt: 2 })
    expectNoCanary(await cameOut(again))
    expectNoCanary(await atGitHub())
  })

  it('when the token is refused', async () => {
    world = await makeWorld(toolWorkspace('destinations: [{ name: github }]\n'))
    const token = 'canary-token-5tRw0e'
    for (const mode of ['release', 'matrix', 'distribute']) {
      const step = await world.step({ mode }, { token, env: { RUNNER_DEBUG: '1' } })
      const places = await cameOut(step)
      const shown = Object.entries(places).filter(([, text]) =>
        [token, Buffer.from(`x-access-token:${token}`).toString('base64')].some((secret) => text.includes(secret)),
      )
      expect({ mode, shown }).toEqual({ mode, shown: [] })
    }
  })

  it('and each destination is given none but its own', async () => {
    const nosy = careless.replace(
      'plan: async (config, release, reader) => {',
      `plan: async (config, release, reader) => {
    const others = ['PLAIN', 'LINES'].map((name) => {
      try { return name + ' ' + (reader.secret(name) === '' ? 'empty' : 'told') } catch { return name + ' refused' }
    })
    reader.log.info('nosy: ' + others.join(', ') + '; ' + JSON.stringify(process.env.PLAIN ?? process.env.INPUT_TOKEN ?? 'nothing in process.env'))`,
    )
    world = await makeWorld({ ...toolWorkspace(configuration('', '')), 'tools/careless.mjs': nosy })
    const released = await world.step({ mode: 'release' }, { env: canaries })
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    const step = await world.step({ mode: 'distribute', plan: released.outputs['plan'] ?? '' }, { env: canaries })
    expect(step.log).toContain('nosy: PLAIN refused, LINES refused; "nothing in process.env"')
    const environment = step.log.split('\n').map((line) => line.trim())
    expect(environment.filter((line) => /^(MODULE|PROBED|INPUT_TOKEN|ACTIONS_RUNTIME_TOKEN)=/.test(line))).toEqual([])
    expect(environment.some((line) => line.startsWith('PLAIN='))).toBe(true)
  })
})
