import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { groupUnder, lockAccount, lockHierarchy, moveSubtree } from '../account-store.ts'
import type { AccountAnswer } from '../queries/account-rows.ts'
import { findAccount } from '../queries/read-account.ts'
import type {} from '../tables.ts'

interface EditableFields {
  readonly name?: string | undefined
  readonly parentId?: string | null | undefined
  readonly segment?: string | null | undefined
  readonly unit?: string | null | undefined
  readonly city?: string | null | undefined
  readonly region?: string | null | undefined
  readonly country?: string | null | undefined
  readonly employees?: number | null | undefined
  readonly annualSales?: string | null | undefined
  readonly annualSalesCurrency?: string | null | undefined
  readonly yearOpened?: number | null | undefined
}

const COLUMNS = {
  name: 'name',
  segment: 'segment',
  unit: 'unit',
  city: 'city',
  region: 'region',
  country: 'country',
  employees: 'employees',
  annualSales: 'annual_sales',
  annualSalesCurrency: 'annual_sales_currency',
  yearOpened: 'year_opened',
} as const

/** The columns that a request names; absent ones stay as they are, null clears. */
function columnsOf(input: EditableFields): Record<string, string | number | null> {
  const columns: Record<string, string | number | null> = {}
  for (const [field, column] of Object.entries(COLUMNS)) {
    const value = input[field as keyof typeof COLUMNS]
    if (value !== undefined) columns[column] = value
  }
  return columns
}

export interface CreateAccountInput extends EditableFields {
  readonly code: string
  readonly name: string
}

export async function createAccount(scope: WriteScope, input: CreateAccountInput): Promise<AccountAnswer> {
  if (input.parentId) await lockHierarchy(scope)
  const group = input.parentId ? await groupUnder(scope, null, input.parentId) : null
  const { rows } = await scope.client.query<{ id: string }>(
    "select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id",
  )
  const id = rows[0]?.id ?? ''
  const inserted = await scope.db
    .insertInto('mainstay.account')
    .values({
      workspace_id: scope.workspaceId,
      id,
      code: input.code,
      name: input.name,
      parent_id: input.parentId ?? null,
      group_id: group ?? id,
      attributes: '{}',
      ...columnsOf(input),
    } as never)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'code']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new Refused('accounts/code-taken', { code: input.code })
  const account = await findAccount(scope, id)
  await scope.record({
    action: 'accounts.create',
    subjectType: 'account',
    subjectId: id,
    accountId: id,
    after: factsOf(account),
  })
  return account
}

export async function changeAccount(
  scope: WriteScope,
  input: EditableFields & { readonly id: string },
): Promise<AccountAnswer> {
  if (input.parentId !== undefined) await lockHierarchy(scope)
  const stored = await lockAccount(scope, input.id)
  scope.expectVersion(stored.version)
  const before = await findAccount(scope, input.id)
  const moves = input.parentId !== undefined && input.parentId !== stored.parent_id
  const parentId = input.parentId ?? null
  const groupId =
    moves && parentId !== null ? await groupUnder(scope, input.id, parentId) : moves ? input.id : stored.group_id
  await scope.db
    .updateTable('mainstay.account as a')
    .set({
      ...columnsOf(input),
      ...(moves ? { parent_id: parentId, group_id: groupId } : {}),
      version: stored.version + 1,
      updated_at: new Date(),
      import_number: null,
    } as never)
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.id', '=', input.id)
    .execute()
  if (moves) {
    await moveSubtree(scope, { id: input.id, groupId })
    await scope.announce({
      topic: 'accounts.hierarchy',
      subjectType: 'account',
      subjectId: input.id,
      accountId: input.id,
    })
  }
  const after = await findAccount(scope, input.id)
  await scope.record({
    action: 'accounts.change',
    subjectType: 'account',
    subjectId: input.id,
    accountId: input.id,
    ...differenceOf(factsOf(before), factsOf(after)),
  })
  return after
}

function factsOf(account: AccountAnswer): Record<string, unknown> {
  const {
    version: _version,
    createdAt: _created,
    updatedAt: _updated,
    companiesInGroup: _companies,
    ...facts
  } = account
  return { ...facts, parent: account.parent?.code ?? null, group: account.group.code }
}

/** Only what changed goes into the audit. */
function differenceOf(before: Record<string, unknown>, after: Record<string, unknown>) {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const pick = (facts: Record<string, unknown>) => Object.fromEntries(changed.map((key) => [key, facts[key]]))
  return { before: pick(before), after: pick(after) }
}
