import { spawn } from 'node:child_process'

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
}

export interface Person {
  readonly name: string
  readonly email: string
  /** UTC, whole seconds. */
  readonly date: string
}

export interface Ref {
  /** `refs/tags/v1` */
  readonly name: string
  readonly type: string
  readonly sha: string
}

export interface AnnotatedTag {
  readonly tag: string
  readonly message: string
  readonly tagger: Person
  readonly object: { readonly type: string; readonly sha: string }
}

/** The bare repository, through the git binary. Names from outside are only ever passed as full ref names or hashes. */
export interface Git {
  defaultBranch(): Promise<string>
  ref(name: string): Promise<Ref | undefined>
  /** Refs whose full name begins with `prefix`. */
  refs(prefix: string): Promise<readonly Ref[]>
  /** Whether a full ref name is well formed. */
  isRefName(name: string): Promise<boolean>
  /** Type of an object (`commit`, `tag`, …), if it is there. */
  typeOf(sha: string): Promise<string | undefined>
  /** The commit that a branch, tag, ref or (abbreviated) hash stands for. */
  resolve(name: string): Promise<string | undefined>
  commit(sha: string): Promise<Commit>
  annotatedTag(sha: string): Promise<AnnotatedTag | undefined>
  /** Whether `ancestor` is `sha` or comes before it. */
  isAncestor(ancestor: string, sha: string): Promise<boolean>
  /** First lines of the commits that `to` has and `from` has not; newest first. */
  subjects(from: string | undefined, to: string): Promise<readonly string[]>
  createTag(tag: string, object: string, type: string, message: string, tagger: Person): Promise<string>
  /** Sets a ref. With `create` it must not exist yet. Answers whether it was done. */
  setRef(name: string, sha: string, mode: 'create' | 'force'): Promise<boolean>
  deleteRef(name: string): Promise<void>
}

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i
const ZERO = '0'.repeat(40)

export function openGit(directory: string): Git {
  const run = async (args: readonly string[], input = ''): Promise<{ code: number; out: string }> =>
    runGit(['--git-dir', directory, ...args], input)
  const must = async (args: readonly string[], input = ''): Promise<string> => {
    const { code, out } = await run(args, input)
    if (code !== 0) throw new Error(`git ${args.join(' ')}: exit ${code}`)
    return out
  }
  const peel = async (sha: string): Promise<string | undefined> => {
    const { code, out } = await run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${sha}^{commit}`])
    return code === 0 ? out.trim() : undefined
  }
  const git: Git = {
    async defaultBranch() {
      return (await must(['symbolic-ref', '--short', 'HEAD'])).trim()
    },
    async ref(name) {
      return (await git.refs(name)).find((ref) => ref.name === name)
    },
    async refs(prefix) {
      const lines = (await must(['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)'])).split('\n')
      return lines.flatMap((line) => {
        const [sha, type, name] = line.split(' ')
        if (sha === undefined || type === undefined || name === undefined) return []
        return name.startsWith(prefix) ? [{ name, type, sha }] : []
      })
    },
    async isRefName(name) {
      return (await run(['check-ref-format', name])).code === 0
    },
    async typeOf(sha) {
      if (!HASH.test(sha)) return undefined
      const { code, out } = await run(['cat-file', '-t', sha])
      return code === 0 ? out.trim() : undefined
    },
    async resolve(name) {
      const full = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]
      const refs = await git.refs('refs/')
      for (const candidate of full) {
        const found = refs.find((ref) => ref.name === candidate)
        if (found !== undefined) return peel(found.sha)
      }
      return /^[0-9a-f]{7,64}$/i.test(name) ? peel(name) : undefined
    },
    async commit(sha) {
      const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B'
      const fields = (await must(['log', '-1', `--format=${format}`, '--end-of-options', sha])).split('\0')
      const [hash = '', tree = '', parents = '', an = '', ae = '', ad = '', cn = '', ce = '', cd = '', message = ''] =
        fields
      return {
        sha: hash,
        tree,
        parents: parents.split(' ').filter((parent) => parent !== ''),
        author: { name: an, email: ae, date: utc(ad) },
        committer: { name: cn, email: ce, date: utc(cd) },
        message: message.trimEnd(),
      }
    },
    async annotatedTag(sha) {
      if ((await git.typeOf(sha)) !== 'tag') return undefined
      return parseTag(await must(['cat-file', 'tag', sha]))
    },
    async isAncestor(ancestor, sha) {
      return (await run(['merge-base', '--is-ancestor', '--end-of-options', ancestor, sha])).code === 0
    },
    async subjects(from, to) {
      const range = from === undefined ? [to] : [to, `^${from}`]
      return (await must(['log', '--format=%s', '--end-of-options', ...range]))
        .split('\n')
        .filter((line) => line !== '')
    },
    async createTag(tag, object, type, message, tagger) {
      const seconds = Math.floor(Date.parse(tagger.date) / 1000)
      const who = `${tagger.name} <${tagger.email}> ${seconds} +0000`
      return (await must(['mktag'], `object ${object}\ntype ${type}\ntag ${tag}\ntagger ${who}\n\n${message}\n`)).trim()
    },
    async setRef(name, sha, mode) {
      return (await run(['update-ref', name, sha, ...(mode === 'create' ? [ZERO] : [])])).code === 0
    },
    async deleteRef(name) {
      await must(['update-ref', '-d', name])
    },
  }
  return git
}

function parseTag(content: string): AnnotatedTag | undefined {
  const split = content.indexOf('\n\n')
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(content.slice(0, split))?.[1] ?? ''
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+)/.exec(field('tagger')) ?? []
  return {
    tag: field('tag'),
    message: content.slice(split + 2).trimEnd(),
    tagger: { name, email, date: utc(new Date(Number(seconds) * 1000).toISOString()) },
    object: { type: field('type'), sha: field('object') },
  }
}

function utc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** Runs git with nothing of the caller's git configuration or environment but PATH. */
async function runGit(args: readonly string[], input: string): Promise<{ code: number; out: string }> {
  const environment = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    LC_ALL: 'C',
  }
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin.on('error', () => undefined)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, out: Buffer.concat(chunks).toString('utf8') }))
    child.stdin.end(input)
  })
}
