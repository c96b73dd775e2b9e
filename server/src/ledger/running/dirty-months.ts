import type pg from 'pg'
import type { FileLoad } from './file-load.ts'
import { IMPORT_NUMBER, WORKSPACE } from './kind-plans.ts'

const MARK_LIMIT = 20_000

/** Tells the economics to look at every month of every account again. */
export async function markEverything(client: pg.PoolClient): Promise<void> {
  await client.query(
    `insert into mainstay.ledger_dirty_month (workspace_id, account_id, month) values (${WORKSPACE}, null, null) on conflict do nothing`,
  )
}

/** Marks the months of accounts that pairs of (account_id, month) name; too many of them mean everything. */
export async function markMonths(client: pg.PoolClient, pairs: string, values: readonly unknown[] = []): Promise<void> {
  const { rows } = await client.query<{ pairs: string }>(
    `select count(*) as pairs from (select 1 from (${pairs}) p group by p.account_id, p.month limit ${MARK_LIMIT + 1}) c`,
    [...values],
  )
  if (Number(rows[0]?.pairs ?? 0) > MARK_LIMIT) return markEverything(client)
  await client.query(
    `insert into mainstay.ledger_dirty_month (workspace_id, account_id, month)
     select distinct ${WORKSPACE}, p.account_id, p.month from (${pairs}) p on conflict do nothing`,
    [...values],
  )
}

/** Marks what the rows of a file change: where they are now, and where they were before. */
export async function markChangedMonths(load: FileLoad, dateColumn: 'invoice_date' | 'month'): Promise<void> {
  await markMonths(
    load.client,
    `select n.account_id, date_trunc('month', n.${dateColumn})::date as month from pg_temp.incoming n where n.is_changed or not n.is_known
     union
     ${beforeMonths(dateColumn)}`,
    [load.plan.kind],
  )
}

export function beforeMonths(dateColumn: 'invoice_date' | 'month'): string {
  return `select (c.before ->> 'account_id')::bigint as account_id, date_trunc('month', (c.before ->> '${dateColumn}')::date)::date as month
    from mainstay.ledger_change c where c.workspace_id = ${WORKSPACE} and c.import_number = ${IMPORT_NUMBER} and c.kind = $1`
}
