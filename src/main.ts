import { setMaxListeners } from 'node:events'
import { messageOf } from './errors.ts'
import { nodeRuntime } from './host/node.ts'
import { run } from './run.ts'

/** Milliseconds after the end for sockets to close by themselves. */
const lingering = 2000

const cancelled = new AbortController()
// Everything that waits listens to it.
setMaxListeners(0, cancelled.signal)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => cancelled.abort(new Error(`cancelled by ${signal}`)))

// Node ends with code 0 when nothing is left to wait for, even in the middle of a promise: that must not look like success.
let ended = false
process.on('exit', () => {
  if (ended) return
  process.exitCode = 1
  process.stdout.write('::error::Slipway stopped before it was done\n')
})

function fail(message: string): void {
  process.exitCode = 1
  process.stdout.write(
    `::error::${message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A').slice(0, 4000)}\n`,
  )
}

try {
  const failure = await run(nodeRuntime(process.env, cancelled.signal))
  if (failure !== undefined) fail(failure)
  if (cancelled.signal.aborted) process.exitCode = 1
} catch (thrown) {
  process.stdout.write(`${thrown instanceof Error ? (thrown.stack ?? '') : ''}\n`)
  fail(messageOf(thrown))
} finally {
  ended = true
  setTimeout(() => process.exit(), lingering).unref()
}
