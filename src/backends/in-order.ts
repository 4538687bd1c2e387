import { compare } from '../plan/select-packages.ts'
import type { ReleaseView } from './backend.ts'

/** The same view with its assets sorted by name: the order in which files were found is nobody's promise, and a plan is compared byte for byte. */
export const inOrder = (view: ReleaseView): ReleaseView => ({
  ...view,
  assets: [...view.assets].sort((a, b) => compare(a.name, b.name)),
})
