import { describe, expect, it } from '@jest/globals'
import { encodePlan } from '../../src/plan/codec.ts'
import { readPlannerOutput, releasesOfTags } from '../../src/plan/planners.ts'
import { mistakesIn } from '../config/mistakes.ts'
import { elsewhere, here, packageOf, planFor } from './fixtures.ts'

const template = '{package}-v{version}'

const wrong = (text: string): readonly string[] =>
  mistakesIn(() => readPlannerOutput(text, template)).map(({ code, message }) => `${code} ${message}`)

describe('readPlannerOutput', () => {
  it('reads what changesets publishes', () => {
    expect(
      readPlannerOutput('[{"name":"@acme/tool","version":"1.2.0"},{"name":"b","version":"2.0.0"}]', template),
    ).toEqual([
      { package: '@acme/tool', version: '1.2.0', tag: '@acme/tool-v1.2.0', commit: undefined },
      { package: 'b', version: '2.0.0', tag: 'b-v2.0.0', commit: undefined },
    ])
  })

  it('reads what release-plz releases', () => {
    const text =
      '[{"package_name":"my-package","prs":[{"html_url":"https://example.com/pull/1439","number":1439}],"tag":"v0.1.0","version":"0.1.0"}]'
    const expected = [{ package: 'my-package', version: '0.1.0', tag: 'v0.1.0', commit: undefined }]
    expect(readPlannerOutput(text, template)).toEqual(expected)
    expect(readPlannerOutput(`{"releases":${text}}`, template)).toEqual(expected)
  })

  it('reads a tag and its commit where they are told', () => {
    expect(readPlannerOutput(`[{"name":"a","version":"1","tag_name":"a@1","sha":"${elsewhere}"}]`, template)).toEqual([
      { package: 'a', version: '1', tag: 'a@1', commit: elsewhere },
    ])
  })

  it('leaves out a commit that is none', () => {
    expect(readPlannerOutput('[{"name":"a","version":"1","sha":"main"}]', template)[0]?.commit).toBeUndefined()
  })

  it('reads a plan of its own', async () => {
    const { plan } = await planFor('packages: { tool: {} }', [packageOf('tool')])
    expect(readPlannerOutput(encodePlan(plan), template)).toEqual([
      { package: 'tool', version: '1.2.0', tag: 'v1.2.0', commit: here },
    ])
  })

  it('reads an empty list as nothing to release', () => {
    expect(readPlannerOutput('[]', template)).toEqual([])
  })

  it.each([
    ['', 'the input "plan" is not JSON'],
    ['true', 'the input "plan" holds no list of releases'],
    ['null', 'the input "plan" holds no list of releases'],
    ['{}', 'the input "plan" holds no list of releases'],
    ['{"releases":{}}', 'the input "plan" holds no list of releases'],
    ['[1]', 'entry 1 of the input "plan" lacks a name or a version'],
    ['[null]', 'entry 1 of the input "plan" lacks a name or a version'],
    ['[{"name":"a"}]', 'entry 1 of the input "plan" lacks a name or a version'],
    ['[{"name":"a","version":1}]', 'entry 1 of the input "plan" lacks a name or a version'],
    ['[{"name":"","version":"1"}]', 'entry 1 of the input "plan" lacks a name or a version'],
    [
      '[{"name":"a","version":"1","tag":"-x"}]',
      'entry 1 of the input "plan" has the tag "-x", which git does not take',
    ],
  ])('refuses %j', (text, message) => {
    expect(wrong(text)).toEqual([`PLANNER_OUTPUT ${message}`])
  })

  it('tells every entry that is wrong', () => {
    expect(
      wrong('[{"name":"a"},{"name":"b","version":"1"},{"version":"1"},{"name":"c","version":"1","tag":"a b"}]'),
    ).toEqual([
      'PLANNER_OUTPUT entry 1 of the input "plan" lacks a name or a version',
      'PLANNER_OUTPUT entry 3 of the input "plan" lacks a name or a version',
      'PLANNER_OUTPUT entry 4 of the input "plan" has the tag "a b", which git does not take',
    ])
  })
})

describe('releasesOfTags', () => {
  const packages = [packageOf('tool'), packageOf('tool-core'), packageOf('@acme/web', { ecosystem: 'npm' })]
  const remote = new Map([
    ['tool-v1.0.0', elsewhere],
    ['tool-core-v2.0.0-rc.1', here],
    ['@acme/web-v1.0.0', here],
    ['vendor', here],
  ])

  it('finds package, version and commit of every tag, in the order of the tags', () => {
    expect(
      releasesOfTags(['tool-core-v2.0.0-rc.1', 'tool-v1.0.0', '@acme/web-v1.0.0'], packages, template, remote),
    ).toEqual({
      chosen: [
        { package: 'cargo/tool-core', version: '2.0.0-rc.1', tag: 'tool-core-v2.0.0-rc.1', commit: here },
        { package: 'cargo/tool', version: '1.0.0', tag: 'tool-v1.0.0', commit: elsewhere },
        { package: 'npm/@acme/web', version: '1.0.0', tag: '@acme/web-v1.0.0', commit: here },
      ],
      mistakes: [],
    })
  })

  it('tells every tag that is not there, is of no package, or is of several', () => {
    const { chosen, mistakes } = releasesOfTags(
      ['tool-v9.9.9', 'vendor', 'tool-v1.0.0'],
      [...packages, packageOf('tool', { ecosystem: 'npm' })],
      template,
      remote,
    )
    expect(chosen).toEqual([])
    expect(mistakes.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'TAG_MISSING input "tags": there is no tag "tool-v9.9.9" on the remote',
      'TAG_UNCLEAR input "tags": vendor is the tag of no configured package',
      'TAG_UNCLEAR input "tags": tool-v1.0.0 is the tag of 2 packages',
    ])
  })
})
