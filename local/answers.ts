/** What a request is answered with. A file is streamed from disk, never held in memory. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | {
      readonly kind: 'text'
      readonly status: number
      readonly type: string
      readonly text: string
      readonly headers?: Headers
    }
  | {
      readonly kind: 'file'
      readonly status: 200 | 206
      readonly path: string
      /** First and last byte, as in a `Range` header; `end` is -1 for an empty file. */
      readonly start: number
      readonly end: number
      readonly headers?: Headers
    }
  | { readonly kind: 'empty'; readonly status: number; readonly headers?: Headers }

export type Headers = Readonly<Record<string, string>>

/** One entry of `errors` in GitHub's 422 answers. */
export interface FieldError {
  readonly resource: string
  readonly code: string
  readonly field?: string
  readonly message?: string
}

/** Thrown by a handler to answer with something other than success. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer, message: string) {
    super(message)
    this.name = 'Refusal'
    this.answer = answer
  }
}

export function json(status: number, body: unknown, headers?: Headers): Answer {
  return { kind: 'json', status, body, ...(headers === undefined ? {} : { headers }) }
}

export function empty(status: number, headers?: Headers): Answer {
  return { kind: 'empty', status, ...(headers === undefined ? {} : { headers }) }
}

export function text(status: number, type: string, content: string, headers?: Headers): Answer {
  return { kind: 'text', status, type, text: content, ...(headers === undefined ? {} : { headers }) }
}

/** An error of the REST API, in GitHub's shape. */
export function apiError(status: number, message: string, errors?: readonly FieldError[]): Refusal {
  const documentation = { documentation_url: 'https://docs.github.com/rest', status: String(status) }
  return new Refusal(json(status, { message, ...(errors === undefined ? {} : { errors }), ...documentation }), message)
}

export function notFound(): Refusal {
  return apiError(404, 'Not Found')
}

export function validationFailed(...errors: readonly FieldError[]): Refusal {
  return apiError(422, 'Validation Failed', errors)
}

/** An error of the artifact service, in Twirp's shape. */
export function twirpError(status: number, code: string, message: string): Refusal {
  return new Refusal(json(status, { code, msg: message }), message)
}

/** An error of the blob storage, in Azure's shape. */
export function storageError(status: number, code: string, message: string): Refusal {
  const xml = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return new Refusal(text(status, 'application/xml', xml, { 'x-ms-error-code': code }), message)
}
