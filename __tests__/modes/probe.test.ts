import { describe, expect, it } from '@jest/globals'
import type { BoundBackend, Verdict } from '../../src/backends/backend.ts'
import type { Destination } from '../../src/config/config.ts'
import { UserError } from '../../src/errors.ts'
import type { Host } from '../../src/host/host.ts'
import { nodeRuntime } from '../../src/host/node.ts'
import { logProbes, probeDestinations, probeMistakes } from '../../src/modes/probe.ts'
import { simulatedClock } from '../support/clock.ts'

/** A destination that answers this when it is asked. */
const destination = (
  name: string,
  probe: (reader: Pick<Host, 'secret'>) => Promise<Verdict | undefined>,
  but: Partial<Destination> = {},
): Destination => {
  const never = async (): Promise<never> => Promise.reject(new Error('only asked here'))
  const backend: BoundBackend = {
    kind: 'vault',
    takes: 'any',
    remembers: false,
    parallel: 5,
    secrets: ['VAULT_TOKEN'],
    plan: never,
    publish: never,
    verify: never,
    probe,
  }
  return {
    name,
    kind: 'vault',
    required: true,
    needs: [],
    where: { file: 'slipway.yml', line: 3, column: 5 },
    backend,
    ...but,
  }
}

/** Asks these, each with the token `hush`. */
async function ask(destinations: readonly Destination[]) {
  const clock = simulatedClock()
  const runtime = nodeRuntime({}, new AbortController().signal)
  const withSecrets = (names: readonly string[]): Host => ({
    ...runtime.withSecrets(names),
    clock,
    secret: () => 'hush',
  })
  const plan = { destinations: destinations.map(({ name, kind, needs }) => ({ name, kind, needs, releases: ['v1'] })) }
  return { probes: await probeDestinations({ withSecrets }, destinations, plan), clock }
}

describe('asking destinations whether they could be written to', () => {
  it('gives up on one that never answers, and calls it not checked', async () => {
    const { probes, clock } = await ask([destination('vault', async () => new Promise(() => undefined))])
    expect(probes).toMatchObject([
      { kind: 'not checked', why: 'it could not be asked: asking vault did not end within 30 s' },
    ])
    expect(clock.sleeps).toEqual([30_000])
  })

  it('tells a refusal that is thrown with its own remedy, and no secret', async () => {
    const thrown = new UserError('TOKEN_REFUSED', 'the token hush was refused', { hint: 'Renew hush.' })
    const { probes } = await ask([
      destination('vault', async (reader) => {
        reader.secret('VAULT_TOKEN')
        return Promise.reject(thrown)
      }),
    ])
    expect(probeMistakes(probes)).toMatchObject([
      {
        code: 'NOT_WRITABLE',
        message: 'vault cannot be written to: the token *** was refused',
        hint: 'Renew ***.',
        where: { file: 'slipway.yml', line: 3, column: 5 },
      },
    ])
  })

  it('takes a busy server for no answer', async () => {
    const busy = new UserError('GITHUB_REFUSED', 'GitHub refused to read the repository (429)')
    const { probes } = await ask([destination('vault', async () => Promise.reject(busy))])
    expect(probes).toMatchObject([{ kind: 'not checked', why: expect.stringContaining('(429)') }])
    expect(probeMistakes(probes)).toEqual([])
  })

  it('answers in the order of the configuration, whoever is first', async () => {
    const yes: Verdict = { ok: true, by: 'presence' }
    let wake = (): void => undefined
    const slow = new Promise<void>((resolve) => (wake = resolve))
    const { probes } = await ask([
      destination('slow', async () => slow.then(() => yes)),
      destination('quick', async () => {
        wake()
        return Promise.resolve(yes)
      }),
    ])
    expect(probes.map((probe) => [probe.destination.name, probe.kind])).toEqual([
      ['slow', 'writable'],
      ['quick', 'writable'],
    ])
  })

  it('warns of one that is not required, with its place, and stops nothing', async () => {
    const no = async (): Promise<Verdict> => Promise.resolve({ ok: false, why: 'read only' })
    const { probes } = await ask([destination('spare', no, { required: false })])
    expect(probeMistakes(probes)).toEqual([])
    const warnings: unknown[] = []
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warning: (...given: readonly unknown[]) => warnings.push(given),
      group: async <T>(_title: string, body: () => Promise<T>) => body(),
    }
    logProbes({ log }, probes)
    expect(warnings).toEqual([
      [
        'spare cannot be written to: read only. It is not required. Renew $VAULT_TOKEN, or its rights.',
        { file: 'slipway.yml', line: 3, column: 5 },
      ],
    ])
  })
})
