import { UserError } from '../errors.ts'
import type { FileReader } from '../host/host.ts'
import { measure } from '../verify/verify.ts'
import type { ArtifactFile, Found, Source } from './artifact.ts'

/** Artifacts in a folder, one subfolder each, as actions/download-artifact lays them. */
export function directorySource(files: FileReader, folder: string): Source {
  return {
    name: `folder ${folder}`,
    fetch: async (names) => {
      if ((await files.stat(folder))?.kind !== 'folder') {
        throw new UserError('ARTIFACTS_FOLDER', `there is no folder ${folder}`, {
          hint: 'Give the input "artifacts" the path that actions/download-artifact downloaded to.',
        })
      }
      const found = new Map<string, Found>()
      for (const name of names) {
        const path = `${folder}/${name}`
        const there = await files.stat(path)
        found.set(
          name,
          there?.kind === 'folder'
            ? {
                kind: 'found',
                artifact: { name, origin: `folder ${folder}`, files: await filesBelow(files, path, '') },
              }
            : { kind: 'missing', why: `${folder} has no folder of that name` },
        )
      }
      return found
    },
  }
}

/** Every file below a folder, hashed. A link is refused: what it leads to is not what was built. */
export async function filesBelow(files: FileReader, root: string, prefix: string): Promise<readonly ArtifactFile[]> {
  const all: ArtifactFile[] = []
  for (const { name, kind } of await files.list(prefix === '' ? root : `${root}/${prefix}`)) {
    const inside = prefix === '' ? name : `${prefix}/${name}`
    const path = `${root}/${inside}`
    switch (kind) {
      case 'folder':
        all.push(...(await filesBelow(files, root, inside)))
        break
      case 'file':
        all.push({ name: inside, path, ...(await measure(files.chunks(path))) })
        break
      case 'link':
      case 'other':
        throw new UserError('ARTIFACT_LINK', `${path} is a link or no file`, {
          hint: 'Put the file itself into the artifact.',
        })
    }
  }
  return all
}
