import { describe, expect, it } from '@jest/globals'
import { readInputs, type Inputs } from '../../src/inputs/read.ts'
import { inputs, modes, type InputName, type Mode } from '../../src/inputs/table.ts'
import { mistakesIn } from '../config/mistakes.ts'

type Given = Partial<Readonly<Record<InputName, string>>>

/** As the runner hands them over: what the workflow leaves out has the default of action.yml. */
const read = (given: Given): Inputs => {
  const defaults = Object.fromEntries(inputs.map((row) => [row.name, 'default' in row ? row.default : '']))
  return readInputs((name) => given[name] ?? defaults[name] ?? '')
}
const wrong = (given: Given): readonly string[] =>
  mistakesIn(() => read(given)).map(({ code, message, hint }) => `${code} ${message}. ${hint ?? ''}`)

const sha = 'a'.repeat(40)

describe('readInputs', () => {
  it('reads every input of mode release', () => {
    expect(
      read({
        mode: 'release',
        config: 'release.yml',
        'working-directory': 'sub',
        token: 'ghs_x',
        'dry-run': 'true',
        commit: sha,
        packages: 'a,b',
        targets: 'linux/amd64',
        plan: '[]',
      }),
    ).toEqual({
      mode: 'release',
      config: 'release.yml',
      workingDirectory: 'sub',
      token: 'ghs_x',
      dryRun: true,
      commit: sha,
      packages: ['a', 'b'],
      targets: ['linux/amd64'],
      plan: '[]',
      tags: [],
    })
  })

  it('reads the tags that mode release recovers', () => {
    expect(read({ mode: 'release', tags: 'a-v1\nb-v2' })).toMatchObject({ tags: ['a-v1', 'b-v2'], plan: undefined })
  })

  it('reads every input of mode matrix', () => {
    expect(read({ mode: 'matrix', token: 't', packages: 'a', targets: 'x,y' })).toEqual({
      mode: 'matrix',
      config: '.github/slipway.yml',
      workingDirectory: '.',
      token: 't',
      dryRun: false,
      commit: undefined,
      packages: ['a'],
      targets: ['x', 'y'],
    })
  })

  it.each([
    [{ 'run-id': '4711' }, { runId: 4711, artifacts: undefined }],
    [{ artifacts: 'out' }, { runId: undefined, artifacts: 'out' }],
  ])('reads every input of mode distribute, with %j', (given, expected) => {
    expect(read({ mode: 'distribute', token: 't', plan: '{}', destinations: 'tap, github', ...given })).toEqual({
      mode: 'distribute',
      config: '.github/slipway.yml',
      workingDirectory: '.',
      token: 't',
      dryRun: false,
      commit: undefined,
      packages: [],
      plan: '{}',
      destinations: ['tap', 'github'],
      ...expected,
    })
  })

  it.each([
    ['a,b', ['a', 'b']],
    ['a, b ,c', ['a', 'b', 'c']],
    ['a\nb\n', ['a', 'b']],
    ['a\r\nb', ['a', 'b']],
    ['\n  @scope/*\n  !@scope/x,\n\n', ['@scope/*', '!@scope/x']],
    ['  ', []],
  ])('splits the list %j at commas and line ends', (packages, expected) => {
    expect(read({ mode: 'matrix', packages }).packages).toEqual(expected)
  })

  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['', false],
  ])('takes %j for a boolean', (given, expected) => {
    expect(read({ mode: 'matrix', 'dry-run': given }).dryRun).toBe(expected)
  })

  it.each(['True ', ' true', 'yes', 'no', 'on', '1', '0', 'tRUE', 'y', 'true\n'])(
    'refuses %j as a boolean and says what to write',
    (given) => {
      expect(wrong({ mode: 'matrix', 'dry-run': given })).toEqual([
        `INPUT_BOOLEAN input "dry-run" is ${JSON.stringify(given)}, which is neither true nor false. Write "dry-run: true" or "dry-run: false".`,
      ])
    },
  )

  it.each([
    ['', 'the input "mode" is missing. Write "mode: release", "mode: matrix" or "mode: distribute".'],
    ['relase', 'unknown mode "relase". Write "mode: release".'],
    ['Distribute', 'unknown mode "Distribute". Write "mode: distribute".'],
    ['matrix ', 'unknown mode "matrix ". Write "mode: matrix".'],
    ['publish', 'unknown mode "publish". Write "mode: release", "mode: matrix" or "mode: distribute".'],
    ['constructor', 'unknown mode "constructor". Write "mode: release", "mode: matrix" or "mode: distribute".'],
  ])('refuses the mode %j and says which line to write', (mode, expected) => {
    expect(wrong({ mode })).toEqual([`INPUT_MODE ${expected}`])
  })

  it('tells what is wrong beside an unknown mode in the same run', () => {
    expect(wrong({ mode: 'relase', 'dry-run': 'yes', commit: 'main' }).map((line) => line.split(' ')[0])).toEqual([
      'INPUT_MODE',
      'INPUT_BOOLEAN',
      'INPUT_COMMIT',
    ])
  })

  const unread = inputs.flatMap(({ name, modes: readBy }) =>
    modes
      .filter((mode) => !(readBy as readonly Mode[]).includes(mode))
      .map((mode): readonly [Mode, InputName] => [mode, name]),
  )
  it.each(unread)('refuses in mode %s the input "%s", which it does not read', (mode, name) => {
    const [found, ...more] = wrong({ mode, [name]: '1' })
    expect(found).toMatch(new RegExp(`^INPUT_NOT_READ mode ${mode} does not read the input "${name}". Take the line`))
    expect(more).toEqual([])
  })

  it('names the modes that read an input', () => {
    expect(wrong({ mode: 'matrix', plan: '{}' })).toEqual([
      'INPUT_NOT_READ mode matrix does not read the input "plan". Take the line "plan: …" out, or write "mode: release" or "mode: distribute".',
    ])
  })

  it.each([
    [{ mode: 'release', plan: '[]', tags: 'v1' }, 'the inputs "plan" and "tags" both say what to release'],
    [
      { mode: 'distribute', 'run-id': '1', artifacts: 'out' },
      'the inputs "run-id" and "artifacts" both say where the artifacts are',
    ],
  ])('refuses the contradiction of %j', (given, expected) => {
    expect(wrong(given)).toEqual([`INPUT_CONTRADICTION ${expected}. Take one of the two lines out.`])
  })

  it.each(['main', 'abc1234', 'g'.repeat(40), 'a'.repeat(41), `${sha}\n${sha}`])(
    'refuses %j, which is no full commit',
    (commit) => {
      expect(wrong({ mode: 'matrix', commit })[0]).toMatch(/^INPUT_COMMIT /)
    },
  )

  it.each([sha, 'A'.repeat(40), 'b'.repeat(64), ` ${sha}\n`])('takes %j for a commit', (commit) => {
    expect(read({ mode: 'matrix', commit }).commit).toBe(commit.trim())
  })

  it.each(['0', '-1', '1.5', '12a', '1e3', '99999999999999999999'])('refuses %j as the id of a run', (runId) => {
    expect(wrong({ mode: 'distribute', 'run-id': runId })[0]).toMatch(/^INPUT_RUN_ID /)
  })

  it('tells every mistake at once', () => {
    expect(
      wrong({
        mode: 'distribute',
        'dry-run': 'maybe',
        commit: 'HEAD',
        targets: 'x',
        tags: 'v1',
        'run-id': 'latest',
        artifacts: 'out',
      }).map((line) => line.split(' ')[0]),
    ).toEqual([
      'INPUT_NOT_READ',
      'INPUT_NOT_READ',
      'INPUT_BOOLEAN',
      'INPUT_COMMIT',
      'INPUT_RUN_ID',
      'INPUT_CONTRADICTION',
    ])
  })
})
