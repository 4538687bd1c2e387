import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { marked } from 'marked'

/** Where the pages and their screenshots are left to be looked at. */
export const output = join(import.meta.dirname, '../.output')

const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'chrome']

/** Path of a headless browser; where there is none, says how to get it, and fails where a test must not be left out. */
export function requiredBrowser(): string | undefined {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
  if (found !== undefined) return found
  const line = 'a browser, which shows the reports, is not installed: apt-get install chromium-headless-shell'
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(line)
  process.stderr.write(`left out: ${line}\n`)
  return undefined
}

export interface Shown {
  /** The document as the browser had it after all of its scripts ran. */
  readonly dom: string
  /** Path of the picture. */
  readonly screenshot: string
}

/** Shows a page of Markdown in a browser as a job summary would be shown, and takes a picture. */
export async function show(browser: string, name: string, markdown: string, height = 1600): Promise<Shown> {
  await mkdir(output, { recursive: true })
  const style = readFileSync(join(import.meta.dirname, 'github-like.css'), 'utf8')
  const page = join(output, `${name}.html`)
  const screenshot = join(output, `${name}.png`)
  const body = await marked.parse(markdown, { gfm: true })
  await writeFile(
    page,
    `<!doctype html><html><head><meta charset="utf-8"><title>${name}</title><style>${style}</style></head><body><main>${body}</main></body></html>`,
  )
  const profile = mkdtempSync(join(tmpdir(), 'slipway-browser-'))
  const run = (...argv: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(
      browser,
      [
        ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
        ...['--disable-sync', '--no-first-run', '--hide-scrollbars', `--user-data-dir=${profile}`],
        ...argv,
        pathToFileURL(page).href,
      ],
      { encoding: 'utf8', timeout: 45_000, maxBuffer: 64 * 1024 * 1024 },
    )
    if (status !== 0) throw new Error(`the browser ended with ${status ?? 'a signal'}: ${stderr.slice(-2000)}`)
    return stdout
  }
  try {
    run(`--window-size=1200,${height}`, `--screenshot=${screenshot}`)
    return { dom: run('--dump-dom'), screenshot }
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}
