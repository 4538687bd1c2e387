import { describe, expect, it } from '@jest/globals'
import { configSchema, ownKeys } from '../../src/config/schema.ts'

describe('configSchema', () => {
  it('fills in the defaults of a configuration that says next to nothing', () => {
    expect(configSchema.parse({ version: 1, packages: { tool: {} }, destinations: [{ name: 'github' }] })).toEqual({
      version: 1,
      release: { notes: 'changelog', untagged: '0.0.0-dev' },
      channels: [
        { name: 'stable', version: '\\d+(\\.\\d+)*' },
        { name: 'prerelease', tag: '.+', prerelease: true },
        { name: 'development' },
      ],
      targets: {},
      matrix: { 'group-by': 'none' },
      packages: { tool: {} },
      sources: ['workflow'],
      mirrors: [],
      destinations: [{ name: 'github', kind: 'github-release', required: true, with: {} }],
    })
  })

  it('takes one name where it takes a list', () => {
    const { destinations } = configSchema.parse({
      version: 1,
      packages: {},
      destinations: [{ name: 'x', channels: 'stable', needs: ['a', 'b'] }],
    })
    expect(destinations[0]).toMatchObject({ channels: ['stable'], needs: ['a', 'b'] })
  })

  const asset = (entry: object): readonly string[] => {
    const result = configSchema.safeParse({ version: 1, packages: { tool: { assets: [entry] } } })
    return result.success ? [] : result.error.issues.map(({ message }) => message)
  }

  it.each([
    { archive: 'a.tar.gz', files: ['x'] },
    { archive: 'a.tgz', files: ['x'] },
    { archive: 'a.tar.xz', files: ['x'] },
    { archive: 'a.tar.zst', files: ['x'] },
    { archive: '{package}.zip', files: ['x'], targets: '*windows*' },
    { file: '*.deb' },
    { file: '{bin}', name: '{bin}-{target}{exe}' },
  ])('takes the asset %j', (entry) => {
    expect(asset(entry)).toEqual([])
  })

  it.each([
    [{}, 'needs `archive` or `file`'],
    [{ archive: 'a.zip', file: 'x' }, 'has both `archive` and `file`; make two entries of it'],
    [{ archive: 'a.zip' }, 'needs `files`: what goes into the archive'],
    [{ archive: 'a.rar', files: ['x'] }, '"a.rar" must end in .tar.gz, .tar.xz, .tar.zst or .zip'],
    [{ file: 'x', files: ['y'] }, '`files` belongs to `archive`'],
    [{ archive: 'a.zip', files: ['x'], name: 'b' }, '`name` belongs to `file`; an archive is named by `archive`'],
  ])('refuses the asset %j', (entry, expected) => {
    expect(asset(entry)).toEqual([expected])
  })

  it('knows which keys of a package and a target are its own', () => {
    expect(ownKeys.package).toEqual([
      'targets',
      'build',
      'assets',
      'ecosystem',
      'path',
      'version-file',
      'version-pattern',
    ])
    expect(ownKeys.target).toEqual(['os', 'platform', 'exe', 'optional'])
  })
})
