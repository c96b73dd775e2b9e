import { VALUE_CASE_LIMIT, VALUE_DRIVER_LIMIT } from '@mainstay/contract/plans-value'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { StoredYear, ValueCaseTable, ValueDriverTable } from './tables.ts'

export type CaseRow = Omit<Selectable<ValueCaseTable>, 'workspace_id' | 'account_id' | 'author_id'>
export type DriverRow = Omit<Selectable<ValueDriverTable>, 'workspace_id' | 'account_id' | 'author_id'>

/** A driver with who of the customer answers for it, while they are on the team. */
export type OwnedDriver = DriverRow & {
  readonly owner: { readonly id: string; readonly name: string; readonly function: string } | null
}

const CASE_RETURNED = [
  'id',
  'plan_id',
  'title',
  'beneficiary',
  'note',
  'starts_on',
  'years',
  'discount_rate',
  'author_name',
  'version',
  'created_at',
  'updated_at',
  'removed_at',
] as const
const DRIVER_RETURNED = [
  'id',
  'plan_id',
  'case_id',
  'kind',
  'name',
  'method',
  'baseline',
  'source',
  'evidence',
  'owner_id',
  'probability',
  'attribution',
  'years',
  'author_name',
  'version',
  'created_at',
  'updated_at',
  'removed_at',
] as const
const CASE_COLUMNS = CASE_RETURNED.map((name) => `c.${name}` as const)
const DRIVER_COLUMNS = DRIVER_RETURNED.map((name) => `d.${name}` as const)

/** Cases of what the account is worth to us are margins: for whoever may not see those they do not exist. */
function casesOf(scope: ReadScope, plan: Pick<StoredPlan, 'id'>) {
  const cases = scope.db
    .selectFrom('mainstay.value_case as c')
    .select(CASE_COLUMNS)
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', '=', plan.id)
  return scope.actor.seesMargins ? cases : cases.where('c.beneficiary', '=', 'customer')
}

/** Every case that was not taken out, the oldest first. */
export function standingCases(scope: ReadScope, plan: StoredPlan): Promise<CaseRow[]> {
  return casesOf(scope, plan).where('c.removed_at', 'is', null).orderBy('c.created_at').orderBy('c.id').execute()
}

