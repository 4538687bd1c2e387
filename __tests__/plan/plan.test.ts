import { describe, expect, it } from '@jest/globals'
import { encodePlan } from '../../src/plan/codec.ts'
import type { ChosenRelease } from '../../src/plan/plan-facts.ts'
import type { Package } from '../../src/plan/types.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { configOf, elsewhere, factsOf, here, packageOf, planFor, randomFrom } from './fixtures.ts'
import { makePlan } from '../../src/plan/plan.ts'

const tool = packageOf('tool')
const server = packageOf('server', { version: '0.4.0-rc.1' })
const both = 'packages: { tool: { targets: [linux/amd64] }, server: {} }'

const wrong = async (...given: Parameters<typeof planFor>): Promise<readonly string[]> =>
  (await mistakesOfPromise(async () => planFor(...given))).map(({ code, message }) => `${code} ${message}`)

describe('makePlan in mode release', () => {
  it('releases what has no tag yet, from this commit', async () => {
    const { plan, skipped, notices } = await planFor(both, [tool, server])
    expect(plan).toMatchObject({
      version: 1,
      commit: here,
      releases: [
        {
          package: 'server',
          version: '0.4.0-rc.1',
          tag: 'server-v0.4.0-rc.1',
          channel: 'prerelease',
          prerelease: true,
          targets: [],
        },
        {
          package: 'tool',
          ecosystem: 'cargo',
          path: 'crates/tool',
          version: '1.2.0',
          tag: 'tool-v1.2.0',
          channel: 'stable',
          prerelease: false,
          commit: here,
          date: '2026-03-01',
          bins: ['tool'],
          targets: [{ target: 'linux/amd64', artifact: 'tool-1.2.0-linux-amd64', folder: '', optional: false }],
        },
      ],
    })
    expect({ skipped, notices }).toEqual({ skipped: [], notices: [] })
  })

  it('keeps what was released from here, so that a rerun finishes it, and leaves alone what was released elsewhere', async () => {
    const { plan, skipped } = await planFor(both, [tool, server], {
      tags: new Map([
        ['tool-v1.2.0', here],
        ['server-v0.4.0-rc.1', elsewhere],
      ]),
    })
    expect(plan.releases.map(({ package: name, commit }) => ({ name, commit }))).toEqual([
      { name: 'tool', commit: here },
    ])
    expect(skipped).toEqual([
      { package: 'server', why: 'tag server-v0.4.0-rc.1 is at bbbbbbb: its version has not changed since' },
    ])
  })

  it.each([
    ['packages: { tool: {} }', 'v1.2.0'],
    ['packages: { tool: {}, server: {} }', 'tool-v1.2.0'],
    ['release: { tag: "{package}@{version}" }\npackages: { tool: {} }', 'tool@1.2.0'],
  ])('tags by what is configured: %j makes %s', async (text, tag) => {
    const { plan } = await planFor(text, [tool, server])
    expect(plan.releases.map((release) => release.tag)).toContain(tag)
  })

  it('takes the version of a package without one from its tag at this commit', async () => {
    const { plan } = await planFor('packages: { tool: {} }', [packageOf('tool', { version: undefined })], {
      tags: new Map([
        ['v0.9.0', elsewhere],
        ['v1.0.0', here],
        ['other-v7.0.0', here],
      ]),
    })
    expect(plan.releases).toMatchObject([{ version: '1.0.0', tag: 'v1.0.0' }])
  })

  it('skips a package whose version only a tag could say', async () => {
    const { skipped } = await planFor('packages: { tool: {} }', [packageOf('tool', { version: undefined })])
    expect(skipped).toEqual([
      { package: 'tool', why: 'its version comes from the tag, and no tag of it is at this commit' },
    ])
  })

  it('refuses two tags of one package without a version at one commit', async () => {
    expect(
      await wrong('packages: { tool: {} }', [packageOf('tool', { version: undefined })], {
        tags: new Map([
          ['v1.0.0', here],
          ['v1.0.1', here],
        ]),
      }),
    ).toEqual(['VERSION_AMBIGUOUS several tags of tool are at this commit: 1.0.0, 1.0.1'])
  })

  it('filters packages and targets', async () => {
    const text =
      'packages: { tool: { targets: [linux/amd64, windows/amd64] }, server: { targets: [linux/amd64] }, core: {} }'
    const { plan } = await planFor(text, [tool, server, packageOf('core')], {
      packages: ['*', '!core'],
      targets: ['windows/*'],
    })
    expect(plan.releases.map(({ package: name, targets }) => [name, targets.map(({ target }) => target)])).toEqual([
      ['server', []],
      ['tool', ['windows/amd64']],
    ])
  })

  it('tells every filter that matches nothing', async () => {
    expect(await wrong(both, [tool, server], { packages: ['tol', '!x*'], targets: ['windows/*'] })).toEqual([
      'INPUT_UNMATCHED input "packages": "tol" matches no configured package',
      'INPUT_UNMATCHED input "packages": "!x*" matches no configured package',
      'INPUT_UNMATCHED input "targets": "windows/*" matches no target',
    ])
  })

  it('refuses one tag for two packages, also where one of them is filtered out', async () => {
    expect(
      await wrong(
        'release: { tag: "v{version}" }\npackages: { a: {}, b: {} }',
        [packageOf('a'), packageOf('b', { ecosystem: 'npm', path: 'js/b' })],
        { packages: ['a'] },
      ),
    ).toEqual(['TAG_CLASH the tag v1.2.0 would stand for a (cargo, crates/a) and b (npm, js/b)'])
  })

  it('refuses one tag for two packages whose versions only tags say', async () => {
    const text = 'release: { tag: "v{version}" }\npackages: { a: {}, b: {} }'
    const packages = [packageOf('a', { version: undefined }), packageOf('b', { version: undefined })]
    expect(await wrong(text, packages, { tags: new Map([['v1.0.0', here]]) })).toEqual([
      'TAG_CLASH the tag v1.0.0 would stand for a (cargo, crates/a) and b (cargo, crates/b)',
    ])
  })

  it('tells every tag that git would not take', async () => {
    expect(
      (
        await wrong('packages: { a: {}, b: {} }', [
          packageOf('a', { version: '1 beta' }),
          packageOf('b', { version: '1..2' }),
        ])
      ).map((line) => line.split(' ')[0]),
    ).toEqual(['TAG_INVALID', 'TAG_INVALID'])
  })

  it('refuses a target of which nothing is known, at its line', async () => {
    const found = await mistakesOfPromise(async () =>
      planFor('packages:\n  tool: { targets: [toaster] }', [packageOf('tool')]),
    )
    expect(found).toMatchObject([
      {
        code: 'TARGET_UNKNOWN',
        where: { file: 'slipway.yml', line: 3, column: 3 },
        hint: 'Add it: "targets: { toaster: { os: ubuntu-latest } }".',
      },
    ])
  })

  it('warns of a manifest that it cannot read, and goes on', async () => {
    const config = await configOf('packages: { tool: {} }')
    const facts = factsOf(config, [])
    const { notices } = makePlan({
      ...facts,
      workspace: { packages: [tool], unreadable: [{ path: 'x/Cargo.toml', why: 'no name' }] },
    })
    expect(notices).toEqual([{ message: 'x/Cargo.toml could not be read and its package is left out: no name' }])
  })

  it('gives each destination what its filters let through', async () => {
    const { plan } = await planFor(
      `${both}
destinations:
  - name: all
  - { name: stable, channels: stable, needs: all }
  - { name: servers, packages: "s*" }
  - { name: nothing, channels: development }`,
      [tool, server],
    )
    expect(plan.destinations).toEqual([
      { name: 'all', kind: 'github-release', needs: [], releases: ['server-v0.4.0-rc.1', 'tool-v1.2.0'] },
      { name: 'stable', kind: 'github-release', needs: ['all'], releases: ['tool-v1.2.0'] },
      { name: 'servers', kind: 'github-release', needs: [], releases: ['server-v0.4.0-rc.1'] },
      { name: 'nothing', kind: 'github-release', needs: [], releases: [] },
    ])
  })

  it('is the same, byte for byte, whatever the order of what it reads', async () => {
    const packages = ['a', 'b', 'c', '@s/a', 's-a'].map((name) => packageOf(name))
    const entries = packages.map(({ name }) => `  "${name}": { targets: [linux/amd64, linux/arm64, windows/amd64] }`)
    const tags: readonly (readonly [string, string])[] = [
      ['a-v1.2.0', here],
      ['b-v1.2.0', elsewhere],
      ['x', here],
    ]
    const random = randomFrom(5)
    const shuffled = <T>(values: readonly T[]): readonly T[] =>
      values
        .map((value) => ({ value, at: random() }))
        .sort((one, other) => one.at - other.at)
        .map(({ value }) => value)
    const plans = new Set<string>()
    for (let count = 0; count < 10; count++) {
      const { plan } = await planFor(`packages:\n${shuffled(entries).join('\n')}`, shuffled(packages), {
        tags: new Map(shuffled(tags)),
      })
      plans.add(encodePlan(plan))
    }
    expect(plans.size).toBe(1)
  })
})

