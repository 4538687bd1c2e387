import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { RecordedRequest } from '../../local/requests.ts'

type Json = Readonly<Record<string, unknown>>

interface Operation {
  readonly method: string
  readonly template: string
  readonly pattern: RegExp
  readonly host: 'api' | 'uploads'
  readonly parameters: readonly Parameter[]
  readonly body: Body | undefined
  /** Status → pointer to the schema of its JSON, or `undefined` where the answer has none. */
  readonly answers: ReadonlyMap<string, string | undefined>
}

interface Parameter {
  readonly name: string
  readonly place: string
  readonly required: boolean
  readonly schema: string
}

interface Body {
  readonly required: boolean
  /** Pointer to the schema; `undefined` where the body is not JSON. */
  readonly schema: string | undefined
}

/** Statuses that GitHub answers and its description leaves out. */
const UNDOCUMENTED: readonly { readonly status: RegExp; readonly why: string }[] = [
  { status: /^400$/, why: 'a body that is not JSON, an upload without Content-Length' },
  { status: /^401$/, why: 'a missing or unknown token, on every operation' },
  { status: /^403$/, why: 'a token without the right, or a secondary rate limit' },
  { status: /^404$/, why: 'what is not there, or hidden from the token' },
  { status: /^(?:408|425|429)$/, why: 'a timeout or a rate limit' },
  { status: /^413$/, why: 'a body that is too large' },
  { status: /^422$/, why: 'validation, which only some operations list' },
  { status: /^5\d\d$/, why: 'failures on the way' },
]
/** Values that GitHub answers and its description leaves out: a schema's property, and the value. */
const UNLISTED = [
  // What a broken upload leaves behind; told of in the text of the operation that uploads.
  { schema: 'release-asset', property: 'state', value: 'starter' },
] as const
/** Parameters that take a slash in their value. */
const DEEP = new Set(['ref', 'tag', 'path', 'basehead'])

const document = jsonSchema(JSON.parse(readFileSync(new URL('github-openapi.json', import.meta.url), 'utf8'))) as Json
for (const { schema, property, value } of UNLISTED) {
  const listed = objectIn(document, 'components', 'schemas', schema, 'properties', property)['enum']
  if (!Array.isArray(listed) || listed.includes(value))
    throw new Error(`${schema}.${property} needs no addition any more`)
  listed.push(value)
}
const coercing = compiler(true)
const exact = compiler(false)
const operations = readOperations()

/**
 * What in these exchanges with the API and the upload host differs from GitHub's own OpenAPI description: unknown
 * operations and parameters, wrong bodies, statuses that GitHub does not answer, wrong answers. One line for each
 * difference; empty when all is well. Exchanges without an answer are not looked at; neither is the request of one that
 * was refused as wrong (400, 422).
 */
export function validateExchanges(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.flatMap((request) => {
    if ((request.host !== 'api' && request.host !== 'uploads') || request.status === 0) return []
    const where = `${request.method} ${request.host}:${request.path} → ${request.status}`
    const operation = findOperation(request)
    if (operation === undefined) return [`${where}: there is no such operation`]
    const refused = request.status === 400 || request.status === 422
    const found = [...(refused ? [] : checkRequest(operation, request)), ...checkAnswer(operation, request)]
    return found.map((line) => `${where}: ${line}`)
  })
}

function findOperation({ method, host, path }: RecordedRequest): Operation | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase()
  return operations.find(
    (operation) => operation.method === wanted && operation.host === host && operation.pattern.test(path),
  )
}

function checkRequest(operation: Operation, { path, query, body }: RecordedRequest): readonly string[] {
  const groups = operation.pattern.exec(path)?.groups ?? {}
  const values: Json = {
    ...query,
    ...Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)])),
  }
  const parameters = operation.parameters.flatMap(({ name, required, schema }) => {
    if (values[name] === undefined) return required ? [`the parameter ${name} is missing`] : []
    return check(coercing, schema, values[name], `parameter ${name}`)
  })
  const documented = new Set(operation.parameters.flatMap(({ name, place }) => (place === 'query' ? [name] : [])))
  const unknown = Object.keys(query).filter((name) => !documented.has(name))
  return [
    ...parameters,
    ...unknown.map((name) => `the parameter ${name} is not documented`),
    ...checkBody(operation.body, body),
  ]
}

function checkBody(expected: Body | undefined, body: unknown): readonly string[] {
  if (expected?.schema === undefined)
    return body === undefined || isEmpty(body) ? [] : ['a body is sent that is not documented']
  if (body === undefined) return expected.required ? ['the body is missing'] : []
  return check(exact, expected.schema, body, 'body')
}

