import { mkdir, mkdtemp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import type { Mode } from '../../src/inputs/table.ts'
import type { Step } from '../support/action.ts'
import { expectNothingWritten, expectSuccess, nothingKnown, rowsOf } from '../support/expectations.ts'
import { git } from '../support/repository.ts'
import { toolPackages, toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type JobOptions, type World } from '../support/world.ts'

const onGitHub = 'destinations:\n  - name: github\n'

let world: World
let commit: string
let plan: string
let artifacts: readonly { readonly name: string; readonly program: string }[]
let runs = 5000
beforeAll(async () => {
  world = await makeWorld(toolWorkspace(onGitHub))
  commit = await world.repository.git('rev-parse', 'HEAD')
  const dry = await world.step({ mode: 'release', 'dry-run': 'true' })
  expectSuccess(dry)
  plan = dry.outputs['plan'] ?? ''
  artifacts = rowsOf(dry).map(({ artifact = '', exe = '', package: name = '' }) => ({
    name: artifact,
    program: `${name}${exe}`,
  }))
})
afterAll(async () => world.close())
beforeEach(() => {
  world.github.forget()
  world.github.faults.clear()
})

/** Refused before anything was written, with every output set and nothing in it, and one sentence for it. */
function expectRefused(step: Step, mode: Mode, sentence: string | RegExp): void {
  if (typeof sentence === 'string') expect(step.failure).toBe(sentence)
  else expect(step.failure).toMatch(sentence)
  expect({ code: step.code, outputs: step.outputs }).toEqual({ code: 1, outputs: nothingKnown(mode) })
  expect(step.log).not.toMatch(/\n\s+at /)
  expect(step.summary).toMatch(/^## Slipway: (a mistake|\d+ mistakes), nothing was written\n/)
  expectNothingWritten(world)
}

/** Runs with a configuration that is only in this checkout. */
async function withConfig(mode: Mode, text: string, inputs: Readonly<Record<string, string>> = {}): Promise<Step> {
  await world.repository.write({ 'other.yml': text })
  return world.step({ mode, config: 'other.yml', ...inputs })
}

describe('inputs', () => {
  it.each([
    ['publish', '"publish"', 'Write "mode: release", "mode: matrix" or "mode: distribute".'],
    ['Release', '"Release"', 'Write "mode: release".'],
    ['distribute ', '"distribute "', 'Write "mode: distribute".'],
  ])('refuses the mode %j', async (mode, shown, remedy) => {
    const step = await world.step({ mode })
    expect(step.failure).toBe(`unknown mode ${shown}. ${remedy}`)
    expect({ code: step.code, outputs: step.outputs }).toEqual({
      code: 1,
      outputs: { ...nothingKnown('release'), ...nothingKnown('distribute') },
    })
    expectNothingWritten(world)
  })

  it('refuses a missing mode', async () => {
    const step = await world.step({})
    expect(step.failure).toBe(
      'the input "mode" is missing. Write "mode: release", "mode: matrix" or "mode: distribute".',
    )
    expect(step.code).toBe(1)
  })

  it('refuses a boolean with a blank', async () => {
    expectRefused(
      await world.step({ mode: 'release', 'dry-run': 'True ' }),
      'release',
      'input "dry-run" is "True ", which is neither true nor false. Write "dry-run: true" or "dry-run: false".',
    )
  })

  it('tells all wrong inputs at once', async () => {
    const step = await world.step({ mode: 'matrix', 'dry-run': 'yes', commit: 'main', destinations: 'github' })
    expectRefused(
      step,
      'matrix',
      '3 mistakes; nothing was written. The first: mode matrix does not read the input "destinations". Take the line "destinations: …" out, or write "mode: distribute".',
    )
    expect(step.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('mode matrix does not read the input "destinations"'),
      expect.stringContaining('input "dry-run" is "yes"'),
      expect.stringContaining('input "commit" is "main", which is no full commit SHA'),
      expect.any(String),
    ])
  })

  it.each([
    [
      'release',
      { packages: 'tol' },
      'input "packages": "tol" matches no configured package. Configured are helper, tool.',
    ],
    [
      'matrix',
      { targets: '*-freebsd' },
      'input "targets": "*-freebsd" matches no target. Targets are x86_64-unknown-linux-musl, x86_64-pc-windows-msvc.',
    ],
    [
      'distribute',
      { destinations: 'githab' },
      'input "destinations": "githab" matches no destination. Destinations are github.',
    ],
    [
      'distribute',
      { packages: 'nobody' },
      'input "packages": "nobody" matches no package of the plan. The plan has helper, tool.',
    ],
  ] as const)('refuses a filter that matches nothing: %s %j', async (mode, inputs, sentence) => {
    const more = mode === 'distribute' ? { plan } : {}
    expectRefused(await world.step({ mode, ...inputs, ...more }), mode, sentence)
  })
})

describe('the configuration', () => {
  it('is told all its mistakes at once, each at its place', async () => {
    const step = await withConfig(
      'matrix',
      `version: 1
pakages: {}
packages:
  tool:
    targets: x86_64-unknown-linux-musl
checksums: "{nmae}"
destinations:
  - name: GitHub
  - name: note
    kind: command
    with: { runn: echo }
`,
    )
    expect(step.annotations.map(({ at, message }) => `${at} ${message}`)).toEqual([
      'other.yml:2:1 unknown key "pakages" in the file. Did you mean "packages"?',
      expect.stringMatching(/^other\.yml:5:14 packages\.tool\.targets must be a list, not "x86_64-unknown-linux-musl"/),
      expect.stringMatching(/^other\.yml:6:12 checksums .*unknown placeholder \{nmae\} in "\{nmae\}"; /),
      expect.stringMatching(/^other\.yml:8:11 destinations\[0\]\.name must be made of a-z, 0-9 and "-"/),
      expect.stringMatching(/^other\.yml:11:\d+ .*(runn|run)/),
      expect.stringMatching(/^other\.yml:11:\d+ .*(runn|run)/),
      ' 6 mistakes; nothing was written. The first: other.yml:2:1: unknown key "pakages" in the file. Did you mean "packages"?',
    ])
    expectRefused(step, 'matrix', /^6 mistakes/)
  })

  it('is asked for where there is none', async () => {
    expectRefused(
      await world.step({ mode: 'matrix', config: 'nowhere.yml' }),
      'matrix',
      'there is no configuration at nowhere.yml. Put "- uses: actions/checkout@v7" before this step, and write the file; it begins with "version: 1".',
    )
  })

  it('must not give two packages one tag', async () => {
    expectRefused(
      await withConfig(
        'release',
        `version: 1\nrelease: { tag: "v{version}" }\npackages:\n  font: { ecosystem: generic, path: crates, version-file: V }\n  icon: { ecosystem: generic, path: crates, version-file: V }\n${onGitHub}`,
      ).then(async () => {
        await world.repository.write({ V: '1.0.0\n' })
        return world.step({ mode: 'release', config: 'other.yml' })
      }),
      'release',
      'the tag v1.0.0 would stand for font (generic, crates) and icon (generic, crates). Write "release: { tag: \'{package}-v{version}\' }", or configure only one of them.',
    )
  })

  it('must not ask for more jobs than GitHub runs of one matrix', async () => {
    const names = Array.from({ length: 257 }, (_, index) => `p${index}`)
    const text = `version: 1\npackages:\n${names.map((name) => `  ${name}: { ecosystem: generic, targets: [any] }`).join('\n')}\ntargets: { any: { os: ubuntu-latest } }\n`
    expectRefused(
      await withConfig('matrix', text),
      'matrix',
      'the build matrix would have 257 jobs; GitHub runs at most 256 of one matrix. Write "matrix: { group-by: target }": one job per target, with `matrix.packages` instead of `matrix.package`.',
    )
  })

  it('must not name a target that nothing is known of', async () => {
    expectRefused(
      await withConfig('matrix', 'version: 1\npackages:\n  tool: { targets: [x86_64-unknown-plan9] }\n'),
      'matrix',
      'other.yml:3:3: packages.tool: nothing is known of the target "x86_64-unknown-plan9" of tool. Add it: "targets: { x86_64-unknown-plan9: { os: ubuntu-latest } }".',
    )
  })

  it('must not name a package that does not exist', async () => {
    expectRefused(
      await withConfig(
        'release',
        `version: 1\npackages:\n  toool: { targets: [x86_64-unknown-linux-musl] }\n${onGitHub}`,
      ),
      'release',
      'other.yml:3:3: packages.toool: the repository has no package of that name. Did you mean "tool"?',
    )
  })

  it('must not have destinations that need one another in a circle', async () => {
    expectRefused(
      await withConfig(
        'release',
        `${toolPackages}destinations:\n  - { name: one, needs: two }\n  - { name: two, needs: three }\n  - { name: three, needs: one }\n`,
      ),
      'release',
      'other.yml:8:25: destinations need one another in a circle: one needs two needs three needs one. Take one of these `needs` out.',
    )
  })

  it('may name a kind that is to come in release, and not in a distribution', async () => {
    const text = `${toolPackages}${onGitHub}  - { name: bucket, kind: s3 }\n`
    const early = await withConfig('matrix', text)
    expectSuccess(early)
    expect(early.annotations).toEqual([
      expect.objectContaining({ level: 'warning', at: expect.stringMatching(/^other\.yml:9:/) }),
    ])
    const run = await builtRun()
    world.github.forget()
    const step = await withConfig('distribute', text, { plan, 'run-id': String(run) })
    expect(step.code).toBe(1)
    expect(step.failure).toMatch(/kind s3 is not available in this version of Slipway/)
    expect(step.failure).toContain('Take the destination bucket out, or leave it out with the input "destinations".')
    expect(step.outputs).toMatchObject({ failed: '["bucket"]', blocked: '["github"]', bucket: 'failed' })
    expect(world.writes()).toEqual([])
  })

  it('must not have an unknown kind', async () => {
    expectRefused(
      await withConfig('matrix', `${toolPackages}destinations:\n  - { name: bucket, kind: s4 }\n`),
      'matrix',
      /^other\.yml:8:\d+: destination bucket has the unknown kind "s4"\. Did you mean "s3"\?$/,
    )
  })

  it('must not name a secret that the step does not have, and finds out before the first write', async () => {
    const run = await builtRun()
    world.github.forget()
    const step = await withConfig(
      'distribute',
      `${toolPackages}${onGitHub}  - { name: note, kind: command, with: { run: 'true', env: { KEY: $NOTE_KEY } } }\n`,
      { plan, 'run-id': String(run) },
    )
    expect(step.code).toBe(1)
    expect(step.failure).toContain('the environment variable NOTE_KEY is not set')
    expect(step.failure).toContain('Give it to the step: "env: { NOTE_KEY: ${{ secrets.NOTE_KEY }} }".')
    expect(world.writes()).toEqual([])
    expect(step.outputs).toMatchObject({ failed: '["note"]', blocked: '["github"]', note: 'failed' })
  })
})

describe('the plan', () => {
  const change = (key: string, value: unknown): string =>
    JSON.stringify({ ...(JSON.parse(plan) as object), [key]: value })

  it('must be JSON', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan: '{"version":1,' }),
      'distribute',
      'the input "plan" is not JSON. Give the `plan` output of mode release as it is: "plan: ${{ needs.release.outputs.plan }}".',
    )
  })

  it('must be a file that exists, or JSON', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan: 'plan.json' }),
      'distribute',
      /the input "plan".*plan\.json/,
    )
  })

  it('must be of the version that is read', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan: change('version', 2) }),
      'distribute',
      'the input "plan" is a plan of version 2; this version of Slipway reads version 1. Use the same version of the action in every job of the workflow.',
    )
  })

  it('must be what was made', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan: change('commit', '0'.repeat(40)) }),
      'distribute',
      /^the input "plan" was changed after it was made: its digest is sha256:[0-9a-f]{64}, and it says sha256:[0-9a-f]{64}\. Give the `plan` output of mode release as it is, and run mode release again for another plan\.$/,
    )
  })

  it('must be a plan', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan: '{"include":[]}' }),
      'distribute',
      /^the input "plan" is no plan: .*Give the `plan` output of mode release as it is\.$/,
    )
  })

  it('is asked for where the run holds none', async () => {
    world.github.addRun({ id: 4999, headSha: commit })
    expectRefused(
      await world.step({ mode: 'distribute' }, { runId: 4999 }),
      'distribute',
      'run 4999 holds no plan. Give the input "plan": "plan: ${{ needs.release.outputs.plan }}".',
    )
  })

  it('must be of the commit that the workflow names', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan, commit: 'f'.repeat(40) }),
      'distribute',
      `the plan is of commit ${commit}, but the input "commit" says ${'f'.repeat(40)}. Take the input out, or give the plan of that commit.`,
    )
  })
})

