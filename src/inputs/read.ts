import { nearest } from '../config/placeholders.ts'
import { throwAll, UserError } from '../errors.ts'
import { inputs, modes, type InputName, type Mode } from './table.ts'

interface CommonInputs {
  /** Path of the configuration, from the working directory. */
  readonly config: string
  /** From the workspace of the step. */
  readonly workingDirectory: string
  /** Empty: none was given. */
  readonly token: string
  readonly dryRun: boolean
  /** A commit that the workflow names; its default needs the event. */
  readonly commit: string | undefined
  readonly packages: readonly string[]
}

export interface ReleaseInputs extends CommonInputs {
  readonly mode: 'release'
  readonly targets: readonly string[]
  readonly plan: string | undefined
  readonly tags: readonly string[]
}

export interface MatrixInputs extends CommonInputs {
  readonly mode: 'matrix'
  readonly targets: readonly string[]
}

export interface DistributeInputs extends CommonInputs {
  readonly mode: 'distribute'
  readonly plan: string | undefined
  readonly destinations: readonly string[]
  readonly runId: number | undefined
  readonly artifacts: string | undefined
}

export type Inputs = ReleaseInputs | MatrixInputs | DistributeInputs

/** What the workflow wrote for an input, blanks and all; the empty string for nothing. */
export type RawInputs = (name: InputName) => string

const isMode = (value: string): value is Mode => (modes as readonly string[]).includes(value)

/** Reads every input once. Throws all mistakes at once; each says which line to write instead. */
export function readInputs(raw: RawInputs): Inputs {
  const mistakes: UserError[] = []
  const given = raw('mode')
  const mode = isMode(given) ? given : undefined
  if (mode === undefined) mistakes.push(modeMistake(given))

  for (const { name, modes: readBy } of inputs) {
    if (mode !== undefined && raw(name) !== '' && !(readBy as readonly Mode[]).includes(mode)) {
      mistakes.push(
        new UserError('INPUT_NOT_READ', `mode ${mode} does not read the input "${name}"`, {
          hint: `Take the line "${name}: …" out, or write "mode: ${readBy.join('" or "mode: ')}".`,
        }),
      )
    }
  }
  const boolean = (name: InputName): boolean => {
    const value = raw(name)
    if (/^(true|True|TRUE)$/.test(value)) return true
    if (value === '' || /^(false|False|FALSE)$/.test(value)) return false
    mistakes.push(
      new UserError('INPUT_BOOLEAN', `input "${name}" is ${JSON.stringify(value)}, which is neither true nor false`, {
        hint: `Write "${name}: true" or "${name}: false".`,
      }),
    )
    return false
  }
  const optional = (name: InputName): string | undefined => (raw(name).trim() === '' ? undefined : raw(name).trim())
  const list = (name: InputName): readonly string[] =>
    raw(name)
      .split(/[\n,]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')

  const common: CommonInputs = {
    config: optional('config') ?? '.github/slipway.yml',
    workingDirectory: optional('working-directory') ?? '.',
    token: raw('token').trim(),
    dryRun: boolean('dry-run'),
    commit: optional('commit'),
    packages: list('packages'),
  }
  if (common.commit !== undefined && !/^[0-9a-fA-F]{40}([0-9a-fA-F]{24})?$/.test(common.commit)) {
    mistakes.push(
      new UserError('INPUT_COMMIT', `input "commit" is ${JSON.stringify(common.commit)}, which is no full commit SHA`, {
        hint: 'Write "commit: ${{ github.sha }}".',
      }),
    )
  }
  const read = mode === undefined ? undefined : byMode(mode)
  throwAll(mistakes)
  if (read === undefined) throw new Error('an unknown mode was no mistake')
  return read

  function byMode(chosen: Mode): Inputs {
    switch (chosen) {
      case 'release': {
        const both = optional('plan') !== undefined && list('tags').length > 0
        if (both)
          mistakes.push(
            new UserError('INPUT_CONTRADICTION', 'the inputs "plan" and "tags" both say what to release', {
              hint: 'Take one of the two lines out.',
            }),
          )
        return { ...common, mode: chosen, targets: list('targets'), plan: optional('plan'), tags: list('tags') }
      }
      case 'matrix':
        return { ...common, mode: chosen, targets: list('targets') }
      case 'distribute': {
        const runId = optional('run-id')
        const artifacts = optional('artifacts')
        if (runId !== undefined && !/^[1-9]\d{0,15}$/.test(runId)) {
          mistakes.push(
            new UserError(
              'INPUT_RUN_ID',
              `input "run-id" is ${JSON.stringify(runId)}, which is no id of a workflow run`,
              { hint: 'Write the number from the address of the run: …/actions/runs/<number>.' },
            ),
          )
        }
        if (runId !== undefined && artifacts !== undefined) {
          mistakes.push(
            new UserError(
              'INPUT_CONTRADICTION',
              'the inputs "run-id" and "artifacts" both say where the artifacts are',
              { hint: 'Take one of the two lines out.' },
            ),
          )
        }
        return {
          ...common,
          mode: chosen,
          plan: optional('plan'),
          destinations: list('destinations'),
          runId: runId === undefined ? undefined : Number(runId),
          artifacts,
        }
      }
    }
  }
}

function modeMistake(mode: string): UserError {
  if (mode === '')
    return new UserError('INPUT_MODE', 'the input "mode" is missing', {
      hint: 'Write "mode: release", "mode: matrix" or "mode: distribute".',
    })
  const near = nearest(mode.trim(), modes)
  return new UserError('INPUT_MODE', `unknown mode ${JSON.stringify(mode)}`, {
    hint:
      near === undefined ? 'Write "mode: release", "mode: matrix" or "mode: distribute".' : `Write "mode: ${near}".`,
  })
}
