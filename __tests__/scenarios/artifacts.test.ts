import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { Step } from '../support/action.ts'
import { expectDescribedExchanges, expectSuccess, json, rowsOf } from '../support/expectations.ts'
import { toolPackages, toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

let world: World
afterEach(async () => {
  expectDescribedExchanges(world)
  await world.close()
})

async function released(files: Readonly<Record<string, string>>): Promise<Step> {
  world = await makeWorld(files)
  const step = await world.step({ mode: 'release' })
  expectSuccess(step)
  return step
}

const onGitHub = toolWorkspace('destinations:\n  - name: github\n')

/** Names of the assets of a public release. */
const published = (tag: string): readonly string[] | undefined =>
  world.github
    .releases()
    .find((release) => release.tag === tag && !release.draft)
    ?.assets.map(({ name }) => name)
    .sort()

async function contentOf(tag: string, name: string): Promise<string> {
  const asset = world.github
    .releases()
    .find((release) => release.tag === tag)
    ?.assets.find((each) => each.name === name)
  return readFile(asset?.path ?? '', 'utf8')
}

describe('artifacts come from', () => {
  it('a folder, as download-artifact lays them, without a question about artifacts', async () => {
    const one = await released(onGitHub)
    for (const { artifact = '', exe = '', package: name = '' } of rowsOf(one)) {
      const path = join(world.repository.root, 'downloaded', artifact, `${name}${exe}`)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, `${name} from a folder\n`)
    }
    world.github.forget()
    const step = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '', artifacts: 'downloaded' })
    expectSuccess(step)
    expect(published('tool-v1.0.0')).toEqual(['tool', 'tool.exe'])
    expect(await contentOf('tool-v1.0.0', 'tool')).toBe('tool from a folder\n')
    expect(world.github.requests.some(({ path }) => /\/actions\/artifacts\/\d+/.test(path))).toBe(false)
  })

  it('another run, named by its id, plan included', async () => {
    const one = await released(onGitHub)
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    const step = await world.step({ mode: 'distribute', 'run-id': '4711' }, { runId: 4900 })
    expectSuccess(step)
    expect(published('tool-v1.0.0')).toEqual(['tool', 'tool.exe'])
    expect(published('helper-v0.2.0-beta.1')).toEqual(['helper'])
  })

  it("the runner's own service where the token lacks actions: read", async () => {
    const one = await released(onGitHub)
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    const token = world.github.issueToken({ contents: 'write', actions: 'none' })
    const step = await world.step({ mode: 'distribute' }, { token })
    expectSuccess(step)
    expect(published('tool-v1.0.0')).toEqual(['tool', 'tool.exe'])
    expect(world.serviceReads()).toContain('ListArtifacts')
    expect(step.log).toContain('asking the artifact service of the runner')
  })

  it('the last attempt, where a name is there twice', async () => {
    const one = await released(onGitHub)
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    await world.build('tool-1.0.0-x86_64-unknown-linux-musl', { tool: 'built again\n' })
    expectSuccess(await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }))
    expect(await contentOf('tool-v1.0.0', 'tool')).toBe('built again\n')
  })

  it('a download that was damaged on the way once, since it is compared and fetched again', async () => {
    const one = await released(onGitHub)
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    world.github.faults.next({ match: { method: 'GET', host: 'blobs' }, times: 1, fault: { kind: 'wrong-digest' } })
    const step = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' })
    expectSuccess(step)
    expect(step.log).toMatch(/was downloaded as sha256:[0-9a-f]{64}, and GitHub says/)
    expect(await contentOf('helper-v0.2.0-beta.1', 'helper')).toBe('\u007fELF helper for x86_64-unknown-linux-musl\n')
  })

  it('as few builds as there are, where a missing target is optional', async () => {
    const one = await released(
      toolWorkspace('targets:\n  x86_64-pc-windows-msvc: { optional: true }\ndestinations:\n  - name: github\n'),
    )
    for (const { artifact = '', exe, package: name = '' } of rowsOf(one))
      if (exe === '') await world.build(artifact, { [name]: 'program\n' })
    const step = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' })
    expectSuccess(step)
    expect(published('tool-v1.0.0')).toEqual(['tool'])
    expect(step.log).toMatch(/tool-1\.0\.0-x86_64-pc-windows-msvc .*optional/)
  })
})

