import { z } from 'zod'
import type { Backend, Item, Receipt } from '../../src/backends/backend.ts'
import { secret, SecretName } from '../../src/config/fields.ts'
import { messageOf, UserError } from '../../src/errors.ts'
import type { Host, Reader } from '../../src/host/host.ts'
import { assetOf, authorization, digestAt, httpPut, put, type Config } from './http-put.ts'

/** A backend with one mistake, as somebody in a hurry would make it. */
export interface Mutant {
  readonly name: string
  /** The law that it is made to break. */
  readonly law: string
  readonly backend: Backend<Config>
}

const mutant = (law: string, name: string, mistake: Partial<Backend<Config>>): Mutant => ({
  name,
  law,
  backend: { ...httpPut, ...mistake },
})

export const mutants: readonly Mutant[] = [
  mutant('plan is pure', 'tries whether it can write while it plans', {
    plan: async (options, view, reader) => {
      if (isHost(reader)) await send(options, `${options.url}/probe`, 'probe', reader)
      return httpPut.plan(options, view, reader)
    },
  }),
  mutant('plan is stable', 'plans in the order of the assets', {
    plan: async (options, view, reader) => {
      const items = await httpPut.plan(options, view, reader)
      return view.assets.flatMap((asset) => items.filter((item) => item.asset === asset))
    },
  }),
  mutant('publish converges', 'plans to create whatever there is', {
    plan: async (options, view, reader) =>
      (await httpPut.plan(options, view, reader)).map((item): Item => ({ ...item, action: 'create', why: 'to do' })),
  }),
  mutant('publish converges', 'keeps in its plan what is no JSON', {
    plan: async (options, view, reader) =>
      (await httpPut.plan(options, view, reader)).map((item) => ({ ...item, detail: new Map([['at', item.address]]) })),
    publish: async (options, item, host) => {
      if (!(item.detail instanceof Map)) throw new Error('the plan does not say where to')
      return httpPut.publish(options, item, host)
    },
  }),
  mutant('publish is idempotent', 'always writes', {
    publish: async (options, item, host) => {
      await put(options, item.address, assetOf(item), host)
      return receiptOf(item, 'created', host)
    },
  }),
  mutant('publish is idempotent', 'believes a plan that is old', {
    publish: async (options, item, host) => {
      if (item.action === 'conflict') throw new UserError('CONFLICT', `${item.address} has other bytes`)
      if (item.action !== 'keep') await put(options, item.address, assetOf(item), host)
      return receiptOf(item, item.action === 'keep' ? 'kept' : 'created', host)
    },
  }),
  mutant('publish converges', 'says that it published, and did not', {
    publish: async (_options, item, host) => Promise.resolve(receiptOf(item, 'created', host)),
  }),
  mutant('a conflict is never overwritten', 'overwrites what is in its way', {
    publish: async (options, item, host) => httpPut.publish({ ...options, replace: true }, item, host),
  }),
  mutant('a conflict is never overwritten', 'plans to replace what is in its way', {
    plan: async (options, view, reader) => httpPut.plan({ ...options, replace: true }, view, reader),
  }),
  mutant('a conflict is never overwritten', 'does not call a conflict by its code', {
    publish: async (options, item, host) => {
      try {
        return await httpPut.publish(options, item, host)
      } catch (error) {
        throw new Error(`could not publish: ${messageOf(error)}`)
      }
    },
  }),
  mutant('a conflict is never overwritten', 'trusts its receipts more than the server', {
    plan: async (options, view, reader) =>
      (await httpPut.plan(options, view, reader)).map((item): Item =>
        reader.memory.done(item.address) === undefined ? item : { ...item, action: 'keep', why: 'there is a receipt' },
      ),
  }),
  mutant('verify reads back', 'verifies that something is there', {
    verify: async (options, { address }, reader) =>
      (await digestAt(options, address, reader)) === undefined
        ? { ok: false, why: 'absent' }
        : { ok: true, by: 'digest' },
  }),
  mutant('verify reads back', 'verifies the receipt by the receipt', {
    verify: async (_options, { sha256 }) =>
      Promise.resolve(sha256 === '' ? { ok: false, why: 'no digest' } : { ok: true, by: 'digest' }),
  }),
  mutant('odd names and sizes survive', 'puts names into addresses as they are', {
    plan: async (options, view, reader) =>
      (await httpPut.plan(options, view, reader)).map((item) => ({
        ...item,
        address: `${options.url}/${assetOf(item).name}`,
      })),
  }),
  mutant('odd names and sizes survive', 'takes an empty file for none', {
    publish: async (options, item, host) =>
      assetOf(item).size === 0 ? receiptOf(item, 'kept', host) : httpPut.publish(options, item, host),
  }),
  mutant('a large body arrives whole', 'sends the first chunk of a stream', {
    publish: async (options, item, host) =>
      sending(options, item, host, async () => {
        for await (const chunk of host.files.open(assetOf(item).path) as AsyncIterable<Uint8Array>) return chunk
        return new Uint8Array()
      }),
  }),
  mutant('a short or long read is an error', 'sends what the file holds by now', {
    publish: async (options, item, host) =>
      sending(options, item, host, async () => host.files.bytes(assetOf(item).path)),
  }),
  mutant('failure at any write is resumable', 'leaves its lock behind', {
    publish: async (options, item, host) => {
      const lock = `${options.url}/lock`
      if ((await digestAt(options, lock, host)) !== undefined) throw new UserError('LOCKED', 'another run is under way')
      if ((await digestAt(options, item.address, host)) === assetOf(item).sha256) return receiptOf(item, 'kept', host)
      await send(options, lock, 'locked', host)
      const receipt = await httpPut.publish(options, item, host)
      await host.http.write({ method: 'DELETE', url: lock, headers: authorization(options, host) })
      return receipt
    },
  }),
  mutant('a lost answer is not a second write', 'tries again without a look', {
    publish: async (options, item, host) => {
      try {
        return await httpPut.publish(options, item, host)
      } catch (error) {
        if (error instanceof UserError) throw error
        host.signal.throwIfAborted()
        await put(options, item.address, assetOf(item), host)
        return receiptOf(item, 'created', host)
      }
    },
  }),
  mutant('Retry-After is honoured', 'has less patience than the server asks for', {
    plan: async (options, view, reader) => {
      const late = reader.clock.sleep(10_000).then((): never => {
        throw new UserError('TOO_SLOW', 'the server takes too long')
      })
      return Promise.race([httpPut.plan(options, view, reader), late])
    },
  }),
  mutant('an abort ends it', 'sleeps through a cancellation, and goes on', {
    publish: async (options, item, host) => {
      try {
        return await httpPut.publish(options, item, host)
      } catch {
        await host.clock.sleep(60_000)
        return httpPut.publish(options, item, { ...host, signal: new AbortController().signal })
      }
    },
  }),
  mutant('an abort ends it', 'begins a write though the run was cancelled', {
    publish: async (options, item, host) => {
      if ((await digestAt(options, item.address, host).catch(() => undefined)) === undefined) {
        await put(options, item.address, assetOf(item), { ...host, signal: new AbortController().signal })
        return receiptOf(item, 'created', host)
      }
      return httpPut.publish(options, item, host)
    },
  }),
  mutant('secrets stay secret', 'shows the request in an error', {
    publish: async (options, item, host) => {
      try {
        return await httpPut.publish(options, item, host)
      } catch (error) {
        if (error instanceof UserError && error.code === 'CONFLICT') throw error
        throw new Error(`PUT with ${JSON.stringify(authorization(options, host))} failed`)
      }
    },
  }),
  mutant('secrets stay secret', 'keeps the request in the cause of an error', {
    publish: async (options, item, host) => {
      try {
        return await httpPut.publish(options, item, host)
      } catch (error) {
        if (error instanceof UserError && error.code === 'CONFLICT') throw error
        const cause = Object.assign(new Error('no answer'), { request: { headers: authorization(options, host) } })
        throw new UserError('HTTP_WRITE', `PUT ${item.address} failed`, { cause })
      }
    },
  }),
  mutant('secrets stay secret', 'keeps the token in its receipts', {
    publish: async (options, item, host) => ({
      ...(await httpPut.publish(options, item, host)),
      detail: { headers: authorization(options, host) },
    }),
  }),
  mutant('secrets stay secret', 'writes the token into the plan', {
    plan: async (options, view, reader) =>
      (await httpPut.plan(options, view, reader)).map((item) => ({
        ...item,
        detail: { token: encodeURIComponent(reader.secret(options.token.env)) },
      })),
  }),
  mutant('secrets stay secret', 'logs what it sends', {
    publish: async (options, item, host) => {
      host.log.debug(`PUT ${item.address} ${JSON.stringify(authorization(options, host))}`)
      return httpPut.publish(options, item, host)
    },
  }),
  mutant('unknown and missing keys are refused', 'passes over keys that it does not know', {
    config: z.object(fields()),
  }),
  mutant('unknown and missing keys are refused', 'does not say which key is missing', {
    config: z
      .strictObject({ ...fields(), url: fields().url.default(''), token: fields().token.optional() })
      .transform(({ token, ...rest }, context): Config => {
        if (token === undefined || rest.url === '') context.addIssue('the configuration is incomplete')
        return { ...rest, token: token ?? new SecretName('') }
      }),
  }),
  mutant('unknown and missing keys are refused', 'takes a secret that is written in the file', {
    config: z.strictObject({
      ...fields(),
      token: z.string().transform((text) => new SecretName(text.replace(/^\$/, ''))),
    }),
  }),
]

