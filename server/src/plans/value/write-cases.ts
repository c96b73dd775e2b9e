import { randomUUID } from 'node:crypto'
import type { EndingOf } from '@mainstay/contract/audit'
import type { ValueCase } from '@mainstay/contract/plans-value'
import { firstDay, parseMonth } from '@mainstay/domain/kernel'
import { yearsBeyond } from '@mainstay/domain/plans'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import { yearsOf } from './present-case.ts'
import { presentOne } from './read-value.ts'
import {
  type CaseRow,
  guardCaseCount,
  insertCase,
  lockCase,
  type OwnedDriver,
  standingDrivers,
  updateCase,
} from './value-store.ts'

export interface CaseFields {
  readonly title: string
  readonly note: string
  readonly startsOn: string
  readonly years: number
  readonly discountRate: number
}

export type NewCase = CaseFields & { readonly beneficiary: CaseRow['beneficiary'] }
interface CaseCall {
  readonly planId: string
  readonly id: string
}

export async function addValueCase(
  scope: WriteScope,
  input: NewCase & { readonly planId: string },
): Promise<ValueCase> {
  const plan = await openForMore(scope, input.planId)
  if (input.beneficiary === 'us' && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  await guardCaseCount(scope, plan)
  const row = await insertCase(scope, plan, { id: randomUUID(), ...caseColumns(input) })
  await record(scope, plan, { ending: 'added', before: null, after: row })
  return presentOne(scope, plan, row)
}

/** The columns of a case as wanted. */
export function caseColumns({ title, beneficiary, note, startsOn, years, discountRate }: NewCase) {
  return { title, beneficiary, note, starts_on: dayOf(startsOn), years, discount_rate: discountRate }
}

/** Changes a case; what is missing is left as it is. */
export async function changeValueCase(
  scope: WriteScope,
  input: CaseCall & { readonly [Field in keyof CaseFields]?: CaseFields[Field] | undefined },
): Promise<ValueCase> {
  const { plan, row } = await openCase(scope, input)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const { title, note, startsOn, years, discountRate } = input
  if (years !== undefined) refuseFilledYears(await standingDrivers(scope, plan, [row.id]), years)
  const after = await updateCase(scope, row, {
    title: title ?? row.title,
    note: note ?? row.note,
    starts_on: startsOn === undefined ? row.starts_on : dayOf(startsOn),
    years: years ?? row.years,
    discount_rate: discountRate ?? row.discount_rate,
  })
  await record(scope, plan, { ending: 'changed', before: row, after })
  return presentOne(scope, plan, after)
}

/** Takes a case out, and with it its drivers: they stand in no other. */
export async function removeValueCase(scope: WriteScope, input: CaseCall, now: Date): Promise<ValueCase> {
  const { plan, row } = await openCase(scope, input)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const after = await updateCase(scope, row, { removed_at: now })
  await record(scope, plan, { ending: 'removed', before: row, after })
  return presentOne(scope, plan, after)
}

export async function restoreValueCase(scope: WriteScope, input: CaseCall): Promise<ValueCase> {
  await openForMore(scope, input.planId)
  const { plan, row } = await openCase(scope, input)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  await guardCaseCount(scope, plan)
  const after = await updateCase(scope, row, { removed_at: null })
  await record(scope, plan, { ending: 'restored', before: row, after })
  return presentOne(scope, plan, after)
}

/** Two who add the last case that fits at the same moment must see each other. */
async function openForMore(scope: WriteScope, planId: string): Promise<StoredPlan> {
  await lockPlan(scope, planId)
  return planForValue(scope, planId)
}

/** A plan whose value cases the actor may work on. */
export async function planForValue(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'value_cases')
  return plan
}

async function openCase(scope: WriteScope, { planId, id }: CaseCall): Promise<{ plan: StoredPlan; row: CaseRow }> {
  const plan = await planForValue(scope, planId)
  const row = await lockCase(scope, plan, id)
  scope.expectVersion(row.version)
  return { plan, row }
}

/** Fewer years never take amounts away unseen. */
function refuseFilledYears(drivers: readonly OwnedDriver[], years: number): void {
  const faults: FieldFault[] = drivers.flatMap((driver) => filledFault(driver, years) ?? [])
  if (faults.length > 0) throw new Refused('plans/value-years-filled', { drivers: faults.length }, faults)
}

/** What keeps a driver from standing in a case of so many years; null where nothing does. */
export function filledFault(
  { name, years: stored }: Pick<OwnedDriver, 'name' | 'years'>,
  years: number,
): FieldFault | null {
  const beyond = yearsBeyond(yearsOf(stored), years)
  if (beyond.length === 0) return null
  const message = `“${name}” has amounts in year ${beyond.join(', ')}.`
  return { path: 'years', code: 'plans/value-years-filled', message }
}

function dayOf(month: string): string {
  const parsed = parseMonth(month)
  if (parsed === null) throw new RangeError('the contract lets only months through')
  return firstDay(parsed)
}

async function record(
  scope: WriteScope,
  plan: StoredPlan,
  fact: {
    readonly ending: EndingOf<'plans.value-case-'>
    readonly before: CaseRow | null
    readonly after: CaseRow
  },
): Promise<void> {
  await scope.record({
    action: `plans.value-case-${fact.ending}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: fact.before === null ? null : told(fact.before),
    after: told(fact.after),
  })
}

/** What a case of ours says stands under a name that the audit hides from those who may not see margins. */
function told({ id, beneficiary, title, note, starts_on, years, discount_rate }: CaseRow) {
  const said = { title, note, startsOn: starts_on, years, discountRate: discount_rate }
  return { id, beneficiary, ...(beneficiary === 'customer' ? said : { margin: said }) }
}
