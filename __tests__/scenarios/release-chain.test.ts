import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { LocalRelease } from '../../local/github.ts'
import type { Step } from '../support/action.ts'
import { cargoWorkspace } from '../support/cargo-workspace.ts'
import { expectDescribedExchanges, expectSuccess, json, rowsOf } from '../support/expectations.ts'
import { outputOf } from '../support/tools.ts'
import { makeWorld, runId, type World } from '../support/world.ts'

const cli = 'hello-cli-v1.2.0'
const core = 'hello-core-v1.2.0'
const server = 'hello-server-v0.4.0-rc.1'

describe('a release, its builds and its distribution', () => {
  let world: World
  let commit: string
  let announced: string
  let released: Step
  let drafts: readonly LocalRelease[]
  let releaseWrites: readonly string[]
  let distributed: Step
  let distributeWrites: readonly string[]

  beforeAll(async () => {
    world = await makeWorld(cargoWorkspace)
    commit = await world.repository.git('rev-parse', 'HEAD')
    announced = join(world.folder, 'announced')
    released = await world.step({ mode: 'release' })
    drafts = world.github.releases()
    releaseWrites = writesByTag(world)
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    const before = world.github.requests.length
    distributed = await world.step(
      { mode: 'distribute', plan: released.outputs['plan'] ?? '' },
      { env: { ANNOUNCED: announced } },
    )
    distributeWrites = writesByTag(world, before)
  })
  afterAll(async () => world.close())

  it('gives every build job a row with all that it needs', () => {
    expectSuccess(released)
    const cliRow = {
      package: 'hello-cli',
      crate: 'hello-cli',
      ecosystem: 'cargo',
      path: 'crates/hello-cli',
      version: '1.2.0',
      tag: cli,
      channel: 'stable',
      commit,
    }
    const serverRow = {
      package: 'hello-server',
      crate: 'hello-server',
      ecosystem: 'cargo',
      path: 'crates/hello-server',
      version: '0.4.0-rc.1',
      tag: server,
      channel: 'prerelease',
      commit,
    }
    const mac = { target: 'aarch64-apple-darwin', os: 'macos-latest', platform: 'darwin/arm64', exe: '' }
    const windows = { target: 'x86_64-pc-windows-msvc', os: 'windows-latest', platform: 'windows/amd64', exe: '.exe' }
    const linux = { target: 'x86_64-unknown-linux-musl', os: 'ubuntu-latest', platform: 'linux/amd64', exe: '' }
    const build = (target: string): string => `cargo build --release -p hello-cli --target ${target}`
    expect(rowsOf(released)).toEqual([
      { ...cliRow, ...mac, artifact: `hello-cli-1.2.0-${mac.target}`, build: build(mac.target) },
      { ...cliRow, ...windows, artifact: `hello-cli-1.2.0-${windows.target}`, build: build(windows.target) },
      { ...cliRow, ...linux, artifact: `hello-cli-1.2.0-${linux.target}`, build: build(linux.target) },
      { ...serverRow, ...mac, artifact: `hello-server-0.4.0-rc.1-${mac.target}` },
      { ...serverRow, ...linux, artifact: `hello-server-0.4.0-rc.1-${linux.target}` },
    ])
  })

  it('says in its other outputs what is released', () => {
    const { plan = '', 'build-matrix': matrix, releases, ...others } = released.outputs
    expect(others).toEqual({
      'has-builds': 'true',
      commit,
      channel: '',
      'destination-matrix': '{"include":[{"destinations":"github,announce"}]}',
    })
    expect(JSON.parse(releases ?? '')).toEqual([
      { package: 'hello-cli', version: '1.2.0', tag: cli, channel: 'stable', prerelease: false },
      { package: 'hello-core', version: '1.2.0', tag: core, channel: 'stable', prerelease: false },
      { package: 'hello-server', version: '0.4.0-rc.1', tag: server, channel: 'prerelease', prerelease: true },
    ])
    for (const value of [matrix, plan, releases]) expect(value).not.toContain('\n')
    expect(JSON.parse(plan)).toMatchObject({
      version: 1,
      commit,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
  })

  it('opens one draft for each package, and writes nothing else but its plan', () => {
    expect(releaseWrites).toEqual(['POST release', 'POST release', 'POST release'])
    expect(world.artifacts()[0]).toMatch(/^slipway-plan-[0-9a-f]{8}-1$/)
    expect(
      drafts.map(({ tag, body, draft, prerelease, assets, name }) => ({ tag, body, draft, prerelease, assets, name })),
    ).toEqual([
      { tag: cli, name: cli, body: '- Says hello in *two* languages.', draft: true, prerelease: false, assets: [] },
      { tag: core, name: core, body: '', draft: true, prerelease: false, assets: [] },
      { tag: server, name: server, body: '', draft: true, prerelease: true, assets: [] },
    ])
    expect(drafts.every(({ target }) => target === commit)).toBe(true)
  })

  it('shows in the summary of the release what ships and where it goes', () => {
    const lines = released.summary.split('\n')
    expect(lines[0]).toBe(`## Slipway: what ships from <code>${commit.slice(0, 7)}</code>`)
    expect(lines).toContain('3 releases, 5 build jobs.')
    expect(lines.find((line) => line.startsWith('| hello&#45;server |'))).toMatch(
      /^\| hello&#45;server \| 0\.4\.0&#45;rc\.1 \| <code>hello&#45;server&#45;v0\.4\.0&#45;rc\.1<\/code> \| prerelease \(prerelease\) \| .* \| will be tagged, <a href="http[^"]+">draft<\/a> \|$/,
    )
    expect(lines.find((line) => line.startsWith('| announce |'))).toBe(
      '| announce | command | <code>hello&#45;cli&#45;v1.2.0</code> <code>hello&#45;core&#45;v1.2.0</code> <code>hello&#45;server&#45;v0.4.0&#45;rc.1</code> | not checked: this job is not given $ANNOUNCED |',
    )
  })

  it('uploads what is missing and publishes, and writes nothing else', () => {
    expectSuccess(distributed)
    expect([...distributeWrites].sort()).toEqual(
      [
        `POST ${cli} SHA256SUMS`,
        `POST ${cli} hello-cli-1.2.0-aarch64-apple-darwin.tar.gz`,
        `POST ${cli} hello-cli-1.2.0-x86_64-pc-windows-msvc.tar.gz`,
        `POST ${cli} hello-cli-1.2.0-x86_64-unknown-linux-musl.tar.gz`,
        `PATCH ${cli}`,
        `PATCH ${core}`,
        `POST ${server} SHA256SUMS`,
        `POST ${server} hello-server-aarch64-apple-darwin`,
        `POST ${server} hello-server-x86_64-unknown-linux-musl`,
        `PATCH ${server}`,
      ].sort(),
    )
    for (const tag of [cli, core, server]) {
      const own = distributeWrites.filter((write) => write.split(' ')[1] === tag)
      expect(own.at(-1)).toBe(`PATCH ${tag}`)
    }
    expect(world.artifacts()).toHaveLength(2)
    expect(world.artifacts()[1]).toMatch(/^slipway-receipts-1-[0-9a-f]{8}$/)
  })

  it('publishes with exactly these fields, one of them as the latest', () => {
    const bodies = world.github.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)
    const published = (tag: string, prerelease: boolean): unknown => ({
      tag_name: tag,
      target_commitish: commit,
      draft: false,
      prerelease,
      make_latest: prerelease ? 'false' : expect.stringMatching(/^(true|false|legacy)$/),
    })
    expect(bodies).toHaveLength(3)
    expect(bodies).toEqual(
      expect.arrayContaining([published(cli, false), published(core, false), published(server, true)]),
    )
  })

  it('leaves releases that are public, with their tags at the commit', async () => {
    expect(world.github.releases().map(({ tag, draft, prerelease }) => ({ tag, draft, prerelease }))).toEqual([
      { tag: cli, draft: false, prerelease: false },
      { tag: core, draft: false, prerelease: false },
      { tag: server, draft: false, prerelease: true },
    ])
    for (const tag of [cli, core, server]) expect(await world.tagAt(tag)).toBe(commit)
    const latest = world.github.releases().flatMap((release) => (release.latest ? [release.tag] : []))
    expect([[cli], [core]]).toContainEqual(latest)
  })

  it('stores bytes that have the digests that it says', async () => {
    const assets = world.github.releases().flatMap((release) => release.assets)
    expect(assets).toHaveLength(7)
    for (const { path, digest, size, state } of assets) {
      const bytes = await readFile(path)
      expect({ state, size, digest }).toEqual({
        state: 'uploaded',
        size: bytes.length,
        digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      })
    }
  })

  it.each([cli, server])('publishes checksums of %s that sha256sum agrees with', async (tag) => {
    const folder = await fetchAssets(world, tag)
    const names = assetsOf(world, tag).filter((name) => name !== 'SHA256SUMS')
    const said = outputOf('sha256sum', ['--strict', '-c', 'SHA256SUMS'], folder)
    expect(said.trim().split('\n').sort()).toEqual(names.map((name) => `${name}: OK`).sort())
  })

  it.each([
    ['aarch64-apple-darwin', 'hello-cli'],
    ['x86_64-pc-windows-msvc', 'hello-cli.exe'],
    ['x86_64-unknown-linux-musl', 'hello-cli'],
  ])('packs an archive for %s that tar unpacks, its program executable', async (target, program) => {
    const folder = await fetchAssets(world, cli)
    const out = join(folder, 'out')
    await mkdir(out)
    outputOf('tar', ['-xzpf', join(folder, `hello-cli-1.2.0-${target}.tar.gz`)], out)
    expect(await readFile(join(out, program), 'utf8')).toBe(`\u007fELF hello-cli for ${target}\n`)
    const modes = await Promise.all(
      [program, 'README.md', 'LICENSE'].map(async (name) => ((await stat(join(out, name))).mode & 0o777).toString(8)),
    )
    expect(modes).toEqual(['755', '644', '644'])
    expect(await readFile(join(out, 'README.md'), 'utf8')).toBe('# Hello\n')
  })

  it('reports by destination what it did', async () => {
    const { results = '', receipts = '', ...others } = distributed.outputs
    expect(others).toEqual({
      succeeded: '["github","announce"]',
      failed: '[]',
      blocked: '[]',
      skipped: '[]',
      github: 'succeeded',
      announce: 'succeeded',
    })
    expect(JSON.parse(results)).toEqual({
      github: {
        status: 'succeeded',
        created: 10,
        replaced: 0,
        kept: 3,
        failed: 0,
        url: expect.stringMatching(/\/acme\/tools\/releases\/tag\/hello-/),
        error: '',
      },
      announce: { status: 'succeeded', created: 3, replaced: 0, kept: 0, failed: 0, url: '', error: '' },
    })
    const ledger = JSON.parse(await readFile(receipts, 'utf8')) as {
      readonly plan: string
      readonly receipts: readonly { readonly destination: string; readonly address: string }[]
    }
    expect(ledger).toMatchObject({ version: 1, run: runId, attempt: 1 })
    expect(ledger.plan).toBe((json(released, 'plan') as { readonly digest: string }).digest)
    expect(ledger.receipts).toHaveLength(16)
  })

  it('shows a section for each destination in the summary of the distribution', () => {
    const lines = distributed.summary.split('\n')
    expect(lines[0]).toBe('## Slipway: distribution')
    expect(lines[2]).toMatch(/^\*\*✅ 2 succeeded\*\* of 2 destinations — items: 13 created, 3 kept; /)
    expect(lines.filter((line) => line.startsWith('### '))).toEqual([
      '### ✅ github: succeeded',
      '### ✅ announce: succeeded',
    ])
    expect(lines.find((line) => line.startsWith('github&#45;release · '))).toMatch(
      /^github&#45;release · 10 created, 3 kept · /,
    )
    const row = lines.find((line) => line.includes('x86&#95;64&#45;pc&#45;windows&#45;msvc.tar.gz'))
    expect(row).toMatch(
      /^\| created \| <a href="http:\/\/github\.localhost:\d+\/acme\/tools\/releases\/download\/hello-cli-v1\.2\.0\/hello-cli-1\.2\.0-x86_64-pc-windows-msvc\.tar\.gz">.*<\/a> \| \d+ B \| <code>[0-9a-f]{12}<\/code> \| verified by digest, /,
    )
  })

  it('gives links in the summary that lead somewhere', async () => {
    const links = [...distributed.summary.matchAll(/href="([^"]+)"/g)].map(([, url = '']) =>
      url.replace('github.localhost', '127.0.0.1'),
    )
    expect(links.length).toBeGreaterThan(9)
    const answers = await Promise.all(links.map(async (url) => ({ url, status: (await fetch(url)).status })))
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  })

  it('runs what follows a destination after it, with the address of the public release', async () => {
    const lines = (await readFile(announced, 'utf8')).trim().split('\n').sort()
    expect(lines).toEqual(
      [cli, core, server].map((tag) => expect.stringMatching(new RegExp(`^${tag} http\\S+/releases/tag/${tag}$`))),
    )
  })

  it('speaks with GitHub as its description says', () => expectDescribedExchanges(world))
})

