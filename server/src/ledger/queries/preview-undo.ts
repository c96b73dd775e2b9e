import type { undoPreview } from '@mainstay/contract/ledger'
import type { ImportKindKey } from '@mainstay/domain/ledger'
import type pg from 'pg'
import type { z } from 'zod'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import { actorOf, type CallContext } from '../../platform/http/call.ts'
import { Refused } from '../../platform/refusal.ts'
import { filesOf, findImport } from '../import-store.ts'
import { allKindPlans, IMPORT_NUMBER, type KindPlan, WORKSPACE } from '../running/kind-plans.ts'
import { rowKey } from '../running/merge.ts'
import { referencesTo } from '../running/undo.ts'

export type UndoPreview = z.input<typeof undoPreview>

/** What an undo would take out, restore and keep as things stand. It looks at all accounts, as the undo itself does. */
export async function previewUndo(context: AreaContext, call: CallContext, id: string): Promise<UndoPreview> {
  const actor = actorOf(call)
  const system = await systemActorOf(context.pool, actor.workspaceId)
  return context.useCases.read(system, async (scope) => {
    const row = await findImport(scope, id)
    if (row.status !== 'applied') throw new Refused('ledger/nothing-to-undo', { status: row.status })
    const files = await filesOf(scope, id)
    const inserted = files.reduce((sum, file) => sum + (file.result?.inserted ?? 0), 0)
    await scope.client.query("select set_config('mainstay.import_number', $1, true)", [String(row.number)])
    return countUndo(scope.client, { id, inserted })
  })
}

async function countUndo(
  client: pg.PoolClient,
  undone: { readonly id: string; readonly inserted: number },
): Promise<UndoPreview> {
  const counts: KindCounts[] = []
  for (const plan of allKindPlans) counts.push(await countKind(client, plan))
  const sum = (pick: (count: KindCounts) => number) => counts.reduce((total, count) => total + pick(count), 0)
  const restored = sum((count) => count.restored)
  const removed = sum((count) => count.fresh - count.inUse)
  const inUse = (kind: ImportKindKey) => counts.find((count) => count.kind === kind)?.inUse ?? 0
  return {
    removed,
    restored,
    kept: sum((count) => count.changed) - restored + Math.max(0, undone.inserted - removed),
    kinds: counts
      .filter((count) => count.fresh + count.restored > 0)
      .map(({ kind, fresh, inUse: used, restored: back }) => ({ kind, removed: fresh - used, restored: back })),
    changedSince: [...(await changedByImports(client)), ...(await changedByHand(client, undone.id))],
    accountsInUse: inUse('customers'),
    productsInUse: inUse('products'),
  }
}

interface KindCounts {
  readonly kind: ImportKindKey
  /** Rows the import changed, whatever became of them. */
  readonly changed: number
  /** Rows it changed that are as it left them. */
  readonly restored: number
  /** Rows it brought that are as it left them. */
  readonly fresh: number
  /** Of these, those that others name. */
  readonly inUse: number
}

const before = (plan: KindPlan, alias: string) =>
  `mainstay.ledger_change ${alias} where ${alias}.workspace_id = ${WORKSPACE} and ${alias}.import_number = ${IMPORT_NUMBER} and ${alias}.kind = '${plan.kind}'`
const untouched = (alias: string) =>
  `${alias}.workspace_id = ${WORKSPACE} and ${alias}.import_number = ${IMPORT_NUMBER}`
const fresh = (plan: KindPlan) =>
  `${untouched('t')} and not exists (select 1 from ${before(plan, 'c')} and c.row_key = ${rowKey('t', plan.keys)})`

async function countKind(client: pg.PoolClient, plan: KindPlan): Promise<KindCounts> {
  const changed = await countRows(client, before(plan, 'c'))
  const current = await countRows(client, `${plan.table} t where ${untouched('t')}`)
  const brought = changed === 0 ? current : await countRows(client, `${plan.table} t where ${fresh(plan)}`)
  const canBeUsed = (plan.kind === 'customers' || plan.kind === 'products') && brought > 0
  return {
    kind: plan.kind,
    changed,
    restored: current - brought,
    fresh: brought,
    inUse: canBeUsed ? await countUsed(client, plan) : 0,
  }
}

