import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The chaos suite at length: every fault at every write, and 2,000 random schedules. `CHAOS_SEED` repeats a run. */
const require = createRequire(import.meta.url)
const jest = join(dirname(require.resolve('jest/package.json')), 'bin/jest.js')
const { status } = spawnSync(process.execPath, [jest, '--maxWorkers=2', '__tests__/chaos', ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, '..'),
  env: {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    CHAOS_THOROUGH: process.env.CHAOS_THOROUGH ?? '1',
    CHAOS_SCHEDULES: process.env.CHAOS_SCHEDULES ?? '2000',
  },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
