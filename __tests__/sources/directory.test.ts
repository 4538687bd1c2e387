import { createHash } from 'node:crypto'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { directorySource, filesBelow } from '../../src/sources/directory.ts'
import { mistakesOfPromise } from '../config/mistakes.ts'
import { makeTree, type Tree } from '../support/files.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let tree: Tree
beforeEach(async () => {
  tree = await makeTree({
    'out/tool-linux/tool': 'program',
    'out/tool-linux/share/man/tool.1': '.TH',
    'out/tool-linux/.hidden': '',
    'out/empty/': '',
    'out/file': 'no folder',
    secret: 'key',
  })
})
afterEach(async () => {
  await tree.remove()
})

describe('directorySource', () => {
  it('finds each artifact in the folder of its name, every file hashed', async () => {
    const source = directorySource(tree.files, 'out')
    expect(source.name).toBe('folder out')
    expect((await source.fetch(['tool-linux'])).get('tool-linux')).toEqual({
      kind: 'found',
      artifact: {
        name: 'tool-linux',
        origin: 'folder out',
        files: [
          { name: '.hidden', path: 'out/tool-linux/.hidden', size: 0, sha256: sha256('') },
          { name: 'share/man/tool.1', path: 'out/tool-linux/share/man/tool.1', size: 3, sha256: sha256('.TH') },
          { name: 'tool', path: 'out/tool-linux/tool', size: 7, sha256: sha256('program') },
        ],
      },
    })
  })

  it('takes an absolute path', async () => {
    const found = await directorySource(tree.files, join(tree.root, 'out')).fetch(['tool-linux'])
    expect(found.get('tool-linux')?.kind).toBe('found')
  })

  it.each(['other', 'file'])('says of %s that it is missing', async (name) => {
    expect((await directorySource(tree.files, 'out').fetch([name])).get(name)).toEqual({
      kind: 'missing',
      why: 'out has no folder of that name',
    })
  })

  it('finds an artifact without a file', async () => {
    expect((await directorySource(tree.files, 'out').fetch(['empty'])).get('empty')).toMatchObject({
      kind: 'found',
      artifact: { files: [] },
    })
  })

  it.each(['nothing', 'secret'])('refuses %s, which is no folder', async (folder) => {
    expect(await mistakesOfPromise(async () => directorySource(tree.files, folder).fetch(['x']))).toMatchObject([
      { code: 'ARTIFACTS_FOLDER', message: `there is no folder ${folder}` },
    ])
  })

  it.each([
    ['a file', '../../secret'],
    ['a folder', '../..'],
    ['nothing', 'nowhere'],
  ])('refuses a link to %s', async (_what, to) => {
    await symlink(to, join(tree.root, 'out/tool-linux/link'))
    expect(await mistakesOfPromise(async () => directorySource(tree.files, 'out').fetch(['tool-linux']))).toMatchObject(
      [{ code: 'ARTIFACT_LINK', message: 'out/tool-linux/link is a link or no file' }],
    )
  })
})

describe('filesBelow', () => {
  it('is empty where there is nothing', async () => {
    expect(await filesBelow(tree.files, 'nothing', '')).toEqual([])
  })
})
