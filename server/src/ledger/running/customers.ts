import { findCycles } from '@mainstay/domain/accounts'
import { type FileLoad, type NewManager, setFaultyRowsAside } from './file-load.ts'
import { IMPORT_NUMBER, WORKSPACE } from './kind-plans.ts'
import { checkRows, compareRows, keepBefore, type MergeCounts, settleDuplicates, updateChanged } from './merge.ts'

/** Customers come before their parents are looked up, since a file may name a parent further down. */
export async function mergeCustomers(load: FileLoad, staged: number): Promise<MergeCounts> {
  const { client } = load
  await client.query(`select pg_advisory_xact_lock(7224605, ${WORKSPACE})`)
  await checkRows(load)
  await settleDuplicates(load)
  let rejected = await setFaultyRowsAside(load)
  if (load.fields.has('parent_code')) rejected = await settleParents(load, rejected)
  const inserted = await insertFresh(load)
  await compareRows(load)
  await keepBefore(load)
  const { rows } = await client.query<{ count: string }>(`
    select count(*) from pg_temp.incoming n join mainstay.account t on t.workspace_id = ${WORKSPACE} and t.code = n.code
    where n.is_changed and not exists (select 1 from pg_temp.fresh f where f.id = t.id)`)
  const updated = Number(rows[0]?.count ?? 0)
  await updateChanged(load)
  await client.query(
    `update mainstay.account a set version = 1 from pg_temp.fresh f where a.workspace_id = ${WORKSPACE} and a.id = f.id and a.version > 1`,
  )
  if (load.fields.has('parent_code')) await regroup(load.client)
  if (load.fields.has('account_manager')) await assignManagers(load)
  return { inserted, updated, rejected, unchanged: staged - inserted - updated - rejected }
}

/** Writes customers nobody knew, whole but for parents that come with them; they are kept in mind as `fresh`. */
async function insertFresh({ client, plan, read }: FileLoad): Promise<number> {
  const names = plan.columns.map(({ name }) => name)
  const sources = plan.columns.map(({ source }) => source)
  if (read.attributes.length > 0) {
    names.push('attributes')
    sources.push('jsonb_strip_nulls(s.attributes)')
  }
  await client.query('create temporary table fresh (id bigint) on commit drop')
  const { rowCount } = await client.query(`
    with inserted as (
      insert into mainstay.account (workspace_id, id, group_id, import_number, ${names.join(', ')})
      select ${WORKSPACE}, n.id, n.id, ${IMPORT_NUMBER}, ${sources.join(', ')}
      from (
        select x.line, nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id from pg_temp.stage x
        where not exists (select 1 from mainstay.account o where o.workspace_id = ${WORKSPACE} and o.code = x.customer_code)
      ) n join pg_temp.stage s on s.line = n.line ${plan.joins}
      returning id
    ) insert into pg_temp.fresh (id) select i.id from inserted i`)
  return rowCount ?? 0
}

/** Rejects parents nobody knows and circles, until what is left holds together. Says how many rows are rejected in all. */
async function settleParents(load: FileLoad, before: number): Promise<number> {
  for (let rejected = before; ; ) {
    await load.client.query(`
      insert into pg_temp.stage_fault (line, code, field, value)
      select s.line, 'ledger/unknown-parent', 'parent_code', s.parent_code from pg_temp.stage s
      where s.parent_code is not null
        and not exists (select 1 from pg_temp.stage o where o.customer_code = s.parent_code)
        and not exists (select 1 from mainstay.account a where a.workspace_id = ${WORKSPACE} and a.code = s.parent_code)`)
    await noteCycles(load)
    const now = await setFaultyRowsAside(load)
    if (now === rejected) return now
    rejected = now
  }
}

async function noteCycles(load: FileLoad): Promise<void> {
  const { rows } = await load.client.query<{ code: string; parent: string | null }>(`
    select s.customer_code as code, s.parent_code as parent from pg_temp.stage s
    where not exists (select 1 from pg_temp.stage_fault f where f.line = s.line)
    union all
    select a.code, p.code from mainstay.account a
    left join mainstay.account p on p.workspace_id = a.workspace_id and p.id = a.parent_id
    where a.workspace_id = ${WORKSPACE} and not exists (select 1 from pg_temp.stage s where s.customer_code = a.code)`)
  const cycles = findCycles(rows.map((row) => ({ id: row.code, parentId: row.parent })))
  if (cycles.length === 0) return
  await load.client.query(
    `insert into pg_temp.stage_fault (line, code, field, value)
     select s.line, 'ledger/parent-cycle', 'parent_code', s.parent_code from pg_temp.stage s where s.customer_code = any($1::text[])`,
    [cycles.flat()],
  )
}

/** Sets the group of every account to the top of the tree it stands in. */
export async function regroup(client: FileLoad['client']): Promise<void> {
  await client.query(`
    with recursive tree as (
      select a.id, a.id as root from mainstay.account a where a.workspace_id = ${WORKSPACE} and a.parent_id is null
      union all
      select a.id, t.root from mainstay.account a join tree t on a.parent_id = t.id where a.workspace_id = ${WORKSPACE}
    ) update mainstay.account a set group_id = t.root from tree t
      where a.workspace_id = ${WORKSPACE} and a.id = t.id and a.group_id <> t.root`)
}

async function assignManagers(load: FileLoad): Promise<void> {
  const { rows: managers } = await load.client.query<NewManager>(`
    with assigned as (
      insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty)
      select ${WORKSPACE}, a.id, m.person_id, 'account_manager' from pg_temp.stage s
      join mainstay.account a on a.workspace_id = ${WORKSPACE} and a.code = s.customer_code
      join identity.person p on p.email = lower(s.account_manager)
      join mainstay.membership m on m.workspace_id = ${WORKSPACE} and m.person_id = p.id
      on conflict (workspace_id, account_id, person_id) do nothing returning account_id, person_id
    ) select n.person_id as "personId", min(n.account_id)::text as "accountId", count(*)::integer as accounts from assigned n group by n.person_id`)
  load.managers.push(...managers)
  const { rows } = await load.client.query<{ count: string }>(`
    select count(*) from pg_temp.stage s where s.account_manager is not null and not exists (
      select 1 from identity.person p join mainstay.membership m on m.workspace_id = ${WORKSPACE} and m.person_id = p.id where p.email = lower(s.account_manager))`)
  const unknown = Number(rows[0]?.count ?? 0)
  if (unknown > 0)
    load.warnings.push({
      code: 'ledger/manager-unknown',
      message: 'The account manager is not a member of the workspace; nobody was assigned.',
      rows: unknown,
    })
}
