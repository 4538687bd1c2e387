import { clients as names, type Client, type Clients, type Load } from './clients.ts'
import { measure } from './measure.ts'
import type { Server } from './server-process.ts'
import type { Counts, Terms } from './shelf.ts'
import { spread, type Spread } from './statistics.ts'

export interface Case {
  readonly name: string
  readonly load: Load
  /** Milliseconds that the server takes for each upload. */
  readonly latency: number
}

/** `rerun`: the action once more, with nothing changed. The others know no such thing. */
export type Subject = Client | 'rerun'

export interface Result {
  readonly subject: Subject
  /** Milliseconds. */
  readonly wall: Spread
  /** Bytes. */
  readonly memory: Spread
  readonly requests: number
  readonly writes: number
}

export interface CaseResult {
  readonly name: string
  readonly assets: number
  /** Bytes of all assets. */
  readonly bytes: number
  readonly latency: number
  readonly results: readonly Result[]
}

interface Sample {
  readonly wall: number
  readonly memory: number
  readonly counts: Counts
}

export interface Round {
  readonly server: Server
  readonly clients: Clients
  /** The clients to measure. */
  readonly present: readonly Client[]
  readonly rounds: number
  readonly log: (line: string) => void
}

/**
 * Measures a case: a round that warms up, in which the server hashes what arrives; then rounds in which all clients take turns,
 * each round beginning with another one, so that a slow minute of the machine is nobody's.
 */
export async function runCase({ name, load, latency }: Case, options: Round): Promise<CaseResult> {
  const { present, rounds, log } = options
  const samples = new Map<Subject, Sample[]>()
  for (const client of present) {
    log(`${name}: warming up: ${client}`)
    await once(client, load, { latency: 0, hash: true }, options)
  }
  for (let round = 0; round < rounds; round++) {
    for (const client of rotated(present, round)) {
      const taken: [Subject, Sample][] = [[client, await once(client, load, { latency, hash: false }, options)]]
      if (client === 'slipway') taken.push(['rerun', await again(load, latency, options)])
      for (const [subject, sample] of taken) {
        samples.set(subject, [...(samples.get(subject) ?? []), sample])
        log(`${name}: round ${round + 1}: ${subject}: ${Math.round(sample.wall)} ms`)
      }
    }
  }
  const subjects: readonly Subject[] = [...names, 'rerun']
  return {
    name,
    assets: load.files.length,
    bytes: load.files.reduce((sum, { size }) => sum + size, 0),
    latency,
    results: subjects.flatMap((subject) => {
      const taken = samples.get(subject)
      return taken === undefined ? [] : [summed(subject, taken)]
    }),
  }
}

const rotated = <T>(values: readonly T[], by: number): readonly T[] => {
  const at = by % Math.max(1, values.length)
  return [...values.slice(at), ...values.slice(0, at)]
}

function summed(subject: Subject, samples: readonly Sample[]): Result {
  const most = (of: (sample: Sample) => number): number => Math.max(...samples.map(of))
  return {
    subject,
    wall: spread(samples.map(({ wall }) => wall)),
    memory: spread(samples.map(({ memory }) => memory)),
    requests: most(({ counts }) => counts.requests),
    writes: most(({ counts }) => counts.writes),
  }
}

const termsFor = (load: Load, rest: Omit<Terms, 'files'>): Terms => ({
  ...rest,
  files: Object.fromEntries(load.files.map(({ name, size, sha256 }) => [name, { size, sha256 }])),
})

/** One upload of everything to an empty server. Throws where not every byte arrived. */
async function once(
  client: Client,
  load: Load,
  { latency, hash }: { readonly latency: number; readonly hash: boolean },
  { server, clients }: Round,
): Promise<Sample> {
  await server.terms(termsFor(load, { latency, hash, keep: false }))
  const sample = await measure(await clients.command(client, load))
  const counts = await server.counts()
  const { stored, wrong, unknown } = counts
  if (stored !== load.files.length || wrong > 0 || unknown.length > 0)
    throw new Error(`${client} is not measured right: ${JSON.stringify(counts)}`)
  return { ...sample, counts }
}

/** The action once more on what it has just published. */
async function again(load: Load, latency: number, { server, clients }: Round): Promise<Sample> {
  await server.terms(termsFor(load, { latency, hash: false, keep: true }))
  const sample = await measure(await clients.command('slipway', load))
  return { ...sample, counts: await server.counts() }
}
