import type { IncomingMessage } from 'node:http'
import { apiError, storageError, twirpError } from './answers.ts'
import type { Context } from './context.ts'
import type { Caller, Found } from './router.ts'

/** Who asks the API or sends an upload: a token with the rights that the route needs. */
export function admitToken({ tokens }: Context, request: IncomingMessage, found: Found | undefined): Caller {
  const rights = tokens.rightsOf(request.headers.authorization)
  if (rights === undefined) throw apiError(401, 'Bad credentials')
  const { contents, actions } = found?.route.needs ?? {}
  const enough =
    (contents === undefined || rights.contents === 'write' || (contents === 'read' && rights.contents === 'read')) &&
    (actions === undefined || rights.actions === 'read')
  if (!enough) throw apiError(403, 'Resource not accessible by integration')
  return { kind: 'token', rights }
}

/** Who calls the artifact service: a job, by its runtime token. */
export function admitJob({ tokens }: Context, request: IncomingMessage): Caller {
  const job = tokens.jobOf(request.headers.authorization)
  if (job === undefined) throw twirpError(401, 'unauthenticated', 'the token is missing, expired or not valid')
  return { kind: 'job', ...job }
}

/** Who reaches for a blob: a signature in the query and, as at the real storage, no `Authorization` beside it. */
export function admitSigned({ signer }: Context, request: IncomingMessage, url: URL, found: Found | undefined): Caller {
  if (request.headers.authorization !== undefined) {
    throw storageError(
      401,
      'InvalidAuthenticationInfo',
      'Authentication information is not given in the correct format.',
    )
  }
  const checked = signer.check(found?.params['key'] ?? '', url.searchParams)
  const needed = request.method === 'PUT' ? 'w' : 'r'
  if ('refused' in checked) throw storageError(403, 'AuthenticationFailed', checked.refused)
  if (!checked.permission.includes(needed)) {
    throw storageError(
      403,
      'AuthorizationPermissionMismatch',
      'This request is not authorized to perform this operation.',
    )
  }
  return { kind: 'signature' }
}
