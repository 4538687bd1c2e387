import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Command {
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  /** Standard input. */
  readonly input?: string
}

export interface Measured {
  /** Milliseconds from the start of the process to its end. */
  readonly wall: number
  /** Bytes: the most that the process and its children held in memory together. */
  readonly memory: number
}

/** Milliseconds between two looks at the memory. The high-water mark that Linux keeps for each process makes up for what is between. */
const interval = 20

/**
 * Runs a command and measures it from outside, any program alike: wall time, and the high-water marks of resident memory (`VmHWM`
 * in proc(5)) of it and all of its children, added up over those that live at the same time. Throws where it fails.
 */
export async function measure({ argv, cwd, env, input = '' }: Command): Promise<Measured> {
  const [program, ...rest] = argv
  const began = performance.now()
  const child = spawn(program, rest, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = `${output}${chunk.toString()}`.slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  let memory = 0
  const look = (): void => {
    if (child.pid !== undefined) memory = Math.max(memory, familyMemory(child.pid))
  }
  const timer = setInterval(look, interval)
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve)
      child.once('error', reject)
    })
    const wall = performance.now() - began
    if (code !== 0) throw new Error(`${argv.slice(0, 2).join(' ')} ended with ${code ?? 'a signal'}:\n${output}`)
    return { wall, memory }
  } finally {
    clearInterval(timer)
  }
}

function familyMemory(pid: number): number {
  return highWater(pid) + childrenOf(pid).reduce((sum, child) => sum + familyMemory(child), 0)
}

const highWater = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`))?.[1] ?? 0) * 1024

const childrenOf = (pid: number): readonly number[] =>
  readProc(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)

/** A process may be gone between two looks. */
function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
