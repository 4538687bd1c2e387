import { execFileSync, spawnSync } from 'node:child_process'

/** Whether a tool of an ecosystem is on this machine, as `argv` shows, which has to succeed. In CI it has to be: there a comparison is never left out. */
export function hasTool(tool: string, argv: readonly string[] = ['--version']): boolean {
  const found = spawnSync(tool, argv, { stdio: 'ignore' }).status === 0
  if (!found && process.env['CI'] !== undefined && process.env['CI'] !== '') {
    throw new Error(`${tool} is not installed, and its comparison is not left out in CI`)
  }
  if (!found) process.stderr.write(`left out: the comparison with ${tool}, which is not installed\n`)
  return found
}

/** Standard output of a command, which has to succeed. */
export function outputOf(tool: string, argv: readonly string[], cwd: string): string {
  return execFileSync(tool, argv, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
