import type { Config } from '../config/config.ts'
import { ownKeys } from '../config/schema.ts'
import { knownTarget } from './known-targets.ts'
import type { Scalar } from './types.ts'

/** A target with what the configuration adds to what is known of it. */
export interface Target {
  readonly name: string
  /** Label of the runner; `undefined` where neither the configuration nor we know one. */
  readonly os: string | undefined
  readonly platform: string
  readonly exe: string
  /** For `{os}` and `{arch}`: linux, amd64. */
  readonly osName: string
  readonly arch: string
  readonly optional: boolean
  /** Keys of the user's own, for the matrix. */
  readonly extra: Readonly<Record<string, Scalar>>
}

export function describeTarget(config: Pick<Config, 'targets'>, name: string): Target {
  const entry = config.targets[name] ?? {}
  const known = knownTarget(name)
  const platform = entry.platform ?? known?.platform ?? ''
  const [osName = '', arch = ''] = platform.split('/')
  return {
    name,
    os: entry.os ?? known?.os,
    platform,
    exe: entry.exe ?? known?.exe ?? '',
    osName: entry.platform === undefined ? (known?.osName ?? '') : osName,
    arch: entry.platform === undefined ? (known?.arch ?? '') : arch,
    optional: entry.optional ?? false,
    extra: ownScalars(entry, ownKeys.target),
  }
}

/** The keys of an entry that are not ours. */
export function ownScalars(
  entry: Readonly<Record<string, unknown>>,
  ours: readonly string[],
): Readonly<Record<string, Scalar>> {
  return Object.fromEntries(
    Object.entries(entry).filter((pair): pair is [string, Scalar] => !ours.includes(pair[0]) && isScalar(pair[1])),
  )
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value)
