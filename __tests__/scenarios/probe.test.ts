import { afterEach, describe, expect, it } from '@jest/globals'
import { expectDescribedExchanges, expectNothingWritten, expectSuccess } from '../support/expectations.ts'
import type { Step } from '../support/action.ts'
import { toolWorkspace } from '../support/tool-workspace.ts'
import { makeWorld, type World } from '../support/world.ts'

/** A place that says of its token whether it may write. */
const vault = `export default {
  api: 1,
  verifies: 'presence',
  config: { token: { type: 'secret', required: true } },
  plan: async () => [],
  publish: async () => { throw new Error('published by mistake') },
  verify: async () => ({ ok: true }),
  probe: async ({ token }, reader) => {
    const held = reader.secret(token.env)
    if (held.startsWith('broken')) throw new Error('getaddrinfo ENOTFOUND vault.example.com')
    return held.startsWith('expired') ? { ok: false, why: 'the token ' + held + ' has expired' } : { ok: true }
  },
}
`

const destinations = `destinations:
  - name: github
  - { name: vault, kind: ./tools/vault.mjs, with: { token: $VAULT_TOKEN } }
  - { name: spare, kind: ./tools/vault.mjs, required: false, with: { token: $SPARE_TOKEN } }
  - { name: note, kind: command, with: { run: 'touch ran' } }
  - { name: bucket, kind: s3, with: { bucket: downloads } }
  - { name: nightly, kind: command, channels: development, with: { run: 'touch ran' } }
`
const good = { VAULT_TOKEN: 'good-vault-token', SPARE_TOKEN: 'good-spare-token' }

let world: World
afterEach(async () => {
  expectDescribedExchanges(world)
  await world.close()
})

async function release(
  env: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {},
  token?: string,
): Promise<Step> {
  const files = toolWorkspace(`channels: [{ name: stable, tag: '.+' }, { name: development }]\n${destinations}`)
  world = await makeWorld({ ...files, 'tools/vault.mjs': vault })
  return world.step({ mode: 'release', ...inputs }, { env, ...(token === undefined ? {} : { token }) })
}

/** The cells of a destination's row in the summary. */
const cellOf = (step: Step, destination: string): string | undefined =>
  step.summary
    .split('\n')
    .find((line) => line.startsWith(`| ${destination} |`))
    ?.split(' | ')
    .at(-1)
    ?.replace(/ \|$/, '')
    .replaceAll('&#45;', '-')
    .replaceAll('&#95;', '_')
const warnings = (step: Step): readonly string[] =>
  step.annotations
    .filter(({ level, message }) => level === 'warning' && !message.includes('kind s3'))
    .map(({ message }) => message)

describe('before anything is built', () => {
  it('every destination is asked whether it could be written to, and what is not asked is listed with the reason', async () => {
    const step = await release(good)
    expectSuccess(step)
    const told = {
      github: 'not checked: github-release cannot be asked without writing',
      vault: 'yes',
      spare: 'yes',
      note: 'not checked: command cannot be asked without writing',
      bucket: 'not checked: kind s3 is not available in this version of Slipway',
      nightly: 'not checked: it gets nothing of this',
    }
    expect(Object.fromEntries(Object.keys(told).map((name) => [name, cellOf(step, name)]))).toEqual(told)
    expect(step.log).toContain('asked: vault: can be written to')
    expect(step.log).toContain('asked: note: not checked: command cannot be asked without writing')
    expect(warnings(step)).toEqual([])
    // It is asked, and nothing but the draft is written.
    expect(world.writes()).toEqual(Array.from({ length: 2 }, () => 'POST /repos/acme/tools/releases 201'))
  })

  it('a destination whose secret this job does not have is not asked', async () => {
    const step = await release({ SPARE_TOKEN: good.SPARE_TOKEN })
    expectSuccess(step)
    expect(cellOf(step, 'vault')).toBe('not checked: this job is not given $VAULT_TOKEN')
    expect(cellOf(step, 'spare')).toBe('yes')
  })

  it('an expired secret of a required destination fails the step, and no draft is opened', async () => {
    const step = await release({ ...good, VAULT_TOKEN: 'expired-vault-token' })
    expect(step.code).toBe(1)
    expectNothingWritten(world)
    expect(step.failure).toContain('vault cannot be written to: the token *** has expired. Renew $VAULT_TOKEN')
    expect(step.annotations.find(({ level, at }) => level === 'error' && at !== '')?.at).toMatch(
      /slipway\.yml:\d+:\d+$/,
    )
    expect(step.summary).toContain('vault cannot be written to')
    expect(`${step.failure}${step.summary}${JSON.stringify(step.outputs)}`).not.toContain('expired-vault-token')
  })

  it('a dry run asks the same', async () => {
    const step = await release({ ...good, VAULT_TOKEN: 'expired-vault-token' }, { 'dry-run': 'true' })
    expect(step.code).toBe(1)
    expect(step.failure).toContain('vault cannot be written to')
    expectNothingWritten(world)
  })

  it('an expired secret of a destination that is not required is a warning', async () => {
    const step = await release({ ...good, SPARE_TOKEN: 'expired-spare-token' })
    expectSuccess(step)
    expect(warnings(step)).toEqual([
      'spare cannot be written to: the token *** has expired. It is not required. Renew $SPARE_TOKEN, or its rights.',
    ])
    expect(cellOf(step, 'spare')).toBe('**no**: the token &#42;&#42;&#42; has expired')
  })

  it('every destination that refuses has a sentence of its own', async () => {
    const config = destinations.replace('required: false, ', '')
    world = await makeWorld({
      ...toolWorkspace(config.split('  - { name: nightly')[0] ?? ''),
      'tools/vault.mjs': vault,
    })
    const step = await world.step(
      { mode: 'release' },
      { env: { VAULT_TOKEN: 'expired-vault-token', SPARE_TOKEN: 'expired-spare-token' } },
    )
    expect(step.failure).toContain('2 mistakes')
    const marked = step.annotations.map(({ message }) => message).join('\n')
    expect(marked).toContain('vault cannot be written to')
    expect(marked).toContain('spare cannot be written to')
    expectNothingWritten(world)
  })

  it('a place that cannot be reached says nothing of what may be written in hours', async () => {
    const step = await release({ ...good, VAULT_TOKEN: 'broken-vault-token' })
    expectSuccess(step)
    expect(cellOf(step, 'vault')).toBe('not checked: it could not be asked: getaddrinfo ENOTFOUND vault.example.com')
  })

  it('a GitHub token that has expired fails the step', async () => {
    const step = await release(good, {}, 'ghs_expired')
    expect(step.code).toBe(1)
    expectNothingWritten(world)
    expect(step.failure).toMatch(/token/)
  })

  it('nothing is asked where nothing is released', async () => {
    expectSuccess(await release(good))
    await world.repository.git('tag', 'tool-v1.0.0')
    await world.repository.git('tag', 'helper-v0.2.0-beta.1')
    await world.repository.git('push', '--quiet', 'origin', '--tags')
    await world.repository.commit('later')
    const step = await world.step({ mode: 'release' }, { env: { ...good, VAULT_TOKEN: 'expired-vault-token' } })
    expectSuccess(step)
    expect(step.log).not.toContain('asked:')
  })
})
