import { mistakesOf, type UserError } from '../../src/errors.ts'
import { loadConfig } from '../../src/config/load.ts'

/** The mistakes that a call throws; none where it throws nothing. A bug goes through. */
export function mistakesIn(call: () => unknown): readonly UserError[] {
  try {
    call()
    return []
  } catch (thrown) {
    return known(thrown)
  }
}

/** The same for a promise. */
export async function mistakesOfPromise(call: () => Promise<unknown>): Promise<readonly UserError[]> {
  try {
    await call()
    return []
  } catch (thrown) {
    return known(thrown)
  }
}

function known(thrown: unknown): readonly UserError[] {
  const found = mistakesOf(thrown)
  if (found === undefined) throw thrown
  return found
}

/** What is wrong with a configuration, as `line:column CODE message. hint`. */
export async function configMistakes(text: string): Promise<readonly string[]> {
  const found = await mistakesOfPromise(async () => loadConfig(text, 'slipway.yml'))
  return found.map(
    ({ code, message, hint, where }) =>
      `${where?.line ?? 0}:${where?.column ?? 0} ${code} ${message}${hint === undefined ? '' : `. ${hint}`}`,
  )
}
