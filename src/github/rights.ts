import { UserError } from '../errors.ts'
import { statusOf } from './releases.ts'
import { isRateLimit } from './settle.ts'

/** Says of a refusal by GitHub what was refused and what to write in the workflow; anything else goes through as it is. */
export async function explained<T>(what: string, permission: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw explain(cause, what, permission)
  }
}

/** See {@link explained}. */
export function explain(cause: unknown, what: string, permission: string): unknown {
  if (cause instanceof UserError) return cause
  const status = statusOf(cause)
  const said = cause instanceof Error ? cause.message.replace(/ - https?:\/\/\S+$/, '') : ''
  if (isRateLimit(cause)) {
    return new UserError('RATE_LIMIT', `GitHub's limits do not let this token ${what} now (${status ?? ''} ${said})`, {
      hint: 'Run it again later: what is done is kept.',
      cause,
    })
  }
  if (status === 401) {
    return new UserError('TOKEN_REFUSED', `GitHub refused the token: it could not ${what} (401 ${said})`, {
      hint: 'Write "token: ${{ github.token }}", or renew the token that you give.',
      cause,
    })
  }
  if (status === 403 || status === 404) {
    return new UserError('TOKEN_RIGHTS', `GitHub does not let this token ${what} (${status} ${said})`, {
      hint: `Write "permissions: { ${permission} }" in the job.`,
      cause,
    })
  }
  if (status !== undefined && status < 500)
    return new UserError('GITHUB_REFUSED', `GitHub refused to ${what} (${status} ${said})`, { cause })
  return cause
}
