import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import Ajv2020 from 'ajv/dist/2020.js'
import type { Receipt } from '../../src/backends/backend.ts'
import { ledgerArtifact, makeLedger, memoryOf, type Ledger } from '../../src/engine/ledger.ts'

const receipt = (but: Partial<Receipt> = {}): Receipt => ({
  address: 'command:note/tool@1.0.0',
  did: 'created',
  size: 3,
  sha256: 'abc',
  at: '2026-01-01T00:00:00.000Z',
  ...but,
})

const ledger = (...receipts: readonly Receipt[]): Ledger =>
  makeLedger(
    'sha256:x',
    { runId: 7, attempt: 2 },
    receipts.map((each) => ({ destination: 'note', receipt: each })),
  )

describe('the name of the artifact that keeps receipts', () => {
  const step = { job: 'distribute', step: '__acme_slipway', attempt: 1 }
  const everything = { destinations: [], packages: [] }
  const name = ledgerArtifact(step, everything)

  it('is the same for the same step of the same attempt', () => {
    expect(ledgerArtifact({ ...step }, { ...everything })).toBe(name)
    expect(name).toMatch(/^slipway-receipts-1-[0-9a-f]{8}$/)
  })

  it.each([
    ['a later attempt', { ...step, attempt: 2 }, everything],
    ['another job', { ...step, job: 'distribute-again' }, everything],
    ['a second step of one job', { ...step, step: '__acme_slipway_2' }, everything],
    ['another row of a matrix of destinations', step, { ...everything, destinations: ['github', 'tap'] }],
    ['another row of a matrix of packages', step, { ...everything, packages: ['tool'] }],
    ['what is a package in one row and a destination in another', step, { destinations: ['tool'], packages: [] }],
  ])('is another one for %s', (_what, context, scope) => {
    expect(ledgerArtifact(context, scope)).not.toBe(name)
  })

  it('does not take a package for a destination', () => {
    expect(ledgerArtifact(step, { destinations: ['tool'], packages: [] })).not.toBe(
      ledgerArtifact(step, { destinations: [], packages: ['tool'] }),
    )
  })
})

describe('a ledger', () => {
  it('keeps nothing of what a backend remembers for itself', () => {
    const kept = ledger(receipt({ url: 'https://example.com/1', detail: { variables: { KEY: 'private' } } }))
    expect(kept).toEqual({
      version: 1,
      plan: 'sha256:x',
      run: 7,
      attempt: 2,
      receipts: [
        {
          destination: 'note',
          address: 'command:note/tool@1.0.0',
          did: 'created',
          size: 3,
          sha256: 'abc',
          url: 'https://example.com/1',
          at: '2026-01-01T00:00:00.000Z',
        },
      ],
    })
  })

  it('is as its schema says', () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../schema/receipts.schema.json'), 'utf8'),
    ) as object
    const validate = new Ajv2020.default({ allErrors: true, strict: true }).compile(schema)
    expect([validate(ledger(receipt(), receipt({ url: 'https://example.com' }))), validate.errors]).toEqual([
      true,
      null,
    ])
    expect(validate({ ...ledger(receipt()), version: 2 })).toBe(false)
    expect(validate({ ...ledger(receipt()), receipts: [{ address: 'x' }] })).toBe(false)
  })
})

describe('the memory of earlier attempts', () => {
  const early = receipt({ url: 'https://example.com/early' })
  const late = receipt({ url: 'https://example.com/late', at: '2026-01-02T00:00:00.000Z' })

  it.each([
    ['in order', [ledger(early), ledger(late)]],
    ['in any other order', [ledger(late), ledger(early)]],
    ['in one ledger', [ledger(late, early)]],
  ])('takes the later one of two receipts that come %s', (_how, ledgers) => {
    expect(memoryOf(ledgers)('note').done(early.address)?.url).toBe('https://example.com/late')
  })

  it('knows nothing of what has no receipt, nor of what another destination did', () => {
    const memory = memoryOf([ledger(early)])
    expect(memory('note').done('command:note/other')).toBeUndefined()
    expect(memory('other').done(early.address)).toBeUndefined()
  })
})
