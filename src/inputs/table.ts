/** The three modes of the action. */
export const modes = ['release', 'matrix', 'distribute'] as const
export type Mode = (typeof modes)[number]

export interface InputRow {
  readonly name: string
  readonly modes: readonly Mode[]
  /** What action.yml gives when the workflow gives nothing. */
  readonly default?: string
  readonly required?: true
  /** How the default reads in a table, where action.yml has none. */
  readonly shownDefault?: string
  readonly help: string
}

/** Every input, once: action.yml, the README's table and the reader come from here. */
export const inputs = [
  { name: 'mode', modes, required: true, help: '`release`, `matrix` or `distribute`.' },
  {
    name: 'config',
    modes,
    default: '.github/slipway.yml',
    help: 'Path of the configuration, from `working-directory`.',
  },
  {
    name: 'working-directory',
    modes,
    default: '.',
    shownDefault: 'the workspace',
    help: 'Root of the repository to work on.',
  },
  { name: 'token', modes, default: '${{ github.token }}', help: 'GitHub token.' },
  { name: 'dry-run', modes, default: 'false', help: 'Plan and print; write nothing anywhere.' },
  {
    name: 'commit',
    modes,
    shownDefault: 'head of the pull request, else `GITHUB_SHA`',
    help: 'The one commit everything is about; carried through all modes.',
  },
  { name: 'packages', modes, shownDefault: 'all', help: 'Names or globs, comma or newline separated, `!` negates.' },
  {
    name: 'targets',
    modes: ['release', 'matrix'],
    shownDefault: 'all',
    help: 'Names or globs, comma or newline separated, `!` negates.',
  },
  {
    name: 'plan',
    modes: ['release', 'distribute'],
    help: '`release`: the output of another planner. `distribute`: the `plan` output, or a path to it; omitted, the plan artifact of the run is read.',
  },
  { name: 'tags', modes: ['release'], help: 'Recover: release exactly these existing tags.' },
  { name: 'destinations', modes: ['distribute'], shownDefault: 'all', help: 'Names or globs: retry just these.' },
  {
    name: 'run-id',
    modes: ['distribute'],
    shownDefault: 'this run',
    help: 'The workflow run that holds the artifacts.',
  },
  {
    name: 'artifacts',
    modes: ['distribute'],
    help: 'A folder that already holds them (`<artifact name>/<files>`), as actions/download-artifact lays them.',
  },
] as const satisfies readonly InputRow[]

export type InputName = (typeof inputs)[number]['name']

export interface OutputRow {
  readonly name: string
  readonly modes: readonly Mode[]
  readonly help: string
}

/** Every output, once. Each destination adds one of its own name. */
export const outputs = [
  {
    name: 'build-matrix',
    modes: ['release', 'matrix'],
    help: '`{"include":[row,…]}`, or the empty string when there is nothing to build.',
  },
  { name: 'has-builds', modes: ['release', 'matrix'], help: '`true` or `false`.' },
  {
    name: 'plan',
    modes: ['release', 'matrix'],
    help: 'The plan, JSON. Too large for an input of the next job: the empty string, and `distribute` reads the artifact.',
  },
  { name: 'releases', modes: ['release', 'matrix'], help: '`[{"package","version","tag","channel","prerelease"}]`.' },
  { name: 'commit', modes: ['release', 'matrix'], help: 'Full SHA of the commit.' },
  { name: 'channel', modes: ['release', 'matrix'], help: 'The channel if all releases share one, else empty.' },
  {
    name: 'destination-matrix',
    modes: ['release', 'matrix'],
    help: '`{"include":[{"destinations":"github,tap"},…]}`: one row per group of destinations that need one another; the empty string when there is none.',
  },
  {
    name: 'results',
    modes: ['distribute'],
    help: '`{"<destination>":{"status","created","replaced","kept","failed","url","error"}}`.',
  },
  { name: 'succeeded', modes: ['distribute'], help: 'JSON array of destination names.' },
  { name: 'failed', modes: ['distribute'], help: 'JSON array of destination names.' },
  { name: 'blocked', modes: ['distribute'], help: 'JSON array of destination names.' },
  { name: 'skipped', modes: ['distribute'], help: 'JSON array of destination names.' },
  { name: 'receipts', modes: ['distribute'], help: 'Path of the receipts file.' },
] as const satisfies readonly OutputRow[]

export type OutputName = (typeof outputs)[number]['name']

/** What an output holds until its mode knows better: a total set, so that no `fromJson` meets nothing on a failure. */
export const emptyOutputs: Readonly<Record<OutputName, string>> = {
  'build-matrix': '',
  'has-builds': 'false',
  plan: '',
  releases: '[]',
  commit: '',
  channel: '',
  'destination-matrix': '',
  results: '{}',
  succeeded: '[]',
  failed: '[]',
  blocked: '[]',
  skipped: '[]',
  receipts: '',
}
