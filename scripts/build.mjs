import { build } from 'rolldown'
import { loadConfig } from 'rolldown/config'

/** Builds what is committed: the action. */
for (const options of [await loadConfig('rolldown.config.ts')].flat()) await build(options)
