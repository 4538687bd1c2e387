import { spawn } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a step of the action ended with. */
export interface Step {
  readonly code: number | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** What the step marks, in order. */
  readonly annotations: readonly Annotation[]
  /** The last error: what GitHub shows as the reason of the failure. The empty string where there is none. */
  readonly failure: string
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  /** `file:line:column`, where the annotation marks a place; else the empty string. */
  readonly at: string
}

export interface StepOptions {
  readonly inputs: Readonly<Record<string, string>>
  /** The runner's variables, and those of the step. */
  readonly env: Readonly<Record<string, string>>
  /** Folder for the files of the runner. */
  readonly folder: string
  /** Called when the process runs, to send it signals. */
  readonly onStart?: (pid: number) => void
}

/** The built action: another build than that of this tree, where one is named. */
const entry = process.env['SLIPWAY_TEST_ENTRY'] ?? join(import.meta.dirname, '../../dist/index.js')

/** The runtime to run the action with: another Node than that of the tests, where one is named. */
const node = process.env['SLIPWAY_TEST_NODE'] ?? process.execPath

/** Runs the built action as the runner would: one process, inputs and files by environment. */
export async function runStep({ inputs, env, folder, onStart }: StepOptions): Promise<Step> {
  const files = await mkdtemp(join(folder, 'step-'))
  const output = join(files, 'output')
  const summary = join(files, 'summary')
  await writeFile(output, '')
  await writeFile(summary, '')
  const child = spawn(node, [entry], {
    cwd: env['GITHUB_WORKSPACE'] ?? folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      ...env,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  if (child.pid !== undefined) onStart?.(child.pid)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve)
    child.on('error', reject)
  })
  const annotations = parseAnnotations(log)
  return {
    code,
    log,
    outputs: parseOutputs(await readFile(output, 'utf8')),
    summary: await readFile(summary, 'utf8'),
    annotations,
    failure: annotations.findLast(({ level }) => level === 'error')?.message ?? '',
  }
}

/** The log as the runner shows it: what a mask names is hidden from its line on, commands of the runner are left out. */
export function shownLog(log: string): string {
  const masks: string[] = []
  return log
    .split('\n')
    .flatMap((line) => {
      const [, mask] = /^::add-mask::(.*)$/.exec(line) ?? []
      if (mask === undefined) return [masks.reduce((text, hidden) => text.replaceAll(hidden, '***'), unescape(line))]
      masks.push(
        ...unescape(mask)
          .split(/[\r\n]+/)
          .filter(Boolean),
      )
      return []
    })
    .join('\n')
}

/** Reads the runner's commands `::error file=…,line=…,col=…::message`. */
function parseAnnotations(log: string): readonly Annotation[] {
  return [...log.matchAll(/^::(error|warning|notice)(?: ([^:]*(?:%3A[^:]*)*))?::(.*)$/gm)].map(
    ([, level, properties = '', message = '']) => {
      const values = new Map(
        properties.split(',').flatMap((pair) => {
          const [name, value] = pair.split('=')
          return name === undefined || value === undefined ? [] : [[name, unescape(value)] as const]
        }),
      )
      const file = values.get('file')
      return {
        level: level === 'error' || level === 'warning' ? level : 'notice',
        message: unescape(message),
        at: file === undefined ? '' : `${file}:${values.get('line') ?? ''}:${values.get('col') ?? ''}`,
      }
    },
  )
}

const unescape = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')

/** Reads the file of outputs: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^([^\n]+?)<<(ghadelimiter_[^\n]+)\n([\s\S]*?)\n\2$/gm)) {
    if (name !== undefined && value !== undefined) outputs[name] = value
  }
  return outputs
}
