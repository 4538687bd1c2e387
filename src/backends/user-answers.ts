import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { Item, Proof, Receipt, ReleaseView, Verdict } from './backend.ts'

const text = z.string().min(1).max(2000)
/** One printable line. */
const line = text.regex(/^[^\p{Cc}\u2028\u2029]+$/u, 'must be one line without control characters')
const url = z.string().regex(/^https?:\/\/[^\s\p{Cc}]+$/u, 'must be an address like https://example.com/path')
const proof = z.enum(['digest', 'size', 'presence'])

const itemShape = z.strictObject({
  address: line,
  action: z.enum(['create', 'keep', 'replace', 'conflict']),
  why: text,
  asset: z.union([z.string(), z.looseObject({ name: z.string(), sha256: z.string() })]).optional(),
  after: z.array(z.string()).default([]),
  url: url.optional(),
  proof: proof.optional(),
  detail: z.json().optional(),
})

const receiptShape = z.strictObject({
  address: z.string(),
  did: z.enum(['created', 'replaced', 'kept']),
  size: z.int().min(0).optional(),
  sha256: z
    .string()
    .regex(/^([0-9a-f]{64})?$/, 'must be 64 digits in lower-case hex')
    .optional(),
  url: url.optional(),
  at: z.iso.datetime().optional(),
  detail: z.json().optional(),
})

const verdictShape = z.union(
  [z.strictObject({ ok: z.literal(true), by: proof.optional() }), z.strictObject({ ok: z.literal(false), why: text })],
  'must be { ok: true } or { ok: false, why: "…" }',
)

/** Who answered, for a message. */
export interface Answerer {
  /** The path of a module, or the line of a command. */
  readonly who: string
  /** The destination that it served, where one is known. */
  readonly destination?: string
}

/**
 * The items of a plan that code of the user made. Every address begins with the name of the destination and a colon, so that nobody
 * speaks for another; every file is an asset of this release, so that nothing is sent that nobody hashed. Throws a `UserError` for the
 * first thing that is wrong.
 */
export function checkedItems(answer: unknown, view: ReleaseView, who: string): readonly Item[] {
  const answerer: Answerer = { who, destination: view.destination }
  const list = z.array(z.unknown()).safeParse(answer)
  if (!list.success)
    throw broken(answerer, 'plan', `returns ${shown(answer)}, not a list of items`, 'Return [] where there is nothing.')
  const items = list.data.map((each, index) => {
    const { asset, url: at, proof: by, detail, ...rest } = read(itemShape, each, answerer, `plan`, `item ${index + 1}`)
    const own = `${view.destination}:`
    if (!rest.address.startsWith(own) || rest.address.length === own.length)
      throw broken(
        answerer,
        'plan',
        `returns an item with an address of another destination, ${JSON.stringify(rest.address)}`,
        `Begin every address with "${own}".`,
      )
    return {
      ...rest,
      ...(asset === undefined ? {} : { asset: ownAsset(asset, view, answerer, rest.address) }),
      ...(at === undefined ? {} : { url: at }),
      ...(by === undefined ? {} : { proof: by }),
      ...(detail === undefined ? {} : { detail }),
    }
  })
  checkOrder(items, answerer)
  return items
}

function ownAsset(
  given: string | { readonly name: string; readonly sha256: string },
  { assets }: ReleaseView,
  answerer: Answerer,
  address: string,
): NonNullable<Item['asset']> {
  const found = assets.find((asset) =>
    typeof given === 'string' ? asset.name === given : asset.name === given.name && asset.sha256 === given.sha256,
  )
  if (found !== undefined) return found
  throw broken(
    answerer,
    'plan',
    `returns the item ${address} with a file that is no asset of this release`,
    'Give it one of release.assets as it is.',
  )
}

