import type { CommandResult } from '../host/host.ts'

export type Shell = 'bash' | 'sh' | 'pwsh' | 'python'

/** How each shell reads a line, so that its first failure is the failure of the whole. */
export const shells: Readonly<Record<Shell, (line: string) => readonly [string, ...string[]]>> = {
  bash: (line) => ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', line],
  sh: (line) => ['sh', '-ec', line],
  pwsh: (line) => ['pwsh', '-NoProfile', '-Command', `$ErrorActionPreference = 'stop'; ${line}`],
  python: (line) => ['python', '-c', line],
}

/** How a command ended, as the end of a sentence; `timeout` in milliseconds. */
export function explain({ timeout }: { readonly timeout: number }, result: CommandResult): string {
  switch (result.ended) {
    case 'exit':
      return `it ended with exit code ${result.code}`
    case 'signal':
      return `it was ended by ${result.signal}`
    case 'timeout':
      return `it did not end within ${timeout / 1000} s`
    case 'cancelled':
      return 'it was ended because the run was cancelled'
  }
}
