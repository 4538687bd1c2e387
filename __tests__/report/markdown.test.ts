import { describe, expect, it } from '@jest/globals'
import {
  bytes,
  code,
  duration,
  escapeMarkdown,
  escapeMessage,
  fitting,
  link,
  summaryLimit,
} from '../../src/report/markdown.ts'

/** What a reader of the rendered text sees: entities read back. */
const shown = (markdown: string): string =>
  markdown
    .replace(/&#(\d+);/g, (_all, number: string) => String.fromCharCode(Number(number)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

describe('escapeMarkdown', () => {
  const nasty = [
    'a|b',
    '| --- |',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt; & &amp; &#124;',
    '[text](https://example.com)',
    '![image](https://example.com/x.png)',
    '[ref]: https://example.com',
    'https://example.com/path',
    'ftp://example.com',
    'www.example.com and WWW.EXAMPLE.COM',
    '<https://example.com>',
    'someone@example.com',
    '@octocat and @acme/team',
    '#123 and acme/tools#1',
    '`code` and ```fence```',
    '**bold** __bold__ *it* _it_ ~~gone~~',
    '# heading',
    '> quote',
    '- item',
    '+ item',
    '* item',
    '--- ',
    '\\| \\` \\<',
    '{{ liquid }} ${{ secrets.X }}',
    '<!-- comment -->',
    '$math$',
  ]

  it.each(nasty)('shows %j letter by letter', (text) => {
    expect(shown(escapeMarkdown(text))).toBe(text)
  })

  it.each(nasty)('leaves nothing in %j that Markdown gives a meaning', (text) => {
    const escaped = escapeMarkdown(text).replace(/&(#\d+|lt|gt|amp);/g, '')
    expect(escaped).not.toMatch(/[|<>`*_[\]\\@#~{}!&]|:\/\/|www\./i)
  })

  it.each([
    ['a\nb', 'a b'],
    ['a\r\nb', 'a b'],
    ['a\tb', 'a b'],
    ['a\n\n| x |\n', 'a &#124; x &#124; '],
  ])('puts %j on one line', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })

  it('leaves plain text alone', () => {
    expect(escapeMarkdown('tool 1.2.0, größe 3 / 4: fine')).toBe('tool 1.2.0, größe 3 / 4: fine')
  })
})

describe('escapeMessage', () => {
  it('escapes a message of common length as it is', () => {
    expect(escapeMessage('a|b')).toBe('a&#124;b')
  })

  it('cuts a longer one and says how much', () => {
    expect(escapeMessage('|'.repeat(10), 4)).toBe('&#124;&#124;&#124;&#124; … and 6 more characters')
  })
})

describe('code', () => {
  it('shows text from outside and no markup of its', () => {
    expect(code('a`|</code><b>')).toBe('<code>a&#96;&#124;&lt;/code&gt;&lt;b&gt;</code>')
  })
})

describe('link', () => {
  it('links to an address of the web', () => {
    expect(link('a|b', 'https://example.com/x?a=1&b=2|3')).toBe(
      '<a href="https://example.com/x?a=1&amp;b=2%7C3">a&#124;b</a>',
    )
  })

  it.each([
    undefined,
    '',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    's3://bucket/x',
    'https://example.com/" onclick="x',
    'https://example.com/<b>',
    'https://example.com/a b',
    'https://example.com/\nx',
    ' https://example.com',
    'https://',
  ])('shows the text alone for %j', (url) => {
    expect(link('text', url)).toBe('text')
  })
})

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [1024 ** 2 - 1, '1.0 MiB'],
    [1024 ** 2, '1.0 MiB'],
    [1_468_006, '1.4 MiB'],
    [1024 ** 3, '1.0 GiB'],
    [2 * 1024 ** 4, '2.0 TiB'],
    [5000 * 1024 ** 4, '5000.0 TiB'],
  ])('writes %d as %s', (size, expected) => {
    expect(bytes(size)).toBe(expected)
  })
})

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1000, '1 s'],
    [12_400, '12 s'],
    [119_000, '119 s'],
    [120_000, '2 min 0 s'],
    [200_000, '3 min 20 s'],
    [3_600_000, '60 min 0 s'],
  ])('writes %d ms as %s', (milliseconds, expected) => {
    expect(duration(milliseconds)).toBe(expected)
  })
})

describe('fitting', () => {
  it('keeps all that fits', () => {
    expect(fitting(['a', 'b'], 100)).toBe('a\n\nb')
  })

  it('cuts from the end and says how much', () => {
    expect(fitting(['a'.repeat(10), 'b'.repeat(10), 'c'.repeat(10)], 26)).toBe(
      `${'a'.repeat(10)}\n\n${'b'.repeat(10)}\n\n_1 more section does not fit here; the log and the receipts have it._`,
    )
    expect(fitting(['a', 'b'.repeat(100), 'c'], 26)).toBe(
      'a\n\n_2 more sections do not fit here; the log and the receipts have them._',
    )
  })

  it('counts bytes and not letters', () => {
    expect(fitting(['🚀'.repeat(10)], 26)).not.toContain('🚀')
  })

  it('stays below the limit of GitHub', () => {
    const text = fitting(Array.from({ length: 5000 }, () => 'ü'.repeat(500)))
    expect(Buffer.byteLength(text)).toBeLessThan(summaryLimit)
  })
})
