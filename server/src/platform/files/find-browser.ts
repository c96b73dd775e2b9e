import { accessSync, constants, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Environment } from '../config/env.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
/** Where Playwright puts the browsers it fetches, and the program inside such a folder. */
const FETCHED = ['.cache/ms-playwright', 'Library/Caches/ms-playwright', 'AppData/Local/ms-playwright']
const INSIDE = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-linux/headless_shell',
  'chrome-headless-shell-linux64/chrome-headless-shell',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
]

/**
 * The browser to print with: the one that is named and no other, else one in PATH, in its usual place, or fetched by
 * Playwright. Null when there is none.
 */
export function findBrowser(named: string | null, environment: Environment): string | null {
  if (named !== null) return isRunnable(named) ? named : null
  const inPath = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...inPath, ...INSTALLED].find(isRunnable) ?? fetchedBrowser(environment)
}

function fetchedBrowser(environment: Environment): string | null {
  const own = environment.PLAYWRIGHT_BROWSERS_PATH
  const folders = [...(own ? [own] : []), ...FETCHED.map((folder) => join(homedir(), folder))]
  const versions = folders.flatMap((folder) =>
    entriesOf(folder)
      .filter((name) => name.startsWith('chromium'))
      .sort()
      .reverse()
      .map((name) => join(folder, name)),
  )
  return versions.flatMap((version) => INSIDE.map((program) => join(version, program))).find(isRunnable) ?? null
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
