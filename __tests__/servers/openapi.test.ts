import { describe, expect, it } from '@jest/globals'
import type { RecordedRequest } from '../../local/requests.ts'
import { start } from '../local/started.ts'
import { validateExchanges } from './openapi.ts'

const path = '/repos/acme/tools/releases'
const base: RecordedRequest = {
  method: 'GET',
  host: 'api',
  path,
  query: {},
  status: 200,
  write: false,
  bytes: 0,
  authorized: true,
  answer: [],
}

async function exchange(): Promise<RecordedRequest> {
  const local = await start()
  await local.api('POST', '/releases', { body: { tag_name: 'v1', draft: true } })
  const [request] = local.github.requests
  await local.stop()
  if (request === undefined) throw new Error('nothing was recorded')
  return request
}

describe('validateExchanges', () => {
  it('finds nothing wrong with what is right', async () => {
    expect(validateExchanges([base, await exchange()])).toEqual([])
  })

  it('reports a missing, a wrong and a null field of an answer', async () => {
    const request = await exchange()
    const { id, ...rest } = request.answer as Readonly<Record<string, unknown>>
    expect(typeof id).toBe('number')
    const where = `POST api:${path} → 201: answer`
    expect(validateExchanges([{ ...request, answer: rest }])).toEqual([`${where} must have required property 'id'`])
    expect(validateExchanges([{ ...request, answer: { ...rest, id: '7' } }])).toEqual([`${where}/id must be integer`])
    expect(validateExchanges([{ ...request, answer: { ...rest, id: null } }])).toEqual([`${where}/id must be integer`])
    expect(validateExchanges([{ ...request, answer: { ...rest, id: 7, name: null } }])).toEqual([])
  })

  it.each<[string, Partial<RecordedRequest>, string]>([
    ['an unknown path', { path: '/repos/acme/tools/nothing' }, 'there is no such operation'],
    ['a method that the path has not', { method: 'PUT' }, 'there is no such operation'],
    ['the wrong host', { host: 'uploads' }, 'there is no such operation'],
    ['an unknown parameter', { query: { per_pages: '3' } }, 'the parameter per_pages is not documented'],
    ['a parameter of the wrong type', { query: { per_page: 'all' } }, 'parameter per_page must be integer'],
    [
      'a number that is none',
      { path: `${path}/latest-one`, answer: undefined, status: 404 },
      'parameter release_id must be integer',
    ],
    [
      'a missing parameter',
      { method: 'POST', host: 'uploads', path: `${path}/1/assets`, status: 404 },
      'the parameter name is missing',
    ],
    ['a missing body', { method: 'POST', status: 404 }, 'the body is missing'],
    [
      'a body that lacks a field',
      { method: 'POST', status: 404, body: { name: 'x' } },
      "body must have required property 'tag_name'",
    ],
    ['an undocumented status', { status: 418 }, 'the status is not documented'],
    ['an answer without JSON', { answer: undefined }, 'the answer has no JSON'],
    ['an error of the wrong shape', { status: 401, answer: { message: 5 } }, 'answer/message must be string'],
  ])('reports %s', (_what, change, message) => {
    expect(validateExchanges([{ ...base, ...change }]).join('\n')).toContain(message)
  })

  it.each<[string, Partial<RecordedRequest>]>([
    ['a bad token', { status: 401, answer: { message: 'Bad credentials', documentation_url: 'x' } }],
    ['a failure on the way', { status: 502, answer: { whatever: true } }],
    [
      'a wrong request that was refused',
      { method: 'POST', body: {}, status: 422, answer: { message: 'x', documentation_url: 'x' } },
    ],
    ['no answer at all', { method: 'POST', body: {}, status: 0 }],
    ['another host', { host: 'blobs', path: '/anything', status: 418 }],
  ])('accepts %s', (_what, change) => {
    expect(validateExchanges([{ ...base, ...change }])).toEqual([])
  })
})