describe('makePlan in mode matrix', () => {
  const matrix = { mode: 'matrix' } as const

  it('builds what has no tag here under the version of untagged builds', async () => {
    const tags = new Map([['tool-v1.2.0', elsewhere]])
    const { plan } = await planFor(both, [tool, server], { ...matrix, tags })
    expect(plan.releases).toMatchObject([
      { package: 'server', version: '0.0.0-dev', tag: '', channel: 'development', prerelease: true },
      { package: 'tool', version: '0.0.0-dev', tag: '', channel: 'development', prerelease: true },
    ])
  })

  it('takes the version that the configuration gives to untagged builds', async () => {
    const { plan } = await planFor('release: { untagged: nightly }\npackages: { tool: {} }', [tool], matrix)
    expect(plan.releases).toMatchObject([{ version: 'nightly', tag: '' }])
  })

  it('says the real version where the tag is at this commit', async () => {
    const { plan } = await planFor('packages: { tool: {} }', [tool], { ...matrix, tags: new Map([['v1.2.0', here]]) })
    expect(plan.releases).toMatchObject([{ version: '1.2.0', tag: 'v1.2.0', channel: 'stable' }])
  })

  it('keeps a build without a tag from destinations that hold only what has one', async () => {
    const { plan } = await planFor(
      'packages: { tool: {} }\ndestinations: [{ name: github }, { name: say, kind: command, with: { run: x } }]',
      [tool],
      matrix,
    )
    expect(plan.destinations.map(({ name, releases }) => [name, releases])).toEqual([
      ['github', []],
      ['say', ['tool@aaaaaaa']],
    ])
  })
})