async function countRows(client: pg.PoolClient, rowsWhere: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${rowsWhere}`)
  return Number(rows[0]?.count ?? 0)
}

/** Rows that will still be named when the other rows of the import are gone, and the parents above them. */
async function countUsed(client: pg.PoolClient, plan: KindPlan): Promise<number> {
  const references = (await referencesTo(client, plan)).filter(({ referrer }) => referrer !== plan.table)
  const named = references.map(({ referrer, column }) => namedBy(referrer, column)).join(' union all ')
  const climbs = plan.kind === 'customers' ? `union select p.id from kept k join parent_of p on p.child = k.id` : ''
  const family =
    plan.kind === 'customers'
      ? `, parent_of as (
           select f.id as child, t.parent_id as id from fresh f join mainstay.account t on t.workspace_id = ${WORKSPACE} and t.id = f.id
         ), stays as (${namedBy('mainstay.account', 'parent_id')})`
      : ', stays as (select null::bigint as id where false)'
  return countRows(
    client,
    `(with recursive fresh as materialized (select t.id from ${plan.table} t where ${fresh(plan)}),
       named as (select n.id from (${named}) n where n.id in (select f.id from fresh f))${family},
       kept as (select n.id from named n union select s.id from stays s ${climbs})
     select distinct k.id from kept k join fresh f on f.id = k.id) used`,
  )
}

/** What the rows of a table name after the undo: those it leaves as they are, and those that get their earlier values back. */
function namedBy(referrer: string, column: string): string {
  const plan = allKindPlans.find((known) => known.table === referrer)
  if (!plan) return `select r.${column} as id from ${referrer} r where r.workspace_id = ${WORKSPACE}`
  return `select r.${column} as id from ${referrer} r where r.workspace_id = ${WORKSPACE} and r.import_number is distinct from ${IMPORT_NUMBER}
    union all select (c.before ->> '${column}')::bigint from ${before(plan, 'c')}
      and exists (select 1 from ${referrer} r where ${untouched('r')} and ${rowKey('r', plan.keys)} = c.row_key)`
}

type ChangedSince = UndoPreview['changedSince']

/** Rows that later imports have changed; what they were before names the import that is to be undone. */
async function changedByImports(client: pg.PoolClient): Promise<ChangedSince> {
  const { rows } = await client.query<{ number: number; name: string; rows: string }>(
    `select c.import_number as number, i.person_name as name, count(*) as rows
     from mainstay.ledger_change c join mainstay.import i on i.workspace_id = c.workspace_id and i.number = c.import_number
     where c.workspace_id = ${WORKSPACE} and c.import_number > ${IMPORT_NUMBER}
       and (c.before ->> 'import_number')::integer = ${IMPORT_NUMBER}
     group by 1, 2 order by 1`,
  )
  return rows.map((row) => ({ importNumber: row.number, personName: row.name, rows: Number(row.rows) }))
}

/** Accounts the import brought or changed that somebody has edited since, by whoever was the last. */
async function changedByHand(client: pg.PoolClient, importId: string): Promise<ChangedSince> {
  const { rows } = await client.query<{ name: string; rows: string }>(
    `select coalesce(e.actor_name, '') as name, count(*) as rows
     from mainstay.import i join mainstay.account a on a.workspace_id = i.workspace_id and a.import_number is null
     left join lateral (
       select e.actor_name from mainstay.audit_entry e
       where e.workspace_id = a.workspace_id and e.account_id = a.id and e.action = 'accounts.change' order by e.id desc limit 1
     ) e on true
     where i.workspace_id = ${WORKSPACE} and i.id = $1
       and (a.created_at = i.applied_at or exists (
         select 1 from mainstay.ledger_change c where c.workspace_id = a.workspace_id and c.import_number = i.number and c.kind = 'customers' and c.row_key = a.code))
       and not exists (
         select 1 from mainstay.ledger_change c where c.workspace_id = a.workspace_id and c.import_number > i.number and c.kind = 'customers' and c.row_key = a.code
           and (c.before ->> 'import_number')::integer = i.number)
     group by 1 order by 2 desc, 1`,
    [importId],
  )
  return rows.map((row) => ({ importNumber: null, personName: row.name, rows: Number(row.rows) }))
}
