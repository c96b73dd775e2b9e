import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const LOCAL = 'local:'
const STALE_MILLISECONDS = 3_600_000

/** Where the files of a workspace lie; every name in it is made by the program. */
export function workspaceFolder(filesFolder: string, workspaceId: number): string {
  return join(filesFolder, String(workspaceId))
}

/** Key of a file that the command line reads where it lies. */
export function localKey(path: string): string {
  return LOCAL + path
}

export function pathOfKey(folder: string, key: string): string {
  return key.startsWith(LOCAL) ? key.slice(LOCAL.length) : join(folder, key)
}

/** Removes an uploaded file; one that the command line reads in place is not ours. */
export async function removeStored(folder: string, key: string): Promise<void> {
  if (key !== '' && !key.startsWith(LOCAL)) await rm(join(folder, key), { force: true })
}

/** Half-written uploads and spools that a killed process left behind. */
export async function removeStaleParts(filesFolder: string, now: number): Promise<void> {
  for (const name of await readdir(filesFolder, { recursive: true }).catch(() => [])) {
    if (!/\.(part|rejects|faults)$/.test(name)) continue
    const path = join(filesFolder, name)
    const found = await stat(path).catch(() => null)
    if (found && now - found.mtimeMs > STALE_MILLISECONDS) await rm(path, { force: true })
  }
}
