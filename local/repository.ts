import { account } from './accounts.ts'
import { json } from './answers.ts'
import { nodeId, timestamp } from './context.ts'
import type { Context } from './context.ts'
import { route } from './router.ts'
import type { Route } from './router.ts'

const BEGINNING = timestamp(0)

/** Addresses below that of a repository: field name (without `_url`) and what follows. */
const ADDRESSES: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
}

/** Number of the repository. */
export const REPOSITORY_ID = 1

/** The repository as it stands inside other answers. */
export function minimalRepository({ owner, name, repository, urls }: Context): Readonly<Record<string, unknown>> {
  const url = `${urls.api}/repos/${repository}`
  return {
    id: REPOSITORY_ID,
    node_id: nodeId('Repository', REPOSITORY_ID),
    name,
    full_name: repository,
    private: false,
    owner: account(urls.web, owner, 2, 'Organization'),
    html_url: `${urls.web}/${repository}`,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(ADDRESSES).map(([field, rest]) => [`${field}_url`, `${url}${rest}`])),
  }
}

/** The repository itself, and how many requests are left. */
export function repositoryRoutes(context: Context, remaining: (authorization: string) => RateLimit): readonly Route[] {
  return [
    route('GET', `/repos/${context.repository}`, { needs: { contents: 'read' } }, async () => {
      const { urls, repository, git } = context
      const web = `${urls.web}/${repository}`
      return json(200, {
        ...minimalRepository(context),
        clone_url: `${web}.git`,
        git_url: `${web.replace(/^http:/, 'git:')}.git`,
        ssh_url: `git@github.localhost:${repository}.git`,
        svn_url: web,
        mirror_url: null,
        homepage: null,
        language: null,
        license: null,
        default_branch: await git.defaultBranch(),
        visibility: 'public',
        archived: false,
        disabled: false,
        size: 0,
        has_issues: true,
        has_projects: false,
        has_wiki: false,
        has_pages: false,
        has_discussions: false,
        has_downloads: true,
        is_template: false,
        topics: [],
        ...counts(['forks', 'forks_count', 'open_issues', 'open_issues_count', 'watchers', 'watchers_count']),
        ...counts(['stargazers_count', 'network_count', 'subscribers_count']),
        created_at: BEGINNING,
        updated_at: BEGINNING,
        pushed_at: BEGINNING,
        // What GitHub tells the token of a workflow, whatever it may.
        permissions: { admin: false, maintain: false, push: false, triage: false, pull: false },
      })
    }),
    route('GET', '/rate_limit', {}, ({ headers }) => {
      const rate = remaining(headers.authorization ?? '')
      return json(200, { resources: { core: rate, search: rate }, rate })
    }),
  ]
}

export interface RateLimit {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** Seconds since the epoch. */
  readonly reset: number
}

function counts(fields: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(fields.map((field) => [field, 0]))
}
