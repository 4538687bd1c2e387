import { parse, stringify } from 'yaml'
import type { WorkflowRun } from './act.ts'

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly outputs?: Readonly<Record<string, string>> }>>
}

/**
 * A workflow as GitHub carries it out after "Re-run failed jobs": jobs that succeeded do not run, and what they had set stands. The
 * runner of these tests keeps nothing of an earlier run: of a single job (`--job`) it runs all that the job needs once more. So
 * the jobs that are done become jobs of one empty step with the outputs of the earlier run; the rest stays letter by letter.
 */
export function rerunOf(workflow: string, done: readonly string[], { outputs }: WorkflowRun): string {
  const file = parse(workflow) as Workflow
  const jobs = Object.entries(file.jobs).map(([id, job]) => {
    if (!done.includes(id)) return [id, job] as const
    const kept = Object.keys(job.outputs ?? {}).map((name) => [name, outputs[id]?.[name] ?? ''] as const)
    return [id, { 'runs-on': 'ubuntu-latest', outputs: Object.fromEntries(kept), steps: [{ run: 'true' }] }] as const
  })
  return stringify({ ...file, jobs: Object.fromEntries(jobs) })
}
