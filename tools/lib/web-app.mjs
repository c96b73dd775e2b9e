import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runTool } from './child.mjs'
import { exclusively } from './exclusive.mjs'
import { childEnvironment } from './node-runtime.mjs'
import { inRoot, LauncherFault, root, say } from './place.mjs'

const stampFile = inRoot('web', 'dist', '.mainstay-built')
const sources = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'domain/src',
  'contract/src',
  'package-lock.json',
]

/** Builds the web application when its sources differ from those of the last build. */
export async function ensureWebApp(node) {
  if (!existsSync(inRoot('web', 'index.html'))) return
  const wanted = hashOfSources()
  if (isBuilt(wanted)) return
  await exclusively(
    inRoot('.cache', 'web-build.lock'),
    (holder) => say(`Another start (process ${holder}) is building the web application; waiting for it.`),
    async () => {
      if (!isBuilt(wanted)) await build(node, wanted)
    },
  )
}

async function build(node, wanted) {
  say('Building the web application...')
  const startedAt = Date.now()
  const code = await runTool({
    node,
    args: [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    cwd: inRoot('web'),
    env: childEnvironment(node, { NODE_ENV: 'production' }),
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) throw new LauncherFault(`The web application could not be built (exit code ${code}); see above.`)
  writeFileSync(stampFile, wanted)
  say(`Web application built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
}

function isBuilt(wanted) {
  try {
    return readFileSync(stampFile, 'utf8') === wanted
  } catch {
    return false
  }
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesUnder(source)) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(root, file)))
        .update('\0')
    }
  }
  return `${hash.digest('hex')}\n`
}

function filesUnder(source) {
  const place = path.join(root, source)
  if (!existsSync(place)) return []
  if (path.extname(source)) return [source]
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort()
}
