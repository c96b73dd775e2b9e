#!/usr/bin/env node
// Behind `npm start`, `npm run dev`, `npm test` and their like: prepares a fresh clone, then runs the verb on the
// pinned Node. Works on any Node from 20 up and without node_modules.
import { existsSync } from 'node:fs'
import { ensureChromium } from './lib/browser.mjs'
import { runProgram, runTogether, runTool } from './lib/child.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { childEnvironment, findNode, nodeOptions } from './lib/node-runtime.mjs'
import { callerFolder, inRoot, LauncherFault, root, say } from './lib/place.mjs'
import { ensureServer } from './lib/server-program.mjs'
import { ensureWebApp } from './lib/web-app.mjs'

const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs')
const browserTests = 'e2e/vitest.config.ts'

const verbs = { start, dev, test, e2e, bench, check }

async function start(args) {
  const { node, server } = await built()
  return runProgram({
    node,
    args: [...nodeOptions, server, 'serve', '--start', ...args],
    cwd: callerFolder(['start']),
    env: childEnvironment(node),
  })
}

async function dev(args) {
  const node = await ready()
  const env = childEnvironment(node)
  const source = inRoot('server', 'src', 'main.ts')
  const server = { node, args: [...nodeOptions, '--watch', source, 'serve', '--start', ...args], env }
  const web = { node, args: [inRoot('node_modules', 'vite', 'bin', 'vite.js')], cwd: inRoot('web'), env }
  const hasWeb = existsSync(inRoot('web', 'index.html'))
  return runTogether([{ ...server, cwd: callerFolder(['dev']) }, ...(hasWeb ? [web] : [])])
}

async function test(args) {
  const { node, server } = await built()
  const env = childEnvironment(node, { MAINSTAY_CHROMIUM: ensureChromium(), MAINSTAY_SERVER: server })
  const lenient = args.length > 0 ? ['--passWithNoTests'] : []
  const codes = [await runTool({ node, args: [vitest, 'run', ...lenient, ...args], cwd: root, env })]
  if (existsSync(inRoot(browserTests))) {
    codes.push(await runTool({ node, args: browserTestArgs([...lenient, ...args]), cwd: root, env }))
  } else {
    say(`No browser tests yet: ${browserTests} is missing.`)
  }
  return codes.find((code) => code !== 0) ?? 0
}

async function e2e(args) {
  const { node, server } = await built()
  const env = childEnvironment(node, { MAINSTAY_CHROMIUM: ensureChromium(), MAINSTAY_SERVER: server })
  return runTool({ node, args: browserTestArgs(args), cwd: root, env })
}

function browserTestArgs(args) {
  return [vitest, 'run', '--config', browserTests, ...args]
}

async function bench(args) {
  const { node, server } = await built()
  return runTool({
    node,
    args: [...nodeOptions, inRoot('bench', 'run.ts'), ...args],
    cwd: callerFolder(['bench']),
    env: childEnvironment(node, { MAINSTAY_SERVER: server }),
  })
}

async function check(args) {
  const node = await ready()
  return runTool({ node, args: [inRoot('tools', 'check.mjs'), ...args], cwd: root, env: childEnvironment(node) })
}

async function ready() {
  await ensureDependencies()
  return findNode()
}

/** Where the built server begins comes along: browser tests and measurements run what people run. */
async function built() {
  const node = await ready()
  await ensureWebApp(node)
  return { node, server: await ensureServer(node) }
}

async function main([verb, ...args]) {
  const run = Object.hasOwn(verbs, verb ?? '') ? verbs[verb] : undefined
  if (!run) throw new LauncherFault(`usage: node tools/run.mjs ${Object.keys(verbs).join('|')} [arguments]`)
  return run(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof LauncherFault)) throw error
  say(error.message)
  process.exitCode = 1
}
