import { expect, it } from '@jest/globals'
import { UserError } from '../../src/errors.ts'
import { explain, explained } from '../../src/github/rights.ts'

const refusal = (status: number, message = 'Not Found - https://docs.github.com/rest'): Error =>
  Object.assign(new Error(message), { status })

it.each([
  [401, 'TOKEN_REFUSED', 'Write "token: ${{ github.token }}", or renew the token that you give.'],
  [403, 'TOKEN_RIGHTS', 'Write "permissions: { contents: write }" in the job.'],
  [404, 'TOKEN_RIGHTS', 'Write "permissions: { contents: write }" in the job.'],
  [422, 'GITHUB_REFUSED', undefined],
])('a %i is told as %s', (status, code, hint) => {
  const told = explain(refusal(status), 'write the release v1', 'contents: write')
  expect(told).toMatchObject({ code, hint })
  expect(String(told)).toContain('write the release v1')
  expect(String(told)).not.toContain('https://docs.github.com')
})

it.each([
  ['a mistake that is explained already', new UserError('X', 'x')],
  ['an error without a status', new Error('x')],
  ['a failure of the server', refusal(502)],
])('%s goes through as it is', async (_what, error) => {
  const work = async (): Promise<never> => Promise.reject(error)
  await expect(explained('x', 'x', work)).rejects.toBe(error)
})

it.each([403, 429])('the limit behind a %i is not told as a lack of rights', (status) => {
  const told = explain(refusal(status, 'You have exceeded a secondary rate limit'), 'write', 'contents: write')
  expect(told).toMatchObject({ code: 'RATE_LIMIT' })
  expect(told).not.toMatchObject({ hint: expect.stringContaining('permissions') })
})
