import { createHash } from 'node:crypto'
import { renderPath } from '../config/placeholders.ts'
import { UserError } from '../errors.ts'
import type { FileWriter } from '../host/host.ts'
import { releaseId, type PlannedRelease } from '../plan/types.ts'
import { releaseValues } from '../plan/values.ts'
import { verifiedAsset } from '../verify/verify.ts'
import type { Asset } from './asset.ts'
import { renderChecksums } from './checksums.ts'

/** One more asset, that lists the digests of the others; none for a release without assets. */
export async function withChecksums(
  assets: readonly Asset[],
  template: string | undefined,
  release: PlannedRelease,
  files: FileWriter,
  folder: string,
): Promise<readonly Asset[]> {
  if (template === undefined || assets.length === 0) return assets
  const name = renderPath(template, releaseValues(release))
  if (assets.some((asset) => asset.name === name)) {
    throw new UserError('ASSET_CLASH', `${releaseId(release)} already has an asset called ${name}`, {
      hint: 'Give `checksums` another name.',
    })
  }
  const bytes = Buffer.from(renderChecksums(assets))
  const path = `${folder}/checksums-${releaseId(release).replace(/[^A-Za-z0-9._-]+/g, '-')}/${name}`
  await files.write(path, bytes)
  return [
    ...assets,
    verifiedAsset(
      { name, path, package: release.package, target: '', role: 'checksums' },
      { size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') },
    ),
  ]
}
