import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Files } from './sample.ts'

const execute = promisify(execFile)

/** A checkout and the bare repository that it pushes to. */
export interface Repository {
  readonly checkout: string
  /** Bare. */
  readonly remote: string
  /** Writes the files, commits everything and pushes; answers the commit. The same files give the same commit. */
  commit(message: string, files: Files): Promise<string>
  /** Tags the last commit and pushes the tag. */
  tag(name: string): Promise<void>
  /** The tags of the remote with their commits. */
  tags(): Promise<ReadonlyMap<string, string>>
  /** What actions/checkout does: a new folder with one commit and no history. */
  checkOut(folder: string): Promise<string>
}

/** Keeps the configuration of this machine out: its hooks, signatures and line endings. */
export const gitEnvironment = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' } as const

/** Runs git, and answers what it printed. */
async function git(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { stdout } = await execute('git', argv, { cwd, env: { ...process.env, ...gitEnvironment, ...env } })
  return stdout.trim()
}

/** Whether a program can be started. */
export async function isInstalled(program: string, argv: readonly string[]): Promise<boolean> {
  try {
    await execute(program, argv)
    return true
  } catch {
    return false
  }
}

/** Makes an empty repository below a folder. */
export async function makeRepository(folder: string): Promise<Repository> {
  const checkout = join(folder, 'checkout')
  const remote = join(folder, 'tools.git')
  await mkdir(checkout)
  await git(folder, ['init', '--quiet', '--bare', remote])
  await git(remote, ['symbolic-ref', 'HEAD', 'refs/heads/main'])
  await git(checkout, ['init', '--quiet'])
  await git(checkout, ['symbolic-ref', 'HEAD', 'refs/heads/main'])
  await git(checkout, ['remote', 'add', 'origin', remote])
  let commits = 0
  return {
    checkout,
    remote,
    commit: async (message, files) => {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(checkout, name)), { recursive: true })
        await writeFile(join(checkout, name), content)
      }
      const date = `2026-01-0${++commits}T12:00:00Z`
      await git(checkout, ['add', '--all'])
      await git(checkout, ['commit', '--quiet', '-m', message], {
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
        GIT_COMMITTER_DATE: date,
      })
      await git(checkout, ['push', '--quiet', 'origin', 'HEAD:refs/heads/main'])
      return git(checkout, ['rev-parse', 'HEAD'])
    },
    tag: async (name) => {
      await git(checkout, ['tag', name])
      await git(checkout, ['push', '--quiet', 'origin', `refs/tags/${name}`])
    },
    tags: async () => {
      const text = await git(remote, ['for-each-ref', '--format=%(refname:strip=2) %(objectname)', 'refs/tags'])
      return new Map(text.split('\n').flatMap((line) => pair(line)))
    },
    checkOut: async (into) => {
      await git(checkout, ['clone', '--quiet', '--depth', '1', `file://${remote}`, into])
      return git(into, ['rev-parse', 'HEAD'])
    },
  }
}

function pair(line: string): readonly (readonly [string, string])[] {
  const [name, commit] = line.split(' ')
  return name === undefined || commit === undefined ? [] : [[name, commit]]
}
