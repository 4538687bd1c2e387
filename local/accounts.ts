import { nodeId } from './context.ts'

/** A user as the REST API describes one. */
export function account(
  base: string,
  login: string,
  id: number,
  type: 'Bot' | 'Organization',
): Readonly<Record<string, unknown>> {
  const url = `${base}/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId('User', id),
    avatar_url: `${base}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${base}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  }
}

/** Who does what a workflow does. */
export function bot(base: string): Readonly<Record<string, unknown>> {
  return account(base, 'github-actions[bot]', 41898282, 'Bot')
}
