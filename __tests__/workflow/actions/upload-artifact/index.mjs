import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

// The runner copies this file elsewhere, out of reach of the packages of the repository.
const { DefaultArtifactClient } = await import(process.env['TEST_ARTIFACT_CLIENT'])

const folder = resolve(process.env['INPUT_PATH'])
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  : []
if (files.length === 0 && process.env['INPUT_IF-NO-FILES-FOUND'] === 'error') {
  process.stdout.write(`::error::no file below ${process.env['INPUT_PATH']}\n`)
  process.exitCode = 1
} else if (files.length > 0) {
  await new DefaultArtifactClient().uploadArtifact(process.env['INPUT_NAME'], files, folder)
}
