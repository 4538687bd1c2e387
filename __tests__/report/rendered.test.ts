import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import type { Report } from '../../src/engine/outcome.ts'
import { summaryLimit } from '../../src/report/markdown.ts'
import { retryHint } from '../../src/report/retry.ts'
import { renderReport } from '../../src/report/summary.ts'
import { requiredBrowser, show } from './browser.ts'
import { done, failed, outcomeOf, reportOf, sealed, waiting } from './outcomes.ts'

const browser = requiredBrowser()
// It says how to get what is missing; in CI its absence is a failure.
const describeWithBrowser = browser === undefined ? describe.skip : describe

const page = (report: Report): string =>
  renderReport(report, (names) => retryHint(names, { built: 4711, current: 4711 }))
const url = (name: string): string => `https://github.com/acme/tools/releases/download/v1.4.0/${name}`
const release = sealed('https://github.com/acme/tools/releases/tag/v1.4.0')
const targets = [
  'x86_64-unknown-linux-musl',
  'aarch64-unknown-linux-musl',
  'x86_64-pc-windows-msvc',
  'universal-apple-darwin',
]
const file = (index: number): string => `tool-1.4.${Math.floor(index / 4)}-${targets[index % 4] ?? ''}.tar.gz`
const files = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => file(index + from))
const refused = (name: string): string =>
  `PUT https://garage.example.com/downloads/v1.4.0/${name}: 403 AccessDenied: the key has no right to write here`

/** The text of every element of a name in the document, in order, without the markup in it. */
const texts = (dom: string, element: string): readonly string[] =>
  [...dom.matchAll(new RegExp(`<${element}(?: [^>]*)?>([\\s\\S]*?)</${element}>`, 'g'))].map(([, inner = '']) =>
    inner
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .trim(),
  )