/** A run that holds every artifact, but for those that are given here. */
async function builtRun(
  instead: Readonly<Record<string, { readonly zip?: Uint8Array; readonly expired?: boolean } | undefined>> = {},
): Promise<number> {
  const run = runs++
  for (const { name, program } of artifacts) {
    const other = name in instead ? instead[name] : {}
    if (other === undefined) continue
    const { zip = zipSync({ [program]: strToU8(`${program}\n`) }), expired = false } = other
    await world.github.addArtifact(run, name, zip, { expired, headSha: commit })
  }
  return run
}

describe('an artifact', () => {
  const first = 'tool-1.0.0-x86_64-unknown-linux-musl'
  const other = 'helper-0.2.0-beta.1-x86_64-unknown-linux-musl'
  const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
  const distribute = async (run: number): Promise<Step> =>
    world.step({ mode: 'distribute', plan, 'run-id': String(run) })

  it('must be there', async () => {
    const run = await builtRun({ [first]: undefined })
    expectRefused(
      await distribute(run),
      'distribute',
      `artifact ${first} (tool on x86_64-unknown-linux-musl) is missing: run ${run} has no artifact of that name. Run its build job again, or mark the target with "optional: true".`,
    )
  })

  it('is told together with all others that are missing', async () => {
    const run = await builtRun({ [first]: undefined, [other]: undefined })
    const step = await distribute(run)
    expectRefused(step, 'distribute', /^2 mistakes; nothing was written\. The first: artifact helper-/)
    expect(step.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(`artifact ${other} (helper on x86_64-unknown-linux-musl) is missing`),
      expect.stringContaining(`artifact ${first} (tool on x86_64-unknown-linux-musl) is missing`),
      expect.any(String),
    ])
  })

  it('must hold a file', async () => {
    expectRefused(
      await distribute(await builtRun({ [first]: { zip: zip({}) } })),
      'distribute',
      `artifact ${first} (tool on x86_64-unknown-linux-musl) holds no file. Look what the build job uploaded; "if-no-files-found: error" at actions/upload-artifact tells it there.`,
    )
  })

  it('must not have expired', async () => {
    const run = await builtRun({ [first]: { expired: true } })
    expectRefused(
      await distribute(run),
      'distribute',
      `artifact ${first} (tool on x86_64-unknown-linux-musl) is missing: it has expired in run ${run}. Run its build job again, or mark the target with "optional: true".`,
    )
  })

  it('must not hold two files of one name', async () => {
    expectRefused(
      await distribute(await builtRun({ [first]: { zip: zip({ 'a/tool': 'a', 'b/tool': 'b' }) } })),
      'distribute',
      `artifact ${first} has two files of one name: a/tool and b/tool. Put one of them elsewhere, or say with packages.tool.assets which files are published.`,
    )
  })

  it.each([
    ['../tool', 'leaves the folder with ".."'],
    ['/etc/tool', 'has an absolute path'],
    ['a\\tool', 'has a backslash in its name'],
  ])('must not hold the entry %j', async (name, why) => {
    const step = await distribute(await builtRun({ [first]: { zip: zip({ [name]: 'x' }) } }))
    expectRefused(
      step,
      'distribute',
      `artifact ${first}: the archive entry ${JSON.stringify(name)} ${why}. Names in an archive are relative, and their parts are separated with "/".`,
    )
  })

  it('must be a zip', async () => {
    expectRefused(
      await distribute(await builtRun({ [first]: { zip: strToU8('no zip at all') } })),
      'distribute',
      new RegExp(`^artifact ${first}: .*zip`),
    )
  })

  it('must not hold an empty file for GitHub', async () => {
    const step = await distribute(await builtRun({ [first]: { zip: zip({ tool: '' }) } }))
    expect(step.code).toBe(1)
    expect(step.failure).toContain('tool of tool-v1.0.0 is empty, and GitHub takes no empty file')
    expect(step.outputs).toMatchObject({ failed: '["github"]' })
    expect(world.writes()).toEqual([])
  })

  it('must lie in the folder that the input names', async () => {
    expectRefused(
      await world.step({ mode: 'distribute', plan, artifacts: 'nowhere' }),
      'distribute',
      'there is no folder nowhere. Give the input "artifacts" the path that actions/download-artifact downloaded to.',
    )
  })

  it('must not be a link', async () => {
    const folder = join(world.repository.root, 'linked')
    for (const { name, program } of artifacts) {
      await mkdir(join(folder, name), { recursive: true })
      await symlink('/etc/hostname', join(folder, name, program))
    }
    expectRefused(
      await world.step({ mode: 'distribute', plan, artifacts: 'linked' }),
      'distribute',
      /^linked\/.*\/(tool|helper)(\.exe)? is a link or no file\. Put the file itself into the artifact\.$/,
    )
  })
})

