import type { importStorage } from '@mainstay/contract/ledger'
import type { z } from 'zod'
import type { AreaContext } from '../platform/area.ts'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'
import type { ImportStatus } from './tables.ts'

export type ImportStorage = z.input<typeof importStorage>

/** Uploads of one workspace are counted one at a time. */
const STORAGE_LOCK = 7_224_608
const NAMED_IMPORTS = 20
/** Files of an import that is done are removed with it; one that was read in place is not ours. */
const WAITING =
  "i.status in ('uploading', 'ready', 'checking', 'checked', 'applying', 'cancelled', 'failed') and f.storage_key <> '' and f.storage_key not like 'local:%'"

/** Space that uploaded files take, of how much, and which imports hold them. */
export async function readStorage(scope: ReadScope, config: AreaContext['config']): Promise<ImportStorage> {
  const { rows } = await scope.client.query<{
    id: string
    number: number
    status: ImportStatus
    files: string
    bytes: string
  }>(
    `select i.id, i.number, i.status, count(*) as files, sum(f.bytes) as bytes
     from mainstay.import i join mainstay.import_file f on f.workspace_id = i.workspace_id and f.import_id = i.id
     where i.workspace_id = $1 and ${WAITING}
     group by i.id, i.number, i.status order by sum(f.bytes) desc, i.number`,
    [scope.workspaceId],
  )
  const imports = rows.map((row) => ({ ...row, files: Number(row.files), bytes: Number(row.bytes) }))
  return {
    usedBytes: imports.reduce((sum, { bytes }) => sum + bytes, 0),
    quotaBytes: config.storageQuotaBytes,
    keptDays: config.uploadKeptDays,
    imports: imports.slice(0, NAMED_IMPORTS),
  }
}

/** Refuses a file for which there is no space left, naming what takes the space. */
export async function refuseBeyondQuota(
  scope: ReadScope,
  config: AreaContext['config'],
  bytes: number,
): Promise<{ readonly leftBytes: number }> {
  const storage = await readStorage(scope, config)
  const leftBytes = storage.quotaBytes - storage.usedBytes
  if (bytes > leftBytes) throw storageFull(storage)
  return { leftBytes }
}

/** The same for a file that has come in, so that two at once cannot both take the last space. */
export async function claimSpace(scope: WriteScope, config: AreaContext['config'], bytes: number): Promise<void> {
  await scope.client.query('select pg_advisory_xact_lock($1, $2)', [STORAGE_LOCK, scope.workspaceId])
  await refuseBeyondQuota(scope, config, bytes)
}

export function storageFull(storage: Pick<ImportStorage, 'usedBytes' | 'quotaBytes' | 'imports'>): Refused {
  const { usedBytes, quotaBytes, imports } = storage
  const holders = imports.slice(0, 3).map(({ number, bytes }) => `import ${number} (${writeBytes(bytes)})`)
  const advice =
    holders.length > 0 ? ` Most is held by ${holders.join(', ')}: import these, or take their files out.` : ''
  return new Refused('ledger/storage-full', { usedBytes, quotaBytes }, [
    {
      path: 'file',
      code: 'storage-full',
      message: `${writeBytes(usedBytes)} of ${writeBytes(quotaBytes)} are used.${advice}`,
    },
  ])
}

function writeBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}
