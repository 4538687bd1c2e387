import { z } from 'zod'
import { duration, secret, SecretName } from '../config/fields.ts'
import { UserError } from '../errors.ts'
import type { CommandResult, CommandSpec, Host, Reader } from '../host/host.ts'
import { releaseId, type PlannedRelease } from '../plan/types.ts'
import type { Backend, Item, Receipt, ReleaseView } from './backend.ts'
import { freeMapping, notSecret } from './free-mapping.ts'
import { explain, shells } from './command-shell.ts'
import { inOrder } from './in-order.ts'
import { planByProgram, publishByProgram, verifyByProgram, type Program } from './json-protocol.ts'

const config = z
  .strictObject({
    run: z
      .string()
      .min(1)
      .meta({ description: 'The command: a line for the shell. What it may know is in the environment.' }),
    protocol: z
      .literal('json')
      .optional()
      .meta({ description: 'The command is a backend of your own: it reads a request and answers it, both JSON.' }),
    config: freeMapping
      .optional()
      .meta({ description: 'With `protocol: json`: what the program is configured with; `$NAME` for a secret of it.' }),
    per: z
      .enum(['asset', 'target', 'package', 'release', 'run'])
      .default('release')
      .meta({ description: 'What the command runs once for.' }),
    check: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'A command that looks and changes nothing: exit code 0 says that it is done already.' }),
    shell: z.enum(['bash', 'sh', 'pwsh', 'python']).default('bash').meta({ description: 'What reads the command.' }),
    timeout: duration('How long one run may take.').default(15 * 60_000),
    retries: z
      .int()
      .min(0)
      .max(10)
      .default(0)
      .meta({ description: 'How often a failed run is tried again, each time after `check`.' }),
    env: z
      .record(
        z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable'),
        z.union([
          secret('Name of a variable of the step.'),
          // A misspelt `$NAME` must not pass as the text that it is.
          z.string().regex(/^(?!\$)/, notSecret),
          z.number(),
          z.boolean(),
        ]),
      )
      .default({})
      .meta({ description: 'Further variables: a value, or `$NAME` for a variable of the step.' }),
  })
  .check((context) => {
    const { protocol, config: own, check, retries, per } = context.value
    const mistake = (key: string, message: string): void => {
      context.issues.push({ code: 'custom', message, input: context.value, path: [key] })
    }
    if (protocol === undefined && own !== undefined) mistake('config', 'needs "protocol: json" beside it')
    if (protocol === undefined) return
    if (check !== undefined) mistake('check', 'has no meaning with "protocol: json": the program is asked with "plan"')
    if (retries > 0)
      mistake('retries', 'has no meaning with "protocol: json": the program knows itself what it repeats')
    if (per !== 'release')
      mistake('per', 'has no meaning with "protocol: json": the plan of the program says what is done')
  })

type Config = z.output<typeof config>

/** The variables that tell a command what it runs for. */
const detail = z.object({
  variables: z.record(z.string(), z.string()),
  root: z.string(),
  release: z.string(),
  name: z.string().optional(),
})

/** A command of the user's own. Whether it is done is asked with `check`; without one, the receipts of earlier attempts say it. */
export const command: Backend<Config> = {
  kind: 'command',
  config,
  verifies: 'presence',
  takes: () => 'any',
  remembers: true,
  // Commands of one destination may well push to one place.
  parallel: 1,

  plan: async (options, view, reader) => {
    if (options.protocol === 'json') return planByProgram(programOf(options), view, reader)
    const subjects = subjectsOf(options, inOrder(view))
    return Promise.all(
      subjects.map(async ({ key, variables, asset }): Promise<Item> => {
        const item = {
          address: `command:${view.destination}/${key}`,
          after: [],
          detail: {
            variables,
            root: view.root,
            release: releaseId(view.release),
            ...(asset === undefined ? {} : { name: asset.name }),
          } satisfies z.output<typeof detail>,
          ...(asset === undefined ? {} : { asset }),
        }
        return {
          ...item,
          ...((await isDone(options, item, reader)) ?? {
            action: 'create',
            why: options.check === undefined ? 'no receipt of it' : 'its check says so',
          }),
        }
      }),
    )
  },

  publish: async (options, item, host) => {
    if (options.protocol === 'json') return publishByProgram(programOf(options), item, host)
    const before = await isDone(options, item, host)
    if (before !== undefined) return receipt(item, 'kept', host, host.memory.done(item.address)?.url)
    const folder = await host.files.temporary('command')
    const output = `${folder}/output`
    await host.files.write(output, '')
    for (let attempt = 0; ; attempt++) {
      const result = await host.commands.run(spec(options, options.run, item, host, output))
      if (result.ended === 'exit' && result.code === 0) break
      if (attempt >= options.retries || result.ended === 'cancelled') throw failure(options, result)
      host.log.warning(`${item.address}: ${explain(options, result)}; try ${attempt + 2} of ${options.retries + 1}`)
      await host.clock.sleep(host.clock.random() * 1000 * 2 ** attempt, host.signal)
      if (options.check !== undefined && (await isDone(options, item, host)) !== undefined) break
    }
    const url = /^url=(https?:\/\/\S+)$/m.exec(await host.files.text(output))?.[1]
    await host.files.remove(folder)
    return receipt(item, 'created', host, url)
  },

  verify: async (options, past, reader) => {
    if (options.protocol === 'json') return verifyByProgram(programOf(options), past, reader)
    if (options.check === undefined) return { ok: true, by: 'presence' }
    const done = await isDone(options, { address: past.address, detail: past.detail }, reader)
    return done === undefined
      ? { ok: false, why: 'its check still says that it is not done' }
      : { ok: true, by: 'presence' }
  },
}