it('reads the plan from the artifact of the run where no input gives it', async () => {
  const world = await makeWorld(cargoWorkspace)
  try {
    const released = await world.step({ mode: 'release' })
    await world.buildAll(released.outputs['build-matrix'] ?? '')
    const env = { ANNOUNCED: join(world.folder, 'announced') }
    const distributed = await world.step({ mode: 'distribute' }, { env })
    expectSuccess(distributed)
    expect(distributed.outputs['succeeded']).toBe('["github","announce"]')
    expect(world.github.releases().map(({ draft }) => draft)).toEqual([false, false, false])
    expectDescribedExchanges(world)
  } finally {
    await world.close()
  }
})

describe('a plan that is too large for an input of the next job', () => {
  const many = Array.from({ length: 100 }, (_, index) => `package-number-${index}`)
  const targets = Array.from({ length: 8 }, (_, index) => `target-with-a-long-name-${index}`)
  const files = {
    VERSION: '1.0.0\n',
    '.github/slipway.yml': `version: 1
matrix: { group-by: target }
targets:
${targets.map((name) => `  ${name}: { os: ubuntu-latest, optional: true }`).join('\n')}
packages:
${many.map((name) => `  ${name}: { ecosystem: generic, version-file: VERSION, targets: [${targets.join(', ')}] }`).join('\n')}
destinations:
  - { name: note, kind: command, with: { per: run, run: 'echo "$SLIPWAY_TAG" > tags' } }
`,
  }

  it('goes by the artifact of the run, and its output is empty', async () => {
    const world = await makeWorld(files)
    try {
      const released = await world.step({ mode: 'release' })
      expectSuccess(released)
      expect(released.outputs['plan']).toBe('')
      expect(rowsOf(released)).toHaveLength(8)
      const distributed = await world.step({ mode: 'distribute', plan: '' })
      expectSuccess(distributed)
      const tags = (await readFile(join(world.repository.root, 'tags'), 'utf8')).trim().split(' ')
      expect(tags).toHaveLength(100)
    } finally {
      await world.close()
    }
  })

  it('fails in release where there is no artifact service, and not after the build', async () => {
    const world = await makeWorld(files)
    try {
      const released = await world.step({ mode: 'release' }, { serviceless: true })
      expect(released.code).toBe(1)
      expect(released.failure).toMatch(
        /^the plan has \d+ bytes, too many for an output, and could not be kept as an artifact/,
      )
      expect(world.writes()).toEqual([])
    } finally {
      await world.close()
    }
  })
})

/** Writes to releases, with the tag of the release and the name of the asset. */
function writesByTag(world: World, from = 0): readonly string[] {
  const tags = new Map(world.github.releases().map(({ id, tag }) => [String(id), tag]))
  return world.github.requests
    .slice(from)
    .filter(({ write, host }) => write && (host === 'api' || host === 'uploads'))
    .map(({ method, path, query, status }) => {
      const [, id] = /\/releases\/(\d+)/.exec(path) ?? []
      const what = id === undefined ? (path.split('/').at(-1) === 'releases' ? 'release' : path) : (tags.get(id) ?? id)
      return [method, what, query['name'], status < 300 ? undefined : status].filter(Boolean).join(' ')
    })
}

const assetsOf = (world: World, tag: string): readonly string[] =>
  world.github.releases().flatMap((release) => (release.tag === tag ? release.assets.map(({ name }) => name) : []))

/** The assets of a release in a new folder, as a user has them. */
async function fetchAssets(world: World, tag: string): Promise<string> {
  const folder = await mkdtemp(join(world.folder, 'user-'))
  for (const release of world.github.releases().filter((each) => each.tag === tag))
    for (const { name, path } of release.assets) await copyFile(path, join(folder, name))
  return folder
}
