import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { validateExchanges } from '../servers/openapi.ts'
import { requiredAct, type WorkflowRun } from './act.ts'
import { buildScript } from './sample.ts'
import { makeWorkflowWorld, type WorkflowWorld } from './workflow-world.ts'

const act = requiredAct()
// It says how to get what is missing; in CI its absence is a failure.
const describeWithRunner = act === undefined ? describe.skip : describe

const linux = 'x86_64-unknown-linux-musl'
const mac = 'aarch64-apple-darwin'
const windows = 'x86_64-pc-windows-msvc'

/** The matrix of all that the sample builds, as `package target`. */
const everything = [
  `hello-agent ${linux}`,
  `hello-cli ${mac}`,
  `hello-cli ${windows}`,
  `hello-cli ${linux}`,
  `hello-server ${mac}`,
  `hello-server ${linux}`,
]

describeWithRunner('the workflows of the examples, run by a workflow runner', () => {
  let workflows: WorkflowWorld
  beforeAll(async () => {
    workflows = await makeWorkflowWorld(act ?? '')
  })
  beforeEach(() => workflows.world.github.forget())
  afterAll(async () => workflows.world.close())

  it('publishes nothing when a build fails', async () => {
    const { repository, github } = workflows.world
    const script = buildScript.replace('mkdir', '[ "$1" != hello-cli ]\nmkdir')
    await repository.write({ 'scripts/build.sh': script })
    await repository.commit('Break a build')

    const run = await workflows.run('release.yml', 'push', { runId: 100 })

    expect(run.code).not.toBe(0)
    // The runner has one result for all rows, and tells it of each; no row keeps another from running.
    expect(builds(run)).toHaveLength(everything.length)
    expect(results(run, 'build')).toContain('failure')
    expect(results(run, 'distribute')).toEqual(['skipped'])
    expect(published(workflows)).toEqual({})
    expect(await repository.git('ls-remote', '--tags', 'origin')).toBe('')
    expect(validateExchanges(github.requests)).toEqual([])
  })

  it('releases what has no tag yet: all builds of the matrix run, and every release is published with its assets', async () => {
    const { github, repository } = workflows.world
    await repository.write({ 'scripts/build.sh': buildScript })
    const commit = await repository.commit('Mend the build')

    const run = succeeded(await workflows.run('release.yml', 'push', { runId: 101 }))

    expect(builds(run)).toEqual(everything.map((row) => `${row} success`).sort())
    expect(results(run, 'release')).toEqual(['success'])
    expect(results(run, 'distribute')).toEqual(['success'])
    expect(published(workflows)).toEqual({
      'hello-agent-v2.0.0': ['SHA256SUMS', 'hello-agent'],
      'hello-cli-v1.2.0': [
        'SHA256SUMS',
        `hello-cli-1.2.0-${mac}.tar.gz`,
        `hello-cli-1.2.0-${windows}.tar.gz`,
        `hello-cli-1.2.0-${linux}.tar.gz`,
      ],
      'hello-server-v0.4.0-rc.1': ['SHA256SUMS', `hello-server-${mac}`, `hello-server-${linux}`],
    })
    expect(await tags(workflows)).toEqual({
      'hello-agent-v2.0.0': commit,
      'hello-cli-v1.2.0': commit,
      'hello-server-v0.4.0-rc.1': commit,
    })
    // The plan came as an output: nothing was fetched but what was built.
    expect(github.requests.filter(({ path }) => /\/artifacts\/\d+\/zip$/.test(path))).toHaveLength(everything.length)
    const agent = github.releases().find(({ tag }) => tag === 'hello-agent-v2.0.0')
    const built = agent?.assets.find(({ name }) => name === 'hello-agent')?.path ?? ''
    expect(await readFile(built, 'utf8')).toBe(`\u007fELF hello-agent for ${linux}\n`)
    expect(await announcements(workflows)).toEqual([
      'hello-agent-v2.0.0',
      'hello-cli-v1.2.0',
      'hello-server-v0.4.0-rc.1',
    ])
    expect(validateExchanges(github.requests)).toEqual([])
  })

  it('builds the same commit again and writes nothing to what is published', async () => {
    const before = workflows.world.github.releases()

    const run = succeeded(await workflows.run('release.yml', 'push', { runId: 102 }))

    expect(builds(run)).toHaveLength(everything.length)
    expect(results(run, 'distribute')).toEqual(['success'])
    expect(workflows.world.writes()).toEqual([])
    expect(workflows.world.github.releases()).toEqual(before)
    expect(await announcements(workflows)).toHaveLength(3)
    expect(validateExchanges(workflows.world.github.requests)).toEqual([])
  })

  it('skips build and distribution of a commit that changes no version', async () => {
    const { repository, github } = workflows.world
    await repository.write({ 'README.md': '# Hello again\n' })
    await repository.commit('Say more')

    const run = succeeded(await workflows.run('release.yml', 'push', { runId: 103 }))

    expect(run.jobs.map(({ id, result }) => `${id} ${result}`)).toEqual([
      'release success',
      'build skipped',
      'distribute skipped',
    ])
    expect(workflows.world.writes()).toEqual([])
    expect(validateExchanges(github.requests)).toEqual([])
  })

  it('releases the one package whose version changed, and fails when a destination fails', async () => {
    const { repository, github } = workflows.world
    await repository.write({
      'crates/hello-agent/Cargo.toml': '[package]\nname = "hello-agent"\nversion = "2.1.0"\nedition = "2021"\n',
    })
    const commit = await repository.commit('Release the agent')
    const env = { ANNOUNCED: `${workflows.announced}/is-no-folder` }

    const run = await workflows.run('release.yml', 'push', { runId: 104, env })

    expect(run.code).not.toBe(0)
    expect(builds(run)).toEqual([`hello-agent ${linux} success`])
    expect(results(run, 'distribute')).toEqual(['failure'])
    expect(published(workflows)['hello-agent-v2.1.0']).toEqual(['SHA256SUMS', 'hello-agent'])
    expect((await tags(workflows))['hello-agent-v2.1.0']).toBe(commit)
    expect(validateExchanges(github.requests)).toEqual([])
  })

  it('retries the destination that failed, from what the earlier run built, after the branch has moved on', async () => {
    const { repository, github } = workflows.world
    await repository.write({ '.github/slipway.yml': 'version: 2\n' })
    await repository.commit('Break the configuration')
    const inputs = { 'run-id': '104', destinations: 'announce' }

    const run = succeeded(await workflows.run('retry.yml', 'workflow_dispatch', { runId: 105, payload: { inputs } }))

    expect(run.jobs.map(({ id, result }) => `${id} ${result}`)).toEqual(['distribute success'])
    expect(await announcements(workflows)).toContain('hello-agent-v2.1.0')
    expect(workflows.world.writes()).toEqual([])
    expect(validateExchanges(github.requests)).toEqual([])
  })

  it('builds a pull request with a token that may only read contents', async () => {
    const { repository, github } = workflows.world
    await repository.git('checkout', '--quiet', 'HEAD~1')
    const head = await repository.git('rev-parse', 'HEAD')
    const payload = {
      number: 7,
      pull_request: { number: 7, head: { ref: 'more', sha: head }, base: { ref: 'main', sha: head } },
    }
    const token = github.issueToken({ contents: 'read', actions: 'none' })

    const run = succeeded(await workflows.run('matrix.yml', 'pull_request', { runId: 106, payload, token }))

    expect(results(run, 'matrix')).toEqual(['success'])
    expect(builds(run)).toEqual(everything.map((row) => `${row} success`).sort())
    expect(github.requests.filter(({ write }) => write)).toEqual([])
    expect(validateExchanges(github.requests)).toEqual([])
  })
})

