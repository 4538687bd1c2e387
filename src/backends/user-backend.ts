import { z } from 'zod'
import { messageOf, mistakesOf, UserError, UserErrors } from '../errors.ts'
import type { Reader } from '../host/host.ts'
import type { Backend } from './backend.ts'
import { checkedItems, checkedReceipt, checkedVerdict, failed, shown, type Answerer } from './user-answers.ts'
import { fieldsSchema, type UserConfig } from './user-fields.ts'
import { onlyHost, onlyReader } from './user-surroundings.ts'

/** The version of the interface between Slipway and a module of the user's own. */
export const backendApi = 1

type Call = 'plan' | 'publish' | 'verify' | 'probe'

/** What a module is called with is what the interface says; what it answers is looked at before it is believed. */
type Callable = (...given: readonly unknown[]) => unknown

const isCallable = (value: unknown): value is Callable => typeof value === 'function'

/** The keys that a module may export, besides its functions. */
const traits = z.object({
  kind: z.string().min(1).optional(),
  verifies: z.enum(['digest', 'size', 'presence']),
  takes: z.enum(['tag', 'any']).default('any'),
  remembers: z.boolean().default(false),
})

/**
 * The backend that a loaded module of the user's own exports. Throws every mistake in the module at once, each naming what is wrong
 * and what to write.
 */
export function userBackend(path: string, namespace: unknown): Backend<UserConfig> {
  const exported: unknown = Reflect.get(Object(namespace), 'default')
  if (typeof exported !== 'object' || exported === null)
    throw new UserError('MODULE_SHAPE', `${path} exports no backend`, {
      hint: 'End it with: export default { api: 1, config: {…}, verifies: …, plan, publish, verify }.',
    })
  const api: unknown = Reflect.get(exported, 'api')
  if (api !== backendApi)
    throw new UserError(
      'MODULE_API',
      api === undefined
        ? `${path} does not say for which version of the interface it is written`
        : `${path} is written for version ${shown(api)} of the interface, and this is version ${backendApi}`,
      { hint: `Write "api: ${backendApi}" into its default export.` },
    )
  const mistakes: UserError[] = []
  const wrong = (what: string, hint: string): void => {
    mistakes.push(new UserError('MODULE_SHAPE', `${path} ${what}`, { hint }))
  }
  const fields = fieldsSchema(Reflect.get(exported, 'config'))
  if (!fields.ok)
    for (const mistake of fields.mistakes)
      wrong(mistake, 'A field is written like { type: "string", required: true, description: "…" }.')
  const read = traits.safeParse(exported)
  for (const { path: at } of read.error?.issues ?? []) {
    const key = String(at[0])
    wrong(Reflect.has(exported, key) ? `has the wrong "${key}"` : `has no "${key}"`, hints[key] ?? '')
  }
  const asked = Reflect.get(exported, 'probe') === undefined ? required : [...required, 'probe' as const]
  const calls = new Map(asked.map((name) => [name, Reflect.get(exported, name) as unknown]))
  for (const [name, value] of calls)
    if (!isCallable(value)) wrong(`has no function ${name}`, `Write "async ${name}(…) {…}" into its default export.`)
  if (mistakes.length > 0 || !fields.ok || !read.success) throw new UserErrors(mistakes)
  return bound({ path, schema: fields.schema, ...read.data, probes: calls.has('probe') }, async (name, ...given) => {
    const call = calls.get(name)
    if (!isCallable(call)) throw new Error(`${path} has no function ${name}`)
    const answer: unknown = await Reflect.apply(call, exported, given)
    return answer
  })
}

const required = ['plan', 'publish', 'verify'] as const satisfies readonly Call[]

const hints: Readonly<Record<string, string>> = {
  kind: 'It is a text: the name of what it publishes to.',
  verifies: 'Write verifies: "digest", "size" or "presence": what verify compares.',
  takes: 'Write takes: "tag" or "any".',
  remembers: 'Write remembers: true or false.',
}

interface Traits extends z.output<typeof traits> {
  readonly path: string
  readonly schema: z.ZodType<UserConfig>
  readonly probes: boolean
}

function bound(
  { path, schema, kind = path, verifies, takes, remembers, probes }: Traits,
  call: (name: Call, ...given: readonly unknown[]) => Promise<unknown>,
): Backend<UserConfig> {
  const answerer = (address: string): Answerer => ({ who: path, destination: address.slice(0, address.indexOf(':')) })
  return {
    kind,
    config: schema,
    verifies,
    takes: () => takes,
    remembers,
    // Nobody said that it can do several things at once; `max-parallel` does.
    parallel: 1,
    // What is shared with other destinations goes in as a copy: what a module changes in it, nobody else sees.
    plan: async (config, release, reader) => {
      const who: Answerer = { who: path, destination: release.destination }
      const answer = await told(who, 'plan', call('plan', config, structuredClone(release), onlyReader(reader)))
      return checkedItems(answer, release, path)
    },
    publish: async (config, item, host) => {
      host.signal.throwIfAborted()
      const who = answerer(item.address)
      const answer = await told(who, 'publish', call('publish', config, structuredClone(item), onlyHost(host)))
      return checkedReceipt(answer, item, who, host.clock.now())
    },
    verify: async (config, receipt, reader) => {
      const who = answerer(receipt.address)
      const answer = await told(who, 'verify', call('verify', config, structuredClone(receipt), onlyReader(reader)))
      return checkedVerdict(answer, who, 'verify', verifies)
    },
    ...(probes
      ? {
          probe: async (config: UserConfig, reader: Reader) =>
            checkedVerdict(await call('probe', config, onlyReader(reader)), { who: path }, 'probe', verifies),
        }
      : {}),
  }
}

/** Waits for code of the user; what it throws becomes one sentence that says where. */
async function told(answerer: Answerer, call: Call, work: Promise<unknown>): Promise<unknown> {
  try {
    return await work
  } catch (cause) {
    if (mistakesOf(cause) !== undefined) throw cause
    if (Reflect.get(Object(cause), 'code') === 'CONFLICT') throw new UserError('CONFLICT', messageOf(cause), { cause })
    throw failed(answerer, call, messageOf(cause), cause)
  }
}