describe('one job per target', () => {
  const grouped = toolWorkspace('matrix: { group-by: target }\ndestinations:\n  - name: github\n')

  it('has rows with the packages of the target, and reads each from its folder of the artifact', async () => {
    const one = await released(grouped)
    const commit = await world.repository.git('rev-parse', 'HEAD')
    expect(rowsOf(one)).toEqual([
      {
        packages: 'tool',
        commit,
        target: 'x86_64-pc-windows-msvc',
        os: 'windows-latest',
        platform: 'windows/amd64',
        exe: '.exe',
        artifact: 'packages-x86_64-pc-windows-msvc',
      },
      {
        packages: 'helper tool',
        commit,
        target: 'x86_64-unknown-linux-musl',
        os: 'ubuntu-latest',
        platform: 'linux/amd64',
        exe: '',
        artifact: 'packages-x86_64-unknown-linux-musl',
      },
    ])
    await world.build('packages-x86_64-pc-windows-msvc', { 'tool/tool.exe': 'windows tool\n' })
    await world.build('packages-x86_64-unknown-linux-musl', { 'tool/tool': 'tool\n', 'helper/helper': 'helper\n' })
    expectSuccess(await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }))
    expect(published('tool-v1.0.0')).toEqual(['tool', 'tool.exe'])
    expect(published('helper-v0.2.0-beta.1')).toEqual(['helper'])
    expect(await contentOf('tool-v1.0.0', 'tool.exe')).toBe('windows tool\n')
  })

  it('stops where the folder of one package is missing', async () => {
    const one = await released(grouped)
    await world.build('packages-x86_64-pc-windows-msvc', { 'tool/tool.exe': 'windows tool\n' })
    await world.build('packages-x86_64-unknown-linux-musl', { 'tool/tool': 'tool\n' })
    world.github.forget()
    const step = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' })
    expect(step.code).toBe(1)
    expect(step.failure).toContain(
      'artifact packages-x86_64-unknown-linux-musl (helper on x86_64-unknown-linux-musl) holds no file in its folder helper',
    )
    expect(world.writes()).toEqual([])
  })
})

describe('packages of other ecosystems', () => {
  it('ship together: one of npm with a scope, one that a file gives its version', async () => {
    const one = await released({
      'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
      'packages/cli/package.json': '{ "name": "@acme/cli", "version": "3.1.0", "bin": { "acme": "cli.js" } }',
      'packages/cli/CHANGELOG.md':
        '# @acme/cli\n\n## 3.1.0\n\n### Minor Changes\n\n- Faster.\n\n## 3.0.0\n\n- First.\n',
      'firmware/VERSION': 'firmware 7.0.1\n',
      '.github/slipway.yml': `version: 1
packages:
  "@acme/cli":
    targets: [node]
    assets: [{ file: "*.tgz" }]
  firmware:
    ecosystem: generic
    path: firmware
    version-file: firmware/VERSION
    version-pattern: 'firmware (\\S+)'
    targets: [board-a]
    flash: fast
targets:
  node: { os: ubuntu-latest }
  board-a: { os: ubuntu-24.04-arm, size: 512 }
release: { tag: "{package}@{version}" }
destinations:
  - name: github
`,
    })
    const commit = await world.repository.git('rev-parse', 'HEAD')
    expect(rowsOf(one)).toEqual([
      expect.objectContaining({
        package: '@acme/cli',
        ecosystem: 'npm',
        path: 'packages/cli',
        version: '3.1.0',
        tag: '@acme/cli@3.1.0',
        target: 'node',
        commit,
        artifact: expect.stringMatching(/^[^@/]*acme-cli-3\.1\.0-node$/),
      }),
      expect.objectContaining({
        package: 'firmware',
        ecosystem: 'generic',
        path: 'firmware',
        version: '7.0.1',
        tag: 'firmware@7.0.1',
        target: 'board-a',
        os: 'ubuntu-24.04-arm',
        size: 512,
        flash: 'fast',
        artifact: 'firmware-7.0.1-board-a',
      }),
    ])
    expect(world.github.releases().map(({ tag, body }) => [tag, body])).toEqual([
      ['@acme/cli@3.1.0', expect.stringContaining('- Faster.')],
      ['firmware@7.0.1', ''],
    ])
    await world.build(rowsOf(one)[0]?.['artifact'] ?? '', { 'acme-cli-3.1.0.tgz': 'package\n', 'notes.txt': 'no\n' })
    await world.build(rowsOf(one)[1]?.['artifact'] ?? '', { 'board.bin': 'image\n' })
    expectSuccess(await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }))
    expect(published('@acme/cli@3.1.0')).toEqual(['acme-cli-3.1.0.tgz'])
    expect(published('firmware@7.0.1')).toEqual(['board.bin'])
    expect(await world.tagAt('@acme/cli@3.1.0')).toBe(commit)
  })

  it('ship when a tag is pushed, where only the tag says the version', async () => {
    world = await makeWorld({
      'README.md': '# Font\n',
      '.github/slipway.yml': `version: 1
packages:
  font: { ecosystem: generic, targets: [any] }
targets: { any: { os: ubuntu-latest } }
destinations:
  - name: github
`,
    })
    const nothing = await world.step({ mode: 'release' })
    expectSuccess(nothing)
    expect(nothing.outputs).toMatchObject({ 'build-matrix': '', 'has-builds': 'false', releases: '[]' })
    await world.repository.git('push', '--quiet', 'origin', 'HEAD:refs/tags/v2.5.0')
    const one = await world.step({ mode: 'release' }, { runId: 4712 })
    expectSuccess(one)
    expect(rowsOf(one)).toMatchObject([{ package: 'font', version: '2.5.0', tag: 'v2.5.0' }])
    await world.build('font-2.5.0-any', { 'font.otf': 'font\n' })
    expectSuccess(await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }))
    expect(published('v2.5.0')).toEqual(['font.otf'])
  })
})

