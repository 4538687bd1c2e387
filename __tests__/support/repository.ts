import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A checkout with a bare remote, on this disk. */
export interface Repository {
  /** The checkout. */
  readonly root: string
  /** Bare; remote `origin` of the checkout. */
  readonly remote: string
  git(...argv: readonly string[]): Promise<string>
  write(files: Readonly<Record<string, string>>): Promise<void>
  /** Commits everything and pushes; answers the commit. */
  commit(message: string): Promise<string>
}

const identity = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
}

/** Runs git as nobody in particular: no configuration of this machine takes part. */
export async function git(cwd: string, ...argv: readonly string[]): Promise<string> {
  const { stdout } = await execute('git', [...argv], {
    cwd,
    env: { ...process.env, ...identity },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout.trim()
}

/** Makes a repository of these files, with one commit that is pushed. */
export async function makeRepository(folder: string, files: Readonly<Record<string, string>>): Promise<Repository> {
  const root = join(folder, 'checkout')
  const remote = join(folder, 'remote.git')
  await mkdir(root, { recursive: true })
  await git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', remote)
  await git(root, 'init', '--quiet', '--initial-branch=main')
  await git(root, 'remote', 'add', 'origin', remote)
  const repository: Repository = {
    root,
    remote,
    git: async (...argv) => git(root, ...argv),
    write: async (more) => {
      for (const [name, content] of Object.entries(more)) {
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), content)
      }
    },
    commit: async (message) => {
      await git(root, 'add', '--all')
      await git(root, 'commit', '--quiet', '--allow-empty', '-m', message)
      await git(root, 'push', '--quiet', 'origin', 'HEAD:main')
      return git(root, 'rev-parse', 'HEAD')
    },
  }
  await repository.write(files)
  await repository.commit('start')
  return repository
}
