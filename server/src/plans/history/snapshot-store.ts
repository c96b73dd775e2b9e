import { randomUUID } from 'node:crypto'
import type { PlanContent } from '@mainstay/contract/plans-content'
import type { PlanSnapshot } from '@mainstay/contract/plans-history'
import { PERMISSIONS } from '@mainstay/domain/accounts'
import type { Selectable } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { readPlanContent } from '../content/read-plan-content.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { PlanSnapshotTable } from './tables.ts'

type SnapshotRow = Pick<Selectable<PlanSnapshotTable>, 'id' | 'number' | 'kind' | 'reason' | 'taker_name' | 'taken_at'>

const COLUMNS = ['s.id', 's.number', 's.kind', 's.reason', 's.taker_name', 's.taken_at'] as const

function presentSnapshot(row: SnapshotRow): PlanSnapshot {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    reason: row.reason,
    takenByName: row.taker_name,
    takenAt: row.taken_at.toISOString(),
  }
}

interface SnapshotWish {
  readonly kind: PlanSnapshotTable['kind']
  readonly reason: string
  readonly now: Date
}

/**
 * Keeps the whole plan as it stands, with what the one who takes it may not see themselves: it is the plan's, and every
 * reader gets of it what they may see. The plan must be locked, so that numbers follow each other.
 */
export async function keepSnapshot(
  scope: WriteScope,
  plan: StoredPlan,
  { kind, reason, now }: SnapshotWish,
): Promise<PlanSnapshot> {
  const content = await readPlanContent(seeingEverything(scope), plan.id, now.toISOString().slice(0, 10))
  const latest = await scope.db
    .selectFrom('mainstay.plan_snapshot as s')
    .select(({ fn }) => fn.max('s.number').as('number'))
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', plan.id)
    .executeTakeFirst()
  const row = {
    id: randomUUID(),
    number: (latest?.number ?? 0) + 1,
    kind,
    reason,
    taker_name: scope.actor.name,
    taken_at: now,
  }
  await scope.db
    .insertInto('mainstay.plan_snapshot')
    .values({
      ...row,
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      account_id: plan.accountId,
      taken_by: scope.actor.id,
    })
    .execute()
  await scope.db
    .insertInto('mainstay.plan_snapshot_part')
    .values(
      Object.entries(content)
        .filter(([, value]) => value !== null)
        .map(([part, value]) => ({
          workspace_id: scope.workspaceId,
          snapshot_id: row.id,
          account_id: plan.accountId,
          part,
          content: JSON.stringify(value),
        })),
    )
    .execute()
  return presentSnapshot(row)
}

/** Inner sections and margins too; which accounts are seen stays as it is, by row security. */
export function seeingEverything(scope: ReadScope): ReadScope {
  return { ...scope, actor: { ...scope.actor, role: 'owner', seesMargins: true, permissions: new Set(PERMISSIONS) } }
}

/** Snapshots of a plan, the latest first. */
export async function listSnapshots(scope: ReadScope, plan: StoredPlan): Promise<PlanSnapshot[]> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_snapshot as s')
    .select(COLUMNS)
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', plan.id)
    .orderBy('s.number', 'desc')
    .execute()
  return rows.map(presentSnapshot)
}

/** A kept moment with all that stood in the plan: for whoever filters it, never for an answer. */
export interface KeptMoment {
  readonly snapshot: PlanSnapshot
  readonly content: PlanContent
}

export async function findSnapshot(scope: ReadScope, plan: StoredPlan, id: string): Promise<KeptMoment> {
  const row = await scope.db
    .selectFrom('mainstay.plan_snapshot as s')
    .select(COLUMNS)
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', plan.id)
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  const parts = await scope.db
    .selectFrom('mainstay.plan_snapshot_part as r')
    .select(['r.part', 'r.content'])
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.snapshot_id', '=', id)
    .execute()
  return { snapshot: presentSnapshot(row), content: contentOf(parts) }
}

const NOTHING = {
  statements: null,
  team: null,
  swot: null,
  objectives: null,
  actions: null,
  goals: null,
  whiteSpace: null,
  value: null,
  buying: null,
  // Kept before there were notes: nobody had written any.
  texts: { texts: [] },
} satisfies Omit<PlanContent, 'header'>

function contentOf(parts: readonly { readonly part: string; readonly content: unknown }[]): PlanContent {
  const stored = Object.fromEntries(parts.map(({ part, content }) => [part, content])) as Partial<PlanContent>
  if (!stored.header) throw new Error('a snapshot without its plan')
  return { ...NOTHING, ...stored, header: stored.header }
}
