import type { ValueCase, ValuePart } from '@mainstay/contract/plans-value'
import type { ReadScope } from '../../platform/use-case.ts'
import { type StoredPlan, seesPart } from '../plan-store.ts'
import { presentCase } from './present-case.ts'
import { type CaseRow, standingCases, standingDrivers } from './value-store.ts'

/** The whole part. Whoever calls it has made sure with `requirePart` that the reader may see it. */
export async function readValuePart(scope: ReadScope, plan: StoredPlan): Promise<ValuePart> {
  return {
    currency: scope.actor.reportingCurrency,
    cases: await presentCases(scope, plan, await standingCases(scope, plan)),
  }
}

async function presentCases(scope: ReadScope, plan: StoredPlan, rows: readonly CaseRow[]): Promise<ValueCase[]> {
  const drivers = await standingDrivers(
    scope,
    plan,
    rows.map(({ id }) => id),
  )
  const seesTeam = await seesPart(scope, plan, 'team')
  const byCase = Map.groupBy(drivers, (driver) => driver.case_id)
  return rows.map((row) => presentCase(row, byCase.get(row.id) ?? [], { seesTeam }))
}

/** One case as it stands after a change. */
export async function presentOne(scope: ReadScope, plan: StoredPlan, row: CaseRow): Promise<ValueCase> {
  const drivers = await standingDrivers(scope, plan, [row.id])
  return presentCase(row, drivers, { seesTeam: await seesPart(scope, plan, 'team') })
}
