import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json of the whole repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** A path inside the repository. */
export function inRoot(...parts) {
  return path.join(root, ...parts)
}

/**
 * The folder the person stood in when typing the command. npm moves to the repository root before it runs a
 * script and leaves the first folder in INIT_CWD; a program that calls the script itself has already chosen its
 * folder, and INIT_CWD may then be left over from an outer npm.
 */
export function callerFolder(scriptNames, state = { env: process.env, cwd: process.cwd() }) {
  const { env, cwd } = state
  const startedByNpm = scriptNames.includes(env.npm_lifecycle_event ?? '') && path.resolve(cwd) === root
  if (startedByNpm && env.INIT_CWD && existsSync(env.INIT_CWD)) return env.INIT_CWD
  return cwd
}

/** Progress and complaints go to stderr: stdout belongs to the command that runs. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A fault the person can do something about: its message is printed without a stack. */
export class LauncherFault extends Error {}
