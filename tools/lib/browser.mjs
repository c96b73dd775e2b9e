import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { LauncherFault, say } from './place.mjs'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

/** The browser for the browser tests; on Debian and Ubuntu, as root, it is installed when missing. */
export function ensureChromium() {
  const named = process.env.MAINSTAY_CHROMIUM
  if (named) {
    if (isWorking(named)) return named
    throw new LauncherFault(`MAINSTAY_CHROMIUM is ${named}, but that does not run. Point it at a Chromium or Chrome.`)
  }
  const found = candidates().find(isWorking)
  if (found) return found
  if (canInstall()) {
    installChromium()
    const installed = candidates().find(isWorking)
    if (installed) return installed
  }
  throw new LauncherFault(
    [
      'The browser tests need Chromium or Chrome, and none was found. One of these helps:',
      '  Debian, Ubuntu   sudo apt-get update && sudo apt-get install -y chromium',
      '  Fedora           sudo dnf install -y chromium',
      '  macOS            brew install --cask chromium',
      '  anywhere         npx playwright-core install chromium',
      '  already there    MAINSTAY_CHROMIUM=/path/to/chrome npm test',
      'The other tests run without it: npx vitest run',
    ].join('\n'),
  )
}

function candidates() {
  return [...onPath(), ...inUsualPlaces(), ...inPlaywrightCache()].filter((file) => existsSync(file))
}

function onPath() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  const names = process.platform === 'win32' ? commands.map((name) => `${name}.exe`) : commands
  return names.flatMap((name) => [...new Set(folders)].filter(Boolean).map((folder) => path.join(folder, name)))
}

function inUsualPlaces() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  }
  if (process.platform !== 'win32') return ['/opt/google/chrome/chrome']
  const { ProgramFiles, LOCALAPPDATA } = process.env
  return [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ])
}

function inPlaywrightCache() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? playwrightCache()
  if (!existsSync(folder)) return []
  const binaries = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-linux/headless_shell',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ]
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .sort()
    .reverse()
    .flatMap((name) => binaries.map((binary) => path.join(folder, name, ...binary.split('/'))))
}

function playwrightCache() {
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'ms-playwright')
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? os.homedir(), 'ms-playwright')
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'ms-playwright')
}

/** Some systems ship a stub that only says how to install the real one: asking for the version tells them apart. */
function isWorking(file) {
  if (!existsSync(file)) return false
  if (process.platform === 'win32') return true
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return answer.status === 0 && /\d+\.\d+/.test(answer.stdout)
}

function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release)
}

function installChromium() {
  say('No Chromium found; installing it with apt-get...')
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const updated = spawnSync('apt-get', ['update'], options)
  if (updated.status !== 0) say('apt-get update failed; trying to install all the same.')
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
}
