import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { loadConfig } from '../../src/config/load.ts'
import { ownKeys, reservedNames, rowFields } from '../../src/config/schema.ts'
import { configMistakes, mistakesOfPromise } from './mistakes.ts'

const start = 'version: 1\npackages: { tool: {} }\n'

describe('the reference configuration', () => {
  const load = async () => loadConfig(await readFile(join(import.meta.dirname, 'reference.yml'), 'utf8'), 'slipway.yml')

  it('loads as it stands', async () => {
    const { config } = await load()
    expect(config).toMatchObject({
      file: 'slipway.yml',
      version: 1,
      release: { tag: '{package}-v{version}', notes: 'changelog' },
      matrix: { 'group-by': 'none' },
      checksums: 'SHA256SUMS',
      sources: ['workflow'],
      mirrors: [],
    })
    expect(config.channels.map(({ name }) => name)).toEqual(['stable', 'extra', 'development'])
    expect(config.targets['x86_64-pc-windows-msvc']).toEqual({ os: 'windows-latest', optional: true })
    expect(config.packages['hello-cli']?.assets).toHaveLength(2)
    expect(
      config.destinations.map(({ name, kind, needs, required, channels }) => ({
        name,
        kind,
        needs,
        required,
        channels,
      })),
    ).toEqual([
      { name: 'github', kind: 'github-release', needs: [], required: true, channels: undefined },
      { name: 'bucket', kind: 's3', needs: [], required: true, channels: ['stable', 'development'] },
      { name: 'tap', kind: 'homebrew', needs: ['github'], required: true, channels: ['stable'] },
      { name: 'announce', kind: 'command', needs: ['github', 'bucket'], required: false, channels: undefined },
    ])
  })

  it('says of the kinds that are not served yet where they stand', async () => {
    const { notices, config } = await load()
    expect(notices).toEqual([
      {
        message:
          'destination bucket: kind s3 is not available in this version of Slipway; nothing can be distributed to it yet',
        where: { file: 'slipway.yml', line: 38, column: 11 },
      },
      {
        message:
          'destination tap: kind homebrew is not available in this version of Slipway; nothing can be distributed to it yet',
        where: { file: 'slipway.yml', line: 48, column: 11 },
      },
    ])
    expect(config.destinations.map(({ backend }) => backend !== undefined)).toEqual([true, false, false, true])
  })

  it('knows the place of its packages and destinations', async () => {
    const { config } = await load()
    expect(config.whereIsPackage('hello-cli')).toEqual({ file: 'slipway.yml', line: 22, column: 3 })
    expect(config.destinations[0]?.where).toEqual({ file: 'slipway.yml', line: 36, column: 11 })
  })
})

