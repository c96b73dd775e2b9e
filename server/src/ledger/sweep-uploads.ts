import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AreaContext, systemActorOf } from '../platform/area.ts'
import { noOrigin, type WriteScope } from '../platform/use-case.ts'
import { workspaceFolder } from './storage.ts'
import type { ImportFailure } from './tables.ts'

const UPLOAD = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const DAY_MILLISECONDS = 86_400_000

interface Upload {
  readonly key: string
  readonly isForgotten: boolean
}

/** Removes uploaded files nobody needs: of imports left lying for long, of imports that are done, of none at all. */
export async function sweepUploads(context: AreaContext): Promise<number> {
  let removed = 0
  for (const name of await readdir(context.filesFolder).catch(() => [])) {
    if (!/^[1-9]\d*$/.test(name)) continue
    const uploads = await uploadsOf(context, Number(name))
    if (uploads.length === 0) continue
    const actor = await systemActorOf(context.pool, Number(name)).catch(() => null)
    if (!actor) continue
    const useless = await context.useCases.command(actor, noOrigin, async (scope) => {
      await expireForgotten(scope, context, uploads)
      return withoutNeed(scope, uploads)
    })
    const folder = workspaceFolder(context.filesFolder, actor.workspaceId)
    for (const key of useless) await rm(join(folder, key), { force: true })
    removed += useless.length
  }
  return removed
}

async function uploadsOf(context: AreaContext, workspaceId: number): Promise<Upload[]> {
  const folder = workspaceFolder(context.filesFolder, workspaceId)
  const uploads: Upload[] = []
  for (const key of await readdir(folder).catch(() => [])) {
    const found = UPLOAD.test(key) ? await stat(join(folder, key)).catch(() => null) : null
    if (!found) continue
    const age = context.now().getTime() - found.mtimeMs
    uploads.push({ key, isForgotten: age > context.config.uploadKeptDays * DAY_MILLISECONDS })
  }
  return uploads
}

function expiredFailure(days: number): ImportFailure {
  return {
    code: 'ledger/file-expired',
    message: `The import lay unfinished for ${days} days, so its file was removed.`,
    remedy: 'Choose the file again in a new import.',
    row: null,
    column: null,
    value: null,
  }
}

/** Calls off imports nobody has touched for long, and lets go of their files. */
async function expireForgotten(scope: WriteScope, context: AreaContext, uploads: readonly Upload[]): Promise<void> {
  if (!uploads.some((upload) => upload.isForgotten)) return
  const days = context.config.uploadKeptDays
  const before = new Date(context.now().getTime() - days * DAY_MILLISECONDS)
  const fresh = uploads.filter((upload) => !upload.isForgotten).map((upload) => upload.key)
  const held =
    "select 1 from mainstay.import_file f where f.workspace_id = i.workspace_id and f.import_id = i.id and f.storage_key <> '' and f.storage_key not like 'local:%'"
  const { rows } = await scope.client.query<{ id: string; number: number }>(
    `update mainstay.import i set status = 'cancelled', version = i.version + 1
     where i.workspace_id = $1 and i.status in ('uploading', 'ready', 'checked', 'cancelled', 'failed')
       and greatest(i.created_at, i.heartbeat_at) < $2
       and exists (${held}) and not exists (${held} and f.storage_key = any($3::text[]))
     returning i.id, i.number`,
    [scope.workspaceId, before, fresh],
  )
  for (const { id, number } of rows) {
    await scope.client.query(
      "update mainstay.import_file f set storage_key = '', failure = $3, version = f.version + 1 where f.workspace_id = $1 and f.import_id = $2 and f.storage_key not like 'local:%'",
      [scope.workspaceId, id, JSON.stringify(expiredFailure(days))],
    )
    await scope.record({ action: 'ledger.expire', subjectType: 'import', subjectId: id, after: { number, days } })
  }
}

/** Files of imports that are done, and old ones no import knows. A young one nobody knows may be on its way in. */
async function withoutNeed(scope: WriteScope, uploads: readonly Upload[]): Promise<string[]> {
  const { rows } = await scope.client.query<{ key: string; is_done: boolean }>(
    `select f.storage_key as key, i.status in ('applied', 'undoing', 'undone') as is_done
     from mainstay.import_file f join mainstay.import i on i.workspace_id = f.workspace_id and i.id = f.import_id
     where f.workspace_id = $1 and f.storage_key = any($2::text[])`,
    [scope.workspaceId, uploads.map((upload) => upload.key)],
  )
  const isDone = new Map(rows.map((row) => [row.key, row.is_done]))
  return uploads.filter(({ key, isForgotten }) => isDone.get(key) ?? isForgotten).map(({ key }) => key)
}
