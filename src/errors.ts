/** A place in a file of the user's: `line` and `column` count from 1. */
export interface Where {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface UserErrorOptions {
  /** What to write or do instead, as a sentence. */
  readonly hint?: string
  readonly where?: Where
  readonly cause?: unknown
}

/** A mistake that the user can mend. Everything else that is thrown is a bug of ours and shows its stack. */
export class UserError extends Error {
  /** A stable name of the mistake, in capitals: `CONFIG_UNKNOWN_KEY`. */
  readonly code: string
  readonly hint: string | undefined
  readonly where: Where | undefined

  constructor(code: string, message: string, { hint, where, cause }: UserErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'UserError'
    this.code = code
    this.hint = hint
    this.where = where
  }
}

/** Several mistakes found in one go. `errors` is never empty. */
export class UserErrors extends Error {
  readonly errors: readonly UserError[]

  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join('\n'))
    this.name = 'UserErrors'
    this.errors = errors
  }
}

/** Throws nothing for an empty list, the mistake itself for one, and a {@link UserErrors} for several. */
export function throwAll(errors: readonly UserError[]): void {
  const [first, second] = errors
  if (first === undefined) return
  if (second === undefined) throw first
  throw new UserErrors(errors)
}

/** The mistakes in what was thrown, or `undefined` where it is a bug. */
export function mistakesOf(thrown: unknown): readonly UserError[] | undefined {
  if (thrown instanceof UserErrors) return thrown.errors
  if (thrown instanceof UserError) return [thrown]
  return undefined
}

/** One sentence for a log: the message and, behind it, those of the causes. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const cause = thrown.cause === undefined ? '' : `: ${messageOf(thrown.cause)}`
  return `${thrown.message}${cause}`
}
