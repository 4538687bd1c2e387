import { describe, expect, it } from '@jest/globals'
import {
  nearest,
  placeholders,
  placeholdersIn,
  render,
  renderCommand,
  renderPath,
  templateMistakes,
  type Values,
} from '../../src/config/placeholders.ts'
import { mistakesIn } from './mistakes.ts'

const values: Values = { package: 'tool', version: '1.2.0', tag: 'tool-v1.2.0', target: 'linux/amd64', commit: 'abc' }

describe('render', () => {
  it.each([
    ['', ''],
    ['plain', 'plain'],
    ['{package}-v{version}', 'tool-v1.2.0'],
    ['{tag|commit}/x', 'tool-v1.2.0/x'],
    ['{channel|commit}/x', 'abc/x'],
    ['{channel|date}/x', '/x'],
    ['{{package}}', '{package}'],
    ['{{{package}}}', '{tool}'],
    ['{{}}', '{}'],
    ['{package}{version}', 'tool1.2.0'],
    ['é {package} 🚀', 'é tool 🚀'],
  ])('writes %j as %j', (template, expected) => {
    expect(templateMistakes(template)).toEqual([])
    expect(render(template, values)).toBe(expected)
  })

  it('never looks for placeholders in a value', () => {
    expect(render('{package}', { package: '{version}', version: '1' })).toBe('{version}')
  })

  it('takes a value literally, whatever a replacement would make of it', () => {
    expect(render('<{package}>', { package: "$&$1$'" })).toBe("<$&$1$'>")
  })

  it.each([...placeholders])('knows {%s}', (name) => {
    expect(render(`<{${name}}>`, { [name]: 'x' })).toBe('<x>')
  })
})

describe('templateMistakes', () => {
  it.each([
    ['{verison}', ['unknown placeholder {verison} in "{verison}"; did you mean {version}?']],
    ['{Version}', ['unknown placeholder {Version} in "{Version}"; did you mean {version}?']],
    ['a{', ['"a{" has a lone "{"; write "{{" for a brace that stands for itself']],
    ['a}', ['"a}" has a lone "}"; write "}}" for a brace that stands for itself']],
  ])('says of %j what is wrong', (template, expected) => {
    expect(templateMistakes(template)).toEqual(expected)
  })

  it.each(['{}', '{ version }', '{tag|}', '{constructor}', '{tag|nothing-like-it}'])('refuses %j', (template) => {
    expect(templateMistakes(template).length).toBeGreaterThan(0)
  })

  it('tells every unknown placeholder, and all that are known where none is near', () => {
    const found = templateMistakes('{alpha}-{targt}')
    expect(found).toHaveLength(2)
    for (const name of placeholders) expect(found[0]).toContain(`{${name}}`)
    expect(found[1]).toContain('{target}')
  })
})

describe('placeholdersIn', () => {
  it('names every placeholder that a template uses, alternatives included', () => {
    expect([...placeholdersIn('{tag|commit}/{file} {{version}}')]).toEqual(['tag', 'commit', 'file'])
  })
})

describe('renderPath', () => {
  it.each([
    ['{package}/{file}', { package: 'tool', file: 'a b.txt' }, 'tool/a b.txt'],
    ['x/{file}', { file: '..a' }, 'x/..a'],
    ['x/{file}', { file: 'a..b' }, 'x/a..b'],
    ['{target}/x', { target: 'linux/amd64' }, 'linux/amd64/x'],
  ])('lets %j through with %j', (template, given, expected) => {
    expect(renderPath(template, given)).toBe(expected)
  })

  it.each([
    ['{file}', '../up'],
    ['a/{file}', '..'],
    ['a/{file}/b', 'x/../../..'],
    ['{file}', '/etc/passwd'],
    ['{file}', ''],
    ['{file}', 'C:/x'],
    ['{file}', 'c:x'],
    ['{file}', 'a\\b'],
    ['{file}', 'a\nb'],
    ['{file}', 'a\u0000b'],
    ['{file}', 'a\u0085b'],
  ])('refuses for %j the value %j', (template, file) => {
    expect(mistakesIn(() => renderPath(template, { file })).map(({ code }) => code)).toEqual(['UNSAFE_PATH'])
  })
})

describe('renderCommand', () => {
  it('writes values that a shell takes as they are', () => {
    expect(
      renderCommand('build -p {package} --target {target}', { package: '@acme/tool_x', target: 'linux/amd64' }),
    ).toBe('build -p @acme/tool_x --target linux/amd64')
  })

  it.each([
    'a b',
    'a;b',
    '$(id)',
    '`id`',
    'a|b',
    'a&b',
    'a>b',
    "a'b",
    'a"b',
    'a\nb',
    'a*',
    '~',
    'a#b',
    '!x',
    'a\\b',
    'é',
  ])('refuses the value %j', (value) => {
    expect(mistakesIn(() => renderCommand('build {package}', { package: value })).map(({ code }) => code)).toEqual([
      'UNSAFE_VALUE',
    ])
  })

  it('says which placeholder it is and shows the value', () => {
    expect(mistakesIn(() => renderCommand('make {tag}', { tag: 'v1;rm' }))[0]?.message).toBe(
      '{tag} is "v1;rm", which cannot go into the command "make {tag}"',
    )
  })

  it('leaves alone what the user wrote', () => {
    expect(renderCommand('a && b | c > "$OUT" # {package}', { package: 'x' })).toBe('a && b | c > "$OUT" # x')
  })
})

describe('nearest', () => {
  it.each([
    ['taget', ['target', 'targets', 'tag'], 'target'],
    ['TARGETS', ['target', 'targets'], 'targets'],
    ['nme', ['name', 'needs'], 'name'],
    ['tga', ['tag', 'notes'], 'tag'],
    ['biuld', ['build', 'path'], 'build'],
    ['bu', ['ub', 'x'], 'ub'],
    ['features', ['targets', 'build', 'assets'], undefined],
    ['x', ['ab', 'abc'], undefined],
    ['anything', [], undefined],
  ])('finds for %j in %j: %j', (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected)
  })
})
