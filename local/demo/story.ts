import { rename } from 'node:fs/promises'
import { buildAll, rowsOf } from './builds.ts'
import type { Row } from './builds.ts'
import { announced, checksumsFit, differences, mirrorHolds, releasesAre, runDownloaded, tagsAre } from './proof.ts'
import type { Expected } from './proof.ts'
import {
  countIs,
  releasesOf,
  resultsOf,
  showAssets,
  showCost,
  showMatrix,
  showReleases,
  showResults,
  statusesAre,
} from './report.ts'
import { documentation, library, libraryTag, nextVersion, programs } from './sample.ts'
import { DemoError } from './stage.ts'
import type { Acted, Inputs, Job, Stage } from './stage.ts'

const cli = (version: string): Expected => ({
  tag: `hello-cli-v${version}`,
  prerelease: false,
  assets: [
    `hello-cli-${version}-x86_64-unknown-linux-musl.tar.gz`,
    `hello-cli-${version}-aarch64-apple-darwin.tar.gz`,
    `hello-cli-${version}-x86_64-pc-windows-msvc.zip`,
    'SHA256SUMS',
  ],
})

const first: readonly Expected[] = [
  cli('1.2.0'),
  {
    tag: 'hello-server-v0.4.0-rc.1',
    prerelease: true,
    assets: ['hello-server-x86_64-unknown-linux-musl', 'hello-server-aarch64-apple-darwin', 'SHA256SUMS'],
  },
  { tag: '@acme/hello-web-v2.0.1', prerelease: false, assets: ['hello-web.mjs', 'SHA256SUMS'] },
]
const second: readonly Expected[] = [cli('1.3.0')]

/** The workflow runs of the story. */
const runs = { first: 101, second: 102, retry: 103, last: 104 } as const

/** The commits of the story, as it goes on. */
interface Commits {
  readonly library: string
  readonly programs: string
}

/** Plays the whole story. Stops after the first step that does not come out as promised. */
export async function play(stage: Stage): Promise<void> {
  const { repository } = stage
  const start = await repository.commit('Begin with a library', library)
  await repository.tag(libraryTag)
  const commits = { library: start, programs: await repository.commit('Add programs', programs) }
  introduce(stage)

  const released = await release(stage, commits)
  settle(stage)
  await build(stage, released)
  settle(stage)
  await distribute(stage, commits, released)
  settle(stage)
  await again(stage, commits, released)
  settle(stage)
  const next = await failOne(stage, commits)
  settle(stage)
  await retryOne(stage, next)
  settle(stage)
  await nothingToDo(stage)
  settle(stage)
}

/** Ends the story where a promise was broken: what follows builds on it. */
function settle({ broken }: Stage): void {
  if (broken.length > 0) throw new DemoError(`not as promised: ${broken.join('; ')}`)
}

function introduce({ screen, github }: Stage): void {
  screen.title('Slipway: from a commit to its users, on this machine')
  screen.list([
    ['repository', 'acme/tools: Cargo and npm packages, in a temporary folder'],
    ['GitHub', `${github.webUrl}: a local one with API, uploads, artifacts and pages`],
    ['destinations', 'github (releases), mirror (a folder of copies), announce (a file of news)'],
  ])
  screen.aside('Every step runs dist/index.js as the runner does, and is then checked from outside.')
  screen.aside('Requests are counted at the API; the plan and receipts that a run keeps as its artifacts are not.')
}

interface Released {
  readonly run: number
  readonly commit: string
  readonly plan: string
  readonly rows: readonly Row[]
}

/** Runs `release` and shows what it decided. */
async function decide(
  stage: Stage,
  job: Omit<Job, 'ends'>,
): Promise<{ readonly acted: Acted; readonly released: Released }> {
  const acted = await stage.act({ mode: 'release' }, { ...job, ends: 'success' })
  const rows = rowsOf(acted.outputs['build-matrix'])
  showReleases(stage, acted)
  if (rows.length > 0) showMatrix(stage, rows)
  return { acted, released: { run: job.run, commit: job.commit, plan: acted.outputs['plan'] ?? '', rows } }
}

