import { randomBytes } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { connectionUrl } from './connection.ts'
import { prepareDataFolder } from './data-folder.ts'
import { EmbeddedPostgresError } from './fault.ts'
import { withFolderLock } from './folder-lock.ts'
import {
  findRunningPostmaster,
  type Postmaster,
  type PostmasterRequest,
  startPostmaster,
  stopPostmaster,
  superuserTarget,
} from './postmaster.ts'
import { applicationRole, databaseName, ownerRole, provisionDatabase } from './roles.ts'
import { type DatabaseSecrets, ensureSecrets } from './secrets.ts'
import { serviceAccountFor } from './service-account.ts'
import { type Purpose, readState, stateFile, thisProcessAs, type User, writeState } from './users.ts'
import { watchPostmaster } from './watch.ts'

export type EmbeddedPostgresRequest = {
  readonly dataFolder: string
  readonly log: (line: string) => void
  /** `serve` is refused while another program serves from the folder; `command` (the default) joins it. */
  readonly purpose?: Purpose
}

export type EmbeddedPostgres = {
  /** For migrations: the role that owns the database. */
  readonly ownerUrl: string
  /** For everything else: owns nothing, bound by row-level security. */
  readonly applicationUrl: string
  /** For tests and maintenance only (making and dropping databases). Never for requests. */
  readonly superuserUrl: string
  readonly port: number
  /** True when a server already ran on the folder: another program of ours uses it, or one died and left it running. */
  readonly attached: boolean
  readonly description: string
  /** Leaves the database; the last program to leave stops it. */
  readonly stop: () => Promise<void>
}

export const embeddedDescription =
  'embedded PostgreSQL 18 for trials, development and small teams on one machine; ' +
  'for production set DATABASE_URL to an external PostgreSQL 15 or later'

type Session = { readonly request: PostmasterRequest; readonly secrets: DatabaseSecrets; readonly user: User }

/** Starts the embedded database of a data folder, or joins the one that runs there. */
export async function startEmbeddedPostgres(wanted: EmbeddedPostgresRequest): Promise<EmbeddedPostgres> {
  const chosen = path.resolve(wanted.dataFolder)
  const account = serviceAccountFor(chosen)
  prepareDataFolder(chosen, account)
  const dataFolder = realpathSync(chosen)
  return withFolderLock(dataFolder, async () => {
    refuseSecondServer(dataFolder, wanted.purpose)
    const secrets = ensureSecrets(dataFolder, account)
    const binaries = findBinaries(dataFolder, account)
    const { superuserPassword } = secrets
    const request = { dataFolder, binaries, account, superuserPassword, log: wanted.log }
    await ensureCluster(request)
    const user = thisProcessAs(wanted.purpose ?? 'command', randomBytes(6).toString('hex'))
    return openSession({ request, secrets, user })
  })
}

function refuseSecondServer(dataFolder: string, purpose: Purpose | undefined): void {
  if (purpose !== 'serve') return
  const server = readState(dataFolder).users.find((user) => user.purpose === 'serve')
  if (!server) return
  throw new EmbeddedPostgresError(
    'embedded/already-serving',
    `Mainstay already runs on ${dataFolder} (process ${server.pid}). Stop it first, or name another folder with --data.`,
  )
}

async function openSession(session: Session): Promise<EmbeddedPostgres> {
  const { request, secrets, user } = session
  const running = await findRunningPostmaster(request)
  if (running && readState(request.dataFolder).users.length === 0) {
    request.log(`taking over the database that an ended program left running (process ${running.pid})`)
  }
  const postmaster = running ?? (await startPostmaster(request))
  try {
    await provisionDatabase({
      superuser: superuserTarget(request, postmaster.port),
      secrets,
      isSearchExtensionShipped: request.binaries.hasExtension('pg_trgm'),
    })
    enter(session, postmaster)
  } catch (error) {
    if (!running) await stopPostmaster(postmaster, request)
    throw error
  }
  let stopping: Promise<void> | undefined
  const unwatch = watchPostmaster({
    dataFolder: request.dataFolder,
    postmaster,
    log: request.log,
    revive: () => revive(session, postmaster.port, () => stopping !== undefined),
  })
  const stop = (): Promise<void> => {
    unwatch()
    stopping ??= leave(request, user)
    return stopping
  }
  const addresses = addressesAt(postmaster.port, secrets)
  return {
    ...addresses,
    port: postmaster.port,
    attached: running !== undefined,
    description: embeddedDescription,
    stop,
  }
}

function addressesAt(
  port: number,
  secrets: DatabaseSecrets,
): Pick<EmbeddedPostgres, 'ownerUrl' | 'applicationUrl' | 'superuserUrl'> {
  const database = databaseName
  return {
    ownerUrl: connectionUrl({ port, user: ownerRole, password: secrets.ownerPassword, database }),
    applicationUrl: connectionUrl({ port, user: applicationRole, password: secrets.applicationPassword, database }),
    superuserUrl: connectionUrl({ ...superuserTarget(secrets, port), database }),
  }
}

/** Notes this program as a user of the server. */
function enter({ request, user }: Session, postmaster: Postmaster): void {
  const state = readState(request.dataFolder)
  const isKnown = state.postmaster?.pid === postmaster.pid
  const startedAt = isKnown && state.postmaster ? state.postmaster.startedAt : new Date().toISOString()
  const users = [...state.users.filter(({ id }) => id !== user.id), user]
  writeState(request.dataFolder, { postmaster: { ...postmaster, startedAt }, users }, request.account)
}

async function leave(request: PostmasterRequest, user: User): Promise<void> {
  await withFolderLock(request.dataFolder, async () => {
    const state = readState(request.dataFolder)
    const users = state.users.filter(({ id }) => id !== user.id)
    if (users.length > 0) {
      writeState(request.dataFolder, { ...state, users }, request.account)
      return
    }
    const running = await findRunningPostmaster(request)
    if (running) await stopPostmaster(running, request)
    rmSync(stateFile(request.dataFolder), { force: true })
  })
}

/** Several programs may notice the end of the server at once; the first brings it back, the others find it running. */
async function revive(session: Session, port: number, hasLeft: () => boolean): Promise<Postmaster> {
  const { request } = session
  return withFolderLock(request.dataFolder, async () => {
    if (hasLeft()) throw new EmbeddedPostgresError('embedded/busy', 'the database is being stopped')
    const postmaster = (await findRunningPostmaster(request)) ?? (await startPostmaster(request, port))
    enter(session, postmaster)
    return postmaster
  })
}
