import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Step } from '../support/action.ts'
import { cargoWorkspace } from '../support/cargo-workspace.ts'
import { expectNothingWritten, expectSuccess, json, rowsOf } from '../support/expectations.ts'
import { makeWorld, type JobOptions, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld(cargoWorkspace)
})
afterEach(async () => {
  expectNothingWritten(world)
  expect(world.github.requests).toEqual([])
  await world.close()
})

/** A job of a pull request: the checkout is at the merge commit, and the event names the head. */
async function pullRequest(): Promise<{ readonly head: string; readonly merge: string; readonly job: JobOptions }> {
  const { repository } = world
  await repository.git('checkout', '--quiet', '-b', 'feature')
  await repository.write({ 'feature.txt': 'new\n' })
  await repository.git('add', '--all')
  await repository.git('commit', '--quiet', '-m', 'feature')
  const head = await repository.git('rev-parse', 'HEAD')
  await repository.git('checkout', '--quiet', 'main')
  await repository.write({ 'other.txt': 'main went on\n' })
  await repository.commit('main goes on')
  await repository.git('checkout', '--quiet', '--detach')
  await repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'feature')
  const merge = await repository.git('rev-parse', 'HEAD')
  const event = join(world.folder, 'event.json')
  await writeFile(event, JSON.stringify({ action: 'synchronize', pull_request: { number: 7, head: { sha: head } } }))
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event, GITHUB_REF: 'refs/pull/7/merge' }
  return { head, merge, job: { sha: merge, token: '', serviceless: true, env } }
}

const matrix = async (inputs: Readonly<Record<string, string>> = {}, job: JobOptions = {}): Promise<Step> =>
  world.step({ mode: 'matrix', ...inputs }, { token: '', serviceless: true, ...job })

describe('the matrix of a pull request', () => {
  it('is about the head of the pull request, with versions and tags that make no release', async () => {
    const { head, job } = await pullRequest()
    const step = await matrix({}, job)
    expectSuccess(step)
    expect(step.annotations).toEqual([])
    expect(step.outputs['commit']).toBe(head)
    expect(step.outputs['channel']).toBe('development')
    expect(step.outputs['has-builds']).toBe('true')
    expect(rowsOf(step)).toHaveLength(5)
    expect(rowsOf(step)[0]).toEqual({
      package: 'hello-cli',
      crate: 'hello-cli',
      ecosystem: 'cargo',
      path: 'crates/hello-cli',
      version: '0.0.0-dev',
      tag: '',
      channel: 'development',
      commit: head,
      target: 'aarch64-apple-darwin',
      os: 'macos-latest',
      platform: 'darwin/arm64',
      exe: '',
      artifact: 'hello-cli-0.0.0-dev-aarch64-apple-darwin',
      build: 'cargo build --release -p hello-cli --target aarch64-apple-darwin',
    })
    expect(json(step, 'releases')).toEqual(
      ['hello-cli', 'hello-core', 'hello-server'].map((name) => ({
        package: name,
        version: '0.0.0-dev',
        tag: '',
        channel: 'development',
        prerelease: expect.any(Boolean),
      })),
    )
  })

  it('is the same on every run', async () => {
    const { job } = await pullRequest()
    expect((await matrix({}, job)).outputs).toEqual((await matrix({}, job)).outputs)
  })

  it('takes versions and tags from a tag at the head', async () => {
    const { head, job } = await pullRequest()
    await world.repository.git('push', '--quiet', 'origin', `${head}:refs/tags/hello-cli-v1.2.0`)
    const step = await matrix({ packages: 'hello-cli' }, job)
    expectSuccess(step)
    expect(json(step, 'releases')).toEqual([
      { package: 'hello-cli', version: '1.2.0', tag: 'hello-cli-v1.2.0', channel: 'stable', prerelease: false },
    ])
    expect(rowsOf(step).map(({ artifact, commit }) => [artifact, commit])).toEqual(
      ['aarch64-apple-darwin', 'x86_64-pc-windows-msvc', 'x86_64-unknown-linux-musl'].map((target) => [
        `hello-cli-1.2.0-${target}`,
        head,
      ]),
    )
  })
})