/** Runs `distribute` and shows what became of every destination. */
async function send(stage: Stage, inputs: Omit<Inputs, 'mode'>, job: Job): Promise<Acted> {
  const acted = await stage.act({ mode: 'distribute', ...inputs }, job)
  showResults(stage, acted)
  return acted
}

async function release(stage: Stage, commits: Commits): Promise<Released> {
  const { screen } = stage
  const commit = commits.programs
  screen.step(`What ships from commit ${commit.slice(0, 7)}?`, { mode: 'release' })
  const { acted, released } = await decide(stage, { run: runs.first, commit })
  const tags = releasesOf(acted).map(({ tag }) => tag)
  stage.promise(
    'three packages ship; the library stays, its version is out already',
    differences(
      'release',
      tags,
      first.map(({ tag }) => tag),
    ),
  )
  stage.promise('the matrix has one job per package and target', countIs('jobs', released.rows.length, 6))
  const drafts = first.map((each) => ({ ...each, assets: [] }))
  stage.promise('a draft is open for each, one of them as a prerelease; nothing is public, nothing is tagged', [
    ...releasesAre(stage, 'draft', drafts),
    ...releasesAre(stage, 'public', []),
    ...(await tagsAre(stage, { [libraryTag]: commits.library })),
  ])
  showCost(stage, acted)
  return released
}

async function build(stage: Stage, { run, commit, rows }: Released): Promise<void> {
  const { screen } = stage
  screen.step('Build the matrix: each row checks out its commit, runs matrix.build, uploads out/')
  const built = await buildAll(stage, run, rows)
  screen.table(
    ['artifact', 'holds'],
    built.map(({ row, files }) => [row.artifact, files.join(', ')]),
  )
  stage.promise(
    `${built.length} jobs built commit ${commit.slice(0, 7)} and uploaded one program each`,
    built.flatMap((each) => [
      ...(each.commit === commit && each.row.commit === commit ? [] : [`${each.row.artifact} is of ${each.commit}`]),
      ...countIs(`files in ${each.row.artifact}`, each.files.length, 1),
    ]),
  )
}

async function distribute(stage: Stage, commits: Commits, { run, commit, plan }: Released): Promise<void> {
  const { screen } = stage
  screen.step('Bring it to every destination', { mode: 'distribute', plan: 'of step 1' })
  const acted = await send(stage, { plan }, { run, commit, ends: 'success' })
  showAssets(stage)
  const tags = first.map(({ tag }) => tag)
  stage.promise(
    'every destination succeeded',
    statusesAre(acted, { github: 'succeeded', mirror: 'succeeded', announce: 'succeeded' }),
  )
  stage.promise(`three releases are public, and their tags are at ${commit.slice(0, 7)}`, [
    ...releasesAre(stage, 'draft', []),
    ...releasesAre(stage, 'public', first),
    ...(await tagsAre(stage, {
      [libraryTag]: commits.library,
      ...Object.fromEntries(tags.map((tag) => [tag, commit])),
    })),
  ])
  stage.promise('downloaded again, every asset fits its line in SHA256SUMS', await checksumsFit(stage, first))
  stage.promise('the mirror has the same bytes', await mirrorHolds(stage, first))
  stage.promise('each release was announced once', await announced(stage, tags))
  await installs(stage, '1.2.0')
  showCost(stage, acted)
}

/** What a user would do next. */
async function installs(stage: Stage, version: string): Promise<void> {
  const { tag, assets } = cli(version)
  const said = await runDownloaded(stage, tag, assets[0] ?? '', 'hello')
  const wanted = `hello ${version} for x86_64-unknown-linux-musl`
  stage.promise(`the program from the archive runs and says "${wanted}"`, said === wanted ? [] : [`it says "${said}"`])
}

async function again(stage: Stage, commits: Commits, { run, commit, plan }: Released): Promise<void> {
  const { screen } = stage
  screen.step('The same once more, as when the job is run again', { mode: 'distribute', plan: 'of step 1' })
  const acted = await send(stage, { plan }, { run, commit, attempt: 2, ends: 'success' })
  const results = Object.entries(resultsOf(acted))
  stage.promise(
    'everything is kept, nothing created or replaced',
    results.flatMap(([name, { created, replaced }]) => [
      ...countIs(`created at ${name}`, created, 0),
      ...countIs(`replaced at ${name}`, replaced, 0),
    ]),
  )
  stage.promise('not one write reached GitHub', countIs('writes', acted.writes, 0))
  const tags = first.map(({ tag }) => tag)
  stage.promise('nothing was announced again', await announced(stage, tags))
  await tagsStay(stage, commits)
  showCost(stage, acted)
}