describe('a tag that exists', () => {
  it('annotated, at the commit, is adopted and not moved', async () => {
    world = await makeWorld(onGitHub)
    const commit = await world.repository.git('rev-parse', 'HEAD')
    await world.repository.git('tag', '-a', '-m', 'Tool 1.0.0', 'tool-v1.0.0')
    await world.repository.git('push', '--quiet', 'origin', 'tool-v1.0.0')
    const object = await world.repository.git('rev-parse', 'refs/tags/tool-v1.0.0')
    const one = await world.step({ mode: 'release' })
    expectSuccess(one)
    expect(one.log).toContain('tool 1.0.0: tool-v1.0.0 is tagged here')
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    expectSuccess(await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }))
    expect(published('tool-v1.0.0')).toEqual(['tool', 'tool.exe'])
    expect(await world.tagAt('tool-v1.0.0')).toBe(commit)
    expect(await world.repository.git('ls-remote', 'origin', 'refs/tags/tool-v1.0.0')).toBe(
      `${object}\trefs/tags/tool-v1.0.0`,
    )
    const bodies = world.github.requests
      .filter(({ write, host }) => write && host === 'api')
      .map(({ body }) => body as { readonly tag_name?: string; readonly target_commitish?: string })
      .filter(({ tag_name: tag }) => tag === 'tool-v1.0.0')
    expect(bodies.length).toBeGreaterThan(0)
    expect(bodies.every(({ target_commitish: target }) => target === undefined)).toBe(true)
  })

  it('is recovered from its own commit, however old', async () => {
    world = await makeWorld(onGitHub)
    const old = await world.repository.git('rev-parse', 'HEAD')
    await world.repository.git('push', '--quiet', 'origin', 'HEAD:refs/tags/tool-v1.0.0')
    await world.repository.write({
      'crates/tool/Cargo.toml': '[package]\nname = "tool"\nversion = "1.1.0"\nedition = "2021"\n',
    })
    await world.repository.commit('tool 1.1.0')
    const one = await world.step({ mode: 'release', tags: 'tool-v1.0.0' })
    expectSuccess(one)
    expect(json(one, 'releases')).toEqual([
      { package: 'tool', version: '1.0.0', tag: 'tool-v1.0.0', channel: 'stable', prerelease: false },
    ])
    expect(rowsOf(one).map(({ commit, version }) => [commit, version])).toEqual([
      [old, '1.0.0'],
      [old, '1.0.0'],
    ])
    expect(world.github.releases().map(({ tag }) => tag)).toEqual(['tool-v1.0.0'])
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    expectSuccess(await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' }))
    expect(published('tool-v1.0.0')).toEqual(['tool', 'tool.exe'])
    expect(await world.tagAt('tool-v1.0.0')).toBe(old)
  })

  it('cannot be recovered where it does not exist', async () => {
    world = await makeWorld(onGitHub)
    const step = await world.step({ mode: 'release', tags: 'tool-v9.9.9' })
    expect(step.code).toBe(1)
    expect(step.failure).toContain('input "tags": there is no tag "tool-v9.9.9" on the remote')
    expect(world.writes()).toEqual([])
  })
})

