import { messageOf, mistakesOf, type UserError } from './errors.ts'
import type { Runtime } from './host/runtime.ts'
import { readInputs, type Inputs } from './inputs/read.ts'
import { emptyOutputs, modes, outputs, type Mode } from './inputs/table.ts'
import { code, escapeMarkdown, fitting } from './report/markdown.ts'

/** What a mode ends with. */
export interface Ending {
  readonly outputs: Readonly<Record<string, string>>
  /** Markdown. */
  readonly summary: string
  /** The message that the step fails with. */
  readonly failure: string | undefined
}

/** Runs the action. Every output is set, whatever happens; answers the message that the step fails with. */
export async function run(runtime: Runtime): Promise<string | undefined> {
  const ending = await attempt(runtime)
  for (const [name, value] of Object.entries(ending.outputs)) runtime.setOutput(name, value)
  await runtime.writeSummary(ending.summary)
  return ending.failure
}

async function attempt(runtime: Runtime): Promise<Ending> {
  try {
    const inputs = readInputs((name) => runtime.input(name))
    const ending = await start(runtime, inputs)
    return { ...ending, outputs: { ...empty(inputs.mode), ...ending.outputs } }
  } catch (thrown) {
    const given = runtime.input('mode')
    return { outputs: empty(modes.find((mode) => mode === given)), ...failed(runtime, thrown) }
  }
}

async function start(runtime: Runtime, inputs: Inputs): Promise<Ending> {
  switch (inputs.mode) {
    case 'release':
      return (await import('./modes/release.ts')).release(runtime, inputs)
    case 'matrix':
      return (await import('./modes/matrix.ts')).matrix(runtime, inputs)
    case 'distribute':
      return (await import('./modes/distribute.ts')).distribute(runtime, inputs)
  }
}

/** The outputs of a mode, or of all of them, as they are when nothing is known. */
function empty(mode: Mode | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    outputs
      .filter((row) => mode === undefined || (row.modes as readonly Mode[]).includes(mode))
      .map(({ name }) => [name, emptyOutputs[name]]),
  )
}

/** Annotations of one kind that GitHub shows for a step; the failure of the step is the last of them. */
const annotationsShown = 9

function failed(runtime: Runtime, thrown: unknown): Omit<Ending, 'outputs'> {
  const mistakes = mistakesOf(thrown)
  if (mistakes === undefined) {
    const message = messageOf(thrown)
    runtime.log.info(thrown instanceof Error ? (thrown.stack ?? message) : message)
    return { failure: message, summary: `## Slipway failed\n\n${escapeMarkdown(message)}` }
  }
  const [only, second] = mistakes
  if (only !== undefined && second === undefined && only.where === undefined)
    return { failure: sentence(only), summary: summaryOf(mistakes) }
  mistakes.slice(0, annotationsShown).forEach((mistake) => runtime.annotate('error', mistake))
  for (const mistake of mistakes.slice(annotationsShown)) runtime.log.info(sentence(mistake))
  const first = only === undefined ? '' : sentence(only)
  return {
    failure: mistakes.length === 1 ? first : `${mistakes.length} mistakes; nothing was written. The first: ${first}`,
    summary: summaryOf(mistakes),
  }
}

const sentence = ({ message, hint, where }: UserError): string =>
  `${where === undefined ? '' : `${where.file}:${where.line}:${where.column}: `}${message}${hint === undefined ? '' : `. ${hint}`}`

function summaryOf(mistakes: readonly UserError[]): string {
  const lines = mistakes.map(
    ({ message, hint, where }) =>
      `- ${where === undefined ? '' : `${code(`${where.file}:${where.line}:${where.column}`)} `}${escapeMarkdown(message)}${hint === undefined ? '' : `<br>${escapeMarkdown(hint)}`}`,
  )
  return fitting([
    `## Slipway: ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}, nothing was written`,
    ...lines,
  ])
}
