import { posix } from 'node:path'
import { moduleImporter } from '../backends/user-module.ts'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import { UserError } from '../errors.ts'
import { governed } from '../github/governed.ts'
import { governor } from '../github/governor.ts'
import type { Runtime } from '../host/runtime.ts'
import type { Inputs } from '../inputs/read.ts'
import { boundedAnnotations } from '../report/annotations.ts'
import { duration } from '../report/markdown.ts'
import type { DeclaredPackage } from '../workspace/declared.ts'

/** What every mode begins with. */
export interface Prepared {
  /** Rooted at the working directory, with the token. */
  readonly runtime: Runtime
  readonly config: Config
  /** Folder of the checkout, absolute. */
  readonly root: string
  /** What to say before this many writes to GitHub, where its limits make them slow. */
  readonly paceWarning: (writes: number) => string | undefined
}

/** Reads the configuration, in every mode, so that a mistake shows on the pull request and not on release day. */
export async function prepare(outer: Runtime, inputs: Inputs): Promise<Prepared> {
  const { runtime, paceWarning } = paced(outer.at(inputs.workingDirectory, inputs.token))
  if ((await runtime.files.stat('.'))?.kind !== 'folder') {
    throw new UserError('NO_FOLDER', `there is no folder ${inputs.workingDirectory}`, {
      hint: 'Mend the input "working-directory", and put actions/checkout before this step.',
    })
  }
  const root = await runtime.files.real('.')
  const shown = posix.join(inputs.workingDirectory, inputs.config)
  if ((await runtime.files.stat(inputs.config))?.kind !== 'file') {
    throw new UserError('NO_CONFIG', `there is no configuration at ${shown}`, {
      hint: 'Put "- uses: actions/checkout@v7" before this step, and write the file; it begins with "version: 1".',
    })
  }
  const { config, notices } = await loadConfig(await runtime.files.text(inputs.config), shown, {
    importModule: moduleImporter(runtime),
  })
  for (const { message, where } of notices) runtime.annotate('warning', { message, where, hint: undefined })
  return { runtime, config, root, paceWarning }
}

/** One gate for everything that the step writes to GitHub, and for what it marks, whichever destination it is for. */
function paced(runtime: Runtime): Pick<Prepared, 'runtime' | 'paceWarning'> {
  const { clock, signal } = runtime
  const { annotate, log } = boundedAnnotations(runtime)
  const { hostname } = new URL(runtime.github.server)
  const gate = governor({
    clock,
    signal,
    counted: hostname === 'github.com' || hostname.endsWith('.ghe.com'),
    onPause: (milliseconds, why) => log.info(`waiting ${duration(milliseconds)}: ${why}`),
  })
  const { github, warning } = governed(runtime.github, gate, clock)
  const withSecrets: Runtime['withSecrets'] = (names) => ({ ...runtime.withSecrets(names), github, log })
  return { runtime: { ...runtime, github, withSecrets, annotate, log }, paceWarning: warning }
}

/** The packages that only the configuration knows. */
export function declaredPackages(config: Config): readonly DeclaredPackage[] {
  return Object.entries(config.packages).flatMap(([name, entry]) => {
    if (entry.ecosystem !== 'generic') return []
    const file = entry['version-file']
    const pattern = entry['version-pattern']
    return [
      {
        name,
        path: entry.path ?? '.',
        version:
          file === undefined
            ? { from: 'tag' as const }
            : { from: 'file' as const, file, ...(pattern === undefined ? {} : { pattern }) },
      },
    ]
  })
}