/** Every address once; what comes after something comes after an item of the same list, and not in a circle. */
function checkOrder(items: readonly Item[], answerer: Answerer): void {
  const addresses = new Set<string>()
  for (const { address } of items) {
    if (addresses.has(address))
      throw broken(answerer, 'plan', `returns two items of the address ${address}`, 'Return each address once.')
    addresses.add(address)
  }
  for (const { address, after } of items)
    for (const earlier of after)
      if (!addresses.has(earlier))
        throw broken(
          answerer,
          'plan',
          `returns the item ${address} after ${JSON.stringify(earlier)}, which is none of its items`,
          'Name addresses of the same list in "after".',
        )
  const placed = new Set<string>()
  for (let left = items; left.length > 0; left = left.filter(({ address }) => !placed.has(address))) {
    const ready = left.filter(({ after }) => after.every((address) => placed.has(address)))
    if (ready.length === 0)
      throw broken(
        answerer,
        'plan',
        `returns items that come after one another in a circle: ${left.map(({ address }) => address).join(', ')}`,
        'Take one of these "after" out.',
      )
    for (const { address } of ready) placed.add(address)
  }
}

/** The receipt of one item. Size, digest and time that it leaves out are those of the asset and of now. */
export function checkedReceipt(answer: unknown, item: Item, answerer: Answerer, now: number): Receipt {
  const {
    size,
    sha256,
    at,
    url: where,
    detail,
    ...rest
  } = read(receiptShape, answer, answerer, 'publish', 'the receipt')
  if (rest.address !== item.address)
    throw broken(
      answerer,
      'publish',
      `was given ${item.address} and returns a receipt for another address, ${JSON.stringify(rest.address)}`,
      'Return the address of the item.',
    )
  return {
    ...rest,
    size: size ?? item.asset?.size ?? 0,
    sha256: sha256 ?? item.asset?.sha256 ?? '',
    ...(where === undefined ? {} : { url: where }),
    at: at ?? new Date(now).toISOString(),
    ...(detail === undefined ? {} : { detail }),
  }
}

/** What was found when it was read back, or when it was asked whether it can be written to. */
export function checkedVerdict(answer: unknown, answerer: Answerer, call: 'verify' | 'probe', by: Proof): Verdict {
  const verdict = read(verdictShape, answer, answerer, call, 'the verdict')
  return verdict.ok ? { ok: true, by: verdict.by ?? by } : verdict
}

function read<T>(schema: z.ZodType<T>, answer: unknown, answerer: Answerer, call: string, what: string): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue?.path.join('.') ?? ''
  const why =
    issue?.code === 'unrecognized_keys'
      ? `it has the unknown field "${issue.keys[0] ?? ''}"`
      : at === ''
        ? `it is ${shown(answer)}, and ${issue?.message ?? ''}`
        : `its ${at} is ${shown(valueAt(answer, issue?.path ?? []))}: ${issue?.message ?? ''}`
  throw broken(answerer, call, `returns something that is no good as ${what}: ${why}`, `Mend what ${call} returns.`)
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), value)

export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'undefined':
      return 'missing'
    case 'string':
      return JSON.stringify(value.slice(0, 200))
    case 'function':
      return 'a function'
    case 'object':
      return value === null ? 'null' : 'a mapping'
    default:
      return String(value)
  }
}

function broken(answerer: Answerer, call: string, what: string, hint: string): UserError {
  return new UserError('BACKEND_BROKEN', `${named(answerer, call)} ${what}`, { hint })
}

/** What code of the user ended with, when it gave no answer. */
export function failed(answerer: Answerer, call: string, why: string, cause?: unknown): UserError {
  return new UserError('BACKEND_FAILED', `${named(answerer, call)} failed: ${why}`, {
    hint: 'See what it printed in the log; what is done is kept, so it can be run again.',
    cause,
  })
}

const named = ({ who, destination }: Answerer, call: string): string =>
  `${call} of ${who}${destination === undefined ? '' : `, for the destination ${destination},`}`
