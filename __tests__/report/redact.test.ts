import { describe, expect, it } from '@jest/globals'
import { redactor } from '../../src/report/redact.ts'

describe('redactor', () => {
  it('answers the secret as it is, and hides it from then on', () => {
    const redact = redactor()
    expect(redact.text('key=hush')).toBe('key=hush')
    expect(redact.hide('hush')).toBe('hush')
    expect(redact.text('key=hush, again: hush')).toBe('key=***, again: ***')
  })

  it.each([
    ['every line of a secret of several', 'one\r\ntwo\n\n', 'a one b two c', 'a *** b *** c'],
    ['a secret in an address', 'p@ss/word', 'https://example.com/?k=p%40ss%2Fword', 'https://example.com/?k=***'],
    ['characters with a meaning in patterns and replacements', '$&.*', 'x $&.* abc', 'x *** abc'],
    ['nothing for an empty secret', '', 'text', 'text'],
  ])('hides %s', (_what, secret, text, shown) => {
    const redact = redactor()
    redact.hide(secret)
    expect(redact.text(text)).toBe(shown)
  })

  it('hides a secret that holds another one whole', () => {
    const redact = redactor()
    redact.hide('abc')
    redact.hide('abcdef')
    expect(redact.text('abcdef abc')).toBe('*** ***')
  })
})
