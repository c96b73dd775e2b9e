import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { ensureBuilt, hashOf } from './built.mjs'
import { runTool } from './child.mjs'
import { childEnvironment } from './node-runtime.mjs'
import { inRoot } from './place.mjs'

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
  const wanted = `${hashOf(sources)}\n`
  await ensureBuilt({
    name: 'web application',
    lockFile: inRoot('.cache', 'web-build.lock'),
    isBuilt: () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted,
    build: async () => {
      const code = await runTool({
        node,
        args: [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
        cwd: inRoot('web'),
        env: childEnvironment(node, { NODE_ENV: 'production' }),
        stdio: ['ignore', 2, 2],
      })
      if (code === 0) writeFileSync(stampFile, wanted)
      return code
    },
  })
}
