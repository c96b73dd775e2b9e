import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { EmbeddedPostgresError, messageOf } from './fault.ts'
import { writePrivately } from './files.ts'
import { closedFolderOnTheWay, isRoot, type ServiceAccount, unprivilegedAccount } from './service-account.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The folder to use when none was named, and why it is not the usual one. */
export type DataFolderChoice = { readonly folder: string; readonly reason: string | undefined }

const markerName = 'mainstay-data-folder'
const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')

/** The data folder when none was named. */
export function defaultDataFolder(env: Environment): string {
  return chooseDataFolder(env).folder
}

/**
 * The user's own data folder; for root a folder that the unprivileged user running PostgreSQL can reach. Refused when
 * it would lie inside the program's checkout: such a folder has to be named on purpose.
 */
export function chooseDataFolder(env: Environment): DataFolderChoice {
  const usual = usualDataFolder(env)
  if (isInCheckout(usual)) {
    throw new EmbeddedPostgresError(
      'embedded/data-folder-in-checkout',
      `The usual data folder, ${usual}, lies inside the program's own checkout. Name a folder with --data.`,
    )
  }
  if (!isRoot()) return { folder: usual, reason: undefined }
  const account = unprivilegedAccount()
  const closed = closedFolderOnTheWay(usual, account)
  if (closed === undefined) return { folder: usual, reason: undefined }
  return {
    folder: '/var/lib/mainstay',
    reason: `${closed} is closed to the user ${account.name}, who runs PostgreSQL because it refuses to run as root`,
  }
}

function usualDataFolder(env: Environment): string {
  const home = env.HOME || os.homedir()
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Mainstay')
  if (process.platform === 'win32') {
    return path.join(env.LOCALAPPDATA || path.join(os.homedir(), 'AppData', 'Local'), 'Mainstay')
  }
  const named = env.XDG_DATA_HOME
  // A relative XDG_DATA_HOME is to be ignored by the rules of that standard.
  const base = named && path.isAbsolute(named) ? named : path.join(home, '.local', 'share')
  return path.join(base, 'mainstay')
}

function isInCheckout(folder: string): boolean {
  if (!existsSync(path.join(checkout, '.git'))) return false
  const relative = path.relative(checkout, folder)
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative))
}

/**
 * Makes the folder and closes it to everybody else. A folder that holds other things is refused, because closing it
 * or handing it to another user would break whatever lives there.
 */
export function prepareDataFolder(dataFolder: string, account?: ServiceAccount): void {
  if (account) refuseClosedWay(dataFolder, account)
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    refuseForeignContent(dataFolder)
    if (account) chownSync(dataFolder, account.uid, account.gid)
    if ((statSync(dataFolder).mode & 0o077) !== 0) chmodSync(dataFolder, 0o700)
    const marker = path.join(dataFolder, markerName)
    if (!existsSync(marker)) {
      writePrivately({ file: marker, content: 'Everything in this folder belongs to Mainstay.\n', owner: account })
    }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    throw new EmbeddedPostgresError(
      'embedded/data-folder-unreachable',
      `The data folder ${dataFolder} cannot be used: ${messageOf(error)}. Name another one with --data.`,
      { cause: error },
    )
  }
}

function refuseForeignContent(dataFolder: string): void {
  const names = readdirSync(dataFolder).filter((name) => name !== 'lost+found' && name !== '.gitkeep')
  // Another program may be writing the marker at this moment: its draft begins with the same name.
  if (names.length === 0 || names.some((name) => name.startsWith(markerName))) return
  throw new EmbeddedPostgresError(
    'embedded/data-folder-not-ours',
    `The folder ${dataFolder} already holds other files. Name an empty or new folder with --data.`,
  )
}

function refuseClosedWay(dataFolder: string, account: ServiceAccount): void {
  const closed = closedFolderOnTheWay(dataFolder, account)
  if (closed === undefined) return
  throw new EmbeddedPostgresError(
    'embedded/data-folder-unreachable',
    `PostgreSQL refuses to run as root and would run as the user ${account.name}, to whom ${closed} is closed. ` +
      'Name another folder with --data (for example /var/lib/mainstay), or start Mainstay as an ordinary user.',
  )
}
