import type { GoalMeasure, GoalsPart } from '@mainstay/contract/plans-goals'
import { periodLabel } from '@mainstay/domain/plans'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { openPlanForWork, requirePart } from '../plan-store.ts'
import { type GoalRow, type GoalWish, lockGoals, readPeriods, type StoredPeriod, saveGoal } from './goal-store.ts'
import { readGoalsPart } from './read-goals.ts'

interface SetGoals {
  readonly planId: string
  readonly goals: readonly GoalWish[]
}

/** Sets goals, all or none. */
export async function setPlanGoals(scope: WriteScope, input: SetGoals, today: string): Promise<GoalsPart> {
  const plan = await openPlanForWork(scope, input.planId)
  await requirePart(scope, plan, 'goals')
  const periods = await readPeriods(scope, [plan.id])
  refuseUnknownPlaces(scope, periods, input.goals)
  const before = await lockGoals(scope, plan)
  const stale: FieldFault[] = []
  for (const [index, wish] of input.goals.entries()) {
    if (!(await saveGoal(scope, plan, wish))) stale.push(staleFault(index, before.find(isAt(wish))))
  }
  if (stale.length > 0) throw new Refused('plans/goals-changed-meanwhile', {}, stale)
  await scope.record({
    action: 'plans.goals-set',
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: { goals: input.goals.map((wish) => told(periods, wish, before.find(isAt(wish))?.amount ?? null)) },
    after: { goals: input.goals.map((wish) => told(periods, wish, wish.amount)) },
  })
  return readGoalsPart(scope, plan, today)
}

function isAt({ period, measure }: GoalWish) {
  return (row: GoalRow) => row.period === period && row.measure === measure
}

/** An amount of margin stands under a name that the audit hides from those who may not see margins. */
function told(periods: readonly StoredPeriod[], { period, measure }: GoalWish, amount: string | null) {
  const found = periods.find(({ number }) => number === period)
  const label = found ? periodLabel(found) : null
  return { period, label, measure, ...(measure === 'net_revenue' ? { amount } : { margin: amount }) }
}

function staleFault(index: number, row: GoalRow | undefined): FieldFault {
  const message =
    row === undefined
      ? 'Somebody has set this goal meanwhile.'
      : `${row.author_name} has changed this goal to ${row.amount ?? 'none'} meanwhile.`
  return { path: `goals.${index}`, code: 'plans/goals-changed-meanwhile', message }
}

/** Refuses goals of periods that the plan does not have, of margins by who may not see them, and one goal set twice. */
function refuseUnknownPlaces(scope: ReadScope, periods: readonly StoredPeriod[], goals: readonly GoalWish[]): void {
  for (const { measure } of goals) requireMeasure(scope, measure)
  const seen = new Set<string>()
  const faults: FieldFault[] = []
  for (const [index, { period, measure }] of goals.entries()) {
    const path = `goals.${index}.period`
    if (!periods.some(({ number }) => number === period))
      faults.push({ path, code: 'plans/no-such-period', message: 'The plan has no such period.' })
    if (seen.has(`${period} ${measure}`))
      faults.push({ path, code: 'plans/goal-twice', message: 'The same goal is set twice.' })
    seen.add(`${period} ${measure}`)
  }
  if (faults.length > 0) throw new Refused('http/invalid', {}, faults)
}

/** Goals of margin and contribution belong to those who may see margins. */
export function requireMeasure(scope: ReadScope, measure: GoalMeasure): void {
  if (measure !== 'net_revenue' && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
}