/** For a change of the case or of one of its drivers: whoever else is at it waits. */
export async function lockCase(scope: WriteScope, plan: StoredPlan, id: string): Promise<CaseRow> {
  const row = await casesOf(scope, plan).where('c.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

export async function insertCase(
  scope: WriteScope,
  plan: StoredPlan,
  values: Pick<CaseRow, 'id' | 'title' | 'beneficiary' | 'note' | 'starts_on' | 'years' | 'discount_rate'>,
): Promise<CaseRow> {
  return scope.db
    .insertInto('mainstay.value_case')
    .values({ ...placed(scope, plan), ...values })
    .returning(CASE_RETURNED)
    .executeTakeFirstOrThrow()
}

function placed(scope: WriteScope, plan: StoredPlan) {
  return {
    workspace_id: scope.workspaceId,
    plan_id: plan.id,
    account_id: plan.accountId,
    author_id: scope.actor.id,
    author_name: scope.actor.name,
  }
}

type CaseContent = Pick<CaseRow, 'title' | 'note' | 'starts_on' | 'years' | 'discount_rate' | 'removed_at'>

export async function updateCase(scope: WriteScope, row: CaseRow, change: Partial<CaseContent>): Promise<CaseRow> {
  return scope.db
    .updateTable('mainstay.value_case as c')
    .set({ ...change, ...rewritten(scope, row) })
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.id', '=', row.id)
    .returning(CASE_COLUMNS)
    .executeTakeFirstOrThrow()
}

function rewritten(scope: WriteScope, { version }: { readonly version: number }) {
  const { id, name } = scope.actor
  return { author_id: id, author_name: name, version: version + 1, updated_at: sql<Date>`now()` }
}

function driversQuery(scope: ReadScope, plan: Pick<StoredPlan, 'id'>) {
  return scope.db
    .selectFrom('mainstay.value_driver as d')
    .select(DRIVER_COLUMNS)
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.plan_id', '=', plan.id)
}

/** Drivers of cases that were not taken out, the oldest first. */
export async function standingDrivers(
  scope: ReadScope,
  plan: StoredPlan,
  caseIds: readonly string[],
): Promise<OwnedDriver[]> {
  if (caseIds.length === 0) return []
  const rows = await driversQuery(scope, plan)
    .leftJoin('mainstay.plan_person as n', (join) =>
      join
        .onRef('n.workspace_id', '=', 'd.workspace_id')
        .onRef('n.id', '=', 'd.owner_id')
        .on('n.side', '=', 'customer')
        .on('n.removed_at', 'is', null),
    )
    .select(['n.name as owner_name', 'n.function as owner_function'])
    .where('d.case_id', 'in', [...caseIds])
    .where('d.removed_at', 'is', null)
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute()
  return rows.map(({ owner_name: name, owner_function: what, ...row }) => ({
    ...row,
    owner: row.owner_id !== null && name !== null ? { id: row.owner_id, name, function: what ?? '' } : null,
  }))
}

/** In which case a driver stands, whether taken out or not. */
export async function caseOfDriver(scope: ReadScope, plan: StoredPlan, id: string): Promise<string> {
  const row = await driversQuery(scope, plan).where('d.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row.case_id
}

export async function lockDriver(scope: WriteScope, plan: StoredPlan, id: string): Promise<DriverRow> {
  return driversQuery(scope, plan).where('d.id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** What a driver says. */
export type DriverContent = Pick<
  DriverRow,
  'kind' | 'name' | 'method' | 'baseline' | 'source' | 'evidence' | 'owner_id' | 'probability' | 'attribution'
> & { readonly years: readonly StoredYear[] }

export async function insertDriver(
  scope: WriteScope,
  plan: StoredPlan,
  values: DriverContent & { readonly id: string; readonly case_id: string },
): Promise<DriverRow> {
  return scope.db
    .insertInto('mainstay.value_driver')
    .values({ ...placed(scope, plan), ...values, years: JSON.stringify(values.years) })
    .returning(DRIVER_RETURNED)
    .executeTakeFirstOrThrow()
}

export async function updateDriver(
  scope: WriteScope,
  row: DriverRow,
  { years, ...change }: Partial<DriverContent> & { readonly removed_at?: Date | null },
): Promise<DriverRow> {
  return scope.db
    .updateTable('mainstay.value_driver as d')
    .set({ ...change, ...(years ? { years: JSON.stringify(years) } : {}), ...rewritten(scope, row) })
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.id', '=', row.id)
    .returning(DRIVER_COLUMNS)
    .executeTakeFirstOrThrow()
}

/** Refuses one more case than a plan holds, those that the actor does not see among them. The plan is locked. */
export async function guardCaseCount(scope: WriteScope, plan: StoredPlan): Promise<void> {
  const { count } = await scope.db
    .selectFrom('mainstay.value_case as c')
    .select((expression) => expression.fn.countAll<string>().as('count'))
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', '=', plan.id)
    .where('c.removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= VALUE_CASE_LIMIT) throw new Refused('plans/value-cases-full', { limit: VALUE_CASE_LIMIT })
}

/** Refuses one more driver than a case holds. The case is locked. */
export async function guardDriverCount(scope: WriteScope, caseId: string): Promise<void> {
  const { count } = await scope.db
    .selectFrom('mainstay.value_driver as d')
    .select((expression) => expression.fn.countAll<string>().as('count'))
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.case_id', '=', caseId)
    .where('d.removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= VALUE_DRIVER_LIMIT) throw new Refused('plans/value-drivers-full', { limit: VALUE_DRIVER_LIMIT })
}