describe('loadConfig', () => {
  it('tells five different mistakes at once, each with place and remedy', async () => {
    expect(
      await configMistakes(`version: 1
packages:
  tool:
    assets:
      - archve: x.zip
        files: [x]
matrix: { group-by: tagret }
destinations:
  - name: github
    required: "yes"
  - name: announce
    kind: command
    with: { env: { TOKEN: [hunter2] } }
`),
    ).toEqual([
      '5:9 CONFIG_UNKNOWN_KEY unknown key "archve" in packages.tool.assets[0]. Did you mean "archive"?',
      '7:21 CONFIG_VALUE matrix.group-by is "tagret"; it must be one of none, target, os. Did you mean "target"?',
      '10:15 CONFIG_TYPE destinations[0].required must be true or false, not "yes"',
      '13:5 CONFIG_MISSING_KEY destinations[1].with lacks "run". Add a line "run: …" (a text).',
      expect.stringMatching(/^13:27 CONFIG_TYPE destinations\[1\]\.with\.env\.TOKEN must be /),
    ])
  })

  it.each([
    ['', '1:1 CONFIG_EMPTY slipway.yml is empty. Begin with "version: 1" and "packages:".'],
    ['# nothing\n', expect.stringMatching(/^\d:\d+ CONFIG_EMPTY /)],
    ['- a\n', '1:1 CONFIG_TYPE the file must be a mapping, not a list'],
    ['a: b: c\n', expect.stringMatching(/^1:\d+ CONFIG_SYNTAX /)],
    ['version: 1\nversion: 1\n', expect.stringMatching(/^2:1 CONFIG_SYNTAX .*unique/)],
    ['version: 1\npackages:\n\ttool: {}\n', expect.stringMatching(/^3:1 CONFIG_SYNTAX /)],
    ['version: 1\npackages: *tool\n', expect.stringMatching(/^2:11 CONFIG_SYNTAX .*alias/)],
  ])('refuses %j', async (text, expected) => {
    expect((await configMistakes(text))[0]).toEqual(expected)
  })

  it('says which keys a file lacks', async () => {
    expect(await configMistakes('release: {}\n')).toEqual([
      '1:1 CONFIG_MISSING_KEY the file lacks "version". Add a line "version: …" (1).',
      '1:1 CONFIG_MISSING_KEY the file lacks "packages". Add a line "packages: …" (a mapping).',
    ])
  })

  it('reads aliases', async () => {
    const { config } = await loadConfig(
      'version: 1\npackages:\n  a: { targets: &t [linux/amd64] }\n  b: { targets: *t }\n',
      'f.yml',
    )
    expect(config.packages['b']).toEqual({ targets: ['linux/amd64'] })
  })

  it.each([
    ['github-relase', 'Did you mean "github-release"?'],
    ['comand', 'Did you mean "command"?'],
    ['homebrw', 'Did you mean "homebrew"?'],
    ['ftp-server', expect.stringMatching(/^Kinds are .*github-release.*command/)],
    ['constructor', expect.stringMatching(/^Kinds are /)],
    ['__proto__', expect.stringMatching(/^Kinds are /)],
  ])('refuses the unknown kind %s', async (kind, hint) => {
    const found = await mistakesOfPromise(async () =>
      loadConfig(`${start}destinations:\n  - name: x\n    kind: ${kind}\n`, 'f.yml'),
    )
    expect(found).toMatchObject([
      {
        code: 'CONFIG_UNKNOWN_KIND',
        message: `destination x has the unknown kind "${kind}"`,
        hint,
        where: { file: 'f.yml', line: 5, column: 11 },
      },
    ])
  })

  it('takes a path for a backend of the user, and leaves what it is configured with alone where nobody loads it', async () => {
    const text = `${start}destinations: [{ name: x, kind: ./tools/x.mjs, with: { a: 1 } }]\n`
    const { config, notices } = await loadConfig(text, 'f.yml')
    expect([config.destinations[0]?.backend, notices]).toEqual([undefined, []])
  })

  it('reads what a backend of the user is configured with by its own fields', async () => {
    const text = `${start}destinations: [{ name: x, kind: ./tools/x.mjs, with: { key: $X_KEY } }]\n`
    const call = async (): Promise<unknown> => Promise.resolve([])
    const backend = { api: 1, verifies: 'size', plan: call, publish: call, verify: call }
    const loaded: string[] = []
    const importModule = async (path: string): Promise<unknown> => {
      loaded.push(path)
      return Promise.resolve({ default: { ...backend, config: { key: { type: 'secret', required: true } } } })
    }
    const { config } = await loadConfig(text, 'f.yml', { importModule })
    expect(loaded).toEqual(['./tools/x.mjs'])
    expect(config.destinations[0]?.backend?.secrets).toEqual(['X_KEY'])
  })

  it.each([
    [
      'destinations: [{ name: a }, { name: b }, { name: a }]',
      '3:50 CONFIG_DUPLICATE two destinations are named "a". Give each a name of its own.',
    ],
    [
      'destinations: [{ name: github }, { name: b, needs: githb }]',
      '3:52 CONFIG_UNKNOWN_NAME destination b needs "githb", which is no destination. Did you mean "github"?',
    ],
    [
      'destinations: [{ name: a, channels: stabel }]',
      '3:37 CONFIG_UNKNOWN_NAME destination a is for the channel "stabel", which is not defined. Did you mean "stable"?',
    ],
    [
      'channels: [{ name: one }]\ndestinations: [{ name: a, channels: [stable] }]',
      '4:37 CONFIG_UNKNOWN_NAME destination a is for the channel "stable", which is not defined. Channels are one.',
    ],
    [
      'destinations: [{ name: a, needs: b }, { name: b, needs: c }, { name: c, needs: a }]',
      '3:34 CONFIG_CIRCLE destinations need one another in a circle: a needs b needs c needs a. Take one of these `needs` out.',
    ],
    [
      'destinations: [{ name: a, needs: a }]',
      '3:34 CONFIG_CIRCLE destinations need one another in a circle: a needs a. Take one of these `needs` out.',
    ],
    ['destinations: [{ name: My_Tap }]', '3:24 CONFIG_VALUE destinations[0].name must be made of a-z, 0-9 and "-"'],
    ['channels: []', '3:11 CONFIG_VALUE channels must not be empty'],
    ['release: { tag: v1 }', '3:17 CONFIG_VALUE release.tag must hold {version}'],
    [
      'release: { tag: "{verison}" }',
      '3:17 CONFIG_VALUE release.tag unknown placeholder {verison} in "{verison}"; did you mean {version}?',
    ],
    ["channels: [{ name: x, version: '(' }]", '3:32 CONFIG_VALUE channels[0].version is not a regular expression'],
    [
      'destinations: [{ name: a, kind: command, with: { run: x, tiemout: 5 } }]',
      '3:58 CONFIG_UNKNOWN_KEY unknown key "tiemout" in destinations[0].with. Did you mean "timeout"?',
    ],
    [
      'destinations: [{ name: a, with: { latest: newest } }]',
      '3:43 CONFIG_TYPE destinations[0].with.latest must be "auto" or true or false, not "newest"',
    ],
  ])('refuses %j', async (text, expected) => {
    expect(await configMistakes(`${start}${text}\n`)).toContain(expected)
  })

  it.each([...reservedNames])('refuses a destination named like the output %s', async (name) => {
    expect(await configMistakes(`${start}destinations: [{ name: ${name} }]\n`)).toEqual([
      '3:24 CONFIG_VALUE destinations[0].name is the name of an output of the action; choose another',
    ])
  })

  it.each([
    ['target', 'CONFIG_RESERVED_KEY', 'Did you mean "targets"?'],
    ['asset', 'CONFIG_UNKNOWN_KEY', 'Did you mean "assets"? A matrix field of your own needs a name less like it.'],
    ['biuld', 'CONFIG_UNKNOWN_KEY', 'Did you mean "build"? A matrix field of your own needs a name less like it.'],
    ['my key', 'CONFIG_VALUE', 'Use letters, digits, "_" and "-".'],
  ])('refuses the key "%s" of a package', async (key, code, hint) => {
    const found = await mistakesOfPromise(async () =>
      loadConfig(`version: 1\npackages:\n  tool:\n    ${key}: x\n`, 'f.yml'),
    )
    expect(found).toMatchObject([{ code, hint, where: { line: 4, column: 5 } }])
  })

  it('suggests the known key also where the value could not be a matrix field', async () => {
    expect(await configMistakes('version: 1\npackages: { tool: { target: [linux/amd64] } }\n')).toContain(
      '2:21 CONFIG_RESERVED_KEY "target" in packages.tool is a field of every matrix row and cannot be set. Did you mean "targets"?',
    )
  })

  it.each(['features', 'runner', 'cross', 'profile', 'python-version'])(
    'lets the key "%s" of a package through to the matrix',
    async (key) => {
      const { config } = await loadConfig(`version: 1\npackages: { tool: { ${key}: x } }\n`, 'f.yml')
      expect(config.packages['tool']).toEqual({ [key]: 'x' })
    },
  )

  it.each(rowFields.filter((field) => !ownKeys.target.includes(field)))(
    'refuses the row field "%s" as a key of a target',
    async (field) => {
      expect(await configMistakes(`${start}targets: { linux/amd64: { ${field}: x } }\n`)).toEqual([
        expect.stringMatching(/^3:27 CONFIG_RESERVED_KEY /),
      ])
    },
  )

  it('tells the mistakes of shape, of kinds, of names and of extra keys together', async () => {
    expect(
      (
        await configMistakes(`version: 1
packages:
  tool: { biuld: x }
destinations:
  - name: a
    requird: true
    with: { titel: x }
  - name: b
    needs: c
  - { name: b, channels: nightly }
`)
      ).map((line) => line.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      '3:11 CONFIG_UNKNOWN_KEY',
      '6:5 CONFIG_UNKNOWN_KEY',
      '7:13 CONFIG_UNKNOWN_KEY',
      '9:12 CONFIG_UNKNOWN_NAME',
      '10:13 CONFIG_DUPLICATE',
      '10:26 CONFIG_UNKNOWN_NAME',
    ])
  })

  it('never tells what a secret field holds', async () => {
    const secrets = ['ghp_hunter2hunter2', '8246813579', '${{ secrets.TOKEN }}']
    for (const value of secrets) {
      const lines = await configMistakes(
        `version: 1\npackages: { tool: {} }\ndestinations:\n  - name: a\n    kind: command\n    with: { run: x, env: { TOKEN: [ "${value}" ] }, token: "${value}" }\n`,
      )
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.join('\n')).not.toContain(value)
    }
  })
})
