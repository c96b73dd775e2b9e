import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import { csvBytes } from '../platform/files/index.ts'
import { admitToDoor, describedDoor } from '../platform/http/door.ts'
import { originOf } from '../platform/http/origin.ts'
import { Refused } from '../platform/refusal.ts'
import { addFile, FILE_LIMIT, lookInto, requireOpen } from './commands/change-files.ts'
import { filesOf, findFile, findImport, rememberedMappings } from './import-store.ts'
import { readImport } from './queries/read-import.ts'
import { rejectedRows } from './queries/rejected-rows.ts'
import { workspaceFolder } from './storage.ts'
import { claimSpace, refuseBeyondQuota } from './storage-quota.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const UPLOADS_AT_ONCE = 12

interface FileParams {
  readonly workspace: string
  readonly id: string
  readonly fileId?: string
}

/** Lets a caller through as the guard of the contract does; both doors stand outside it because they stream. */
async function admit(context: AreaContext, request: FastifyRequest): Promise<Actor> {
  const { id, fileId } = request.params as FileParams
  const actor = await admitToDoor(context, request)
  if (!UUID.test(id) || (fileId !== undefined && !UUID.test(fileId))) throw new Refused('http/not-found')
  return actor
}

const uploads = describedDoor({
  tag: 'ledger',
  summary: 'Add a file to an import; its name stands in the query',
  guard: ['ledger:import'],
  bodyType: 'application/octet-stream',
})
const rejects = describedDoor({
  tag: 'ledger',
  summary: 'Rejected rows of a file with their reasons, to be corrected and imported again',
  guard: ['ledger:import'],
  answerType: 'text/csv',
})

/** Takes files in as streams: one PUT for each file, however many. */
export function uploadDoor(context: AreaContext) {
  let uploading = 0
  return (app: FastifyInstance): void => {
    app.register(async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      door.put<{ Params: FileParams; Querystring: { name?: string } }>(
        '/api/workspaces/:workspace/imports/:id/files',
        { bodyLimit: context.config.uploadLimitBytes, ...uploads },
        async (request, reply) => {
          const actor = await admit(context, request)
          const name = nameOf(request.query.name)
          const announced = Number(request.headers['content-length'] ?? 0)
          if (announced > context.config.uploadLimitBytes) throw new Refused('http/too-large')
          const leftBytes = await refuseClosedImport(context, { actor, id: request.params.id, announced })
          if (uploading >= UPLOADS_AT_ONCE) throw new Refused('http/busy')
          uploading += 1
          try {
            const body = request.body instanceof Readable ? request.body : Readable.from([])
            const stored = await storeStream(context, { actor, leftBytes }, body)
            return await reply.status(201).send(await takeUpload(context, { actor, request, name, ...stored }))
          } finally {
            uploading -= 1
          }
        },
      )
    })
  }
}

function nameOf(name: unknown): string {
  const text =
    typeof name === 'string'
      ? name
          .replace(/\p{Cc}/gu, '')
          .toWellFormed()
          .trim()
      : ''
  const base = text
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
  if (base === '' || base.length > 300) {
    throw new Refused('http/invalid', {}, [
      { path: 'name', code: 'invalid', message: 'the name of the file, 1 to 300 characters' },
    ])
  }
  return base
}

/** Refuses what cannot be taken before a byte of it comes in; says how much space is left. */
async function refuseClosedImport(
  context: AreaContext,
  upload: { readonly actor: Actor; readonly id: string; readonly announced: number },
): Promise<number> {
  return context.useCases.read(upload.actor, async (scope) => {
    requireOpen(await findImport(scope, upload.id))
    if ((await filesOf(scope, upload.id)).length >= FILE_LIMIT) throw new Refused('ledger/too-many-files')
    return (await refuseBeyondQuota(scope, context.config, upload.announced)).leftBytes
  })
}

interface Stored {
  readonly key: string
  readonly path: string
  readonly bytes: number
}

/** Writes the body to a file of our own naming; what breaks off half-way leaves nothing behind. */
async function storeStream(
  context: AreaContext,
  upload: { readonly actor: Actor; readonly leftBytes: number },
  body: Readable,
): Promise<Stored> {
  const { actor, leftBytes } = upload
  const folder = workspaceFolder(context.filesFolder, actor.workspaceId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = randomUUID()
  const path = join(folder, key)
  let bytes = 0
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      if (bytes > context.config.uploadLimitBytes) done(new Refused('http/too-large'))
      else if (bytes > leftBytes) done(new Refused('ledger/storage-full'))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(body, counter, createWriteStream(`${path}.part`, { mode: 0o600 }))
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(`${path}.part`, { force: true })
    if (error instanceof Refused) throw error
    throw new Refused('http/malformed')
  }
  if (bytes > 0) return { key, path, bytes }
  await rm(path, { force: true })
  throw new Refused('ledger/empty-file')
}

async function takeUpload(
  context: AreaContext,
  upload: Stored & { readonly actor: Actor; readonly request: FastifyRequest; readonly name: string },
) {
  const { actor, request, key, path, name, bytes } = upload
  const { id } = request.params as FileParams
  try {
    const remembered = await context.useCases.read(actor, (scope) => rememberedMappings(scope))
    const seen = await lookInto(context, { path, name }, { reportingCurrency: actor.reportingCurrency, remembered })
    return await context.useCases.command(actor, originOf(request), async (scope) => {
      await claimSpace(scope, context.config, bytes)
      await addFile(scope, { id: randomUUID(), importId: id, name, bytes, storageKey: key }, seen)
      return readImport(scope, id)
    })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Rejected rows as a file to correct and import again. */
export function rejectsDoor(context: AreaContext) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: Required<FileParams> }>(
      '/api/workspaces/:workspace/imports/:id/files/:fileId/rejects.csv',
      rejects,
      async (request, reply) => {
        const actor = await admit(context, request)
        const { id, fileId } = request.params
        const file = await context.useCases.read(actor, async (scope) => {
          const row = await findImport(scope, id)
          // The rows may hold costs: for those who may see these, and for whoever brought the file.
          if (!actor.seesMargins && row.person_id !== actor.id) throw new Refused('http/not-allowed')
          return findFile(scope, id, fileId)
        })
        const answer = new PassThrough()
        context.useCases
          .read(actor, (scope) => pipeline(Readable.from(csvBytes(rejectedRows(scope, file))), answer))
          .catch((error: Error) => answer.destroy(error))
        const base =
          file.name
            .split('/')
            .at(-1)
            ?.replace(/\.[^.]*$/, '') ?? 'file'
        return reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header('x-content-type-options', 'nosniff')
          .header(
            'content-disposition',
            `attachment; filename="rejects.csv"; filename*=UTF-8''${encodeURIComponent(`${base}.rejects.csv`)}`,
          )
          .send(answer)
      },
    )
  }
}
