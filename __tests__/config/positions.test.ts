import { describe, expect, it } from '@jest/globals'
import { parsePositioned, type Positioned } from '../../src/config/positions.ts'

const parsed = (text: string): Positioned => {
  const result = parsePositioned(text, 'f.yml')
  if ('errors' in result) throw result.errors[0] ?? new Error('refused without an error')
  return result.document
}
const errors = (text: string): readonly string[] => {
  const result = parsePositioned(text, 'f.yml')
  return 'errors' in result
    ? result.errors.map(({ message, where }) => `${where?.line ?? 0}:${where?.column ?? 0} ${message}`)
    : []
}

const text = `a: 1
list:
  - name: x
    deep: { k: v }
  - [1, 2]
"quoted key": yes
empty:
`

describe('parsePositioned', () => {
  it.each([
    [['a'], 1, 4],
    [['list', 0, 'name'], 3, 11],
    [['list', 0, 'deep'], 4, 5],
    [['list', 0, 'deep', 'k'], 4, 16],
    [['list', 1, 1], 5, 9],
    [['quoted key'], 6, 15],
    [['list', 0, 'missing'], 3, 5],
    [['missing', 'deeper'], 1, 1],
    [[], 1, 1],
  ])('finds the value at %j in line %d, column %d', (path, line, column) => {
    expect(parsed(text).at(path)).toEqual({ file: 'f.yml', line, column })
  })

  it.each([
    [[], 'a', 1, 1],
    [[], 'quoted key', 6, 1],
    [[], 'empty', 7, 1],
    [['list', 0], 'deep', 4, 5],
    [['list', 0, 'deep'], 'k', 4, 13],
    [['list', 0], 'missing', 3, 5],
    [['a'], 'no mapping', 1, 4],
  ])('finds in the mapping at %j the key "%s" in line %d, column %d', (path, key, line, column) => {
    expect(parsed(text).atKey(path, key)).toEqual({ file: 'f.yml', line, column })
  })

  it('counts lines that end like those of Windows', () => {
    expect(parsed('a: 1\r\nb:\r\n  c: 2\r\n').at(['b', 'c'])).toEqual({ file: 'f.yml', line: 3, column: 6 })
  })

  it('reads YAML 1.2, where yes and no are words', () => {
    expect(parsed('a: yes\nb: 0o17\nc: 1e2\nd: True\n').value).toEqual({ a: 'yes', b: 15, c: 100, d: true })
  })

  it('reads aliases', () => {
    expect(parsed('a: &x [1, 2]\nb: *x\n').value).toEqual({ a: [1, 2], b: [1, 2] })
  })

  it('finds the place of what an alias stands for where the alias is', () => {
    expect(parsed('a: &x { k: 1 }\nb: *x\n').at(['b', 'k'])).toMatchObject({ line: 2 })
  })

  it.each(['', '\n\n', '# only a comment\n', '---\n'])('reads %j as nothing, in line 1 at least', (nothing) => {
    const document = parsed(nothing)
    expect(document.value ?? null).toBeNull()
    expect(document.at([]).line).toBeGreaterThan(0)
    expect(document.at([]).column).toBeGreaterThan(0)
  })

  it.each([
    ['a: b: c\n', /^1:\d+ f\.yml is not YAML: /],
    ['a: 1\na: 2\n', /^2:1 f\.yml is not YAML: map keys must be unique/],
    ['a:\n\tb: 1\n', /^2:1 f\.yml is not YAML: .*tab/],
    ['a: [1, 2\n', /^\d:\d+ f\.yml is not YAML: /],
    ['a: "x\n', /^\d:\d+ f\.yml is not YAML: /],
    ['a: @x\n', /^1:4 f\.yml is not YAML: /],
    ['a: 1\n---\nb: 2\n', /^\d:\d+ f\.yml is not YAML: .*multiple documents/],
    ['a: 1\nb: *nothing\n', /^2:4 f\.yml is not YAML: /],
  ])('refuses %j with its place', (wrong, expected) => {
    expect(errors(wrong)[0]).toMatch(expected)
  })

  it('refuses aliases that would grow without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g']
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(10)
            .fill(`*${'abcdefg'[index] ?? ''}`)
            .join(', ')}]`,
      )
      .join('\n')}\n`
    expect(errors(bomb)).toHaveLength(1)
  })

  it('tells a mistake once, and neither what follows from it nor the text that stands there', () => {
    const found = errors('a: { b: {x} hunter2, c: [1], d: hunter2 }\n')
    expect(found).toHaveLength(1)
    expect(found.join()).not.toContain('hunter2')
    expect(errors('a: "hunter2" hunter3: [}\n').join()).not.toMatch(/hunter/)
  })

  it('tells several mistakes of syntax at once', () => {
    expect(errors('a: 1\na: 2\nb: 1\nb: 2\n')).toHaveLength(2)
  })

  it('does not tell the name of an alias that may be a secret', () => {
    expect(errors('token: *hunter2\n').join()).not.toContain('hunter2')
  })
})
