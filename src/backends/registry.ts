import type { z } from 'zod'
import { secretsIn } from '../config/fields.ts'
import type { Backend, BoundBackend } from './backend.ts'
import type { ImportModule } from './user-module.ts'

/** What a configuration can be bound to, or why it cannot. */
export type Opened =
  | { readonly ok: true; readonly backend: BoundBackend }
  | { readonly ok: false; readonly issues: readonly z.core.$ZodIssue[]; readonly keys: readonly string[] }

/** A backend without the type of its configuration: it parses what it is given before it uses it. */
export interface OpenBackend {
  readonly kind: string
  open(config: unknown): Opened
  readonly schema: z.ZodType
}

/** Hides the type of a backend's configuration behind its parser. */
function opens<C>(backend: Backend<C>): OpenBackend {
  return {
    kind: backend.kind,
    schema: backend.config,
    open: (raw) => {
      const parsed = backend.config.safeParse(raw)
      if (!parsed.success) return { ok: false, issues: parsed.error.issues, keys: keysOf(backend.config) }
      const config = parsed.data
      return {
        ok: true,
        backend: {
          kind: backend.kind,
          takes: backend.takes(config),
          remembers: backend.remembers,
          parallel: backend.parallel,
          secrets: secretsIn(config),
          plan: async (release, reader) => backend.plan(config, release, reader),
          publish: async (item, host) => backend.publish(config, item, host),
          verify: async (receipt, reader) => backend.verify(config, receipt, reader),
          probe: async (reader) => backend.probe?.(config, reader),
        },
      }
    },
  }
}

const keysOf = (schema: z.ZodType): readonly string[] =>
  'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : []

/** Built-in kinds, each loaded when a destination has it. */
export const backends: Readonly<Record<string, () => Promise<OpenBackend>>> = {
  'github-release': async () => opens((await import('./github-release.ts')).githubRelease),
  command: async () => opens((await import('./command.ts')).command),
  'local-folder': async () => opens((await import('./local-folder.ts')).localFolder),
}

/** A backend of the user's own, from a module of the checkout. Throws what keeps it from loading, and every mistake in it. */
export async function userModule(path: string, importModule: ImportModule): Promise<OpenBackend> {
  const { userBackend } = await import('./user-backend.ts')
  return opens(userBackend(path, await importModule(path)))
}

/** Kinds that are named but not served by this version. */
export const plannedKinds = [
  's3',
  'index',
  'gcs',
  'azure-blob',
  'homebrew',
  'scoop',
  'winget',
  'aur',
  'nix',
  'apt',
  'dnf',
  'pacman',
  'npm',
  'pypi',
  'crates',
  'oci',
  'dispatch',
  'git-tag',
] as const
