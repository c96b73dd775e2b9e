import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Environment, readEnvironment } from '../config/env.ts'
import { Refused } from '../refusal.ts'
import { findBrowser } from './find-browser.ts'

const MOST_WAITING = 4
const LIMIT_MILLISECONDS = 120_000
const FOLDER_NAME = 'mainstay-print-'
/** Older than any printing may last: its process was killed. */
const LEFT_MILLISECONDS = 3_600_000

export interface PrintOptions {
  /** The browser somebody named; null looks for one. */
  readonly browser: string | null
  readonly limitMilliseconds?: number
  readonly environment?: Environment
}

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Prints a page of ours as PDF by a browser without a window: a profile of its own that is thrown away, no network, no
 * script (the page forbids both itself as well), a limit of time, and one page at a time in this process.
 */
export function printPage(html: string, options: PrintOptions): Promise<Buffer> {
  const browser = findBrowser(options.browser, options.environment ?? readEnvironment())
  if (browser === null) return Promise.reject(new Refused('print/no-browser', namedFact(options.browser)))
  if (waiting >= MOST_WAITING) return Promise.reject(new Refused('http/busy'))
  waiting += 1
  const printed = last
    .then(() => printAlone(browser, html, options.limitMilliseconds ?? LIMIT_MILLISECONDS))
    .finally(() => {
      waiting -= 1
    })
  last = printed.catch(() => undefined)
  return printed
}

function namedFact(named: string | null): { named?: string } {
  return named === null ? {} : { named }
}

async function printAlone(browser: string, html: string, limit: number): Promise<Buffer> {
  await sweepLeftFolders()
  const folder = await mkdtemp(join(tmpdir(), FOLDER_NAME))
  try {
    const page = join(folder, 'page.html')
    const pdf = join(folder, 'page.pdf')
    await writeFile(page, html, { mode: 0o600 })
    await run(browser, argumentsFor({ folder, page, pdf }), limit)
    return await readFile(pdf).catch(() => Promise.reject(new Refused('print/failed')))
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** What a killed process printed holds customers' figures and must not lie about; what another account made stays. */
async function sweepLeftFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    if (!name.startsWith(FOLDER_NAME)) continue
    const folder = join(tmpdir(), name)
    const found = await stat(folder).catch(() => null)
    if (found === null || Date.now() - found.mtimeMs < LEFT_MILLISECONDS) continue
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

function argumentsFor(files: { readonly folder: string; readonly page: string; readonly pdf: string }): string[] {
  // The sandbox cannot be set up by root, whom containers often run as; what is printed is our own page without scripts.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [
    ...asRoot,
    '--headless',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    '--no-default-browser-check',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:9',
    `--user-data-dir=${join(files.folder, 'profile')}`,
    '--no-pdf-header-footer',
    // Headings become bookmarks; browsers that do not know it print without them.
    '--generate-pdf-document-outline',
    `--print-to-pdf=${files.pdf}`,
    pathToFileURL(files.page).href,
  ]
}

/** Waits for the browser to end; at the limit its whole group of processes is ended. */
function run(browser: string, args: readonly string[], limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, args, { stdio: 'ignore', detached: true })
    const timer = setTimeout(() => {
      if (child.pid !== undefined) endGroup(child.pid)
      reject(new Refused('print/too-slow', { seconds: Math.round(limit / 1000) }))
    }, limit)
    child.once('error', () => {
      clearTimeout(timer)
      reject(new Refused('print/no-browser'))
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new Refused('print/failed'))
    })
  })
}

function endGroup(id: number): void {
  try {
    process.kill(-id, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
