import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const { GITHUB_WORKSPACE, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, INPUT_REF } = process.env
const git = (...argv) => execFileSync('git', argv, { cwd: GITHUB_WORKSPACE, stdio: 'inherit' })

for (const name of readdirSync(GITHUB_WORKSPACE)) rmSync(join(GITHUB_WORKSPACE, name), { recursive: true, force: true })
git('init', '--quiet', '--initial-branch=main')
git('remote', 'add', 'origin', `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`)
git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', INPUT_REF || GITHUB_SHA)
git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