describe('the token', () => {
  it.each(['release', 'distribute'] as const)('must be given in mode %s', async (mode) => {
    const inputs = mode === 'release' ? { mode } : { mode, plan, 'run-id': String(await builtRun()) }
    world.github.forget()
    expectRefused(await world.step(inputs, { token: '' }), mode, /token.*Write "token: \$\{\{ github\.token \}\}"/)
  })

  it.each(['release', 'distribute'] as const)('must be one that GitHub knows in mode %s', async (mode) => {
    const inputs = mode === 'release' ? { mode } : { mode, plan, 'run-id': String(await builtRun()) }
    world.github.forget()
    expectRefused(
      await world.step(inputs, { token: 'ghs_unknown' }),
      mode,
      /^GitHub refused the token: it could not .* \(401 .*\)\. Write "token: \$\{\{ github\.token \}\}", or renew the token that you give\.$/,
    )
  })

  it('must be allowed to write releases, in release mode', async () => {
    const step = await world.step(
      { mode: 'release' },
      { token: world.github.issueToken({ contents: 'read', actions: 'read' }) },
    )
    expect(step.code).toBe(1)
    expect(step.failure).toMatch(
      /^GitHub does not let this token .* \(403 .*\)\. Write "permissions: \{ contents: write \}" in the job\.$/,
    )
    expect(step.outputs).toEqual(nothingKnown('release'))
    expect(world.github.releases()).toEqual([])
    expect(world.artifacts()).toEqual([])
  })

  it('must be allowed to write releases, in a distribution', async () => {
    const run = await builtRun()
    const step = await world.step(
      { mode: 'distribute', plan, 'run-id': String(run) },
      { token: world.github.issueToken({ contents: 'read', actions: 'read' }) },
    )
    expect(step.code).toBe(1)
    expect(step.failure).toContain('Write "permissions: { contents: write }" in the job.')
    expect(step.outputs).toMatchObject({ failed: '["github"]', github: 'failed' })
    expect(world.github.releases()).toEqual([])
  })

  it('must be allowed to read the artifacts of another run', async () => {
    const run = await builtRun()
    world.github.forget()
    expectRefused(
      await world.step(
        { mode: 'distribute', plan, 'run-id': String(run) },
        { token: world.github.issueToken({ contents: 'write', actions: 'none' }) },
      ),
      'distribute',
      new RegExp(
        `^GitHub does not let this token list the artifacts of run ${run} \\(403 .*\\)\\. Write "permissions: \\{ actions: read \\}" in the job\\.$`,
      ),
    )
  })
})