function checkAnswer(operation: Operation, { method, status, answer }: RecordedRequest): readonly string[] {
  if (operation.answers.has(String(status))) {
    const schema = operation.answers.get(String(status))
    if (schema === undefined || method === 'HEAD') return []
    return answer === undefined ? ['the answer has no JSON'] : check(exact, schema, answer, 'answer')
  }
  if (!UNDOCUMENTED.some((known) => known.status.test(String(status)))) return ['the status is not documented']
  const error = status === 422 ? 'validation-error' : 'basic-error'
  return status >= 500 || answer === undefined ? [] : check(exact, `/components/schemas/${error}`, answer, 'answer')
}

interface Compiler {
  readonly ajv: Ajv
  readonly compiled: Map<string, ValidateFunction>
}

function compiler(coerceTypes: boolean): Compiler {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes, logger: false })
  formats.default(ajv)
  ajv.addFormat('repo.nwo', /^[^/\s]+\/[^/\s]+$/)
  ajv.addSchema({ $id: 'github', ...document })
  return { ajv, compiled: new Map() }
}

function check({ ajv, compiled }: Compiler, pointer: string, value: unknown, what: string): readonly string[] {
  let validate = compiled.get(pointer)
  if (validate === undefined) {
    validate = ajv.compile({ type: 'object', properties: { value: { $ref: `github#${pointer}` } } })
    compiled.set(pointer, validate)
  }
  if (validate({ value })) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${what}${instancePath.replace(/^\/value/, '')} ${message ?? 'is wrong'}`,
  )
}

function readOperations(): readonly Operation[] {
  const found = Object.entries(objectIn(document, 'paths')).flatMap(([template, item]) =>
    Object.entries(asObject(item)).map(([method, operation]) =>
      readOperation(template, method, asObject(operation), `/paths/${escapePointer(template)}/${method}`),
    ),
  )
  // Fixed segments win over parameters.
  const rank = (template: string): string => template.replaceAll('{', '\uffff')
  return found.sort((a, b) => (rank(a.template) < rank(b.template) ? -1 : 1))
}

function readOperation(template: string, method: string, operation: Json, pointer: string): Operation {
  const source = template
    .split(/\{([^}]+)\}/)
    .map((part, index) =>
      index % 2 === 0 ? part.replace(/[.]/g, '\\.') : `(?<${part}>${DEEP.has(part) ? '.+' : '[^/]+'})`,
    )
    .join('')
  const listed = Array.isArray(operation['parameters']) ? operation['parameters'] : []
  const parameters = listed.map((given, index): Parameter => {
    const { value, at } = follow(asObject(given), `${pointer}/parameters/${index}`)
    return {
      name: textOf(value['name']),
      place: textOf(value['in']),
      required: value['required'] === true,
      schema: `${at}/schema`,
    }
  })
  const body =
    operation['requestBody'] === undefined
      ? undefined
      : follow(objectIn(operation, 'requestBody'), `${pointer}/requestBody`)
  const answers = Object.entries(objectIn(operation, 'responses')).map(([status, answer]) => {
    const { value, at } = follow(asObject(answer), `${pointer}/responses/${status}`)
    return [status, schemaOf(value, at)] as const
  })
  return {
    method,
    template,
    pattern: new RegExp(`^${source}$`),
    host: operation['servers'] === undefined ? 'api' : 'uploads',
    parameters,
    body:
      body === undefined
        ? undefined
        : { required: body.value['required'] === true, schema: schemaOf(body.value, body.at) },
    answers: new Map(answers),
  }
}

/** Where the schema of a body's or an answer's JSON is. */
function schemaOf(value: Json, at: string): string | undefined {
  const type = Object.keys(objectIn(value, 'content')).find((name) => name.endsWith('json'))
  return type === undefined ? undefined : `${at}/content/${escapePointer(type)}/schema`
}

function follow(value: Json, at: string): { readonly value: Json; readonly at: string } {
  const reference = value['$ref']
  if (typeof reference !== 'string') return { value, at }
  const [, ...names] = reference.split('/')
  return { value: objectIn(document, ...names), at: `/${names.join('/')}` }
}

function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}

/** OpenAPI 3.0 as JSON Schema: `nullable` becomes a choice with null. */
function jsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchema)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, jsonSchema(inner)]),
  )
  return nullable === true ? { anyOf: [{ type: 'null' }, rest] } : rest
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function objectIn(value: unknown, ...path: readonly string[]): Json {
  return asObject(path.reduce<unknown>((inner, name) => asObject(inner)[name], value))
}

function isEmpty(value: unknown): boolean {
  return Object.keys(asObject(value)).length === 0
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
