import { randomUUID } from 'node:crypto'
import type { CriteriaSet, CriteriaSetContent } from '@mainstay/domain/program'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { axesOf, type CriteriaDefinition, contentOf, type ProgramAxes } from './definition.ts'
import type { CriteriaSetTable } from './tables.ts'
import type { StoredWeightSource } from './weighting/tables.ts'

export type CriteriaSetRow = Selectable<CriteriaSetTable>

/** A version of the criteria as other areas work with it. */
export interface ProgramCriteriaSet {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly status: CriteriaSetRow['status']
  readonly version: number
  readonly content: CriteriaSetContent
  /** Keys of the criteria on each axis of the portfolio matrix, and where the axes are cut. */
  readonly axes: ProgramAxes
  readonly isStarter: boolean
}

export function selectCriteriaSets(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.criteria_set as c')
    .select([
      'c.workspace_id',
      'c.id',
      'c.name',
      'c.number',
      'c.status',
      'c.definition',
      'c.publish_reason',
      'c.published_at',
      'c.published_by',
      'c.retired_at',
      'c.is_starter',
      'c.weight_source',
      'c.version',
      'c.created_at',
      'c.updated_at',
    ])
    .where('c.workspace_id', '=', scope.workspaceId)
}

/** One change of criteria or tiers at a time in a workspace; decisions about tiers wait in the same line. */
export async function lockProgram(scope: ReadScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(7224606, ${scope.workspaceId})`.execute(scope.db)
}

/** One version, for a change. */
export async function lockCriteriaSet(scope: ReadScope, id: string): Promise<CriteriaSetRow> {
  await lockProgram(scope)
  const row = await selectCriteriaSets(scope).where('c.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

export async function findPublishedRow(scope: ReadScope): Promise<CriteriaSetRow | null> {
  return (await selectCriteriaSets(scope).where('c.status', '=', 'published').executeTakeFirst()) ?? null
}

/** The version as the rules see it. */
export function ruleSetOf(row: CriteriaSetRow): CriteriaSet {
  return {
    ...contentOf(row.definition),
    id: row.id,
    version: row.number,
    status: row.status,
    publishReason: row.publish_reason,
  }
}

function programSetOf(row: CriteriaSetRow): ProgramCriteriaSet {
  return {
    id: row.id,
    name: row.name,
    number: row.number,
    status: row.status,
    version: row.version,
    content: contentOf(row.definition),
    axes: axesOf(row.definition),
    isStarter: row.is_starter,
  }
}

/** The criteria in force, null while there are none. */
export async function findPublishedSet(scope: ReadScope): Promise<ProgramCriteriaSet | null> {
  const row = await findPublishedRow(scope)
  return row && programSetOf(row)
}

export async function findCriteriaSet(scope: ReadScope, id: string): Promise<ProgramCriteriaSet> {
  const row = await selectCriteriaSets(scope).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return programSetOf(row)
}

/** The versions people still work with: the published one and the drafts. */
export async function listOpenSets(scope: ReadScope): Promise<ProgramCriteriaSet[]> {
  const rows = await selectCriteriaSets(scope).where('c.status', '<>', 'retired').orderBy('c.number').execute()
  return rows.map(programSetOf)
}

/** Adds a draft under the next number; the caller holds the program's lock. */
export async function insertDraft(
  scope: ReadScope,
  draft: {
    readonly name: string
    readonly definition: CriteriaDefinition
    readonly isStarter: boolean
    readonly weightSource?: StoredWeightSource | null
  },
): Promise<CriteriaSetRow> {
  const last = await scope.db
    .selectFrom('mainstay.criteria_set as c')
    .select((eb) => eb.fn.max('c.number').as('number'))
    .where('c.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.criteria_set')
    .values({
      workspace_id: scope.workspaceId,
      id,
      name: draft.name,
      number: (last?.number ?? 0) + 1,
      status: 'draft',
      definition: JSON.stringify(draft.definition),
      is_starter: draft.isStarter,
      weight_source: draft.weightSource ? JSON.stringify(draft.weightSource) : null,
    })
    .execute()
  return selectCriteriaSets(scope).where('c.id', '=', id).executeTakeFirstOrThrow()
}

/** Writes what changed on one version and counts its version up. */
export async function updateCriteriaSet(
  scope: ReadScope,
  row: CriteriaSetRow,
  changes: Partial<
    Pick<CriteriaSetRow, 'name' | 'status' | 'publish_reason' | 'published_at' | 'published_by' | 'retired_at'>
  > & {
    readonly definition?: string
    readonly weight_source?: string | null
    readonly updated_at: Date
  },
): Promise<CriteriaSetRow> {
  await scope.db
    .updateTable('mainstay.criteria_set as c')
    .set({ ...changes, version: row.version + 1 })
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.id', '=', row.id)
    .execute()
  return selectCriteriaSets(scope).where('c.id', '=', row.id).executeTakeFirstOrThrow()
}

export async function deleteCriteriaSet(scope: ReadScope, id: string): Promise<void> {
  await scope.db
    .deleteFrom('mainstay.criteria_set as c')
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.id', '=', id)
    .execute()
}
