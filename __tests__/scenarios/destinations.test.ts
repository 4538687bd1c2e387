import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { shownLog, type Step } from '../support/action.ts'
import { expectDescribedExchanges, expectNothingWritten, expectSuccess, json } from '../support/expectations.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type JobOptions, type World } from '../support/world.ts'

let world: World
let plan: string
afterEach(async () => {
  expectDescribedExchanges(world)
  await world.close()
})

/** A world with these destinations, released and built. */
async function built(destinations: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  world = await makeWorld(toolWorkspace(destinations))
  const released = await world.step({ mode: 'release' }, { env })
  expectSuccess(released)
  await world.buildAll(released.outputs['build-matrix'] ?? '')
  plan = released.outputs['plan'] ?? ''
  world.github.forget()
}

const distribute = async (inputs: Readonly<Record<string, string>> = {}, job: JobOptions = {}): Promise<Step> =>
  world.step({ mode: 'distribute', plan, ...inputs }, job)

const inCheckout = (name: string): string => join(world.repository.root, name)
const lines = async (name: string): Promise<readonly string[]> =>
  (await readFile(inCheckout(name), 'utf8').catch(() => '')).split('\n').filter(Boolean).sort()

describe('a destination that fails', () => {
  const chain = `destinations:
  - name: github
  - { name: bucket, kind: command, with: { run: 'test ! -e broken || { echo "disk full" >&2; exit 3; }; echo "bucket $SLIPWAY_TAG" >> sent' } }
  - { name: tap, kind: command, needs: bucket, with: { run: 'echo "tap $SLIPWAY_TAG" >> sent' } }
  - { name: site, kind: command, needs: [tap, github], with: { per: run, run: 'echo site >> sent' } }
  - { name: other, kind: command, with: { per: run, run: 'echo other >> sent' } }
`

  it('blocks what needs it, lets the others finish, and fails the step', async () => {
    await built(chain)
    await writeFile(inCheckout('broken'), '')
    const step = await distribute()
    expect(step.code).toBe(1)
    const { results, receipts, ...statuses } = step.outputs
    expect(receipts).toMatch(/receipts\.json$/)
    expect(statuses).toEqual({
      succeeded: '["github","other"]',
      failed: '["bucket"]',
      blocked: '["tap","site"]',
      skipped: '[]',
      github: 'succeeded',
      bucket: 'failed',
      tap: 'blocked',
      site: 'blocked',
      other: 'succeeded',
    })
    const told = JSON.parse(results ?? '') as Readonly<Record<string, { readonly error: string }>>
    expect(told['bucket']?.error).toContain('it ended with exit code 3')
    expect(told['tap']?.error).toBe('it needs bucket, which failed')
    expect(told['site']?.error).toBe('it needs tap, which is blocked')
    expect(await lines('sent')).toEqual(['other'])
    expect(world.github.releases().map(({ draft }) => draft)).toEqual([false, false])
  })

  it('says once, last, what failed and how to retry it', async () => {
    await built(chain)
    await writeFile(inCheckout('broken'), '')
    const step = await distribute()
    expect(step.annotations.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(step.log.trimEnd().split('\n').at(-1)).toMatch(/^::error::/)
    expect(step.failure).toContain('failed: bucket; blocked: tap, site.')
    expect(step.failure).toContain('disk full')
    expect(step.failure).toContain('"Re-run failed jobs", or with run-id: 4711 and destinations: bucket,tap,site')
    const headings = step.summary.split('\n').filter((line) => line.startsWith('### '))
    expect(headings).toEqual([
      '### ❌ bucket: failed',
      '### ⛔ tap: blocked',
      '### ⛔ site: blocked',
      '### ✅ github: succeeded',
      '### ✅ other: succeeded',
    ])
    expect(step.summary).toContain('<code>run&#45;id: 4711</code> and <code>destinations: bucket</code>')
  })

  it('is retried alone, from another run, without a build', async () => {
    await built(chain)
    await writeFile(inCheckout('broken'), '')
    await distribute()
    await rm(inCheckout('broken'))
    world.github.forget()
    const step = await distribute({ 'run-id': '4711', destinations: 'bucket' }, { runId: 4800 })
    expectSuccess(step)
    expect(step.outputs['succeeded']).toBe('["bucket"]')
    expect(Object.keys(json(step, 'results') as object)).toEqual(['bucket'])
    expect(await lines('sent')).toEqual(['bucket helper-v0.2.0-beta.1', 'bucket tool-v1.0.0', 'other'])
    expect(world.writes()).toEqual([])
  })

  it('is not overtaken by a retry of what needs it', async () => {
    await built(chain)
    await writeFile(inCheckout('broken'), '')
    await distribute()
    const early = await distribute({ destinations: 'tap' }, { attempt: 2 })
    expect(early.code).toBe(1)
    expect(early.outputs).toMatchObject({ failed: '["tap"]', succeeded: '[]' })
    expect(early.failure).toContain(
      'it needs bucket, which is not done yet: 2 of 2 items are missing. Write "destinations: bucket,tap".',
    )
    expect(await lines('sent')).toEqual(['other'])
    await rm(inCheckout('broken'))
    expectSuccess(await distribute({ destinations: 'bucket' }, { attempt: 3 }))
    expectSuccess(await distribute({ destinations: 'tap' }, { attempt: 4 }))
    expect(await lines('sent')).toContain('tap tool-v1.0.0')
  })

  it('has the addresses of what it needs when it is retried alone', async () => {
    await built(`destinations:
  - name: github
  - { name: chat, kind: command, needs: github, packages: tool, with: { run: 'test ! -e broken; echo "$SLIPWAY_URL" >> urls' } }
`)
    await writeFile(inCheckout('broken'), '')
    expect((await distribute()).code).toBe(1)
    await rm(inCheckout('broken'))
    world.github.forget()
    const step = await distribute({ 'run-id': '4711', destinations: 'chat' }, { runId: 4800 })
    expectSuccess(step)
    expect(world.writes()).toEqual([])
    expect(Object.keys(json(step, 'results') as object)).toEqual(['chat'])
    expect(await lines('urls')).toEqual([expect.stringMatching(/\/acme\/tools\/releases\/tag\/tool-v1\.0\.0$/)])
  })

  it('finishes in a second attempt together with what it blocked, and repeats nothing', async () => {
    await built(chain)
    await writeFile(inCheckout('broken'), '')
    await distribute()
    await rm(inCheckout('broken'))
    world.github.forget()
    const step = await distribute({}, { attempt: 2 })
    expectSuccess(step)
    expect(step.outputs['succeeded']).toBe('["github","bucket","tap","site","other"]')
    expect(world.writes()).toEqual([])
    expect(await lines('sent')).toEqual(
      [
        'other',
        'site',
        'bucket tool-v1.0.0',
        'bucket helper-v0.2.0-beta.1',
        'tap tool-v1.0.0',
        'tap helper-v0.2.0-beta.1',
      ].sort(),
    )
  })

  it('does not fail the step where it is not required, nor does what it blocks', async () => {
    await built(`destinations:
  - name: github
  - { name: chat, kind: command, required: false, with: { run: 'exit 1' } }
  - { name: more, kind: command, required: false, needs: chat, with: { run: 'true' } }
`)
    const step = await distribute()
    expectSuccess(step)
    expect(step.outputs).toMatchObject({
      succeeded: '["github"]',
      failed: '["chat"]',
      blocked: '["more"]',
      chat: 'failed',
    })
    expect(step.summary).toContain('### ❌ chat: failed')
    expect(step.summary).toContain('not required')
  })

  it('does not keep the others from their work where it is not required and cannot even be planned', async () => {
    await built(`destinations:
  - name: github
  - { name: chat, kind: command, required: false, with: { run: 'true', env: { KEY: $NO_SUCH_KEY } } }
`)
    const step = await distribute()
    expectSuccess(step)
    expect(step.outputs).toMatchObject({ succeeded: '["github"]', failed: '["chat"]' })
    expect(step.summary).toContain('NO&#95;SUCH&#95;KEY is not set')
  })

  it('fails the step where a required one is blocked by one that is not', async () => {
    await built(`destinations:
  - { name: chat, kind: command, required: false, with: { run: 'exit 1' } }
  - { name: more, kind: command, needs: chat, with: { run: 'true' } }
`)
    const step = await distribute()
    expect(step.code).toBe(1)
    expect(step.failure).toContain('blocked: more')
    expect(step.failure).toContain('it needs chat, which failed')
  })
})

describe('filters of a destination', () => {
  it('give each destination only its channels, packages, targets and assets', async () => {
    const log = (name: string): string =>
      `with: { per: asset, run: 'echo "$SLIPWAY_PACKAGE $SLIPWAY_NAME" >> ${name}' }`
    await built(`checksums: SHA256SUMS
destinations:
  - { name: everything, kind: command, ${log('everything')} }
  - { name: stable, kind: command, channels: stable, ${log('stable')} }
  - { name: helpers, kind: command, packages: '!tool', ${log('helpers')} }
  - { name: windows, kind: command, targets: '*-windows-*', assets: '!SHA256SUMS', ${log('windows')} }
  - { name: sums, kind: command, assets: 'SHA256*', ${log('sums')} }
  - { name: dev, kind: command, channels: development, ${log('dev')} }
`)
    const step = await distribute()
    expectSuccess(step)
    expect(await lines('everything')).toEqual([
      'helper SHA256SUMS',
      'helper helper',
      'tool SHA256SUMS',
      'tool tool',
      'tool tool.exe',
    ])
    expect(await lines('stable')).toEqual(['tool SHA256SUMS', 'tool tool', 'tool tool.exe'])
    expect(await lines('helpers')).toEqual(['helper SHA256SUMS', 'helper helper'])
    expect(await lines('windows')).toEqual(['tool tool.exe'])
    expect(await lines('sums')).toEqual(['helper SHA256SUMS', 'tool SHA256SUMS'])
    expect(step.outputs).toMatchObject({ skipped: '["dev"]', dev: 'skipped' })
    expect(step.summary).toContain('no release of its channels &#40;development&#41;')
  })

  it('of the inputs leave out packages and destinations for this step', async () => {
    await built(`destinations:
  - { name: a-one, kind: command, with: { run: 'echo "$SLIPWAY_PACKAGE" >> a-one' } }
  - { name: a-two, kind: command, with: { run: 'echo "$SLIPWAY_PACKAGE" >> a-two' } }
  - { name: b, kind: command, with: { run: 'echo "$SLIPWAY_PACKAGE" >> b' } }
`)
    const step = await distribute({ destinations: 'a-*\n!a-two', packages: 'tool' })
    expectSuccess(step)
    expect(step.outputs['succeeded']).toBe('["a-one"]')
    expect(await lines('a-one')).toEqual(['tool'])
    expect([await lines('a-two'), await lines('b')]).toEqual([[], []])
  })
})

describe('a dry run', () => {
  it('of a distribution writes nothing, runs nothing, and prints every item', async () => {
    await built(`destinations:
  - name: github
  - { name: note, kind: command, needs: github, with: { run: 'echo x >> ran' } }
`)
    const step = await distribute({ 'dry-run': 'true' })
    expectSuccess(step)
    expectNothingWritten(world)
    expect(await lines('ran')).toEqual([])
    expect(step.outputs).toMatchObject({ skipped: '["github","note"]', succeeded: '[]', receipts: '' })
    expect(step.log).toContain('plan: github: create github:acme/tools@tool-v1.0.0/assets/tool.exe (absent)')
    expect(step.log).toMatch(/plan: note: create command:note\/tool@1\.0\.0\+[0-9a-f]{12} \(no receipt of it\)/)
    expect(step.summary).toContain('## Slipway: what would be distributed')
    expect(step.summary).toContain('would create')
  })

  it('of a release writes nothing and has the same outputs', async () => {
    world = await makeWorld(toolWorkspace('destinations:\n  - name: github\n'))
    const dry = await world.step({ mode: 'release', 'dry-run': 'True' })
    expectSuccess(dry)
    expectNothingWritten(world)
    expect(world.github.releases()).toEqual([])
    const real = await world.step({ mode: 'release' })
    expect(dry.outputs).toEqual(real.outputs)
  })

  it('fails where the real run would', async () => {
    await built('destinations:\n  - name: github\n')
    await distribute()
    const { include } = JSON.parse((await world.step({ mode: 'release' })).outputs['build-matrix'] ?? '') as {
      readonly include: readonly { readonly artifact: string; readonly package: string }[]
    }
    for (const { artifact, package: name } of include) await world.build(artifact, { [name]: 'other bytes' }, 4800)
    world.github.forget()
    const step = await distribute({ 'dry-run': 'true', 'run-id': '4800', packages: 'helper' })
    expect(step.code).toBe(1)
    expect(step.outputs['failed']).toBe('["github"]')
    expectNothingWritten(world)
  })
})

describe('a conflict', () => {
  it('with a published release stops everything before the first write', async () => {
    await built(`destinations:
  - name: github
  - { name: note, kind: command, with: { per: run, run: 'echo x >> ran' } }
`)
    expectSuccess(await distribute({ destinations: 'github', packages: 'helper' }))
    await world.build('helper-0.2.0-beta.1-x86_64-unknown-linux-musl', { helper: 'other bytes\n' })
    world.github.forget()
    const before = world.github.releases()
    const step = await distribute({}, { attempt: 2 })
    expect(step.code).toBe(1)
    expect(world.writes()).toEqual([])
    expect(world.github.releases()).toEqual(before)
    expect(await lines('ran')).toEqual([])
    expect(step.outputs).toMatchObject({ failed: '["github"]', blocked: '["note"]', succeeded: '[]' })
    expect(step.failure).toContain(
      'github:acme/tools@helper-v0.2.0-beta.1/assets/helper cannot be written: other bytes, and release helper-v0.2.0-beta.1 is already public: release a new version, or set "update-published: true"',
    )
    expect(step.summary).toContain('nothing was written anywhere, because of github')
  })

  it('with an immutable release says that its tag is used up', async () => {
    world = await makeWorld(toolWorkspace('destinations:\n  - { name: github, with: { update-published: true } }\n'), {
      immutable: true,
    })
    const released = await world.step({ mode: 'release' })
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    plan = released.outputs['plan'] ?? ''
    expectSuccess(await distribute())
    expect(world.github.releases().map(({ immutable }) => immutable)).toEqual([true, true])
    world.github.forget()
    const again = await distribute({}, { attempt: 2 })
    expectSuccess(again)
    expect(world.writes()).toEqual([])
    await world.build('helper-0.2.0-beta.1-x86_64-unknown-linux-musl', { helper: 'other bytes\n' })
    const step = await distribute({}, { attempt: 3 })
    expect(step.code).toBe(1)
    expect(step.failure).toContain(
      'release helper-v0.2.0-beta.1 is immutable: its tag can never be used again, release a new version',
    )
    expect(world.writes()).toEqual([])
  })

  it('is no conflict where the configuration says that published releases may change', async () => {
    await built('destinations:\n  - { name: github, with: { update-published: true } }\n')
    expectSuccess(await distribute())
    await world.build('helper-0.2.0-beta.1-x86_64-unknown-linux-musl', { helper: 'other bytes\n' })
    world.github.forget()
    const step = await distribute({}, { attempt: 2 })
    expectSuccess(step)
    expect(json(step, 'results')).toMatchObject({ github: { replaced: 1, created: 0 } })
    expect(world.writes().map((write) => write.split(' ')[0])).toEqual(['POST', 'PATCH', 'PATCH', 'DELETE'])
    const release = world.github.releases().find(({ tag }) => tag.startsWith('helper'))
    expect(await readFile(release?.assets[0]?.path ?? '', 'utf8')).toBe('other bytes\n')
  })
})

describe('a command', () => {
  /** What each run of a command saw of its environment. */
  const seen = async (per: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const folder = inCheckout(`seen-${per}`)
    const files = await readdir(folder)
    const all = await Promise.all(files.map(async (name) => readFile(join(folder, name), 'utf8')))
    return all.sort().map(
      (text) =>
        Object.fromEntries(
          text
            .split('\0')
            .filter(Boolean)
            .map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
        ) as Record<string, string>,
    )
  }

  it('gets what it runs for in its environment, and nothing else of the step', async () => {
    const kinds = ['asset', 'target', 'package', 'release', 'run'] as const
    await built(`destinations:
${kinds.map((per) => `  - { name: per-${per}, kind: command, packages: tool, with: { per: ${per}, run: 'env -0 | sort -z > "$(mktemp -p seen-${per} XXXXXX)"', env: { FIXED: 1, SECRET: $TOOL_SECRET } } }`).join('\n')}
`)
    for (const per of kinds) await mkdir(inCheckout(`seen-${per}`))
    const step = await distribute({}, { env: { TOOL_SECRET: 'hush-hush', CANARY: 'tweet', INPUT_EXTRA: 'tweet' } })
    expectSuccess(step)
    const commit = await world.repository.git('rev-parse', 'HEAD')
    const base = {
      SLIPWAY_PACKAGE: 'tool',
      SLIPWAY_VERSION: '1.0.0',
      SLIPWAY_TAG: 'tool-v1.0.0',
      SLIPWAY_COMMIT: commit,
      SLIPWAY_CHANNEL: 'stable',
    }
    const ours = async (per: string): Promise<readonly unknown[]> =>
      (await seen(per)).map((env) =>
        Object.fromEntries(
          Object.entries(env).filter(([name]) => name.startsWith('SLIPWAY_') && name !== 'SLIPWAY_OUTPUT'),
        ),
      )
    const asset = (name: string, target: string): unknown => ({
      ...base,
      SLIPWAY_NAME: name,
      SLIPWAY_TARGET: target,
      SLIPWAY_FILE: expect.stringMatching(/^\/.+\/tool(\.exe)?$/),
      SLIPWAY_SHA256: expect.stringMatching(/^[0-9a-f]{64}$/),
      SLIPWAY_SIZE: expect.stringMatching(/^\d+$/),
    })
    const byTarget = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    expect([...(await ours('asset'))].sort(byTarget)).toEqual(
      expect.arrayContaining([asset('tool', 'x86_64-unknown-linux-musl'), asset('tool.exe', 'x86_64-pc-windows-msvc')]),
    )
    expect(await ours('asset')).toHaveLength(2)
    expect([...(await ours('target'))].sort(byTarget)).toEqual([
      { ...base, SLIPWAY_TARGET: 'x86_64-pc-windows-msvc' },
      { ...base, SLIPWAY_TARGET: 'x86_64-unknown-linux-musl' },
    ])
    expect(await ours('package')).toEqual([base])
    expect(await ours('release')).toEqual([base])
    expect(await ours('run')).toEqual([{ SLIPWAY_COMMIT: commit, SLIPWAY_TAG: 'tool-v1.0.0', SLIPWAY_PACKAGE: 'tool' }])
    for (const per of kinds) {
      for (const env of await seen(per)) {
        expect(env).toMatchObject({ FIXED: '1', SECRET: 'hush-hush' })
        expect(Object.values(env)).not.toContain('tweet')
        const foreign = Object.keys(env).filter(
          (name) => !/^(SLIPWAY_[A-Z0-9]+|FIXED|SECRET|PATH|HOME|RUNNER_TEMP|PWD|SHLVL|_|OLDPWD)$/.test(name),
        )
        expect(foreign).toEqual([])
      }
    }
  })

  it('gets the address of the file in the destination that it needs', async () => {
    await built(`destinations:
  - name: github
  - { name: scan, kind: command, needs: github, packages: helper, with: { per: asset, run: 'echo "$SLIPWAY_URL" >> urls' } }
`)
    expectSuccess(await distribute())
    expect(await lines('urls')).toEqual([
      `${world.github.serverUrl}/acme/tools/releases/download/helper-v0.2.0-beta.1/helper`,
    ])
  })

  it('gets values with meanings for a shell as they are', async () => {
    await built(`destinations:
  - { name: note, kind: command, packages: helper, with: { per: asset, run: 'echo "$SLIPWAY_NAME" >> names' } }
`)
    const name = 'a $(touch pwned) `touch pwned` ; touch pwned #.txt'
    await world.build('helper-0.2.0-beta.1-x86_64-unknown-linux-musl', { [name]: 'x' })
    expectSuccess(await distribute({ packages: 'helper' }))
    expect(await lines('names')).toEqual([name])
    expect(await readdir(world.repository.root)).not.toContain('pwned')
  })

  it('cannot speak to the runner with what it prints, nor to the summary with a name', async () => {
    await built(`destinations:
  - { name: note, kind: command, packages: helper, with: { per: asset, run: 'printf "%s\\n" "::error::forged" "  ::warning::forged" "##[error]forged" "::set-output name=note::forged"; exit 1' } }
`)
    const name = '<img src=x>|[a](b) @someone `code`.txt'
    await world.build('helper-0.2.0-beta.1-x86_64-unknown-linux-musl', { [name]: 'x' })
    const step = await distribute({ packages: 'helper' })
    expect(step.code).toBe(1)
    expect(step.log).toContain('forged')
    expect(step.log).not.toMatch(/^\s*(?:::(?:error|warning|set-output)[^:]*::|##\[error\])forged/m)
    expect(step.outputs['note']).toBe('failed')
    expect(step.summary).not.toMatch(/<img|\]\(|@someone|`/)
    const cells = step.summary.split('\n').filter((line) => line.startsWith('| **failed**'))
    expect(cells.map((line) => line.split('|').length)).toEqual([5])
  })

  it('puts the address that it tells into the results and the summary', async () => {
    await built(`destinations:
  - { name: chat, kind: command, with: { per: run, run: 'echo "url=https://chat.example.com/m/1" >> "$SLIPWAY_OUTPUT"' } }
`)
    const step = await distribute()
    expectSuccess(step)
    expect(json(step, 'results')).toMatchObject({ chat: { url: 'https://chat.example.com/m/1' } })
    expect(step.summary).toContain('<a href="https://chat.example.com/m/1">')
    const again = await distribute({}, { attempt: 2 })
    expect(json(again, 'results')).toMatchObject({ chat: { kept: 1, url: 'https://chat.example.com/m/1' } })
  })

  it('is ended with all that it started when its time is over', async () => {
    await built(`destinations:
  - { name: slow, kind: command, with: { per: run, timeout: 300ms, run: 'sleep 600 & echo $! > child; wait' } }
`)
    const step = await distribute()
    expect(step.code).toBe(1)
    expect(step.failure).toContain('it did not end within 0.3 s')
    const pid = (await readFile(inCheckout('child'), 'utf8')).trim()
    expect(await isRunning(pid)).toBe(false)
  })

  it('is tried again as often as its configuration says', async () => {
    await built(`destinations:
  - { name: shaky, kind: command, with: { per: run, retries: 1, run: 'echo x >> tries; test "$(wc -l < tries)" -ge 2' } }
`)
    const step = await distribute()
    expectSuccess(step)
    expect(await lines('tries')).toHaveLength(2)
    expect(step.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)).toEqual([
      expect.stringContaining('it ended with exit code 1; try 2 of 2'),
    ])
  })

  it('fails at its first failing line, a pipe included', async () => {
    await built(`destinations:
  - name: piped
    kind: command
    with:
      per: run
      run: |
        false | cat
        touch reached
`)
    expect((await distribute()).code).toBe(1)
    expect(await readdir(world.repository.root)).not.toContain('reached')
  })
})

/** Whether a process runs; one that has ended and was not collected does not. */
async function isRunning(pid: string): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && !stat.includes(') Z ')
}

describe('a secret', () => {
  const secret = 'correct-horse-battery'
  const second = 'line one\nline two'
  const env = { GOOD_SECRET: secret, MORE_SECRET: second }
  const destinations = (run: string): string => `destinations:
  - name: github
  - { name: leaky, kind: command, with: { per: run, run: '${run}', env: { KEY: $GOOD_SECRET, PEM: $MORE_SECRET } } }
`

  it.each([
    ['prints it and ends well', 'echo "$KEY"; echo "$PEM"', 0],
    ['prints it and fails', 'echo "$KEY"; echo "$PEM" >&2; exit 1', 1],
    ['puts it into its address', 'echo "url=https://example.com/?key=$KEY" >> "$SLIPWAY_OUTPUT"', 0],
  ])('shows nowhere when a command %s', async (_what, run, code) => {
    await built(destinations(run), env)
    const step = await distribute({}, { env })
    expect(step.code).toBe(code)
    const receipts = await readFile(step.outputs['receipts'] ?? '', 'utf8')
    const places = {
      outputs: JSON.stringify(step.outputs),
      summary: step.summary.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code))),
      receipts,
      plan,
      log: shownLog(step.log),
    }
    if (code === 1) expect(step.failure).toContain('exit code 1')
    for (const [place, text] of Object.entries(places))
      for (const part of [secret, 'line one', 'line two', world.github.token])
        expect({ place, shows: text.includes(part) ? part : '' }).toEqual({ place, shows: '' })
  })

  it('of one destination is not in the environment of another', async () => {
    await built(
      `destinations:
  - { name: one, kind: command, with: { per: run, run: 'env > one', env: { KEY: $GOOD_SECRET } } }
  - { name: two, kind: command, with: { per: run, run: 'env > two' } }
`,
      env,
    )
    expectSuccess(await distribute({}, { env }))
    expect(await readFile(inCheckout('one'), 'utf8')).toContain(secret)
    expect(await readFile(inCheckout('two'), 'utf8')).not.toContain(secret)
  })
})
