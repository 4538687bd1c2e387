#!/usr/bin/env node
// Stands in for `gh api <path> --jq .<field>`.
const [, path, , filter] = process.argv.slice(2)
const response = await fetch(`${process.env['GITHUB_API_URL']}/${path}`, {
  headers: { authorization: `Bearer ${process.env['GH_TOKEN']}` },
})
const answer = await response.json()
if (response.ok) process.stdout.write(`${answer[filter.slice(1)]}\n`)
else {
  process.stderr.write(`gh: ${answer.message} (HTTP ${response.status})\n`)
  process.exitCode = 1
}
