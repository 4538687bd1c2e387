import { describe, expect, it } from '@jest/globals'
import { messageOf, mistakesOf, throwAll, UserError, UserErrors } from '../src/errors.ts'

const first = new UserError('A', 'the first is wrong', {
  hint: 'Mend it.',
  where: { file: 'a.yml', line: 1, column: 2 },
})
const second = new UserError('B', 'the second is wrong')

describe('UserError', () => {
  it('keeps code, hint and place apart from its message', () => {
    expect(first).toMatchObject({
      name: 'UserError',
      code: 'A',
      message: 'the first is wrong',
      hint: 'Mend it.',
      where: { file: 'a.yml', line: 1, column: 2 },
    })
  })

  it('has a cause only where one is given', () => {
    expect('cause' in second).toBe(false)
    expect(new UserError('C', 'wrong', { cause: first }).cause).toBe(first)
  })
})

describe('throwAll', () => {
  it('throws nothing for nothing', () => {
    expect(() => throwAll([])).not.toThrow()
  })

  it('throws a single mistake as it is', () => {
    expect(() => throwAll([first])).toThrow(first)
  })

  it('throws several as one error that tells all of them', () => {
    expect(() => throwAll([first, second])).toThrow(UserErrors)
    expect(() => throwAll([first, second])).toThrow('the first is wrong\nthe second is wrong')
  })
})

describe('mistakesOf', () => {
  it.each([
    ['one mistake', first, [first]],
    ['several', new UserErrors([first, second]), [first, second]],
    ['a bug', new TypeError('x is not a function'), undefined],
    ['what is no error', 'a text', undefined],
    ['nothing', undefined, undefined],
  ])('answers for %s what the user can mend', (_what, thrown, expected) => {
    expect(mistakesOf(thrown)).toEqual(expected)
  })
})

describe('messageOf', () => {
  it('puts the messages of the causes behind that of the error', () => {
    const root = new Error('connection reset')
    expect(messageOf(new Error('no upload', { cause: new Error('no answer', { cause: root }) }))).toBe(
      'no upload: no answer: connection reset',
    )
  })

  it.each([
    ['a text', 'a text'],
    [42, '42'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('writes %j, which is no error, as text', (thrown, expected) => {
    expect(messageOf(thrown)).toBe(expected)
  })
})