describeWithBrowser('the report in a browser', () => {
  const shown = async (name: string, report: Report, height?: number): Promise<string> => {
    const markdown = page(report)
    expect(Buffer.byteLength(markdown)).toBeLessThan(summaryLimit)
    const { dom, screenshot } = await show(browser ?? '', name, markdown, height)
    // A picture, and not of nothing.
    const picture = await readFile(screenshot)
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(picture.length).toBeGreaterThan(10_000)
    return dom
  }

  it('shows one asset that was published: what, where and how it was verified', async () => {
    const name = file(0)
    const dom = await shown(
      'one-succeeded',
      reportOf([outcomeOf('github', { items: [done(name, 'created', url(name)), release] })]),
      600,
    )
    expect(texts(dom, 'h3')).toEqual(['✅ github: succeeded'])
    expect(texts(dom, 'tr')).toHaveLength(3)
    expect(dom).toContain(`<a href="${url(name)}">${name}</a>`)
    expect(texts(dom, 'details')).toEqual([])
  })

  it('shows the one of three destinations that failed first, its remedy and its retry before its tables', async () => {
    const [a = '', b = '', c = ''] = files(3)
    const report = reportOf([
      outcomeOf('github', { items: [...files(3).map((name) => done(name, 'kept', url(name))), release] }),
      outcomeOf('bucket', {
        kind: 's3',
        status: 'failed',
        why: `${refused(b)} (and 1 more)`,
        hint: 'Give the key the right PutObject on this bucket.',
        items: [done(a, 'created', url(a)), failed(b, refused(b)), failed(c, refused(c))],
      }),
      outcomeOf('tap', {
        kind: 'homebrew',
        status: 'blocked',
        why: 'it needs bucket, which failed',
        items: [waiting('Formula/tool.rb', 'create')],
        milliseconds: 0,
      }),
    ])
    const dom = await shown('one-of-three-failed', report, 1250)
    expect(texts(dom, 'h3')).toEqual(['❌ bucket: failed', '⛔ tap: blocked', '✅ github: succeeded'])
    const [section = ''] = dom.slice(dom.indexOf('<h3>')).split('</table>')
    const places = ['no right to write here', 'Give the key the right', 'destinations: bucket', '<table>']
    const found = places.map((text) => section.indexOf(text))
    expect(found).toEqual([...found].sort((x, y) => x - y))
    expect(found[0]).toBeGreaterThan(0)
    expect(texts(section, 'td').filter((text) => text === 'failed')).toHaveLength(2)
    expect(dom).toContain('<code>destinations: bucket,tap</code>')
    expect(texts(dom, 'summary')).toEqual(['1 not started', '3 kept'])
  })

  it('shows twenty: what changed in a table, and what was kept folded away', async () => {
    const items = [
      ...files(15).map((name) => done(name, 'kept', url(name))),
      ...files(5, 15).map((name) => done(name, 'created', url(name))),
    ]
    const dom = await shown('twenty', reportOf([outcomeOf('github', { items })]), 800)
    expect(texts(dom, 'summary')).toEqual(['15 kept'])
    expect(dom).not.toContain('<details open')
    expect(texts(dom, 'tr').filter((text) => text.startsWith('created'))).toHaveLength(5)
    expect(texts(dom, 'tr').filter((text) => text.startsWith('kept'))).toHaveLength(15)
  })

  it('shows five hundred: those that failed first, and the rest cut with a count', async () => {
    const broken = files(3, 200)
    const items = files(500).map((name) =>
      broken.includes(name) ? failed(name, refused(name)) : done(name, 'created', url(name)),
    )
    const report = reportOf([
      outcomeOf('github', {
        status: 'failed',
        why: `${refused(broken[0] ?? '')} (and 2 more)`,
        hint: 'Renew the key.',
        items,
      }),
    ])
    const dom = await shown('five-hundred', report, 1600)
    const rows = texts(dom, 'tbody').length
    expect(rows).toBe(2)
    const names = texts(dom, 'tr').filter((text) => /^(failed|created)/.test(text))
    expect(names).toHaveLength(100)
    expect(names.slice(0, 3).every((text) => text.startsWith('failed'))).toBe(true)
    expect(texts(dom, 'em')).toEqual(['and 400 more'])
    expect(dom).toContain('items: 3 failed, 497 created; 12 s')
    expect(texts(dom, 'summary')).toEqual(['497 created or replaced'])
  })

  it('shows hostile names letter by letter, and runs nothing of them', async () => {
    const hostile = [
      '<script>document.title="pwned";document.body.append("pwned-by-script")</script>',
      '<img src=x onerror="document.body.append(\'pwned-by-image\')">',
      '</td></table></details><h1>forged</h1>',
      '| forged | cell |',
      '[a](javascript:alert(1)) ![b](https://example.com/b.png) https://example.com/c @octocat `code` **bold**',
      `${'n'.repeat(300)}.tar.gz`,
    ]
    const report = reportOf([
      outcomeOf('github', {
        status: 'failed',
        why: hostile.join(' '),
        hint: hostile.join(' '),
        items: [
          ...hostile.map((name) => failed(name, name)),
          ...hostile.map((name) => done(name, 'created', 'https://example.com/"onclick="x')),
          ...hostile.map((name) => done(name, 'kept', 'javascript:alert(1)')),
        ],
      }),
    ])
    const dom = await shown('hostile', report, 1600)
    const body = dom.slice(dom.indexOf('<body>'))
    for (const element of ['script', 'img', 'h1', 'a']) expect(body).not.toMatch(new RegExp(`<${element}[ >]`))
    expect(body).not.toMatch(/<(?:strong|code)>(?:bold|code)</)
    expect(dom).toContain('<title>hostile</title>')
    for (const row of body.match(/<tr>[\s\S]*?<\/tr>/g) ?? []) expect([3, 5]).toContain(row.match(/<t[dh]/g)?.length)
    const cells = texts(body, 'td')
    for (const name of hostile) expect(cells.filter((text) => text === name).length).toBeGreaterThanOrEqual(3)
  })
})