describe("another planner's output", () => {
  it('decides what is released', async () => {
    world = await makeWorld(onGitHub)
    const step = await world.step({ mode: 'release', plan: '[{"name":"helper","version":"0.2.0-beta.1"}]' })
    expectSuccess(step)
    expect(json(step, 'releases')).toEqual([
      {
        package: 'helper',
        version: '0.2.0-beta.1',
        tag: 'helper-v0.2.0-beta.1',
        channel: 'prerelease',
        prerelease: true,
      },
    ])
    expect(world.github.releases().map(({ tag }) => tag)).toEqual(['helper-v0.2.0-beta.1'])
  })
})

describe('a draft that somebody began', () => {
  it('is adopted, and a half-uploaded asset of it is sent anew', async () => {
    const one = await released(onGitHub)
    await world.buildAll(one.outputs['build-matrix'] ?? '')
    const [draft] = world.github.releases().filter(({ tag }) => tag === 'tool-v1.0.0')
    world.github.faults.next({ match: { host: 'uploads' }, fault: { kind: 'starter', status: 502 } })
    const { origin } = new URL(await uploadUrl(draft?.id ?? 0))
    await fetch(`${origin}/repos/acme/tools/releases/${draft?.id ?? 0}/assets?name=tool`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.github.token}`, 'content-type': 'application/octet-stream' },
      body: 'half',
    })
    const states = (): readonly string[] =>
      world.github.releases().flatMap(({ assets }) => assets.map(({ name, state }) => `${name} ${state}`))
    expect(states()).toEqual(['tool starter'])
    world.github.forget()
    const step = await world.step({ mode: 'distribute', plan: one.outputs['plan'] ?? '' })
    expectSuccess(step)
    expect([...states()].sort()).toEqual(['helper uploaded', 'tool uploaded', 'tool.exe uploaded'])
    expect(world.github.releases().map(({ id }) => id)).toContain(draft?.id)
    expect(await contentOf('tool-v1.0.0', 'tool')).toContain('ELF tool')
    expect(world.writes().filter((write) => write.startsWith('DELETE'))).toHaveLength(1)
  })

  it('is adopted although a person made it by hand, and another of the tag is refused', async () => {
    world = await makeWorld(onGitHub)
    const commit = await world.repository.git('rev-parse', 'HEAD')
    await draftByHand(commit)
    const one = await world.step({ mode: 'release', packages: 'tool' })
    expectSuccess(one)
    expect(world.github.releases()).toHaveLength(1)
    await draftByHand(commit)
    world.github.forget()
    const two = await world.step({ mode: 'release', packages: 'tool' })
    expect(two.code).toBe(1)
    expect(two.failure).toMatch(/there are 2 draft releases of tool-v1\.0\.0: \d+, \d+\. Delete all but one of them/)
    expect(world.writes()).toEqual([])
  })
})

async function uploadUrl(release: number): Promise<string> {
  const response = await fetch(`${world.github.apiUrl}/repos/acme/tools/releases/${release}`, {
    headers: { authorization: `Bearer ${world.github.token}` },
  })
  return ((await response.json()) as { readonly upload_url: string }).upload_url.replace(/\{.*$/, '')
}

async function draftByHand(commit: string): Promise<void> {
  await fetch(`${world.github.apiUrl}/repos/acme/tools/releases`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.github.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tag_name: 'tool-v1.0.0', target_commitish: commit, draft: true }),
  })
}

it('a configuration at another path is read', async () => {
  const step = await released({ ...toolWorkspace(''), 'ship.yml': toolPackages.replace('  helper:\n', '  # none\n') })
  expect(rowsOf(step)).toHaveLength(3)
  const other = await world.step({ mode: 'matrix', config: 'ship.yml' })
  expect(other.code === 0 ? rowsOf(other) : other.failure).not.toHaveLength(3)
})
