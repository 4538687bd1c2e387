import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Everything that has to hold, the quickest answers first: `npm test`. Stops at the first step that fails.
 *
 *     npm test -- --only <step> [arguments for its tool]
 *     npm test -- [arguments for jest]
 */
const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

/** The program of a package, to be run by this Node: no shell, and the same on every system. */
const bin = (name, command = name) => {
  const manifest = require.resolve(`${name}/package.json`)
  const { bin: programs } = require(manifest)
  return join(dirname(manifest), typeof programs === 'string' ? programs : programs[command])
}

const steps = [
  { name: 'types', argv: () => [bin('typescript', 'tsc'), '--noEmit', '-p', '.'] },
  { name: 'lint', argv: () => [bin('eslint'), '.'], files: true },
  { name: 'format', argv: () => [bin('prettier'), '--check', '--log-level', 'warn', '.'], files: true },
  { name: 'generated', argv: () => ['scripts/run.mjs', 'scripts/generate.ts', '--check'] },
  { name: 'dist', argv: () => ['scripts/check-dist.mjs'] },
  { name: 'jest', argv: () => [bin('jest'), '--maxWorkers=2'], shown: true },
]

/** Jest runs the sources as ES modules; what Node says of that is not news. */
const nodeOptions = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
  .filter(Boolean)
  .join(' ')

const run = async (argv, shown) => {
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: shown ? { ...process.env, NODE_OPTIONS: nodeOptions } : process.env,
    stdio: ['ignore', ...(shown ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
  })
  let said = ''
  child.stdout?.on('data', (chunk) => (said += chunk))
  child.stderr?.on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit) => resolve(exit ?? 1))
  })
  return { code, said }
}

const given = process.argv.slice(2)
const only = given[0] === '--only' ? given[1] : undefined
const rest = only === undefined ? given : given.slice(2)
if (only !== undefined && !steps.some(({ name }) => name === only)) {
  console.error(`there is no step "${only}"; steps are ${steps.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

for (const { name, argv, shown = false, files = false } of steps.filter(
  (step) => only === undefined || step.name === only,
)) {
  const began = Date.now()
  if (shown) console.log(name)
  // Paths that are given take the place of the whole tree.
  const more = only === name || (only === undefined && shown) ? rest : []
  const base = argv()
  const { code, said } = await run(
    [...(files && more.some((each) => !each.startsWith('-')) ? base.slice(0, -1) : base), ...more],
    shown,
  )
  if (!shown)
    console.log(
      `${name.padEnd(10)} ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${code === 0 ? 'ok' : 'FAILED'}`,
    )
  if (code !== 0) {
    if (said.trim() !== '') console.error(said.trimEnd())
    process.exitCode = code
    break
  }
}