describe('the checkout', () => {
  const elsewhere = async (job: JobOptions, inputs: Readonly<Record<string, string>> = {}): Promise<Step> =>
    world.step({ mode: 'release', ...inputs }, job)
  const clone = async (): Promise<string> => {
    const folder = await mkdtemp(join(world.folder, 'clone-'))
    await git(world.folder, 'clone', '--quiet', world.repository.remote, folder)
    return folder
  }

  it('must have a remote', async () => {
    const folder = await clone()
    await git(folder, 'remote', 'remove', 'origin')
    expectRefused(
      await elsewhere({ env: { GITHUB_WORKSPACE: folder } }),
      'release',
      'the repository has no remote, so nobody can say which tags exist. Check it out with actions/checkout, or add one: git remote add origin <url>.',
    )
  })

  it('must have a remote that answers', async () => {
    const folder = await clone()
    await git(folder, 'remote', 'set-url', 'origin', join(world.folder, 'gone.git'))
    expectRefused(
      await elsewhere({ env: { GITHUB_WORKSPACE: folder } }),
      'release',
      /^the tags of origin could not be read: .*gone\.git.*\. Give the job "permissions: \{ contents: read \}" and the step a token that may read the repository\.$/,
    )
  })

  it('must be a repository', async () => {
    const folder = await mkdtemp(join(world.folder, 'plain-'))
    const files = toolWorkspace(onGitHub)
    await git(world.folder, 'clone', '--quiet', world.repository.remote, join(folder, 'copy'))
    await git(folder, 'init', '--quiet', '--bare', 'other.git')
    expectRefused(
      await elsewhere(
        { env: { GITHUB_WORKSPACE: folder, GIT_CEILING_DIRECTORIES: world.folder } },
        { config: 'copy/.github/slipway.yml' },
      ),
      'release',
      new RegExp(
        `^${folder} is no git repository with a commit: .*\\. Put "- uses: actions/checkout@v7" before this step, or mend the input "working-directory"\\.$`,
      ),
    )
    expect(Object.keys(files)).toContain('.github/slipway.yml')
  })

  it('must be there', async () => {
    expectRefused(
      await elsewhere({}, { 'working-directory': 'nowhere' }),
      'release',
      'there is no folder nowhere. Mend the input "working-directory", and put actions/checkout before this step.',
    )
  })

  it('must be at the commit of the run', async () => {
    const folder = await clone()
    await git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'elsewhere')
    const head = await git(folder, 'rev-parse', 'HEAD')
    expectRefused(
      await elsewhere({ sha: commit, env: { GITHUB_WORKSPACE: folder } }),
      'release',
      `the checkout is at ${head}, but the commit is ${commit}. Check out that commit: "with: { ref: ${commit} }" at actions/checkout, or leave the input "commit" out.`,
    )
  })
})
