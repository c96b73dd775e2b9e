import type pg from 'pg'
import { regroup } from './customers.ts'
import { beforeMonths, markEverything, markMonths } from './dirty-months.ts'
import { allKindPlans, IMPORT_NUMBER, type KindPlan, WORKSPACE } from './kind-plans.ts'
import { rowKey } from './merge.ts'

export interface UndoCounts {
  readonly restored: number
  readonly removed: number
  readonly kept: number
}

/**
 * Takes an import back: rows it changed become what they were, rows it brought go, unless they were changed since or
 * are needed by others. Runs in the caller's transaction, where the import number is set.
 */
export async function undoRows(client: pg.PoolClient, inserted: number): Promise<UndoCounts> {
  let restored = 0
  let changed = 0
  let removed = 0
  for (const plan of allKindPlans) {
    await markBefore(client, plan)
    const { rows } = await client.query<{ count: string }>(
      `select count(*) from mainstay.ledger_change c where c.workspace_id = ${WORKSPACE} and c.import_number = ${IMPORT_NUMBER} and c.kind = $1`,
      [plan.kind],
    )
    changed += Number(rows[0]?.count ?? 0)
    restored += await restoreRows(client, plan)
    removed += await removeRows(client, plan)
  }
  await regroup(client)
  await client.query(
    `delete from mainstay.ledger_change c where c.workspace_id = ${WORKSPACE} and c.import_number = ${IMPORT_NUMBER}`,
  )
  return { restored, removed, kept: changed - restored + Math.max(0, inserted - removed) }
}

async function markBefore(client: pg.PoolClient, plan: KindPlan): Promise<void> {
  const date = plan.kind === 'invoice_lines' ? 'invoice_date' : plan.kind === 'activity_counts' ? 'month' : null
  if (date) {
    await markMonths(
      client,
      `select t.account_id, date_trunc('month', t.${date})::date as month from ${plan.table} t where t.workspace_id = ${WORKSPACE} and t.import_number = ${IMPORT_NUMBER}
       union ${beforeMonths(date)}`,
      [plan.kind],
    )
    return
  }
  if (plan.kind === 'customers' || plan.kind === 'wallet_estimates') return
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select 1 from ${plan.table} t where t.workspace_id = ${WORKSPACE} and t.import_number = ${IMPORT_NUMBER}) as found`,
  )
  if (rows[0]?.found) await markEverything(client)
}

async function columnsOf(client: pg.PoolClient, plan: KindPlan): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and a.attname <> all (array['workspace_id', 'id', 'version', 'group_id', 'created_at', 'updated_at'])`,
    [plan.table],
  )
  return rows.map((row) => row.name)
}

async function restoreRows(client: pg.PoolClient, plan: KindPlan): Promise<number> {
  const columns = await columnsOf(client, plan)
  const sets = columns.map((name) => `${name} = (b.earlier).${name}`)
  if (plan.touch !== '') sets.push(plan.touch)
  const { rowCount } = await client.query(
    `update ${plan.table} t set ${sets.join(', ')}
     from (select c.row_key, jsonb_populate_record(null::${plan.table}, c.before) as earlier from mainstay.ledger_change c
           where c.workspace_id = ${WORKSPACE} and c.import_number = ${IMPORT_NUMBER} and c.kind = $1) b
     where t.workspace_id = ${WORKSPACE} and t.import_number = ${IMPORT_NUMBER} and ${rowKey('t', plan.keys)} = b.row_key`,
    [plan.kind],
  )
  return rowCount ?? 0
}

async function removeRows(client: pg.PoolClient, plan: KindPlan): Promise<number> {
  const unused = plan.kind === 'customers' || plan.kind === 'products' ? await unusedCondition(client, plan) : ''
  let removed = 0
  // A parent becomes removable when its subsidiaries are gone.
  for (;;) {
    const { rowCount } = await client.query(
      `delete from ${plan.table} t where t.workspace_id = ${WORKSPACE} and t.import_number = ${IMPORT_NUMBER} ${unused}`,
    )
    removed += rowCount ?? 0
    if (unused === '' || !rowCount) return removed
  }
}

/** Rows that others name stay. */
async function unusedCondition(client: pg.PoolClient, plan: KindPlan): Promise<string> {
  return (await referencesTo(client, plan))
    .map(
      ({ referrer, column }) =>
        `and not exists (select 1 from ${referrer} r where r.workspace_id = t.workspace_id and r.${column} = t.id${referrer === plan.table ? ' and r.id <> t.id' : ''})`,
    )
    .join(' ')
}

/** What names rows of a kind and does not go with them: every table with a foreign key, and the invoice lines. */
export async function referencesTo(
  client: pg.PoolClient,
  plan: KindPlan,
): Promise<readonly { readonly referrer: string; readonly column: string }[]> {
  const { rows } = await client.query<{ referrer: string; column: string }>(
    `select c.conrelid::regclass::text as referrer, quote_ident(a.attname) as column
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
     where c.confrelid = $1::regclass and c.contype = 'f' and c.confdeltype <> 'c' and array_length(c.conkey, 1) = 2`,
    [plan.table],
  )
  const own = plan.kind === 'customers' ? 'account_id' : 'product_id'
  return [...rows, { referrer: 'mainstay.invoice_line', column: own }]
}