const programOf = ({ config: own = {}, ...options }: Config): Program => ({ ...options, config: own })

interface Subject {
  /** What it runs for, as the end of its address. */
  readonly key: string
  readonly variables: Readonly<Record<string, string>>
  readonly asset?: ReleaseView['assets'][number]
}

function subjectsOf({ per }: Config, view: ReleaseView): readonly Subject[] {
  const { release, assets } = view
  const base = releaseVariables(release)
  const id = `${release.package}@${release.version}+${release.commit.slice(0, 12)}`
  switch (per) {
    case 'asset':
      return assets.map((asset) => ({
        // With the digest: other bytes under the same name are another thing to do.
        key: `${id}/${asset.name}/${asset.sha256.slice(0, 12)}`,
        variables: {
          ...base,
          SLIPWAY_TARGET: asset.target,
          SLIPWAY_FILE: asset.path,
          SLIPWAY_NAME: asset.name,
          SLIPWAY_SHA256: asset.sha256,
          SLIPWAY_SIZE: String(asset.size),
        },
        asset,
      }))
    case 'target':
      return release.targets.map(({ target }) => ({
        key: `${id}/${target}`,
        variables: { ...base, SLIPWAY_TARGET: target },
      }))
    case 'package':
      return [{ key: `${release.package}+${release.commit.slice(0, 12)}`, variables: base }]
    case 'release':
      return [{ key: id, variables: base }]
    case 'run':
      return [
        {
          key: `run+${release.commit.slice(0, 12)}`,
          variables: {
            SLIPWAY_COMMIT: release.commit,
            SLIPWAY_TAG: view.all
              .map(({ tag }) => tag)
              .filter(Boolean)
              .join(' '),
            SLIPWAY_PACKAGE: [...new Set(view.all.map((each) => each.package))].join(' '),
          },
        },
      ]
  }
}

const releaseVariables = (release: PlannedRelease): Readonly<Record<string, string>> => ({
  SLIPWAY_PACKAGE: release.package,
  SLIPWAY_VERSION: release.version,
  SLIPWAY_TAG: release.tag,
  SLIPWAY_COMMIT: release.commit,
  SLIPWAY_CHANNEL: release.channel,
})

/** Whether it is done already, with the reason; `undefined` where it has to run. */
async function isDone(
  options: Config,
  item: Pick<Item, 'address' | 'detail'>,
  reader: Reader,
): Promise<Pick<Item, 'action' | 'why' | 'url' | 'proof'> | undefined> {
  if (options.check === undefined) {
    const past = reader.memory.done(item.address)
    return past === undefined
      ? undefined
      : {
          action: 'keep',
          why: `done at ${past.at}`,
          proof: 'presence',
          ...(past.url === undefined ? {} : { url: past.url }),
        }
  }
  const result = await reader.commands.check(spec(options, options.check, item, reader))
  if (result.ended !== 'exit') throw failure(options, result, 'check')
  return result.code === 0 ? { action: 'keep', why: 'its check says that it is done', proof: 'presence' } : undefined
}

function spec(
  options: Config,
  line: string,
  item: Pick<Item, 'address' | 'detail'>,
  reader: Reader,
  output?: string,
): CommandSpec {
  const { variables, root, release, name } = detail.parse(item.detail)
  const url = reader.link(release, name) ?? reader.link(release)
  const own = Object.entries(options.env).map(
    ([name, value]) => [name, value instanceof SecretName ? reader.secret(value.env) : String(value)] as const,
  )
  return {
    argv: shells[options.shell](line),
    cwd: root,
    env: {
      ...reader.baseEnvironment,
      ...Object.fromEntries(own),
      ...variables,
      ...(url === undefined ? {} : { SLIPWAY_URL: url }),
      ...(output === undefined ? {} : { SLIPWAY_OUTPUT: output }),
    },
    timeout: options.timeout,
    onLine: (text) => reader.log.info(`  ${text}`),
  }
}

function failure(options: Config, result: CommandResult, which: 'run' | 'check' = 'run'): UserError {
  const tail = result.tail.slice(-5).join('\n')
  return new UserError(
    'COMMAND_FAILED',
    `${which === 'run' ? 'the command' : 'its check'} failed: ${explain(options, result)}${tail === '' ? '' : `\n${tail}`}`,
    {
      hint:
        which === 'run'
          ? 'See what it printed in the log.'
          : 'A check ends with exit code 0 (done) or another one (not done).',
    },
  )
}

function receipt(item: Item, did: Receipt['did'], host: Host, url: string | undefined): Receipt {
  return {
    address: item.address,
    did,
    size: item.asset?.size ?? 0,
    sha256: item.asset?.sha256 ?? '',
    ...(url === undefined ? {} : { url }),
    at: new Date(host.clock.now()).toISOString(),
    detail: item.detail,
  }
}
