import type { account } from '@mainstay/contract/accounts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'
import type {} from '../tables.ts'

export type AccountAnswer = z.infer<typeof account>

/** The columns every answer about an account is made of, but for the size of its group. */
export function selectAccountsAlone(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.account as a')
    .leftJoin('mainstay.account as p', (join) =>
      join.onRef('p.workspace_id', '=', 'a.workspace_id').onRef('p.id', '=', 'a.parent_id'),
    )
    .innerJoin('mainstay.account as g', (join) =>
      join.onRef('g.workspace_id', '=', 'a.workspace_id').onRef('g.id', '=', 'a.group_id'),
    )
    .select([
      'a.id',
      'a.code',
      'a.name',
      'p.id as parent_id',
      'p.code as parent_code',
      'p.name as parent_name',
      'g.id as group_id',
      'g.code as group_code',
      'g.name as group_name',
      'a.segment',
      'a.unit',
      'a.city',
      'a.region',
      'a.country',
      'a.employees',
      'a.annual_sales',
      'a.annual_sales_currency',
      'a.year_opened',
      'a.attributes',
      'a.version',
      'a.created_at',
      'a.updated_at',
    ])
    .where('a.workspace_id', '=', scope.workspaceId)
}

/** The same with the size of the group: for a few accounts, as each counts the whole group. */
export function selectAccounts(scope: ReadScope) {
  return selectAccountsAlone(scope).select((eb) =>
    eb
      .selectFrom('mainstay.account as m')
      .select((inner) => inner.fn.countAll<string>().as('companies'))
      .whereRef('m.workspace_id', '=', 'a.workspace_id')
      .whereRef('m.group_id', '=', 'a.group_id')
      .as('companies'),
  )
}

/** How many companies the groups have; each group is counted once, however many of its companies are asked for. */
export async function companiesInGroups(
  scope: ReadScope,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; companies: string }>`
    select m.group_id as id, count(*) as companies from mainstay.account m
    where m.workspace_id = ${scope.workspaceId} and m.group_id = any(${[...new Set(groupIds)]}::bigint[]) group by 1`.execute(
    scope.db,
  )
  return new Map(rows.map(({ id, companies }) => [id, companies]))
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number]

export function presentAccount(row: AccountRow): AccountAnswer {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    parent:
      row.parent_id === null ? null : { id: row.parent_id, code: row.parent_code ?? '', name: row.parent_name ?? '' },
    group: { id: row.group_id, code: row.group_code, name: row.group_name },
    companiesInGroup: Number(row.companies ?? 1),
    segment: row.segment,
    unit: row.unit,
    city: row.city,
    region: row.region,
    country: row.country,
    employees: row.employees,
    annualSales: row.annual_sales,
    annualSalesCurrency: row.annual_sales_currency,
    yearOpened: row.year_opened,
    attributes: row.attributes,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
