import { loadConfig } from '../../src/config/load.ts'
import type { Config } from '../../src/config/config.ts'
import { makePlan, type Planned } from '../../src/plan/plan.ts'
import type { PlanFacts } from '../../src/plan/plan-facts.ts'
import type { Package, PlannedRelease } from '../../src/plan/types.ts'

/** The commit that everything is about, and another one. */
export const here = 'a'.repeat(40)
export const elsewhere = 'b'.repeat(40)

/** A configuration from all that comes after its version. */
export const configOf = async (text: string): Promise<Config> =>
  (await loadConfig(`version: 1\n${text}\n`, 'slipway.yml')).config

export const packageOf = (name: string, but: Partial<Package> = {}): Package => ({
  ecosystem: 'cargo',
  name,
  path: `crates/${name}`,
  version: '1.2.0',
  bins: [name],
  changelog: undefined,
  ...but,
})

export const releaseOf = (name: string, but: Partial<PlannedRelease> = {}): PlannedRelease => ({
  package: name,
  ecosystem: 'cargo',
  path: `crates/${name}`,
  version: '1.2.0',
  tag: `${name}-v1.2.0`,
  channel: 'stable',
  prerelease: false,
  commit: here,
  date: '2026-03-01',
  bins: [name],
  targets: [],
  ...but,
})

/** Facts of mode release without a tag on the remote. */
export const factsOf = (
  config: Config,
  packages: readonly Package[],
  but: Partial<Omit<PlanFacts, 'config'>> = {},
): PlanFacts => ({
  mode: 'release',
  commit: here,
  date: '2026-03-01',
  config,
  workspace: { packages, unreadable: [] },
  tags: new Map(),
  packages: [],
  targets: [],
  chosen: undefined,
  ...but,
})

export const planFor = async (
  text: string,
  packages: readonly Package[],
  but: Partial<Omit<PlanFacts, 'config'>> = {},
): Promise<Planned> => makePlan(factsOf(await configOf(text), packages, but))

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One of the values. */
export function pick<T>(random: () => number, values: readonly [T, ...T[]]): T {
  return values[Math.floor(random() * values.length)] ?? values[0]
}
