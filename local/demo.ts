import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { isInstalled } from './demo/repository.ts'
import { repositoryName } from './demo/sample.ts'
import { makeScreen } from './demo/screen.ts'
import type { Screen } from './demo/screen.ts'
import { DemoError, makeStage } from './demo/stage.ts'
import type { Stage } from './demo/stage.ts'
import { play } from './demo/story.ts'

const usage = `Usage: npm run demo [-- options]

  --keep      leave the local GitHub up with its pages, until Ctrl-C
  --verbose   print the log of the action, too
  --help      print this
`

interface Options {
  readonly keep: boolean
  readonly verbose: boolean
  readonly help: boolean
}

function readOptions(): Options | undefined {
  try {
    const off = { type: 'boolean', default: false } as const
    return parseArgs({ options: { keep: off, verbose: off, help: off } }).values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return undefined
  }
}

const print = (text: string): void => void process.stdout.write(text)

/** Plays the story and answers the exit code. */
async function main(): Promise<number> {
  const options = readOptions()
  if (options === undefined) return 2
  if (options.help) {
    print(usage)
    return 0
  }
  const [git, sh] = await Promise.all([isInstalled('git', ['--version']), isInstalled('sh', ['-c', ':'])])
  if (!git) return complain('The demo makes a git repository: install git, so that "git" is on PATH.')
  if (!sh)
    return complain('The demo builds with shell scripts: run it where "sh" is on PATH (on Windows, in Git Bash).')

  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort())
  // Nobody reads on, as when it is piped into head: clean up as for an interruption.
  process.stdout.on('error', () => interrupted.abort())
  const { NO_COLOR: plain = '' } = process.env
  const screen = makeScreen({ write: print, colours: process.stdout.isTTY && plain === '' })
  const log = options.verbose ? (text: string): void => screen.aside(text === '' ? '' : `| ${text}`) : undefined
  const began = performance.now()
  const stage = await makeStage({ screen, signal: interrupted.signal, log })
  try {
    const good = await perform(stage, interrupted.signal)
    if (interrupted.signal.aborted) {
      screen.title('Interrupted.')
      return 130
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    screen.title(good ? `Every promise was kept, in ${seconds} s.` : 'The demo did not come out as promised.')
    await lookAround(stage, screen, options, interrupted.signal)
    return good ? 0 : 1
  } finally {
    await stage.close()
  }
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`)
  return 1
}

async function perform(stage: Stage, interrupted: AbortSignal): Promise<boolean> {
  try {
    await play(stage)
    return true
  } catch (error) {
    if (interrupted.aborted) return false
    stage.screen.line()
    const text = error instanceof DemoError ? error.message : error instanceof Error ? error.stack : String(error)
    for (const line of (text ?? '').split('\n')) stage.screen.failure(line)
    return false
  }
}

/** Says where to look, and with `--keep` waits there. */
async function lookAround(stage: Stage, screen: Screen, { keep }: Options, interrupted: AbortSignal): Promise<void> {
  screen.line('Where to look:')
  if (!keep) {
    screen.list([
      ['npm run demo -- --keep', 'leaves the local GitHub up, with its page of releases'],
      ['npm run demo -- --verbose', 'shows the log of the action, too'],
      ['local/demo/sample.ts', 'the sample repository and its .github/slipway.yml'],
      ['local/demo/story.ts', 'what was promised, and how it was checked'],
    ])
    return
  }
  screen.list([
    ['releases', `${stage.github.webUrl}/${repositoryName}/releases`],
    ['mirror', stage.mirror],
    ['announcements', stage.news],
    ['repository', stage.repository.checkout],
  ])
  screen.line('Ctrl-C ends it and removes the folder.')
  if (!interrupted.aborted) await once(interrupted, 'abort')
}

process.exitCode = await main()
