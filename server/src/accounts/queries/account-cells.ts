import { sql } from 'kysely'
import type { CellValue } from '../../platform/files/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { AccountAnswer } from './account-rows.ts'
import { everyAccount, type ListAccountsInput } from './list-accounts.ts'

interface Column {
  readonly title: string
  cell(account: AccountAnswer): CellValue
}

const COLUMNS: readonly Column[] = [
  { title: 'Code', cell: (account) => account.code },
  { title: 'Account', cell: (account) => account.name },
  { title: 'Parent code', cell: (account) => account.parent?.code ?? null },
  { title: 'Parent', cell: (account) => account.parent?.name ?? null },
  { title: 'Group code', cell: (account) => account.group.code },
  { title: 'Group', cell: (account) => account.group.name },
  { title: 'Companies in the group', cell: (account) => account.companiesInGroup },
  { title: 'Segment', cell: (account) => account.segment },
  { title: 'Unit', cell: (account) => account.unit },
  { title: 'City', cell: (account) => account.city },
  { title: 'Region', cell: (account) => account.region },
  { title: 'Country', cell: (account) => account.country },
  { title: 'Employees', cell: (account) => account.employees },
  {
    title: 'Annual sales',
    cell: ({ annualSales }) => (annualSales === null ? null : { decimal: annualSales }),
  },
  { title: 'Annual sales currency', cell: (account) => account.annualSalesCurrency },
  { title: 'Opened in', cell: (account) => account.yearOpened },
]

/** Further fields of imports stand in columns of their own while they are not more than this. */
const MOST_ATTRIBUTES = 200

/** The accounts of a filter as rows of cells, the header first, then a column for every further field an import brought. */
export async function accountCells(scope: ReadScope, input: Omit<ListAccountsInput, 'cursor' | 'limit'>) {
  const attributes = await namesOfAttributes(scope)
  const columns = [
    ...COLUMNS,
    ...attributes.map((name): Column => ({ title: name, cell: (account) => account.attributes[name] ?? null })),
  ]
  return rowsOf(scope, input, columns)
}

async function* rowsOf(
  scope: ReadScope,
  input: Omit<ListAccountsInput, 'cursor' | 'limit'>,
  columns: readonly Column[],
): AsyncGenerator<readonly CellValue[]> {
  yield columns.map(({ title }) => title)
  for await (const account of everyAccount(scope, input)) yield columns.map((column) => column.cell(account))
}

async function namesOfAttributes(scope: ReadScope): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct k.name from mainstay.account a cross join lateral jsonb_object_keys(a.attributes) k (name)
    where a.workspace_id = ${scope.workspaceId} order by 1 limit ${MOST_ATTRIBUTES}`.execute(scope.db)
  return rows.map(({ name }) => name)
}
