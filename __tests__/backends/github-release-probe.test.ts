import { expect, it } from '@jest/globals'
import { githubRelease } from '../../src/backends/github-release.ts'
import type { Reader } from '../../src/host/host.ts'
import { simulatedClock } from '../support/clock.ts'
import { hostWith } from '../support/host.ts'

const asked = async (answer: unknown): Promise<unknown> => {
  const host = hostWith({ clock: simulatedClock() })
  const read = async (): Promise<never> =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
  const reader: Reader = { ...host, github: { ...host.github, read } }
  return githubRelease.probe?.(githubRelease.config.parse({}), reader)
}

const permissions = (value: unknown): unknown => ({ status: 200, headers: {}, data: { permissions: value } })
const refused = (status: number): Error => Object.assign(new Error('refused'), { status })

it.each([
  ['a token that may push', permissions({ pull: true, push: true }), { ok: true, by: 'presence' }],
  [
    'a token that may read only',
    permissions({ pull: true, push: false }),
    { ok: false, why: 'the token may not write releases' },
  ],
  ['the token of a workflow, which is told nothing', permissions({ pull: false, push: false }), undefined],
  ['a server that says nothing of permissions', permissions(undefined), undefined],
  ['a repository that the token does not see', refused(404), undefined],
])('%s', async (_who, answer, verdict) => {
  expect(await asked(answer)).toEqual(verdict)
})

it('tells of a token that GitHub refuses', async () => {
  await expect(asked(refused(401))).rejects.toMatchObject({ code: 'TOKEN_REFUSED' })
})
