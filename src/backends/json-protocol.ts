import { secretsIn, SecretName } from '../config/fields.ts'
import { UserError } from '../errors.ts'
import type { CommandResult, CommandSpec, Host, Reader } from '../host/host.ts'
import type { Item, Receipt, ReleaseView, Verdict } from './backend.ts'
import { explain, shells, type Shell } from './command-shell.ts'
import { checkedItems, checkedReceipt, checkedVerdict, failed, type Answerer } from './user-answers.ts'

/** A program that speaks the protocol, as the configuration describes it. */
export interface Program {
  readonly run: string
  readonly shell: Shell
  /** Milliseconds for one call. */
  readonly timeout: number
  /** What is handed on to it; a {@link SecretName} anywhere in it is a secret. */
  readonly config: Readonly<Record<string, unknown>>
  /** Further variables of its environment. */
  readonly env: Readonly<Record<string, unknown>>
}

type Call = 'plan' | 'publish' | 'verify'

/** The version of the protocol: `api` of every request. */
const protocolVersion = 1

/** See `Backend.plan`: the program is asked what it would do. */
export async function planByProgram(program: Program, view: ReleaseView, reader: Reader): Promise<readonly Item[]> {
  const who: Answerer = { who: program.run, destination: view.destination }
  const request = { ...base(program, 'plan', view.destination), release: view }
  const result = await reader.commands.check(spec(program, request, reader, view.root))
  const items = checkedItems(answerOf(program, result, who, 'plan'), view, program.run)
  // Where the checkout is, only the plan is told; the later calls run there, too.
  return items.map((item) => ({ ...item, detail: { root: view.root, own: item.detail ?? null } }))
}

/** See `Backend.publish`. A program answers a conflict with `{ "conflict": "<why>" }`. */
export async function publishByProgram(program: Program, item: Item, host: Host): Promise<Receipt> {
  host.signal.throwIfAborted()
  const { root, own } = detailOf(item.detail)
  const who = answerer(program, item.address)
  const request = { ...base(program, 'publish', destinationOf(item.address)), item: { ...item, detail: own } }
  const result = await host.commands.run(spec(program, request, host, root))
  const answer = answerOf(program, result, who, 'publish')
  const conflict: unknown = Reflect.get(Object(answer), 'conflict')
  if (typeof conflict === 'string') throw new UserError('CONFLICT', `${item.address} cannot be written: ${conflict}`)
  const receipt = checkedReceipt(answer, item, who, host.clock.now())
  return { ...receipt, detail: { root, own: receipt.detail ?? null } }
}

/** See `Backend.verify`. */
export async function verifyByProgram(program: Program, receipt: Receipt, reader: Reader): Promise<Verdict> {
  const { root, own } = detailOf(receipt.detail)
  const who = answerer(program, receipt.address)
  const request = { ...base(program, 'verify', destinationOf(receipt.address)), receipt: { ...receipt, detail: own } }
  const result = await reader.commands.check(spec(program, request, reader, root))
  return checkedVerdict(answerOf(program, result, who, 'verify'), who, 'verify', 'presence')
}

const destinationOf = (address: string): string => address.slice(0, address.indexOf(':'))

const answerer = ({ run }: Program, address: string): Answerer => ({ who: run, destination: destinationOf(address) })

const base = ({ config }: Program, call: Call, destination: string): Readonly<Record<string, unknown>> => ({
  api: protocolVersion,
  call,
  destination,
  config: shownConfig(config),
})

/** A configuration as it stands in the file: a secret by its name, which is the name of a variable of the program, too. */
function shownConfig(value: unknown): unknown {
  if (value instanceof SecretName) return `$${value.env}`
  if (Array.isArray(value)) return value.map(shownConfig)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shownConfig(each)]))
}

function detailOf(detail: unknown): { readonly root: string; readonly own: unknown } {
  const root: unknown = Reflect.get(Object(detail), 'root')
  return { root: typeof root === 'string' ? root : '.', own: Reflect.get(Object(detail), 'own') ?? null }
}

function spec(program: Program, request: unknown, reader: Reader, root: string): CommandSpec {
  const named = secretsIn(program.config).map((name) => [name, reader.secret(name)] as const)
  const own = Object.entries(program.env).map(
    ([name, value]) => [name, value instanceof SecretName ? reader.secret(value.env) : String(value)] as const,
  )
  return {
    argv: shells[program.shell](program.run),
    cwd: root,
    env: { ...reader.baseEnvironment, ...Object.fromEntries(named), ...Object.fromEntries(own) },
    timeout: program.timeout,
    stdin: `${JSON.stringify(request)}\n`,
    answers: true,
    onLine: (text) => reader.log.info(`  ${text}`),
  }
}

/** The JSON that a program answered with; throws a `UserError` where it gave none. */
function answerOf(program: Program, result: CommandResult, who: Answerer, call: Call): unknown {
  if (result.ended !== 'exit' || result.code !== 0) {
    const tail = result.tail.slice(-5).join('\n')
    throw failed(who, call, `${explain(program, result)}${tail === '' ? '' : `\n${tail}`}`)
  }
  try {
    return JSON.parse(result.stdout ?? '') as unknown
  } catch (cause) {
    const start = result.stdout?.trim().slice(0, 80)
    const what = start === undefined ? 'more than 16 MiB' : start === '' ? 'nothing' : JSON.stringify(start)
    throw new UserError(
      'BACKEND_BROKEN',
      `${call} of ${who.who}, for the destination ${who.destination ?? ''}, answers ${what} on its standard output, which is no JSON`,
      { hint: 'Print one JSON value there, and everything for people to standard error.', cause },
    )
  }
}
