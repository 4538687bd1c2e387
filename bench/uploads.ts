import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { artifact, clients, isThere, prepareClients, type Client, type Clients, type Load } from './clients.ts'
import { linkInto, MiB, requireSpace, writeFileOf, type BenchFile } from './files.ts'
import { markdown, targetsOf } from './report.ts'
import { runCase, type Case, type CaseResult } from './rounds.ts'
import { startServer } from './server-process.ts'

/**
 * Uploads of the built action beside curl and gh, to one server on this machine. Numbers are for comparing the clients of one run
 * with each other, and with nothing else. Linux only; `gh` and `curl` are left out where they are not installed.
 */
const usage = `node scripts/run.mjs bench/uploads.ts [options]

  --quick          20 assets, a smaller large one, fewer rounds
  --json           JSON instead of Markdown
  --rounds <n>     rounds of each case
  --only <text>    only the cases whose name holds this
  --node <path>    Node that runs the action (default: the one that runs this)
  --entry <path>   the built action (default: dist/index.js)
`

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string', default: '' },
    node: { type: 'string', default: process.execPath },
    entry: { type: 'string', default: 'dist/index.js' },
    help: { type: 'boolean', default: false },
  },
})

const root = process.cwd()
const log = (line: string): void => void process.stderr.write(`${line}\n`)

/** Milliseconds that each upload takes at a server that is not next door. */
const farAway = 300

interface Shape {
  readonly name: string
  readonly count: number
  readonly large?: number
  readonly latency: number
  readonly rounds: number
}

function shapes(quick: boolean): readonly Shape[] {
  const counts = quick ? [20] : [100, 200]
  const rounds = quick ? 2 : 5
  const large = quick ? 256 : 1536
  return [
    { name: '1 × 4 MiB', count: 1, latency: 0, rounds },
    ...counts.flatMap((count): readonly Shape[] => [
      { name: `${count} × 4 MiB`, count, latency: 0, rounds },
      { name: `${count} × 4 MiB, ${farAway} ms`, count, latency: farAway, rounds: quick ? 2 : 3 },
    ]),
    { name: `1 × ${large} MiB`, count: 1, large: large * MiB, latency: 0, rounds },
  ]
}

async function main(): Promise<void> {
  if (flags.help) {
    process.stdout.write(usage)
    return
  }
  const wanted = shapes(flags.quick).filter(({ name }) => name.includes(flags.only))
  const present: Client[] = []
  for (const client of clients) if (client === 'slipway' || (await isThere(client))) present.push(client)
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'))
  const server = await startServer(root)
  let prepared: Clients | undefined
  try {
    const cases = await makeLoads(folder, wanted)
    prepared = await prepareClients(folder, server, { node: flags.node, entry: resolve(root, flags.entry) })
    const results: CaseResult[] = []
    for (const { rounds, ...each } of cases) {
      results.push(
        await runCase(each, {
          server,
          clients: prepared,
          present,
          rounds: flags.rounds === undefined ? rounds : Number(flags.rounds),
          log,
        }),
      )
    }
    const json = (): string => `${JSON.stringify({ cases: results, targets: targetsOf(results) }, undefined, 2)}\n`
    process.stdout.write(flags.json ? json() : markdown(results, setting))
  } finally {
    await prepared?.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const setting =
  'Ratios of one run on one machine, medians of rounds in which the clients take turns. One server takes the uploads of all, five ' +
  'at a time. curl sends to a release that is there; slipway and gh open and publish theirs; slipway also hashes every file, ' +
  'reads the release back and keeps its receipts as an artifact of the run. Peak memory is that of a client and all its children.'

/** Writes the files once; cases share them. */
async function makeLoads(
  folder: string,
  wanted: readonly Shape[],
): Promise<readonly (Case & { readonly rounds: number })[]> {
  const small = Math.max(0, ...wanted.filter(({ large }) => large === undefined).map(({ count }) => count))
  const larges = wanted.flatMap(({ large }) => large ?? [])
  await requireSpace(folder, larges.reduce((sum, size) => sum + size, 0) + small * 4 * MiB)
  const store = join(folder, 'files')
  await mkdir(store)
  log('writing files')
  const files: BenchFile[] = []
  for (let index = 0; index < small; index++)
    files.push(await writeFileOf(store, `tool-${String(index).padStart(3, '0')}.bin`, 4 * MiB))
  const load = async (name: string, of: readonly BenchFile[]): Promise<Load> => {
    const artifacts = join(folder, name)
    return { artifacts, files: await linkInto(join(artifacts, artifact), of) }
  }
  const cases: (Case & { readonly rounds: number })[] = []
  for (const [index, { name, count, large, latency, rounds }] of wanted.entries()) {
    const of = large === undefined ? files.slice(0, count) : [await writeFileOf(store, 'large.bin', large)]
    cases.push({ name, latency, rounds, load: await load(`load-${index}`, of) })
  }
  return cases
}

await main()