/** The run itself; throws with all that was said where it failed. */
function succeeded(run: WorkflowRun): WorkflowRun {
  if (run.code !== 0) throw new Error(`the runner ended with ${run.code ?? 'a signal'}:\n${run.log}`)
  return run
}

const results = ({ jobs }: WorkflowRun, job: string): readonly string[] =>
  jobs.filter(({ id }) => id === job).map(({ result }) => result)

const builds = ({ jobs }: WorkflowRun): readonly string[] =>
  jobs
    .filter(({ id }) => id === 'build')
    .map(({ matrix, result }) => `${String(matrix['package'])} ${String(matrix['target'])} ${result}`)
    .sort()

/** Published releases with the names of their assets, sorted. */
const published = ({ world }: WorkflowWorld): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    world.github
      .releases()
      .filter(({ draft }) => !draft)
      .map(({ tag, assets }) => [tag, assets.map(({ name }) => name).sort()]),
  )

/** Tags of the remote with the commits they are at. */
async function tags({ world }: WorkflowWorld): Promise<Readonly<Record<string, string>>> {
  const lines = (await world.repository.git('ls-remote', '--tags', 'origin')).split('\n')
  return Object.fromEntries(lines.map((line) => line.split('\t')).map(([id = '', ref = '']) => [ref.slice(10), id]))
}

const announcements = async ({ announced }: WorkflowWorld): Promise<readonly string[]> =>
  (await readFile(announced, 'utf8')).trimEnd().split('\n').sort()
