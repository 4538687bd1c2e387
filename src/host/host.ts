import type { Readable, Writable } from 'node:stream'
import type { Endpoints } from '@octokit/types'
import type { Where } from '../errors.ts'

/** What is called with each piece of news for a person: one line, no secret, no line break. */
export interface Log {
  debug(line: string): void
  info(line: string): void
  /** An annotation; `where` marks the line of the file. */
  warning(line: string, where?: Where): void
  /** Everything logged by `body` folds under `title`. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}

/** Time, as a parameter: tests give a clock that they turn. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`; rejects with the reason of `signal` when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** A number in [0, 1), for jitter. */
  random(): number
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other'
  /** Bytes. */
  readonly size: number
}

/** Files, for looking at. Paths are absolute or relative to the workspace root of the step. */
export interface FileReader {
  /** The whole content. Throws with code `ENOENT` when there is none. */
  bytes(path: string): Promise<Uint8Array>
  /** The whole content as UTF-8, a byte-order mark removed. */
  text(path: string): Promise<string>
  /** `undefined` where nothing is. Follows links. */
  stat(path: string): Promise<FileStat | undefined>
  /** Names in a folder, sorted by code unit; `[]` where there is none. */
  list(path: string): Promise<readonly { readonly name: string; readonly kind: 'file' | 'folder' | 'link' | 'other' }[]>
  /** A fresh stream over the content. */
  open(path: string): Readable
  /** The bytes of a file, to be used at once: a chunk holds until the next one is asked for. */
  chunks(path: string): AsyncIterable<Uint8Array>
  /** The path with every link resolved. */
  real(path: string): Promise<string>
}

export interface FileWriter {
  /** Writes to a temporary name beside `path`, then renames: a reader never sees half a file. Makes the folders. */
  write(path: string, content: string | Uint8Array): Promise<void>
  /** A stream into a new file; folders are made. */
  create(path: string, mode?: number): Promise<Writable>
  /** A stream behind what a file holds. */
  append(path: string): Writable
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** A new empty folder that goes with the job. */
  temporary(prefix: string): Promise<string>
}

export interface HttpRequest {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that asks and changes nothing. */
export interface ReadRequest extends HttpRequest {
  readonly method?: 'GET' | 'HEAD'
}

export type RequestBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Streamed from disk, opened anew for this request, `Content-Length` set from `size`. */
  | {
      readonly kind: 'file'
      readonly path: string
      readonly size: number
      readonly onProgress?: (sent: number) => void
    }

/** A request that changes something on the other side. Never repeated by the transport. */
export interface WriteRequest extends HttpRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: RequestBody
}

/** An answer. Redirects are answers, too: nothing follows them unasked, so that no header leaves its origin. */
export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body; must be consumed by exactly one of the two. */
  stream(): Readable
  text(): Promise<string>
}

export interface HttpReader {
  read(request: ReadRequest): Promise<HttpResponse>
}

export interface HttpWriter {
  write(request: WriteRequest): Promise<HttpResponse>
}

export type ReadRoute = Extract<keyof Endpoints, `GET ${string}`>
export type WriteRoute = Exclude<keyof Endpoints, `GET ${string}`>
export type RouteParameters<R extends keyof Endpoints> = Omit<
  Endpoints[R]['parameters'],
  'owner' | 'repo' | 'headers' | 'baseUrl'
>

export interface GitHubAnswer<R extends keyof Endpoints> {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly data: Endpoints[R]['response']['data']
}

/** GitHub's REST API on the repository of the workflow, for looking. Reads are retried; the token is inside. */
export interface GitHubReader {
  /** `owner/name`. */
  readonly repository: string
  /** Origin of the web pages, `https://github.com`. */
  readonly server: string
  /** Owner and name are filled in. Throws octokit's `RequestError` (with `status`) for 4xx and for 5xx that stay. */
  read<R extends ReadRoute>(route: R, parameters: RouteParameters<R>): Promise<GitHubAnswer<R>>
  /** Where a GET redirects to (a short-lived signed URL), without following it. */
  redirect<R extends ReadRoute>(route: R, parameters: RouteParameters<R>): Promise<string>
}

/** An answer to an upload: `asset` where GitHub created one, else the status and what it said. */
export interface UploadAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface GitHubWriter {
  /** One request, never repeated. Throws octokit's `RequestError` for anything but success. */
  write<R extends WriteRoute>(route: R, parameters: RouteParameters<R>): Promise<GitHubAnswer<R>>
  /** Sends a file to an upload URL that GitHub returned, once. Answers whatever the status is; throws on a broken connection. */
  upload(
    url: string,
    file: {
      readonly path: string
      readonly size: number
      readonly type: string
      readonly onProgress?: (sent: number) => void
    },
  ): Promise<UploadAnswer>
}

/** A command of the user's own. */
export interface CommandSpec {
  /** Program and arguments, run without a shell in between. */
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** The whole environment of the child: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  /** Milliseconds until the child and all it started are ended. */
  readonly timeout: number
  /** Called with each line of output as it comes. */
  readonly onLine?: (line: string) => void
  /** What the child reads; it finds nothing to read without. */
  readonly stdin?: string
  /** Keeps standard output apart, whole, in `stdout` of the result: then lines and tail are those of standard error. */
  readonly answers?: boolean
}

export type CommandResult =
  /** `stdout` is `undefined` where nobody asked for it, and where it is over 16 MiB. */
  | { readonly ended: 'exit'; readonly code: number; readonly tail: readonly string[]; readonly stdout?: string }
  | { readonly ended: 'signal'; readonly signal: string; readonly tail: readonly string[] }
  | { readonly ended: 'timeout'; readonly tail: readonly string[] }
  | { readonly ended: 'cancelled'; readonly tail: readonly string[] }

export interface CommandReader {
  /** Runs a tool of ours (git) that only looks; answers its output. Throws when it cannot be started or takes too long. */
  look(
    argv: readonly [string, ...string[]],
    options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly timeout: number },
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
  /** Runs a user's command whose contract is to look and change nothing (`check`). */
  check(spec: CommandSpec): Promise<CommandResult>
}

export interface CommandRunner {
  run(spec: CommandSpec): Promise<CommandResult>
}

/** A receipt of an earlier attempt says that this address is done. Asked only for what cannot be asked itself. */
export interface Memory {
  done(address: string): PastReceipt | undefined
}

export interface PastReceipt {
  readonly address: string
  readonly sha256: string
  readonly size: number
  readonly url?: string
  readonly at: string
}

/** Everything that looks and nothing that writes: what a plan and a verification get. */
export interface Reader {
  readonly log: Log
  readonly clock: Clock
  /** Aborts when the run is cancelled. */
  readonly signal: AbortSignal
  readonly files: FileReader
  readonly http: HttpReader
  readonly github: GitHubReader
  readonly commands: CommandReader
  /** Receipts of earlier attempts. */
  readonly memory: Memory
  /** Where a release, or an asset of it, can be found in a destination that this one needs. */
  link(release: string, asset?: string): string | undefined
  /** The value of an environment variable that this destination's configuration names. */
  secret(name: string): string
  /** The variables that every child process gets: PATH, HOME, temp and locale. */
  readonly baseEnvironment: Readonly<Record<string, string>>
}

/** A {@link Reader} that can also write: what `publish` gets. */
export interface Host extends Reader {
  readonly files: FileReader & FileWriter
  readonly http: HttpReader & HttpWriter
  readonly github: GitHubReader & GitHubWriter
  readonly commands: CommandReader & CommandRunner
}
