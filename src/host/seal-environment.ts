import { scrubbed } from './commands.ts'

/**
 * What stays besides that: what the runner says of the job, where its files for outputs are, and the way to the network. All of it is
 * read while the action runs, some by clients that are not ours.
 */
const runnerOwn =
  /^(CI|GITHUB_(ACTIONS?|ACTOR|API_URL|EVENT_NAME|EVENT_PATH|GRAPHQL_URL|JOB|OUTPUT|REF|REF_NAME|REPOSITORY|REPOSITORY_OWNER|RUN_ATTEMPT|RUN_ID|RUN_NUMBER|SERVER_URL|SHA|STATE|STEP_SUMMARY|WORKFLOW|WORKSPACE)|RUNNER_(ARCH|DEBUG|ENVIRONMENT|NAME|OS|TEMP|TOOL_CACHE)|ACTIONS_RESULTS_URL|(https?|no|all)_proxy|(HTTPS?|NO|ALL)_PROXY)$/

/**
 * Takes everything out of an environment that no child process would get and that the action itself does not need there, secrets above
 * all. Code of the user that runs in this process then finds none but its own, which it is given another way.
 */
export function sealEnvironment(env: Record<string, string | undefined>): void {
  const kept = scrubbed(env)
  for (const name of Object.keys(env)) if (!(name in kept) && !runnerOwn.test(name)) Reflect.deleteProperty(env, name)
}
