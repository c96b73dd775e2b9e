import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { PostgresBinaries } from './binaries.ts'
import { EmbeddedPostgresError } from './fault.ts'
import { readIfPresent, syncFolder, writePrivately } from './files.ts'
import { processesInside } from './process-identity.ts'
import type { ServiceAccount } from './service-account.ts'
import { spawnOptions } from './spawn-options.ts'

const draftPrefix = 'postgres.new-'
const passwordPrefix = 'password.new-'
const majorVersion = '18'

export const superuserName = 'postgres'

export type ClusterRequest = {
  readonly dataFolder: string
  readonly binaries: PostgresBinaries
  readonly account: ServiceAccount | undefined
  readonly superuserPassword: string
  readonly log: (line: string) => void
}

export function clusterFolder(dataFolder: string): string {
  return path.join(dataFolder, 'postgres')
}

/**
 * Creates the database files at first use. They are made in a folder beside and moved into place when complete, so
 * that a crash half-way leaves nothing that looks like a database.
 */
export async function ensureCluster(request: ClusterRequest): Promise<void> {
  removeLeftOvers(request.dataFolder)
  const folder = clusterFolder(request.dataFolder)
  if (existsSync(folder)) {
    refuseOtherVersion(folder)
    return
  }
  request.log(`creating the embedded database in ${request.dataFolder} (first start)`)
  const draft = path.join(request.dataFolder, `${draftPrefix}${randomBytes(6).toString('hex')}`)
  mkdirSync(draft, { mode: 0o700 })
  if (request.account) chownSync(draft, request.account.uid, request.account.gid)
  await runInitdb(request, draft)
  renameSync(draft, folder)
  syncFolder(request.dataFolder)
}

function refuseOtherVersion(folder: string): void {
  const version = readIfPresent(path.join(folder, 'PG_VERSION'))?.trim()
  if (version === majorVersion) return
  throw new EmbeddedPostgresError(
    'embedded/version-mismatch',
    `The database in ${folder} is of PostgreSQL ${version ?? 'of unknown version'}, this program brings PostgreSQL ` +
      `${majorVersion}. Back it up with the version of Mainstay that made it, then restore the backup here.`,
  )
}

function removeLeftOvers(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    if (!name.startsWith(draftPrefix) && !name.startsWith(passwordPrefix)) continue
    const place = path.join(dataFolder, name)
    // An initdb that outlived its program would otherwise go on writing into the folder while it is removed.
    for (const pid of processesInside(place)) killQuietly(pid)
    rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

async function runInitdb(request: ClusterRequest, draft: string): Promise<void> {
  const { dataFolder, binaries, account } = request
  const passwordFile = path.join(dataFolder, `${passwordPrefix}${randomBytes(6).toString('hex')}`)
  writePrivately({ file: passwordFile, content: `${request.superuserPassword}\n`, owner: account })
  const args = [
    `--pgdata=${draft}`,
    `--username=${superuserName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ]
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(binaries.initdb, args, { ...spawnOptions(draft, account), stdio: ['ignore', 'pipe', 'pipe'] })
      const output: string[] = []
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
      child.once('error', reject)
      child.once('close', (code) => {
        if (code === 0) resolve()
        else reject(new Error(`initdb ended with code ${code}: ${output.join('').trim().slice(-2_000)}`))
      })
    })
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw new EmbeddedPostgresError('embedded/did-not-initialize', `The database could not be created. ${error}`, {
      cause: error,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}
