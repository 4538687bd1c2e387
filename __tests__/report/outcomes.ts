import type { Receipt } from '../../src/backends/backend.ts'
import type { DestinationOutcome, ItemOutcome, Report } from '../../src/engine/outcome.ts'
import { verifiedAsset } from '../../src/verify/verify.ts'

const assetOf = (name: string) =>
  verifiedAsset(
    { name, path: `/x/${name}`, package: 'tool', target: 'any', role: 'file' },
    { size: 2048, sha256: '0123456789ab'.padEnd(64, 'c') },
  )

/** An asset that was published. */
export const done = (name: string, did: Receipt['did'] = 'created', url?: string): ItemOutcome => ({
  kind: 'done',
  release: 'v1',
  item: { address: `github:v1/${name}`, action: 'create', why: 'absent', asset: assetOf(name), after: [] },
  receipt: {
    address: `github:v1/${name}`,
    did,
    size: 2048,
    sha256: '',
    at: '2026-01-01T00:00:00Z',
    ...(url === undefined ? {} : { url }),
  },
  verdict: { ok: true, by: 'digest' },
  milliseconds: 1200,
})

/** Something that is no asset, such as a release, and was done. */
export const sealed = (url: string): ItemOutcome => ({
  kind: 'done',
  release: 'v1',
  item: { address: 'github:v1', action: 'create', why: 'draft', after: [] },
  receipt: { address: 'github:v1', did: 'created', size: 0, sha256: '', at: '2026-01-01T00:00:00Z', url },
  verdict: { ok: true, by: 'presence' },
  milliseconds: 10,
})

export const failed = (name: string, message: string): ItemOutcome => ({
  kind: 'failed',
  release: 'v1',
  item: { address: `github:v1/${name}`, action: 'create', why: 'absent', asset: assetOf(name), after: [] },
  error: { code: 'X', message },
  milliseconds: 5,
})

export const waiting = (name: string, action: 'create' | 'keep' | 'replace'): ItemOutcome => ({
  kind: 'not started',
  release: 'v1',
  item: { address: `github:v1/${name}`, action, why: 'same digest', asset: assetOf(name), after: [] },
  why: 'dry run',
})

export const outcomeOf = (name: string, but: Partial<DestinationOutcome> = {}): DestinationOutcome => ({
  name,
  kind: 'github-release',
  required: true,
  status: 'succeeded',
  why: '',
  items: [],
  milliseconds: 1500,
  ...but,
})

export const reportOf = (outcomes: readonly DestinationOutcome[], but: Partial<Report> = {}): Report => ({
  plan: 'sha256:x',
  dryRun: false,
  outcomes,
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T00:00:12.000Z',
  ...but,
})