async function tagsStay(stage: Stage, commits: Commits): Promise<void> {
  const wanted = {
    [libraryTag]: commits.library,
    ...Object.fromEntries(first.map(({ tag }) => [tag, commits.programs])),
  }
  stage.promise('the tags are where they were', await tagsAre(stage, wanted))
}

async function failOne(stage: Stage, commits: Commits): Promise<Released> {
  const { screen, mirror, repository } = stage
  const commit = await repository.commit('Release hello-cli 1.3.0', nextVersion)
  screen.step(`The next version, while the mirror is away: commit ${commit.slice(0, 7)}`, {
    mode: 'release, then distribute',
  })
  const { acted: decided, released } = await decide(stage, { run: runs.second, commit })
  await buildAll(stage, runs.second, released.rows)
  await rename(mirror, `${mirror}-away`)
  const acted = await send(stage, { plan: released.plan }, { run: runs.second, commit, ends: 'failure' })
  await rename(`${mirror}-away`, mirror)
  const [next = cli('1.3.0')] = second
  stage.promise('only hello-cli ships, and only its three targets are built', [
    ...differences(
      'release',
      releasesOf(decided).map(({ tag }) => tag),
      [next.tag],
    ),
    ...countIs('jobs', released.rows.length, 3),
  ])
  stage.promise(
    'the mirror failed by itself; the others went on, and the step is red',
    statusesAre(acted, { github: 'succeeded', mirror: 'failed', announce: 'succeeded' }),
  )
  stage.promise('the release is public and complete all the same', [
    ...releasesAre(stage, 'public', [...first, ...second]),
    ...(await checksumsFit(stage, second)),
    ...(await tagsAre(stage, {
      [libraryTag]: commits.library,
      ...Object.fromEntries(first.map(({ tag }) => [tag, commits.programs])),
      [next.tag]: commit,
    })),
  ])
  await installs(stage, '1.3.0')
  showCost(stage, decided, acted)
  return released
}

async function retryOne(stage: Stage, { run, commit }: Released): Promise<void> {
  const { screen } = stage
  const inputs = { 'run-id': String(run), destinations: 'mirror' }
  screen.step('The mirror is back: retry it alone, from another run, without a build', {
    mode: 'distribute',
    ...inputs,
  })
  const acted = await send(stage, inputs, { run: runs.retry, commit, event: 'workflow_dispatch', ends: 'success' })
  stage.promise('the mirror, and nothing else, was served', statusesAre(acted, { mirror: 'succeeded' }))
  stage.promise('the mirror has the new version now, with the bytes of the release', await mirrorHolds(stage, second))
  stage.promise('nothing was built, and not one write reached GitHub', countIs('writes', acted.writes, 0))
  stage.promise(
    'each release is still announced once',
    await announced(
      stage,
      [...first, ...second].map(({ tag }) => tag),
    ),
  )
  showCost(stage, acted)
}

async function nothingToDo(stage: Stage): Promise<void> {
  const { screen, repository } = stage
  const commit = await repository.commit('Say more in the README', documentation)
  screen.step(`A later commit with the same versions: ${commit.slice(0, 7)}`, { mode: 'release' })
  const before = await repository.tags()
  const { acted, released } = await decide(stage, { run: runs.last, commit })
  stage.promise('nothing ships, and there is nothing to build', [
    ...countIs('releases', releasesOf(acted).length, 0),
    ...countIs('jobs', released.rows.length, 0),
    ...(acted.outputs['has-builds'] === 'false' ? [] : ['has-builds is not false']),
  ])
  stage.promise('not one write reached GitHub, and no tag moved', [
    ...countIs('writes', acted.writes, 0),
    ...(await tagsAre(stage, Object.fromEntries(before))),
  ])
  showCost(stage, acted)
}
