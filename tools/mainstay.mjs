#!/usr/bin/env node
// The command line: `npm run -s mainstay -- ARGS`, or `mainstay ARGS` when installed as a command.
import { runProgram } from './lib/child.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { childEnvironment, findNode, nodeOptions } from './lib/node-runtime.mjs'
import { callerFolder, LauncherFault, say } from './lib/place.mjs'
import { ensureServer } from './lib/server-program.mjs'
import { ensureWebApp } from './lib/web-app.mjs'

async function main(args) {
  await ensureDependencies()
  const node = findNode()
  if (args[0] === 'serve') await ensureWebApp(node)
  return runProgram({
    node,
    args: [...nodeOptions, await ensureServer(node), ...args],
    cwd: callerFolder(['mainstay']),
    env: childEnvironment(node),
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof LauncherFault)) throw error
  say(error.message)
  process.exitCode = 1
}
