import { afterEach, expect, it } from '@jest/globals'
import { nodeRuntime } from '../../src/host/node.ts'

const write = process.stdout.write.bind(process.stdout)
afterEach(() => {
  process.stdout.write = write
})

/** What the runner would read of a line that is logged. */
function logged(text: string): string {
  let said = ''
  process.stdout.write = (chunk: Uint8Array | string): boolean => {
    said += chunk.toString()
    return true
  }
  nodeRuntime({}, new AbortController().signal).log.info(text)
  process.stdout.write = write
  return said.replace(/\n$/, '')
}

/** How the runner finds a command in a line: at its start, blanks aside, or after `##[` anywhere. */
const isCommand = (line: string): boolean => /^[\s\u0085]*::/.test(line) || line.includes('##[')

it.each([
  '::set-output name=x::y',
  '  ::add-mask::y',
  '\u0085::set-output name=x::y',
  'first\n::set-output name=x::y',
  'first\r::set-output name=x::y',
  '##[set-output name=x]y',
  'a command said ##[set-output name=x]y',
  'twice ##[group]a ##[set-output name=x]y',
])('makes no command to the runner of %j', (text) => {
  const line = logged(text)
  expect(line).not.toContain('\n')
  expect(isCommand(line)).toBe(false)
  expect(line).toContain(text.slice(-1))
})

it.each(['a::b', 'https://example.com/#[1]', 'module::path', 'uploaded a.tgz'])('leaves %j as it is', (text) => {
  expect(logged(text)).toBe(text)
})
