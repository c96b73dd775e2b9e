import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import { inRoot, LauncherFault } from './place.mjs'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Options that make one key press or one kill arrive in the program exactly once. */
const signalOnce = ['--import', pathToFileURL(inRoot('tools', 'lib', 'signal-once.mjs')).href]

/**
 * Runs our own program in the foreground as if it had replaced this process: same terminal, same exit code, and every
 * stop signal is passed on.
 */
export function runProgram({ node, args, cwd, env }) {
  const child = spawn(node, [...signalOnce, ...args], { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  return follow([child])
}

/** Runs a tool in the foreground (a test runner, a build). */
export function runTool({ node, args, cwd, env, stdio = 'inherit' }) {
  return follow([spawn(node, args, { cwd, env, stdio })])
}

/** Runs several programs side by side; when one ends the others are stopped. */
export function runTogether(programs) {
  return follow(
    programs.map(({ node, args, cwd, env }) =>
      spawn(node, [...signalOnce, ...args], { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }),
    ),
  )
}

/** Waits for all; the first to end decides the exit code. */
async function follow(children) {
  const forward = (signal) => {
    for (const child of children) child.kill(signal)
  }
  for (const signal of passedOn) process.on(signal, forward)
  const watch = watchParent(() => forward('SIGTERM'))
  try {
    const ends = children.map(exitCodeOf)
    const first = await Promise.race(ends)
    forward('SIGTERM')
    await Promise.all(ends)
    return first
  } finally {
    clearInterval(watch)
    for (const signal of passedOn) process.off(signal, forward)
  }
}

/** A stop sent to npm alone ends npm and its shell without a word to us; losing them is then the signal. */
function watchParent(onLoss) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return undefined
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    onLoss()
  }, 250)
  watch.unref()
  return watch
}

function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new LauncherFault(`${child.spawnfile} could not be started: ${error.message}`)),
    )
    child.once('exit', (code, signal) => resolve(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)))
  })
}
