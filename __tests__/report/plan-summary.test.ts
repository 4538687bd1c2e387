import { describe, expect, it } from '@jest/globals'
import { renderPlan } from '../../src/report/plan-summary.ts'
import { summaryLimit } from '../../src/report/markdown.ts'
import { packageOf, planFor } from '../plan/fixtures.ts'

const text =
  'packages: { tool: { targets: [linux/amd64] }, server: {} }\ndestinations: [{ name: github }, { name: dev, channels: development }]'
const packages = [packageOf('tool'), packageOf('server', { version: '1.0.0-rc.1' })]

describe('renderPlan', () => {
  it('shows what ships, with its drafts, where it goes, and what stays', async () => {
    const { plan } = await planFor(text, packages)
    const page = renderPlan(plan, [{ package: 'tool' }], [{ package: '@acme/web', why: 'tag v1 is at abc' }], {
      tags: new Set(['server-v1.0.0-rc.1']),
      drafts: new Map([['tool-v1.2.0', 'https://example.com/draft']]),
    })
    expect(page).toBe(`## Slipway: what ships from <code>aaaaaaa</code>

2 releases, 1 build job.

| package | version | tag | channel | targets | |
|---|---|---|---|---|---|
| server | 1.0.0&#45;rc.1 | <code>server&#45;v1.0.0&#45;rc.1</code> | prerelease (prerelease) |  | tagged |
| tool | 1.2.0 | <code>tool&#45;v1.2.0</code> | stable | <code>linux/amd64</code> | will be tagged, <a href="https://example.com/draft">draft</a> |

| destination | kind | gets |
|---|---|---|
| github | github&#45;release | <code>server&#45;v1.0.0&#45;rc.1</code> <code>tool&#45;v1.2.0</code> |
| dev | github&#45;release | nothing of this |

<details><summary>1 not released</summary>

- &#64;acme/web: tag v1 is at abc

</details>`)
  })

  it('says that nothing ships', async () => {
    const { plan } = await planFor(text, packages, { chosen: [] })
    expect(renderPlan(plan, [], [], { tags: new Set(), drafts: new Map() })).toBe(
      '## Slipway: what ships from <code>aaaaaaa</code>\n\nNothing: no package has a version to release here.',
    )
  })

  it('says of a build without a tag that it has none', async () => {
    const { plan } = await planFor(text, packages, { mode: 'matrix' })
    expect(renderPlan(plan, [], [], { tags: new Set(), drafts: new Map() })).toContain(
      '| tool | 0.0.0&#45;dev |  | development (prerelease) |',
    )
  })

  it('stays below the limit of GitHub for a thousand packages', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => packageOf(`${'n'.repeat(150)}${index}`))
    const { plan } = await planFor(
      'packages: { "*": { targets: [linux/amd64, linux/arm64, windows/amd64, darwin/arm64] } }\ndestinations: [{ name: a }, { name: b }]',
      many,
    )
    expect(Buffer.byteLength(renderPlan(plan, [], [], { tags: new Set(), drafts: new Map() }))).toBeLessThan(
      summaryLimit,
    )
  })
})
