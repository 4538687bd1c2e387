import type { ReleaseView } from '../backends/backend.ts'
import type { Config } from '../config/config.ts'
import type { Reader } from '../host/host.ts'
import { changelogSection } from '../plan/changelog.ts'
import type { PlannedRelease } from '../plan/types.ts'
import { findChangelog } from '../workspace/changelog-file.ts'

/** What a release says, as the configuration wants it; a version that the changelog does not know is told and says nothing. */
export async function notesFor(release: PlannedRelease, config: Config, reader: Reader): Promise<ReleaseView['notes']> {
  switch (config.release.notes) {
    case 'none':
      return { kind: 'text', text: '' }
    case 'generated':
      return { kind: 'generated' }
    case 'changelog': {
      const path = await findChangelog(reader.files, release.path)
      const section = path === undefined ? undefined : changelogSection(await reader.files.text(path), release.version)
      if (section === undefined && release.tag !== '')
        reader.log.info(
          path === undefined
            ? `${release.package} has no changelog, so its release has no notes`
            : `${path} has no section for ${release.version}, so the release has no notes`,
        )
      return { kind: 'text', text: section ?? '' }
    }
  }
}
