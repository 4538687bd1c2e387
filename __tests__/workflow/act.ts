import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** How to get the runner. */
export const installation = 'go install github.com/nektos/act@v0.2.87'

/** Path of `act`: on PATH, or where Go installs programs. */
export function findAct(): string | undefined {
  const gopath = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' })
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    process.env['GOBIN'] ?? '',
    ...(gopath.status === 0
      ? gopath.stdout
          .trim()
          .split(delimiter)
          .map((root) => join(root, 'bin'))
      : []),
  ]
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? 'act.exe' : 'act'))
    .find((path) => existsSync(path))
}

/** What a run of a workflow ended with. */
export interface WorkflowRun {
  readonly code: number | null
  /** What the jobs and the runner said, each line after the name of its job. */
  readonly log: string
  /** One entry for each job that ended or was skipped, for a matrix one for each row; in the order in which they ended. */
  readonly jobs: readonly JobRun[]
  /** What the steps of each job set, by job and name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface JobRun {
  readonly id: string
  /** `success`, `failure` or `skipped`. */
  readonly result: string
  readonly matrix: Readonly<Record<string, unknown>>
}

/** Milliseconds for an interrupted runner to end its jobs and clean up after them. */
const grace = 5000

/** Where there is no runner: says how to get it, and fails where a test must not be left out. */
export function requiredAct(): string | undefined {
  const act = findAct()
  if (act !== undefined) return act
  const line = `act, which runs the workflows of the examples, is not installed: ${installation}`
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(line)
  process.stderr.write(`left out: ${line}\n`)
  return undefined
}

/** Runs `act` in a folder with this environment and no other; ends it when it takes longer than `timeout` (ms). */
export async function runAct(
  act: string,
  argv: readonly string[],
  { cwd, env, timeout }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeout: number },
): Promise<WorkflowRun> {
  // Only the verbose log tells of skipped jobs.
  const child = spawn(act, ['--json', '--verbose', ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  // Two texts: a line of one must not end up within a line of the other.
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  const late = [
    setTimeout(() => child.kill('SIGINT'), timeout),
    setTimeout(() => child.kill('SIGKILL'), timeout + grace),
  ]
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve)
    child.on('error', reject)
  }).finally(() => late.forEach((timer) => clearTimeout(timer)))
  const lines = `${output.stdout}\n${output.stderr}`.split('\n').filter(Boolean).map(readLine)
  const outputs: Record<string, Record<string, string>> = {}
  for (const { jobID = '', msg } of lines) {
    const [, name, value] = /^\s*⚙\s+::set-output:: ([^=]+)=([\s\S]*)$/u.exec(msg) ?? []
    if (name !== undefined && value !== undefined) (outputs[jobID] ??= {})[name] = value
  }
  return {
    code,
    outputs,
    log: lines
      .filter(({ level }) => level !== 'debug')
      .map(({ jobID = 'act', msg }) => `[${jobID}] ${msg}`)
      .join('\n'),
    jobs: lines.flatMap(({ jobID, jobResult, matrix }) =>
      jobID === undefined || jobResult === undefined ? [] : [{ id: jobID, result: jobResult, matrix: matrix ?? {} }],
    ),
  }
}

/** A line of the log, as `act --json` writes it. */
interface Line {
  readonly level?: string
  readonly msg: string
  readonly jobID?: string
  readonly jobResult?: string
  readonly matrix?: Readonly<Record<string, unknown>> | null
}

function readLine(text: string): Line {
  if (!text.startsWith('{')) return { msg: text }
  const line = JSON.parse(text) as Line
  return { ...line, msg: line.msg.trimEnd() }
}
