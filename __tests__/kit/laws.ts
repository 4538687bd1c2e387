import { readFile, writeFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { z } from 'zod'
import {
  asJson,
  atEveryWrite,
  codeOf,
  demand,
  demandDone,
  demandHeld,
  failure,
  few,
  names,
  oddNames,
  pattern,
  resume,
  same,
  sorted,
  tried,
  wholeError,
  withAsset,
} from './demands.ts'
import type { Subject } from './trial.ts'

/** Something that every backend keeps to. */
export interface Law {
  readonly name: string
  /** What would happen to a user without it. */
  readonly reason: string
  /** Throws where the law is broken, with a sentence that says how. */
  readonly run: (subject: Subject) => Promise<void>
}

export const laws: readonly Law[] = [
  {
    name: 'plan is pure',
    reason: 'A dry run is: plan, print, stop. A plan that writes has done harm before anybody agreed.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const assets = await few(trial)
        await trial.plan(assets)
        demand(trial.remote.writes() === 0, `planning for an empty server wrote ${trial.remote.writes()} times`)
        await trial.publishAll(await trial.plan(assets))
        const before = trial.remote.writes()
        await trial.plan(assets)
        demand(trial.remote.writes() === before, 'planning for a server that has everything wrote to it')
      }),
  },
  {
    name: 'plan is stable',
    reason: 'Plans are printed, compared and reviewed: the order in which files were found must not show.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const assets = await few(trial)
        const items = await trial.plan(assets)
        const [first, ...rest] = assets
        const turned = first === undefined ? [] : [...rest, first]
        for (const order of [turned, [...assets].reverse()])
          same(await trial.plan(order), items, 'the plan depends on the order of the assets')
        const addresses = items.map(({ address }) => address)
        demand(new Set(addresses).size === addresses.length, `an address is there twice: ${addresses.join(' ')}`)
        for (const { address, after } of items)
          for (const other of after)
            demand(addresses.includes(other), `${address} comes after ${other}, which is no item`)
      }),
  },
  {
    name: 'publish converges',
    reason: 'Planned again after a success, nothing is left to do: otherwise no run ever ends it.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const assets = await few(trial)
        const items = await trial.plan(assets)
        // Plans are kept and shown as JSON, so what publish needs has to survive that.
        const receipts = await trial.publishAll(asJson(items))
        same(
          sorted(receipts.map(({ address }) => address)),
          sorted(items.map(({ address }) => address)),
          'the receipts are of other addresses than the items',
        )
        await demandDone(trial, assets)
      }),
  },
  {
    name: 'publish is idempotent',
    reason: 'The plan may be hours old, and the run the second one: publish looks again, and writes nothing twice.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const items = await trial.plan(await few(trial))
        await trial.publishAll(items)
        const before = trial.remote.writes()
        const again = await trial.publishAll(items)
        demand(trial.remote.writes() === before, `publishing again wrote ${trial.remote.writes() - before} times`)
        for (const { address, did } of again) demand(did === 'kept', `${address} was ${did} a second time`)
      }),
  },
  {
    name: 'a conflict is never overwritten',
    reason: 'What is published is never changed behind somebody’s back: people compare digests.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const items = await trial.plan(await few(trial))
        await trial.publishAll(items)
        const item = withAsset(items)
        await trial.remote.corrupt(item.address)
        const [before, writes] = [await trial.remote.held(), trial.remote.writes()]
        const now = (await trial.plan(await few(trial))).find(({ address }) => address === item.address)
        demand(now?.action === 'conflict', `other bytes are there, and the plan says "${now?.action ?? 'nothing'}"`)
        const error = await failure(trial.publish(item))
        demand(error !== undefined, 'publish went on though other bytes are there')
        demand(codeOf(error) === 'CONFLICT', `publish failed with ${inspect(error)}, not with code CONFLICT`)
        same(await trial.remote.held(), before, 'what was there was changed')
        demand(trial.remote.writes() === writes, 'something was written in spite of the conflict')
      }),
  },
  {
    name: 'verify reads back',
    reason: 'A receipt is what the writer believes. Only a look at the other side proves it.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const items = await trial.plan(await few(trial))
        const receipts = await trial.publishAll(items)
        for (const receipt of receipts) {
          const verdict = await trial.verify(asJson(receipt))
          demand(verdict.ok, `${receipt.address} was just published, and is not verified: ${inspect(verdict)}`)
          const hasAsset = items.find(({ address }) => address === receipt.address)?.asset !== undefined
          demand(
            !hasAsset || verdict.by === subject.verifies,
            `it promises to verify by ${subject.verifies}, and says ${inspect(verdict)}`,
          )
        }
        const { address } = withAsset(items)
        const receipt = receipts.find((each) => each.address === address)
        demand(receipt !== undefined, `${address} has no receipt`)
        await trial.remote.corrupt(address)
        demand(!(await trial.verify(receipt)).ok, `${address} has other bytes now, and is verified all the same`)
      }),
  },
  {
    name: 'odd names and sizes survive',
    reason:
      'A name that is not encoded ends up as another file. The server is asked, since the backend would repeat its mistake.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const assets = await Promise.all(oddNames.map(async (name) => trial.asset(name, `bytes of ${name}`)))
        const empty = await trial.asset('empty.bin', '')
        const sizes = [
          ...assets,
          await trial.asset('one.bin', '1'),
          ...(subject.refusesEmpty === undefined ? [empty] : []),
        ]
        if (subject.refusesEmpty !== undefined) {
          const error = await failure(trial.plan([...assets, empty]))
          demand(error !== undefined, `it is said to take no empty file (${subject.refusesEmpty}), but plans one`)
        }
        const receipts = await trial.publishAll(await trial.plan(sizes))
        await demandHeld(trial, sizes)
        for (const receipt of receipts) demand((await trial.verify(receipt)).ok, `${receipt.address} is not verified`)
        await demandDone(trial, sizes)
      }),
  },
  {
    name: 'a large body arrives whole',
    reason: 'What is larger than one chunk of a stream, or one part of an upload, is where bodies are cut off.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const assets = [await trial.asset('large.bin', Buffer.alloc(5 * 1024 * 1024 + 7, pattern))]
        await trial.publishAll(await trial.plan(assets))
        await demandHeld(trial, assets)
      }),
  },
  {
    name: 'a short or long read is an error',
    reason: 'A file that changed since it was verified must not become half an upload.',
    run: async (subject: Subject): Promise<void> => {
      for (const [how, size] of [
        ['shorter', 200_000],
        ['longer', 400_000],
      ] as const)
        await tried(subject, async (trial) => {
          const asset = await trial.asset('changing.bin', Buffer.alloc(300_000, pattern))
          const items = await trial.plan([asset])
          const right = await readFile(asset.path)
          await writeFile(asset.path, Buffer.alloc(size, pattern))
          const error = await failure(trial.publishAll(items))
          demand(error !== undefined, `the file became ${how}, and was published all the same`)
          same(await trial.remote.held(), {}, `the file became ${how}, and the server has something of it`)
          await writeFile(asset.path, right)
          await resume(trial, [asset])
        })
    },
  },
  {
    name: 'failure at any write is resumable',
    reason: 'Run it again, and it finishes: whichever request failed, nobody has to tidy up.',
    run: async (subject) => atEveryWrite(subject, 'refused', async () => Promise.resolve()),
  },
  {
    name: 'a lost answer is not a second write',
    reason: 'A connection that breaks after a write has done it. Sent again blindly, it is there twice, or refused.',
    run: async (subject) =>
      atEveryWrite(subject, 'lost answer', async (trial, { writes, number }) => {
        const more = trial.remote.writes() - writes
        demand(more === 0, `the answer to write ${number + 1} of ${writes} was lost, and ${more} more were made`)
        return Promise.resolve()
      }),
  },
  {
    name: 'Retry-After is honoured',
    reason: 'A server that asks for patience and does not get it locks its client out.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const { remote, clock } = trial
        demand(
          remote.deferRead !== undefined,
          'the remote has no deferRead: give it one, or skip this law with the reason',
        )
        const assets = await few(trial)
        const patiently = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
          const before = clock.sleeps.length
          remote.deferRead?.(40)
          const result = await work()
          demand(
            clock.sleeps.slice(before).some((ms) => ms >= 40_000),
            `${what} was asked to wait for 40 s, and waited for ${inspect(clock.sleeps.slice(before))} ms`,
          )
          return result
        }
        const items = await patiently('plan', async () => trial.plan(assets))
        const receipts = await trial.publishAll(items)
        const receipt = receipts.find(({ address }) => address === withAsset(items).address)
        if (receipt !== undefined) await patiently('verify', async () => trial.verify(receipt))
      }),
  },
  {
    name: 'an abort ends it',
    reason:
      'A cancelled step has ten seconds. What begins another write, or sleeps through them, is killed in the middle.',
    run: async (subject: Subject): Promise<void> => {
      await tried(subject, async (trial) => {
        const [item] = await trial.plan(await few(trial))
        demand(item !== undefined, 'there is no item')
        const error = await failure(
          trial.publish(item, trial.host({ signal: AbortSignal.abort(new Error('cancelled')) })),
        )
        demand(trial.remote.writes() === 0, 'the run was cancelled, and a write began')
        demand(error !== undefined, 'the run was cancelled, and publish says that it is done')
      })
      await tried(subject, async (trial) => {
        const [item] = await trial.plan(await few(trial))
        demand(item !== undefined, 'there is no item')
        const controller = new AbortController()
        let at: number | undefined
        const onSleep = (): void => {
          at ??= trial.clock.now()
          controller.abort(new Error('cancelled'))
        }
        trial.remote.failWrite(0, 'refused')
        const error = await failure(trial.publish(item, trial.host({ signal: controller.signal, onSleep })))
        demand(error !== undefined, 'a write failed, the run was cancelled, and publish says that it is done')
        demand(trial.remote.writes() <= 1, 'the run was cancelled while it waited, and it wrote again')
        demand(
          trial.clock.now() - (at ?? trial.clock.now()) <= 1000,
          'the run was cancelled while it waited, and it went on waiting',
        )
      })
    },
  },
  {
    name: 'secrets stay secret',
    reason: 'Plans, receipts, errors and logs are kept as artifacts and pasted into issues.',
    run: async (subject) =>
      tried(subject, async (trial) => {
        const { remote, log } = trial
        const assets = await few(trial)
        const items = await trial.plan(assets)
        remote.failWrite(0, 'refused')
        const errors = [await failure(trial.publishAll(items))]
        const receipts = await trial.publishAll(await trial.plan(assets))
        const { address } = withAsset(items)
        await remote.corrupt(address)
        for (const item of items) errors.push(await failure(trial.publish(item)))
        const verdicts = await Promise.all(receipts.map(async (each) => trial.verify(each)))
        const told = { plan: items, receipts, verdicts, log, error: errors.map(wholeError) }
        for (const [where, value] of Object.entries(told)) {
          const text = typeof value === 'string' ? value : JSON.stringify(value)
          for (const [name, secret] of Object.entries(remote.secrets))
            for (const shape of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
              demand(!text.includes(shape), `the value of $${name} is in the ${where}`)
        }
      }),
  },
  {
    name: 'unknown and missing keys are refused',
    reason: 'A key that is passed over is a mistake that shows on release day; one that is missing has to be named.',
    run: async (subject) =>
      tried(subject, ({ remote: { config, secrets } }) => {
        const { schema } = subject
        demand(schema.safeParse(config).success, 'the configuration of the remote is refused')
        for (const wrong of [null, 7, 'text', []])
          demand(!schema.safeParse(wrong).success, `${inspect(wrong)} is taken for a configuration`)
        const stranger = 'key-of-the-kit'
        const issues = schema.safeParse({ ...config, [stranger]: 1 }).error?.issues ?? []
        demand(
          issues.some((issue) => names(issue, stranger)),
          'an unknown key is not refused by its name',
        )
        const { required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
        for (const key of new Set([...Object.keys(config), ...required])) {
          const rest = Object.fromEntries(Object.entries(config).filter(([name]) => name !== key))
          const { error } = schema.safeParse(rest)
          demand(error !== undefined || !required.includes(key), `${key} is required, and may be left out`)
          demand(
            error === undefined || error.issues.some((issue) => names(issue, key)),
            `${key} is missing, and nothing says its name: ${error?.message ?? ''}`,
          )
        }
        for (const [key, value] of Object.entries(config)) {
          if (typeof value !== 'string' || secrets[value.slice(1)] === undefined) continue
          const { error } = schema.safeParse({ ...config, [key]: 'a-secret-in-the-file' })
          demand(error !== undefined, `${key} takes a secret that is written in the file`)
          demand(!error.message.includes('a-secret-in-the-file'), `${key} repeats a secret that is written in the file`)
        }
      }),
  },
]
