import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import type { z } from 'zod'
import type { Asset } from '../../src/assets/asset.ts'
import type { Item, Receipt } from '../../src/backends/backend.ts'
import type { WriteFault } from './remote.ts'
import type { Subject, Trial } from './trial.ts'

/** Names that a path, a shell, an address or a listing could take for something else. */
export const oddNames: readonly string[] = [
  'a b+c~d.txt',
  '-dash.txt',
  'UPPER.TXT',
  "quote's $(x) `y`.txt",
  'é世界#1?x=2&y=%41.tar.gz',
  'no-ending',
  `${'long-'.repeat(30)}.zip`,
]

export const pattern = Uint8Array.from({ length: 251 }, (_, index) => index + 1)

export const few = async (trial: Trial): Promise<readonly Asset[]> =>
  Promise.all(['b.txt', 'a.txt', 'c.txt'].map(async (name) => trial.asset(name, `bytes of ${name}`)))

export async function tried(subject: Subject, body: (trial: Trial) => Promise<void> | void): Promise<void> {
  const trial = await subject.open()
  try {
    await body(trial)
  } finally {
    await trial.remote.close()
  }
}

export function demand(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise)
}

export function same(actual: unknown, expected: unknown, otherwise: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is === should) return
  // From a little before the first difference: a plan is long.
  const at = Math.max(0, is.split('').findIndex((each, index) => each !== should[index]) - 40)
  throw new Error(`${otherwise}\n  is      …${is.slice(at, at + 200)}\n  should  …${should.slice(at, at + 200)}`)
}

/** What is left of a value in a file. */
export const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort()

export const nameOn = ({ remote }: Trial, { name }: Asset): string => remote.nameOf?.(name) ?? name

/** The server has these assets, byte for byte, and nothing else. */
export async function demandHeld(trial: Trial, assets: readonly Asset[]): Promise<void> {
  const entries = (all: Readonly<Record<string, string>>): readonly unknown[] =>
    Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))
  const wanted = Object.fromEntries(
    await Promise.all(assets.map(async (asset) => [nameOn(trial, asset), digest(await readFile(asset.path))] as const)),
  )
  same(entries(await trial.remote.held()), entries(wanted), 'the server has other files than the assets')
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Planned again, there is nothing to do. */
export async function demandDone(trial: Trial, assets: readonly Asset[]): Promise<void> {
  for (const { address, action, why } of await trial.plan(assets))
    demand(action === 'keep', `planned again, ${address} is to "${action}" (${why})`)
}

/** The run after one that failed: it ends well, and everything is there. */
export async function resume(trial: Trial, assets: readonly Asset[]): Promise<void> {
  await trial.publishAll(await trial.plan(assets))
  await demandDone(trial, assets)
  await demandHeld(trial, assets)
}

/** Strikes each write in turn, on a server of its own. */
export async function atEveryWrite(
  subject: Subject,
  fault: WriteFault,
  then: (trial: Trial, struck: { readonly writes: number; readonly number: number }) => Promise<void>,
): Promise<void> {
  let writes = 0
  await tried(subject, async (trial) => {
    await trial.publishAll(await trial.plan(await few(trial)))
    writes = trial.remote.writes()
  })
  demand(writes > 0, 'publishing to an empty server wrote nothing')
  for (let number = 0; number < writes; number++)
    await tried(subject, async (trial) => {
      const assets = await few(trial)
      trial.remote.failWrite(number, fault)
      const error = await failure(publishPlanned(trial, assets))
      // A backend that overcomes a failure by itself has to have overcome it.
      if (error === undefined) await demandHeld(trial, assets)
      await resume(trial, assets)
      await then(trial, { writes, number })
    })
}

const publishPlanned = async (trial: Trial, assets: readonly Asset[]): Promise<readonly Receipt[]> =>
  trial.publishAll(await trial.plan(assets))

export function withAsset(items: readonly Item[]): Item {
  const found = items.find(({ asset }) => asset !== undefined)
  demand(found !== undefined, 'no item has an asset')
  return found
}

/** What was thrown; `undefined` where nothing was. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
    return undefined
  } catch (error) {
    return error ?? new Error('nothing was thrown, as an error')
  }
}

export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined

/** All that a log could show of an error: message, stack, properties and causes. */
export const wholeError = (error: unknown): string =>
  inspect(error, { depth: 12, maxStringLength: Infinity, maxArrayLength: Infinity })

export const names = (issue: z.core.$ZodIssue, key: string): boolean =>
  issue.path.includes(key) ||
  issue.message.includes(key) ||
  (issue.code === 'unrecognized_keys' && issue.keys.includes(key))
