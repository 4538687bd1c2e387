import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a token may do in the repository. */
export interface Rights {
  readonly contents: 'read' | 'write' | 'none'
  readonly actions: 'read' | 'none'
}

export interface Tokens {
  issue(rights: Rights): string
  /** The rights of the token in an `Authorization` header (`token X`, `Bearer X` or Basic), if it was issued here. */
  rightsOf(authorization: string | undefined): Rights | undefined
  /** A JWT (HS256) as the runner gets it in `ACTIONS_RUNTIME_TOKEN`. Valid for six hours. */
  issueRuntime(run: string, job: string): string
  /** Run and job of the JWT in an `Authorization` header; `undefined` unless signature, time and scope are right. */
  jobOf(authorization: string | undefined): { readonly run: string; readonly job: string } | undefined
}

const SIX_HOURS = 6 * 60 * 60

export function createTokens(now: () => number): Tokens {
  const secret = randomBytes(32)
  const issued = new Map<string, Rights>()
  const sign = (content: string): string => createHmac('sha256', secret).update(content).digest('base64url')
  const seconds = (): number => Math.floor(now() / 1000)

  return {
    issue(rights) {
      const token = `ghs_${randomBytes(18).toString('hex')}`
      issued.set(token, rights)
      return token
    },
    rightsOf(authorization) {
      const token = credential(authorization)
      return token === undefined ? undefined : issued.get(token)
    },
    issueRuntime(run, job) {
      const claims = {
        scp: `Actions.Results:${run}:${job}`,
        iat: seconds(),
        nbf: seconds(),
        exp: seconds() + SIX_HOURS,
      }
      const content = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`
      return `${content}.${sign(content)}`
    },
    jobOf(authorization) {
      const [header, payload, signature, ...rest] = (credential(authorization) ?? '').split('.')
      if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined
      if (decode(header)['alg'] !== 'HS256' || !equal(signature, sign(`${header}.${payload}`))) return undefined
      const { exp, nbf, scp } = decode(payload)
      if (typeof exp !== 'number' || exp <= seconds() || typeof nbf !== 'number' || nbf > seconds()) return undefined
      const scope = typeof scp === 'string' ? /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(scp) : null
      const [, run, job] = scope ?? []
      return run === undefined || job === undefined ? undefined : { run, job }
    },
  }
}

function credential(authorization: string | undefined): string | undefined {
  const [, scheme, value] = /^(token|bearer|basic) +(\S+)$/i.exec(authorization ?? '') ?? []
  if (scheme === undefined || value === undefined) return undefined
  if (scheme.toLowerCase() !== 'basic') return value
  return Buffer.from(value, 'base64').toString('utf8').split(':').at(-1)
}

function encode(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof content === 'object' && content !== null ? { ...content } : {}
  } catch {
    return {}
  }
}

/** Compares in constant time. */
export function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
