import type { Row } from './builds.ts'
import type { Acted, Stage } from './stage.ts'

interface Release {
  readonly package: string
  readonly version: string
  readonly tag: string
  readonly channel: string
  readonly prerelease: boolean
}

export interface Result {
  readonly status: string
  readonly created: number
  readonly replaced: number
  readonly kept: number
  readonly failed: number
  readonly error: string
}

/** The output `releases`. */
export const releasesOf = ({ outputs }: Acted): readonly Release[] =>
  JSON.parse(outputs['releases'] ?? '[]') as readonly Release[]

/** The output `results`. */
export const resultsOf = ({ outputs }: Acted): Readonly<Record<string, Result>> =>
  JSON.parse(outputs['results'] ?? '{}') as Readonly<Record<string, Result>>

/** What ships, and what stays with the reason. */
export function showReleases({ screen }: Stage, acted: Acted): void {
  const releases = releasesOf(acted)
  if (releases.length > 0)
    screen.table(
      ['package', 'version', 'tag', 'channel'],
      releases.map((each) => [each.package, each.version, each.tag, each.channel]),
    )
  const stays = Array.from(acted.log.matchAll(/^not released: ([^\n:]+): ([^\n]+)$/gm), ([, name = '', why = '']) => [
    name,
    why,
  ])
  if (stays.length > 0) screen.table(['stays', 'because'], stays)
}

/** The build matrix. */
export function showMatrix({ screen }: Stage, rows: readonly Row[]): void {
  screen.table(
    ['package', 'target', 'runs on', 'artifact'],
    rows.map((row) => [row.package, row.target, row.os, row.artifact]),
  )
}

/** What became of every destination, and why one failed. */
export function showResults({ screen }: Stage, acted: Acted): void {
  const results = Object.entries(resultsOf(acted))
  screen.table(
    ['destination', 'status', 'created', 'kept', 'failed'],
    results.map(([name, { status, created, kept, failed }]) => [name, status, created, kept, failed]),
  )
  const errors = results.filter(([, { error }]) => error !== '')
  for (const [name, { error }] of errors) screen.failure(`${name}: ${error}`)
  if (errors.length > 0) screen.line()
}

/** What users find at GitHub. */
export function showAssets({ screen, github }: Stage): void {
  screen.table(
    ['public release', 'asset', 'bytes'],
    github
      .releases()
      .filter(({ draft }) => !draft)
      .flatMap(({ tag, assets }) => assets.map(({ name, size }) => [tag, name, size])),
  )
}

/** What steps cost at GitHub. */
export function showCost({ screen }: Stage, ...steps: readonly Acted[]): void {
  const sum = (of: (acted: Acted) => number): number => steps.reduce((total, each) => total + of(each), 0)
  const requests = sum((each) => each.requests)
  const writes = sum((each) => each.writes)
  const seconds = (sum((each) => each.milliseconds) / 1000).toFixed(1)
  screen.aside(`${requests} requests to GitHub, ${writes} of them writes, in ${seconds} s`)
}

/** What the statuses of destinations are, against what they should be. */
export function statusesAre(acted: Acted, wanted: Readonly<Record<string, string>>): readonly string[] {
  const results = resultsOf(acted)
  const names = new Set([...Object.keys(results), ...Object.keys(wanted)])
  return [...names].flatMap((name) => {
    const status = results[name]?.status ?? 'not run'
    return status === (wanted[name] ?? 'not run') ? [] : [`${name} is ${status}`]
  })
}

/** What a count is, against what it should be. */
export const countIs = (what: string, found: number, wanted: number): readonly string[] =>
  found === wanted ? [] : [`${found} ${what} instead of ${wanted}`]