function fields() {
  return { url: z.url(), token: secret('Bearer token.'), replace: z.boolean().default(false) }
}

const isHost = (reader: Reader): reader is Host => 'write' in reader.http

const receiptOf = (item: Item, did: Receipt['did'], host: Host): Receipt => {
  const { size, sha256 } = assetOf(item)
  return { address: item.address, did, size, sha256, at: new Date(host.clock.now()).toISOString() }
}

async function send(options: Config, url: string, content: string | Uint8Array, host: Host): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const headers = authorization(options, host)
  const answer = await host.http.write({ method: 'PUT', url, headers, body: { kind: 'bytes', bytes } })
  await answer.text()
  if (answer.status >= 300) throw new UserError('HTTP_WRITE', `PUT ${url} answered ${answer.status}`)
}

/** Publishes as it should, but for the bytes that it sends. */
async function sending(options: Config, item: Item, host: Host, bytes: () => Promise<Uint8Array>): Promise<Receipt> {
  host.signal.throwIfAborted()
  const found = await digestAt(options, item.address, host)
  if (found === assetOf(item).sha256) return receiptOf(item, 'kept', host)
  if (found !== undefined) throw new UserError('CONFLICT', `${item.address} has other bytes`)
  await send(options, item.address, await bytes(), host)
  return receiptOf(item, 'created', host)
}
