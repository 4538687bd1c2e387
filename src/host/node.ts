import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as core from '@actions/core'
import { UserError, type Where } from '../errors.ts'
import { systemClock } from './clock.ts'
import { nodeCommands, scrubbed } from './commands.ts'
import { nodeFiles } from './files.ts'
import { nodeGitHub } from './github.ts'
import type { Host, Log } from './host.ts'
import { nodeHttp } from './http.ts'
import { runnerArtifacts } from './runner-artifacts.ts'
import { sealEnvironment } from './seal-environment.ts'
import type { Context, Runtime } from './runtime.ts'
import { extractZip, ZIP_LIMITS } from './unzip.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The real surroundings of the action. `signal` aborts when the run is cancelled. */
export function nodeRuntime(outer: Record<string, string | undefined>, signal: AbortSignal): Runtime {
  const env: Environment = { ...outer }
  const context = contextOf(env)
  const http = nodeHttp({ clock: systemClock, signal })
  const inherited = Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
  const base = {
    context,
    clock: systemClock,
    signal,
    http,
    log: actionLog(context.workspace),
    commands: nodeCommands(systemClock, signal, inherited),
    memory: { done: () => undefined },
    link: () => undefined,
    baseEnvironment: scrubbed(env),
    artifacts: runnerArtifacts(env),
    importModule: async (path: string): Promise<unknown> => {
      sealEnvironment(outer)
      return import(pathToFileURL(path).href)
    },
    unzip: async (zip: string, folder: string) => extractZip(zip, folder, ZIP_LIMITS),
    // Not core.getInput, which trims: a blank in a mode or a boolean is a mistake that has to show.
    input: (name: string) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '',
    setOutput: (name: string, value: string) => core.setOutput(name, value),
    writeSummary: async (markdown: string) => {
      if (env['GITHUB_STEP_SUMMARY'] === undefined || env['GITHUB_STEP_SUMMARY'] === '') core.info(markdown)
      else await core.summary.addRaw(markdown, true).write()
    },
    annotate: (
      level: 'error' | 'warning',
      {
        message,
        where,
        hint,
      }: { readonly message: string; readonly where: Where | undefined; readonly hint: string | undefined },
    ) => {
      const text = hint === undefined ? message : `${message}. ${hint}`
      core[level](text, where === undefined ? {} : annotationAt(where, context.workspace))
    },
  }
  const rooted = (root: string, token: string): Runtime => {
    const folder = resolve(context.workspace, root)
    const files = nodeFiles(folder, context.temporary)
    const github = nodeGitHub({
      repository: context.repository,
      server: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
      api: env['GITHUB_API_URL'] ?? 'https://api.github.com',
      token,
      http,
      clock: systemClock,
      signal,
    })
    const withSecrets = (names: readonly string[]): Host => ({
      ...base,
      files,
      github,
      secret: (name) => secretFrom(env, names, name),
    })
    return { ...base, files, github, secret: (name) => secretFrom(env, [], name), withSecrets, at: rooted }
  }
  return rooted('.', '')
}

function secretFrom(env: Environment, allowed: readonly string[], name: string): string {
  if (!allowed.includes(name)) throw new Error(`$${name} is not a secret of this destination`)
  const value = env[name]
  if (value === undefined || value === '') {
    throw new UserError('SECRET_MISSING', `the environment variable ${name} is not set`, {
      hint: `Give it to the step: "env: { ${name}: \${{ secrets.${name} }} }".`,
    })
  }
  core.setSecret(value)
  return value
}

function actionLog(workspace: string): Log {
  return {
    debug: (line) => core.debug(oneLine(line)),
    info: (line) => core.info(oneLine(line)),
    warning: (line, where) => core.warning(line, where === undefined ? {} : annotationAt(where, workspace)),
    group: async (title, body) => core.group(oneLine(title), body),
  }
}

/**
 * A line of a log that begins with `::`, behind blanks or not, or holds `##[` anywhere, is a command to the runner
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs): text from outside must not be one.
 */
const oneLine = (text: string): string =>
  text
    .replace(/[\r\n\u0085]+/g, ' ')
    .replaceAll('##[', '##\u200B[')
    .replace(/^(\s*)::/, '$1\u200B::')

const annotationAt = ({ file, line, column }: Where, workspace: string): core.AnnotationProperties => ({
  file: relative(workspace, resolve(workspace, file)),
  startLine: line,
  startColumn: column,
})

function contextOf(env: Environment): Context {
  const number = (name: string): number => (/^\d+$/.test(env[name] ?? '') ? Number(env[name]) : 0)
  return {
    repository: env['GITHUB_REPOSITORY'] ?? '',
    event: env['GITHUB_EVENT_NAME'] ?? '',
    sha: env['GITHUB_SHA'] ?? '',
    pullRequestHead: pullRequestHead(env['GITHUB_EVENT_PATH']),
    runId: number('GITHUB_RUN_ID'),
    attempt: Math.max(1, number('GITHUB_RUN_ATTEMPT')),
    job: env['GITHUB_JOB'] ?? '',
    step: env['GITHUB_ACTION'] ?? '',
    workspace: resolve(env['GITHUB_WORKSPACE'] ?? '.'),
    temporary: resolve(env['RUNNER_TEMP'] ?? join(tmpdir(), 'slipway')),
  }
}

function pullRequestHead(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return undefined
  let event: unknown
  try {
    event = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // A runner without an event file, or an empty one: then it is no pull request.
    return undefined
  }
  const sha = ['pull_request', 'head', 'sha'].reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    event,
  )
  return typeof sha === 'string' ? sha : undefined
}
