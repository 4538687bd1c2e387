import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gitEnvironment } from './repository.ts'

/** What a step of the action ended with. */
export interface Step {
  readonly code: number | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly milliseconds: number
}

export interface StepOptions {
  readonly inputs: Readonly<Record<string, string>>
  /** The runner's variables, and those of the step. */
  readonly env: Readonly<Record<string, string>>
  /** The checkout. */
  readonly workspace: string
  /** A folder for this step alone, which does not exist yet. */
  readonly folder: string
  readonly signal: AbortSignal
}

/** The bundle that users run; the demo's own is as deep in the repository as its source. */
const entry = join(import.meta.dirname, '../../dist/index.js')

/** What a process needs to find its programs; nothing else of this machine gets in, as on a runner. */
const inherited = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'PATHEXT']

/** Runs the committed action as the runner does: a process, inputs by environment, outputs by file. */
export async function runAction({ inputs, env, workspace, folder, signal }: StepOptions): Promise<Step> {
  const temporary = join(folder, 'temp')
  const output = join(folder, 'output')
  const summary = join(folder, 'summary')
  await mkdir(temporary, { recursive: true })
  await writeFile(output, '')
  await writeFile(summary, '')
  const began = performance.now()
  const child = spawn(process.execPath, [entry], {
    cwd: workspace,
    env: {
      ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
      ...gitEnvironment,
      HOME: folder,
      ...env,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: temporary,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  const log: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => log.push(chunk))
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve)
    // An interruption is told here, too, but the process goes on to its end, and its folder is in use until then.
    child.on('error', (error) => {
      if (child.pid === undefined) reject(error)
    })
  })
  return {
    code,
    log: log.join(''),
    outputs: parseOutputs(await readFile(output, 'utf8')),
    milliseconds: performance.now() - began,
  }
}

/** Reads a file of outputs: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from(text.matchAll(/^([^\n]+?)<<(\S+)\n([\s\S]*?)\n\2$/gm), ([, name = '', , value = '']) => [name, value]),
  )
}
