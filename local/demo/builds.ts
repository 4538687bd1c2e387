import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zipSync } from 'fflate'
import type { Stage } from './stage.ts'

const execute = promisify(execFile)

/** A row of the build matrix, as far as the jobs here use it. */
export interface Row {
  readonly package: string
  readonly version: string
  readonly target: string
  readonly os: string
  readonly commit: string
  readonly artifact: string
  readonly build: string
}

/** What a build job uploaded. */
export interface Built {
  readonly row: Row
  /** The commit that the job had checked out. */
  readonly commit: string
  readonly files: readonly string[]
}

/** The rows of the output `build-matrix`. */
export function rowsOf(matrix: string | undefined): readonly Row[] {
  if (matrix === undefined || matrix === '') return []
  return (JSON.parse(matrix) as { readonly include: readonly Row[] }).include
}

/** Runs the job of every row: check out its commit, run its build command, upload `out/` under its artifact name. */
export async function buildAll(stage: Stage, run: number, rows: readonly Row[]): Promise<readonly Built[]> {
  const jobs = await Promise.allSettled(rows.map(async (row) => build(stage, run, row)))
  return jobs.map((job) => {
    if (job.status === 'rejected') throw job.reason
    return job.value
  })
}

async function build({ repository, github, folder, signal }: Stage, run: number, row: Row): Promise<Built> {
  const workspace = await folder('build')
  const commit = await repository.checkOut(workspace)
  await execute('sh', ['-e', '-c', row.build], { cwd: workspace, signal })
  const out = join(workspace, 'out')
  const files = await readdir(out)
  const contents = await Promise.all(files.map(async (name) => [name, await readFile(join(out, name))] as const))
  await github.addArtifact(run, row.artifact, zipSync(Object.fromEntries(contents)), { headSha: commit })
  return { row, commit, files }
}
