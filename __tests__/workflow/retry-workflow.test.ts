import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validateExchanges } from '../servers/openapi.ts'
import { requiredAct, type WorkflowRun } from './act.ts'
import { rerunOf } from './rerun.ts'
import { example, groupedSample } from './sample.ts'
import { makeWorkflowWorld, type WorkflowWorld } from './workflow-world.ts'

const act = requiredAct()
// It says how to get what is missing; in CI its absence is a failure.
const describeWithRunner = act === undefined ? describe.skip : describe

/** The jobs that the first run has done. */
const done = ['release', 'build']

describeWithRunner('the retry of one destination, run by a workflow runner', () => {
  let workflows: WorkflowWorld
  let mirrored: string
  beforeEach(async () => {
    workflows = await makeWorkflowWorld(act ?? '', groupedSample)
    mirrored = join(workflows.world.folder, 'mirrored')
  })
  afterEach(async () => {
    expect(validateExchanges(workflows.world.github.requests)).toEqual([])
    await workflows.world.close()
  })

  /** Releases with a mirror that cannot be written to, and forgets what was asked for that. */
  async function firstRun(workflow: string): Promise<WorkflowRun> {
    const run = await workflows.run(workflow, 'push', { runId: 200, env: { MIRRORED: join(mirrored, 'is-no-folder') } })
    expect(run.code).not.toBe(0)
    expect(results(run, 'build')).toEqual(['success'])
    expect(workflows.world.github.releases()).toMatchObject([{ tag: 'v1.0.0', draft: false }])
    expect(await lines(workflows.announced)).toEqual(['v1.0.0'])
    expect(await lines(mirrored)).toEqual([])
    workflows.world.github.forget()
    return run
  }

  /** The mirror alone was written to: no build, no upload, and the announcement stays one. */
  async function expectOnlyTheMirror(): Promise<void> {
    const { world, announced } = workflows
    expect(world.writes()).toEqual([])
    expect(world.artifacts().filter((name) => !name.startsWith('slipway-receipts-'))).toEqual([])
    expect(await lines(announced)).toEqual(['v1.0.0'])
    expect(await lines(mirrored)).toEqual(['v1.0.0'])
  }

  it('"Re-run failed jobs" distributes again what the first attempt built, and keeps what is done', async () => {
    const first = await firstRun('release.yml')
    await workflows.world.repository.write({
      '.github/workflows/rerun.yml': rerunOf(example('release.yml'), done, first),
    })

    const again = await workflows.run('rerun.yml', 'push', { runId: 200, attempt: 2, env: { MIRRORED: mirrored } })

    expect({ code: again.code, log: again.code === 0 ? '' : again.log }).toEqual({ code: 0, log: '' })
    expect(again.outputs['distribute']).toMatchObject({
      succeeded: '["github","announce","mirror"]',
      results: expect.stringMatching(/"github":\{"status":"succeeded","created":0,"replaced":0,"kept":3/),
    })
    // The announcement cannot be asked: that it is done was read from the receipts of the first attempt.
    expect(again.outputs['distribute']?.['results']).toMatch(
      /"announce":\{"status":"succeeded","created":0,"replaced":0,"kept":1/,
    )
    await expectOnlyTheMirror()
    expect(workflows.world.artifacts()).toEqual([expect.stringMatching(/^slipway-receipts-2-[0-9a-f]{8}$/)])
  })

  it('a run started by hand, with run-id and destinations, does the one destination', async () => {
    await firstRun('release.yml')

    const again = await workflows.run('retry.yml', 'workflow_dispatch', {
      runId: 201,
      env: { MIRRORED: mirrored },
      payload: { inputs: { 'run-id': '200', destinations: 'mirror' } },
    })

    expect({ code: again.code, log: again.code === 0 ? '' : again.log }).toEqual({ code: 0, log: '' })
    expect(again.jobs.map(({ id, result }) => `${id} ${result}`)).toEqual(['distribute success'])
    expect(again.outputs['distribute']).toMatchObject({ succeeded: '["mirror"]', failed: '[]' })
    await expectOnlyTheMirror()
  })

  it('with a job for each group only the job of the group that failed runs again', async () => {
    const first = await firstRun('release-groups.yml')
    const groups = first.jobs.filter(({ id }) => id === 'distribute').map(({ matrix }) => matrix['destinations'])
    expect(groups.sort()).toEqual(['github,announce', 'mirror'])
    await workflows.world.repository.write({
      '.github/workflows/rerun.yml': rerunOf(example('release-groups.yml'), done, first),
    })

    const again = await workflows.run('rerun.yml', 'push', {
      runId: 200,
      attempt: 2,
      row: 'destinations:mirror',
      env: { MIRRORED: mirrored },
    })

    expect({ code: again.code, log: again.code === 0 ? '' : again.log }).toEqual({ code: 0, log: '' })
    expect(again.jobs.filter(({ id }) => id === 'distribute')).toEqual([
      { id: 'distribute', result: 'success', matrix: { destinations: 'mirror' } },
    ])
    expect(again.outputs['distribute']).toMatchObject({ succeeded: '["mirror"]' })
    await expectOnlyTheMirror()
    // It has nothing to do with the release, and so asks nothing of it.
    expect(workflows.world.github.requests.filter(({ path }) => path.includes('/releases'))).toEqual([])
  })
})

const results = ({ jobs }: WorkflowRun, job: string): readonly string[] =>
  jobs.filter(({ id }) => id === job).map(({ result }) => result)

const lines = async (path: string): Promise<readonly string[]> =>
  (await readFile(path, 'utf8').catch(() => '')).split('\n').filter(Boolean)
