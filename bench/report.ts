import { MiB } from './files.ts'
import type { CaseResult, Result, Subject } from './rounds.ts'
import type { Spread } from './statistics.ts'

/** A limit, what was measured, and whether it holds. */
export interface Target {
  readonly case: string
  readonly what: string
  readonly limit: string
  readonly measured: string
  readonly holds: boolean
}

/** Bytes that the process of the action may hold, in every case. */
const mostMemory = 160 * MiB

/** What memory may differ by from case to case and still be the same: two runs of one case differ by as much. */
const memoryNoise = 8 * MiB

/** Bytes below which a case says nothing of speed: the start of a process is all there is to see. */
const leastBytes = 64 * MiB

const of = ({ results }: CaseResult, subject: Subject): Result | undefined =>
  results.find((result) => result.subject === subject)

/** Every target against what was measured. Ratios are of medians of one run. */
export function targetsOf(cases: readonly CaseResult[]): readonly Target[] {
  return [...cases.flatMap(targetsOfCase), ...sameMemory(cases)]
}

function targetsOfCase(measured: CaseResult): readonly Target[] {
  const { name, assets, latency, bytes } = measured
  const [own, curl, gh, rerun] = (['slipway', 'curl', 'gh', 'rerun'] as const).map((each) => of(measured, each))
  if (own === undefined) return []
  const targets: Target[] = []
  const add = (what: string, limit: string, shown: string, holds: boolean): void => {
    targets.push({ case: name, what, limit, measured: shown, holds })
  }
  const timed = bytes >= leastBytes
  if (timed && curl !== undefined) {
    const ratio = own.wall.median / curl.wall.median
    const most = latency > 0 ? 1.1 : 1
    add('time / time of curl', latency > 0 ? '≤ 1.1' : '< 1', ratio.toFixed(2), ratio <= most)
  }
  if (timed && gh !== undefined) {
    const ratio = gh.wall.median / own.wall.median
    add('throughput / throughput of gh', '≥ 0.85', ratio.toFixed(2), ratio >= 0.85)
  }
  const memory = Math.max(own.memory.max, rerun?.memory.max ?? 0)
  add('memory', '< 160 MiB', `${mebibytes(memory)} MiB`, memory < mostMemory)
  const pages = Math.ceil(assets / 100)
  add('requests', `≤ ${assets + 5 + pages}`, String(own.requests), own.requests <= assets + 5 + pages)
  if (rerun !== undefined) {
    add('requests of a rerun', `≤ ${3 + pages}`, String(rerun.requests), rerun.requests <= 3 + pages)
    add('writes of a rerun', '0', String(rerun.writes), rerun.writes === 0)
  }
  return targets
}

/** The largest single asset takes no more memory than the smallest, and no more than many. */
function sameMemory(cases: readonly CaseResult[]): readonly Target[] {
  const single = cases.filter(({ assets }) => assets === 1).sort((a, b) => a.bytes - b.bytes)
  const [small, large] = [single[0], single.at(-1)]
  const [less, more] = [small, large].map((each) => (each === undefined ? undefined : of(each, 'slipway')?.memory))
  if (small === undefined || large === undefined || small === large || less === undefined || more === undefined)
    return []
  return [
    {
      case: `${large.name} against ${small.name}`,
      what: 'memory',
      limit: `≤ ${mebibytes(less.median)} + ${mebibytes(memoryNoise)} MiB`,
      measured: `${mebibytes(more.median)} MiB`,
      holds: more.median <= less.median + memoryNoise,
    },
  ]
}

/** A process that was gone before anybody looked has no number. */
const mebibytes = (bytes: number): string => (bytes === 0 ? '–' : (bytes / MiB).toFixed(0))

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** The whole report as Markdown. */
export function markdown(cases: readonly CaseResult[], setting: string): string {
  const seconds = ({ min, median, max }: Spread): string =>
    `${(median / 1000).toFixed(2)} (${(min / 1000).toFixed(2)}–${(max / 1000).toFixed(2)})`
  const measured = cases.flatMap((each) => {
    const base = of(each, 'curl')
    return each.results.map((result) => [
      each.name,
      result.subject === 'rerun' ? 'slipway, unchanged rerun' : result.subject,
      seconds(result.wall),
      base === undefined || result.subject === 'rerun' ? '' : (result.wall.median / base.wall.median).toFixed(2),
      `${mebibytes(result.memory.median)} (${mebibytes(result.memory.min)}–${mebibytes(result.memory.max)})`,
      String(result.requests),
      String(result.writes),
    ])
  })
  const targets = targetsOf(cases).map((each) => [
    each.case,
    each.what,
    each.limit,
    each.measured,
    each.holds ? 'yes' : '**no**',
  ])
  return [
    '## Uploads to a release',
    '',
    setting,
    '',
    table(['case', 'client', 'seconds (min–max)', '/ curl', 'peak MiB (min–max)', 'requests', 'writes'], measured),
    '',
    '### Targets',
    '',
    table(['case', 'what', 'limit', 'measured', 'holds'], targets),
    '',
  ].join('\n')
}
