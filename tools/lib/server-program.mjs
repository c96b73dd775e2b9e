import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt, hashOf } from './built.mjs'
import { runTool } from './child.mjs'
import { childEnvironment } from './node-runtime.mjs'
import { inRoot, LauncherFault, say } from './place.mjs'

const sources = ['server/src', 'domain/src', 'contract/src', 'demo/src', 'tools/build-server.mjs', 'package-lock.json']
const builds = inRoot('server', 'dist')
const hour = 60 * 60_000
/** A process goes on with the build it began with, and takes parts of it when they are first needed. */
const keptBuilds = 3
const keptFor = 24 * hour
const mostAttempts = 5
const noAccess = new Set(['EACCES', 'EPERM', 'EROFS'])

/** Builds the server when there is no build of its sources as they are, and says where it begins. */
export async function ensureServer(node) {
  try {
    const folder = await ensureBuild(node)
    markUsed(folder)
    // This process lives as long as the program that it starts.
    setInterval(() => markUsed(folder), hour).unref()
    return path.join(folder, 'main.js')
  } catch (error) {
    if (!noAccess.has(error.code)) throw error
    say(`The server cannot be built here (${error.message}). It runs from its sources, which takes longer to start.`)
    return inRoot('server', 'src', 'main.ts')
  }
}

async function ensureBuild(node) {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const hash = hashOf(sources)
    const folder = path.join(builds, hash.slice(0, 16))
    await ensureBuilt({
      name: 'server',
      lockFile: inRoot('.cache', 'server-build.lock'),
      isBuilt: () => existsSync(folder),
      build: () => build(node, folder, hash),
    })
    if (existsSync(folder)) return folder
  }
  throw new LauncherFault('The sources of the server change while it is built. Start again when they stay as they are.')
}

async function build(node, folder, hash) {
  const draft = `${folder}.draft`
  const code = await runTool({
    node,
    args: [inRoot('tools', 'build-server.mjs'), draft],
    env: childEnvironment(node),
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) return code
  // What was changed meanwhile, such as by a pull, may be in it.
  if (hashOf(sources) === hash) renameSync(draft, folder)
  removeOldBuilds()
  return code
}

function markUsed(folder) {
  const now = new Date()
  try {
    utimesSync(folder, now, now)
  } catch {
    // Of a program that belongs to somebody else: whoever builds there keeps what was built last.
  }
}

/** Leaves those that were used last, or within a day. Under the lock of the build no draft belongs to anybody. */
function removeOldBuilds() {
  const remove = (place) => rmSync(place, { recursive: true, force: true })
  const places = readdirSync(builds).map((name) => path.join(builds, name))
  for (const draft of places.filter((place) => place.endsWith('.draft'))) remove(draft)
  const byAge = places
    .filter((place) => existsSync(place))
    .map((place) => ({ place, usedAt: statSync(place).mtimeMs }))
    .sort((one, other) => other.usedAt - one.usedAt)
  for (const { place, usedAt } of byAge.slice(keptBuilds)) if (usedAt < Date.now() - keptFor) remove(place)
}
