import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parse } from 'yaml'
import { loadConfig } from '../../src/config/load.ts'
import { configSchema, rowFields } from '../../src/config/schema.ts'

const root = join(import.meta.dirname, '../..')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

const readme = pages[0]?.text ?? ''

/** The blocks of a language in a page, without their indentation in a list. */
const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\`$`, 'gm'))].map(
    ([, indent = '', body = '']) => body.replace(new RegExp(`^${indent}`, 'gm'), ''),
  )

const yamlBlocks = pages.flatMap(({ path, text }) =>
  blocks(text, 'yaml').map((yaml, index) => ({ path, yaml, name: `${path}, block ${index + 1}` })),
)
const configurations = yamlBlocks.filter(({ yaml }) => /^version: 1$/m.test(yaml))
const fragments = yamlBlocks.filter(
  ({ yaml }) => !/^version: 1$/m.test(yaml) && /^(destinations|channels|packages|targets):/m.test(yaml),
)

/** The anchors of a page, as GitHub makes them of its headings. */
const anchors = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const links = pages.flatMap(({ path, text }) =>
  [...text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^https?:/.test(target) ? [] : [{ path, target }],
  ),
)

describe('the documentation', () => {
  it('has examples and links to look at', () => {
    expect(configurations.length).toBeGreaterThan(2)
    expect(fragments.length).toBeGreaterThan(2)
    expect(links.length).toBeGreaterThan(10)
  })

  it.each(configurations)('shows a configuration that Slipway reads: $name', async ({ yaml }) => {
    expect((await loadConfig(yaml, 'slipway.yml')).notices).toEqual([])
  })

  it.each(fragments)('shows a part of a configuration that Slipway reads: $name', async ({ yaml }) => {
    const file = { packages: {}, ...(parse(yaml) as object), version: 1 }
    const named = JSON.stringify(file)
    // A part may need what stands elsewhere in the file.
    await expect(loadConfig(named, 'slipway.yml')).resolves.toMatchObject({ notices: [] })
  })

  it.each(yamlBlocks)('shows YAML: $name', ({ yaml }) => {
    expect(() => {
      parse(yaml)
    }).not.toThrow()
  })

  it.each(links)('links to what is there: $path to $target', ({ path, target }) => {
    const [file = '', anchor] = target.split('#')
    const full = file === '' ? join(root, path) : join(root, dirname(path), file)
    expect([relative(root, full), existsSync(full)]).toEqual([relative(root, full), true])
    if (anchor !== undefined) expect(anchors(readFileSync(full, 'utf8'))).toContain(anchor)
  })

  it('names every field of a matrix row', () => {
    const section = readme.slice(readme.indexOf('## Fields of a matrix row'), readme.indexOf('## Configuration'))
    expect(rowFields.filter((field) => !section.includes(`\`${field}\``))).toEqual([])
  })

  it('has a section for every key of the configuration', () => {
    const reference = pages.find(({ path }) => path === join('docs', 'configuration.md'))?.text ?? ''
    expect(Object.keys(configSchema.shape).filter((key) => !reference.includes(`\`${key}`))).toEqual([])
  })

  it('shows the workflow of the examples, letter by letter', () => {
    expect(blocks(readme, 'yaml').map((yaml) => yaml.trim())).toContain(
      readFileSync(join(root, 'examples/release.yml'), 'utf8').trim(),
    )
  })
})
