import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt, hashOf } from './built.mjs'
import { runTool } from './child.mjs'
import { childEnvironment } from './node-runtime.mjs'
import { inRoot } from './place.mjs'

const sources = ['server/src', 'domain/src', 'contract/src', 'demo/src', 'tools/build-server.mjs', 'package-lock.json']
const builds = inRoot('server', 'dist')
/** A process goes on with the build it began with, and takes parts of it when they are first needed. */
const keptBuilds = 3

/** Builds the server when there is no build of its sources as they are, and says where it begins. */
export async function ensureServer(node) {
  const folder = path.join(builds, hashOf(sources).slice(0, 16))
  await ensureBuilt({
    name: 'server',
    lockFile: inRoot('.cache', 'server-build.lock'),
    isBuilt: () => existsSync(folder),
    build: async () => {
      const draft = `${folder}.draft`
      const code = await runTool({
        node,
        args: [inRoot('tools', 'build-server.mjs'), draft],
        env: childEnvironment(node),
        stdio: ['ignore', 2, 2],
      })
      if (code !== 0) return code
      renameSync(draft, folder)
      removeOldBuilds()
      return code
    },
  })
  markUsed(folder)
  return path.join(folder, 'main.js')
}

function markUsed(folder) {
  const now = new Date()
  try {
    utimesSync(folder, now, now)
  } catch {
    // Of a program that belongs to somebody else: whoever builds there keeps what was built last.
  }
}

/** Leaves those that were used last. */
function removeOldBuilds() {
  const byAge = readdirSync(builds)
    .map((name) => path.join(builds, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  for (const old of byAge.slice(keptBuilds)) rmSync(old, { recursive: true, force: true })
}