describe('makePlan with what somebody else chose', () => {
  const choice = (name: string, version: string, but: Partial<ChosenRelease> = {}): ChosenRelease => ({
    package: name,
    version,
    tag: `${name}-v${version}`,
    commit: undefined,
    ...but,
  })

  it('releases exactly that', async () => {
    const { plan, skipped, notices } = await planFor(both, [tool, server], { chosen: [choice('tool', '1.2.0')] })
    expect(plan.releases).toMatchObject([{ package: 'tool', tag: 'tool-v1.2.0', commit: here }])
    expect(skipped).toEqual([{ package: 'server', why: 'not among what is to be released' }])
    expect(notices).toEqual([])
  })

  it('releases nothing where nothing was chosen', async () => {
    expect((await planFor(both, [tool, server], { chosen: [] })).plan.releases).toEqual([])
  })

  it('recovers several versions of one package, each from its own commit', async () => {
    const { plan, notices } = await planFor(both, [tool, server], {
      tags: new Map([
        ['tool-v1.0.0', elsewhere],
        ['tool-v1.2.0', here],
      ]),
      chosen: [choice('cargo/tool', '1.0.0', { tag: 'tool-v1.0.0', commit: elsewhere }), choice('tool', '1.2.0')],
    })
    expect(plan.releases).toMatchObject([
      { version: '1.0.0', commit: elsewhere, targets: [{ artifact: 'tool-1.0.0-linux-amd64' }] },
      { version: '1.2.0', commit: here, targets: [{ artifact: 'tool-1.2.0-linux-amd64' }] },
    ])
    expect(notices).toEqual([])
  })

  it('warns of a version that is not the one of the manifest, and names both', async () => {
    const { notices } = await planFor(both, [tool, server], { chosen: [choice('tool', '2.0.0')] })
    expect(notices).toEqual([{ message: 'tool: version 2.0.0 is to be released, but its manifest says 1.2.0' }])
  })

  it('warns of a tag that is at another commit, and names both', async () => {
    const { notices, plan } = await planFor(both, [tool, server], {
      tags: new Map([['tool-v1.2.0', elsewhere]]),
      chosen: [choice('tool', '1.2.0')],
    })
    expect(notices).toEqual([
      { message: `tool: tool-v1.2.0 is to be released from ${here}, but that tag is at ${elsewhere}` },
    ])
    expect(plan.releases).toMatchObject([{ commit: elsewhere }])
  })

  it('warns of a package that the configuration does not have', async () => {
    const { notices } = await planFor(both, [tool, server], { chosen: [choice('toll', '1.2.0')] })
    expect(notices).toEqual([
      {
        message: 'toll 1.2.0 is to be released, but the configuration has no package of that name: it is left out',
      },
    ])
  })

  it('refuses one tag for two packages', async () => {
    expect(
      await wrong(both, [tool, server], {
        chosen: [choice('tool', '1.2.0', { tag: 'v1' }), choice('server', '0.4.0', { tag: 'v1' })],
      }),
    ).toEqual(['TAG_CLASH the tag v1 would stand for server (cargo, crates/server) and tool (cargo, crates/tool)'])
  })

  it.each(['1/2', '1\n2', '$(id)', '../1'])('refuses the version %j, whatever its tag is', async (version) => {
    expect(await wrong(both, [tool, server], { chosen: [choice('tool', version, { tag: 'v1' })] })).toEqual([
      expect.stringMatching(/^VERSION_INVALID /),
    ])
  })
})

describe('a configuration for several packages', () => {
  it('gives a package its own entry beside one for all', async () => {
    const packages: readonly Package[] = [tool, server]
    const { plan } = await planFor('packages: { "*": {}, tool: { targets: [linux/amd64] } }', packages)
    expect(plan.releases.map(({ package: name, targets }) => [name, targets.length])).toEqual([
      ['server', 0],
      ['tool', 1],
    ])
  })
})
