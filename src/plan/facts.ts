import { throwAll, UserError } from '../errors.ts'
import type { Reader } from '../host/host.ts'
import type { Context } from '../host/runtime.ts'
import { parseRemoteTags, type RemoteTags } from './tags.ts'

/** Milliseconds for a question to the repository on this disk, and for one to the remote. */
const localTime = 30_000
const remoteTime = 120_000

/** What git and the event say: read once, with one question to the remote. */
export interface Facts {
  /** The commit that everything is about. */
  readonly commit: string
  readonly tags: RemoteTags
  /** Day of the commit that is checked out, UTC, `2026-01-31`. */
  readonly date: string
}

/** The commit that a step is about: the one that the workflow names, the head of the pull request, or the one of the run. */
export const commitOf = (context: Context, input: string | undefined): string | undefined =>
  (input ?? context.pullRequestHead ?? (context.sha === '' ? undefined : context.sha))?.toLowerCase()

/** Reads the facts of a checkout; depth 1 is enough. Throws where there is no repository, no remote, or another commit. */
export async function readFacts(
  reader: Reader,
  root: string,
  options: {
    readonly context: Context
    readonly commit: string | undefined
    readonly token: string
    readonly strict: boolean
  },
): Promise<Facts> {
  const git = gitAt(reader, root)
  // In UTC, so that the date is the same on every machine.
  const head = await git(['show', '-s', '--format=%H %cd', '--date=format-local:%Y-%m-%d', 'HEAD'], localTime, {
    TZ: 'UTC',
  })
  if (head.code !== 0) {
    throw new UserError('NO_REPOSITORY', `${root} is no git repository with a commit: ${firstLine(head.stderr)}`, {
      hint: 'Put "- uses: actions/checkout@v7" before this step, or mend the input "working-directory".',
    })
  }
  const [checkedOut = '', date = ''] = head.stdout.trim().split(' ')
  const commit = commitOf(options.context, options.commit) ?? checkedOut
  // The event of a pull request checks out the merge commit, whose tree is what the head will be after the merge.
  const merge = options.context.pullRequestHead !== undefined && checkedOut === options.context.sha
  if (checkedOut !== commit && !merge) {
    const message = `the checkout is at ${checkedOut}, but the commit is ${commit}`
    const hint = `Check out that commit: "with: { ref: ${commit} }" at actions/checkout, or leave the input "commit" out.`
    if (options.strict) throw new UserError('WRONG_CHECKOUT', message, { hint })
    reader.log.warning(`${message}: versions are read from the checkout. ${hint}`)
  }
  const remote = await remoteName(git)
  return { commit, date, tags: await remoteTags(git, remote, reader.github.server, options.token) }
}

/**
 * The commit and the remote tags of a checkout, where there is one and its remote answers; `undefined` otherwise. For a mode that
 * does not need them, and checks what it can.
 */
export async function checkoutIfKnown(
  reader: Reader,
  root: string,
  token: string,
): Promise<{ readonly head: string; readonly tags: RemoteTags } | undefined> {
  const git = gitAt(reader, root)
  try {
    const head = await git(['rev-parse', 'HEAD'], localTime)
    if (head.code !== 0) return undefined
    return { head: head.stdout.trim(), tags: await remoteTags(git, await remoteName(git), reader.github.server, token) }
  } catch {
    return undefined
  }
}

type Git = (
  argv: readonly string[],
  timeout: number,
  env?: Readonly<Record<string, string>>,
) => ReturnType<Reader['commands']['look']>

/** Git as a reader of one folder: it never asks a person, and trusts the folder whoever owns it (containers run as another user). */
const gitAt =
  (reader: Reader, root: string): Git =>
  async (argv, timeout, env = {}) =>
    reader.commands.look(
      ['git', '-c', `safe.directory=${root}`, '-c', 'http.lowSpeedLimit=1', '-c', 'http.lowSpeedTime=60', ...argv],
      { cwd: root, timeout, env: { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env } },
    )

async function remoteName(git: Git): Promise<string> {
  const { stdout } = await git(['remote'], localTime)
  const remotes = stdout.split('\n').filter(Boolean)
  const [first] = remotes
  if (first === undefined)
    throw new UserError('NO_REMOTE', 'the repository has no remote, so nobody can say which tags exist', {
      hint: 'Check it out with actions/checkout, or add one: git remote add origin <url>.',
    })
  return remotes.includes('origin') ? 'origin' : first
}

async function remoteTags(git: Git, remote: string, server: string, token: string): Promise<RemoteTags> {
  const { stdout } = await git(['remote', 'get-url', remote], localTime)
  const answer = await git(['ls-remote', '--tags', '--', remote], remoteTime, credentials(stdout.trim(), server, token))
  throwAll(
    answer.code === 0
      ? []
      : [
          new UserError('REMOTE_UNREACHABLE', `the tags of ${remote} could not be read: ${firstLine(answer.stderr)}`, {
            hint: 'Give the job "permissions: { contents: read }" and the step a token that may read the repository.',
          }),
        ],
  )
  return parseRemoteTags(answer.stdout)
}

/**
 * The token, for the server of the workflow and no other. A header that the checkout left in the configuration is emptied
 * first, since two of them are refused. It goes through the environment: arguments are visible to every process.
 */
function credentials(remote: string, server: string, token: string): Readonly<Record<string, string>> {
  if (token === '' || !remote.startsWith(`${server}/`) || !server.startsWith('https://')) return {}
  const key = `http.${server}/.extraheader`
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: key,
    GIT_CONFIG_VALUE_0: '',
    GIT_CONFIG_KEY_1: key,
    GIT_CONFIG_VALUE_1: `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  }
}

const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? 'git said nothing'
