import { describe, expect, it } from '@jest/globals'
import { changelogSection } from '../../src/plan/changelog.ts'

describe('changelogSection', () => {
  it.each([
    ['changesets', '## 1.2.3'],
    ['keep-a-changelog', '## [1.2.3] - 2026-01-01'],
    ['release-please', '## [1.2.3](https://github.com/a/b/compare/v1.2.2...v1.2.3) (2026-01-01)'],
    ['release-please for patches', '### [1.2.3](https://github.com/a/b/compare/v1.2.2...v1.2.3) (2026-01-01)'],
    ['older release-please', '### 1.2.3 (2026-01-01)'],
    ['sampo', '## 1.2.3 — 2026-08-20'],
    ['release-plz', '## [1.2.3](https://github.com/a/b/compare/name-v1.2.2...name-v1.2.3) - 2026-01-01'],
    ['a v', '## v1.2.3'],
    ['a v in a link', '## [v1.2.3](https://example.com)'],
    ['a name', '# name 1.2.3'],
    ['a scoped name', '# @scope/name 1.2.3'],
    ['a name that ends in a number', '# web3.js 1.2.3'],
    ['a name with @', '## name@1.2.3'],
    ['a scoped name with @', '## @scope/name@1.2.3'],
    ['a tag with a name', '## name-v1.2.3'],
    ['a folder tag', '## dir/v1.2.3'],
    ['an em dash without spaces', '## 1.2.3—2026-01-01'],
    ['an HTML anchor', '## <a name="1.2.3"></a>1.2.3'],
    ['bold text', '## **1.2.3**'],
    ['a word', '## Version 1.2.3: the one'],
    ['closing marks', '## 1.2.3 ##'],
    ['a reference link', '## [1.2.3][tag]'],
  ])('finds the heading of %s', (_, heading) => {
    const markdown = `# Changelog\n\n## 1.2.30\n\nno\n\n## 1.2.3-rc.1\n\nno\n\n${heading}\n\n- yes\n\n## 1.2.2\n\nno\n`
    expect(changelogSection(markdown, '1.2.3')).toBe('- yes')
  })

  it.each([
    ['1.2.3', '1.2.30'],
    ['1.2.3', '11.2.3'],
    ['1.2.3', '1.2.3-rc.1'],
    ['1.2.3-rc.1', '1.2.3-rc.10'],
    ['1.2.3-rc.1', '1.2.3'],
    ['1.2.3', '1.2.3+build'],
    ['1.2.3', '1.2.3.4'],
    ['1.2.3', '0.1.2.3'],
    ['1.2.3', 'v1.2.3-1.2.3'],
    ['1.2.3', '2.0.0 (was 1.2.3)'],
    ['1.2.3', 'Move from here to 1.2.3'],
    ['1.2.3', '1a2b3'],
  ])('does not take %s for the heading %s', (version, heading) => {
    expect(changelogSection(`## ${heading}\n\ntext\n`, version)).toBeUndefined()
  })

  it('finds prereleases, builds and versions that are not semantic', () => {
    for (const version of ['1.2.3-rc.1', '1.2.3+build.5', '2026.11', '7']) {
      expect(changelogSection(`## [${version}] - 2026-01-01\n\ntext`, version)).toBe('text')
    }
  })

  it('ends at a heading of the same or a higher level and keeps the lower ones', () => {
    const markdown = '# a\n\n## 1.1.0\n\n### Added\n\n- x\n\n#### Deep\n\n- y\n\n## Older\n\nno\n'
    expect(changelogSection(markdown, '1.1.0')).toBe('### Added\n\n- x\n\n#### Deep\n\n- y')
    expect(changelogSection('## 1.1.0\n\nx\n\n# Part two\n', '1.1.0')).toBe('x')
  })

  it('ends at the heading of another version on a lower level', () => {
    expect(changelogSection('## 1.1.0\n\nx\n\n### [1.0.9](https://e) (2026-01-01)\n\ny\n', '1.1.0')).toBe('x')
  })

  it('keeps the subheadings of a patch that stand on its own level', () => {
    const markdown =
      '### [1.0.1](https://e) (2026-01-01)\n\n\n### Bug Fixes\n\n* x\n\n### Features\n\n* y\n\n## 1.0.0\n\nno'
    expect(changelogSection(markdown, '1.0.1')).toBe('### Bug Fixes\n\n* x\n\n### Features\n\n* y')
  })

  it('prefers the higher heading where a lower one names the version, too', () => {
    expect(changelogSection('## 2.0.0\n\n### From 1.0.0\n\nno\n\n## 1.0.0\n\nyes\n', '1.0.0')).toBe('yes')
  })

  it.each([
    ['a fence', '```md\n## 1.0.0\n```'],
    ['a fence of tildes', '~~~\n## 1.0.0\n```\n## 1.0.0\n~~~'],
    ['a longer fence', '````\n```\n## 1.0.0\n```\n## 1.0.0\n````'],
    ['a fence in a list', '- x\n  ```md\n## 1.0.0\n  ```'],
    ['a comment', '<!--\n## 1.0.0\n-->'],
    ['indented code', '    ## 1.0.0'],
  ])('passes over headings in %s', (_, block) => {
    expect(changelogSection(`${block}\n\ntext\n\n## 1.0.0\n\nyes\n`, '1.0.0')).toBe('yes')
    expect(changelogSection(`## 2.0.0\n\n${block}\n\nend\n\n## 1.0.0\n`, '2.0.0')).toBe(`${block}\n\nend`)
  })

  it('ends an unclosed fence with the list item that holds it', () => {
    expect(changelogSection('## 2.0.0\n\n- ```js\n  x\n\n## 1.0.0\n\nyes\n', '1.0.0')).toBe('yes')
  })

  it('leaves link definitions at the end of the file out', () => {
    const markdown = '## [1.1.0] - 2026-01-01\n\nx\n\n## [1.0.0]\n\ny\n\n[1.1.0]: https://e/1\n[1.0.0]: https://e/0\n'
    expect(changelogSection(markdown, '1.1.0')).toBe('x')
    expect(changelogSection(markdown, '1.0.0')).toBe('y')
  })

  it('brings the link definitions along that the section uses', () => {
    const markdown =
      '## 1.1.0\n\nsee [#12] and [The Page][page]\n\n## 1.0.0\n\ny\n\n[#12]: https://e/12\n[Page]: https://e/p\n[#13]: https://e/13\n'
    expect(changelogSection(markdown, '1.1.0')).toBe(
      'see [#12] and [The Page][page]\n\n[#12]: https://e/12\n[Page]: https://e/p',
    )
    expect(changelogSection(markdown, '1.0.0')).toBe('y')
  })

  it('reads line ends of Windows and a byte-order mark', () => {
    expect(changelogSection('\uFEFF## 1.0.0\r\n\r\n- x\r\n- y\r\n', '1.0.0')).toBe('- x\n- y')
  })

  it('is the empty string for a section without text', () => {
    expect(changelogSection('## 1.1.0\n\n## 1.0.0\n\nx\n', '1.1.0')).toBe('')
    expect(changelogSection('### 1.1.0', '1.1.0')).toBe('')
  })

  it.each(['', '# Changelog\n\n## [Unreleased]\n', 'text 1.0.0'])('finds nothing in %j', (markdown) => {
    expect(changelogSection(markdown, '1.0.0')).toBeUndefined()
  })
})