describe('the matrix of a push', () => {
  it('is a development build where no tag is at the commit', async () => {
    const step = await matrix()
    expectSuccess(step)
    expect(step.outputs['commit']).toBe(await world.repository.git('rev-parse', 'HEAD'))
    expect(step.outputs['channel']).toBe('development')
    expect(step.outputs['destination-matrix']).toBe('{"include":[{"destinations":"announce"}]}')
    expect(step.summary).toContain('no tag')
  })

  it('keeps what is tagged at the commit apart from what is not', async () => {
    await world.repository.git('tag', '-a', '-m', 'release', 'hello-server-v0.4.0-rc.1')
    await world.repository.git('push', '--quiet', 'origin', 'hello-server-v0.4.0-rc.1')
    const step = await matrix()
    expectSuccess(step)
    expect(step.outputs['channel']).toBe('')
    expect(
      rowsOf(step).map(({ package: name, version, tag, channel }) => [name, version, tag, channel].join(' ')),
    ).toEqual([
      ...Array<string>(3).fill('hello-cli 0.0.0-dev  development'),
      ...Array<string>(2).fill('hello-server 0.4.0-rc.1 hello-server-v0.4.0-rc.1 prerelease'),
    ])
  })

  it('ignores a tag that is elsewhere', async () => {
    await world.repository.git('push', '--quiet', 'origin', 'HEAD:refs/tags/hello-cli-v1.2.0')
    await world.repository.write({ 'new.txt': '' })
    await world.repository.commit('later')
    expect(json(await matrix({ packages: 'hello-cli' }), 'releases')).toMatchObject([{ tag: '', version: '0.0.0-dev' }])
  })

  it.each([
    [{ packages: 'hello-server' }, ['hello-server aarch64-apple-darwin', 'hello-server x86_64-unknown-linux-musl']],
    [{ packages: 'hello-*, !hello-cli', targets: '*-linux-*' }, ['hello-server x86_64-unknown-linux-musl']],
    [
      { targets: '!aarch64-apple-darwin\n!*-windows-*' },
      ['hello-cli x86_64-unknown-linux-musl', 'hello-server x86_64-unknown-linux-musl'],
    ],
    [{ targets: 'x86_64-pc-windows-msvc' }, ['hello-cli x86_64-pc-windows-msvc']],
  ])('builds only what the filters %j name', async (inputs, expected) => {
    const step = await matrix(inputs)
    expectSuccess(step)
    expect(rowsOf(step).map(({ package: name, target }) => `${name ?? ''} ${target ?? ''}`)).toEqual(expected)
  })

  it('has nothing to build for a package without targets', async () => {
    const step = await matrix({ packages: 'hello-core' })
    expectSuccess(step)
    expect(step.outputs).toMatchObject({ 'build-matrix': '', 'has-builds': 'false' })
    expect(json(step, 'releases')).toHaveLength(1)
  })

  it('takes the commit that the workflow names, and says when the checkout is another one', async () => {
    const first = await world.repository.git('rev-parse', 'HEAD')
    await world.repository.write({ 'new.txt': '' })
    await world.repository.commit('later')
    const step = await matrix({ commit: first })
    expectSuccess(step)
    expect(step.outputs['commit']).toBe(first)
    expect(step.annotations).toHaveLength(1)
    expect(step.annotations[0]?.message).toContain(`the commit is ${first}: versions are read from the checkout`)
  })

  it('works in a shallow checkout', async () => {
    await world.repository.write({ 'new.txt': '' })
    await world.repository.commit('later')
    const shallow = join(world.folder, 'shallow')
    await world.repository.git('clone', '--quiet', '--depth=1', `file://${world.repository.remote}`, shallow)
    const step = await matrix({}, { env: { GITHUB_WORKSPACE: shallow } })
    expectSuccess(step)
    expect(rowsOf(step)).toHaveLength(5)
  })

  it('finds the repository in a folder of the workspace', async () => {
    const step = await matrix({ 'working-directory': 'checkout' }, { env: { GITHUB_WORKSPACE: world.folder } })
    expectSuccess(step)
    expect(rowsOf(step)).toHaveLength(5)
  })
})
