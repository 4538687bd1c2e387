import { expect, it } from '@jest/globals'
import { storedName } from '../../local/asset-names.ts'
import { githubName, mediaType } from '../../src/github/asset-names.ts'

it.each([
  ['tool-1.0.0-x86_64.tar.gz', 'tool-1.0.0-x86_64.tar.gz'],
  ['tool (final).zip', 'tool.final.zip'],
  ['tool~1.deb', 'tool.1.deb'],
  ['tool:amd64.deb', 'tool.amd64.deb'],
  ['libstdc++@6.so', 'libstdc++@6.so'],
  ['café.txt', 'cafe.txt'],
  ['Ångström.zip', 'Angstrom.zip'],
  ['tool..zip', 'tool.zip'],
  ['a  b', 'a.b'],
  ['tool.', 'tool'],
  ['.env', 'default.env'],
  ['.config.json', 'default.config.json'],
  ['工具.zip', 'default.zip'],
  ['(tool)', 'default.tool'],
])('%s is stored as %s', (name, stored) => {
  expect(githubName(name)).toBe(stored)
  // The server of these tests has rules of its own: they must agree.
  expect(storedName(name)).toBe(stored)
})

it('predicts of a predicted name that it stays', () => {
  for (const name of ['tool (final).zip', '.env', '工具.zip', 'café..txt', '..', 'a.b.', '+@-_'])
    expect(githubName(githubName(name))).toBe(githubName(name))
})

it.each([
  ['a.tar.gz', 'application/gzip'],
  ['a.ZIP', 'application/zip'],
  ['a', 'application/octet-stream'],
  ['a.exe', 'application/octet-stream'],
])('%s is served as %s', (name, type) => {
  expect(mediaType(name)).toBe(type)
})
