import type { ActionsPart, StatusReport } from '@mainstay/contract/plans-actions'
import type { KeyResult } from '@mainstay/contract/plans-objectives'
import { parseAmount } from '@mainstay/domain/kernel'
import {
  actionReport,
  gradeKeyResult,
  type ReportedAction,
  type ReportedKeyResult,
  reportInWords,
} from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import { readObjectivesPart } from '../objectives/read-objectives.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'
import { type ActionRow, factsOf, IS_THERE, isInPlan, selectActions } from './action-store.ts'
import { planToRead } from './open-part.ts'
import { presentAction } from './present-action.ts'

/** Every action of a plan, the earliest due first, and how they stand. */
export async function readActionsPart(scope: ReadScope, plan: StoredPlan, today: string): Promise<ActionsPart> {
  const rows = await selectActions(scope, { where: [isInPlan(plan.id), IS_THERE] })
  return {
    actions: rows.map((row) => presentAction(row, today)),
    report: await reportOn(scope, plan, { rows, today }),
  }
}

/** How the actions of a plan stand, in figures and in words. */
export async function readActionReport(scope: ReadScope, planId: string, today: string): Promise<StatusReport> {
  const plan = await planToRead(scope, planId)
  const rows = await selectActions(scope, { where: [isInPlan(plan.id), IS_THERE] })
  return reportOn(scope, plan, { rows, today })
}

async function reportOn(
  scope: ReadScope,
  plan: StoredPlan,
  { rows, today }: { readonly rows: readonly ActionRow[]; readonly today: string },
): Promise<StatusReport> {
  const isLinked = rows.some(({ key_result_id: id }) => id !== null)
  const keyResults = isLinked ? await measuredKeyResults(scope, plan, today) : []
  const report = actionReport(rows.map(reportedAction), keyResults, today)
  return {
    ...report,
    blocked: [...report.blocked],
    keyResults: [...report.keyResults],
    sentences: reportInWords(report),
  }
}

function reportedAction(row: ActionRow): ReportedAction {
  const { id, title, state_reason: stateReason, key_result_id: keyResultId } = row
  return { ...factsOf(row), id, title, stateReason, keyResultId }
}

/** Key results with their grades over time; none where objectives are hidden from the reader. */
async function measuredKeyResults(scope: ReadScope, plan: StoredPlan, today: string): Promise<ReportedKeyResult[]> {
  const sections = await visibleSections(scope, plan)
  if (!sections.some(({ part }) => part === 'objectives')) return []
  const { objectives } = await readObjectivesPart(scope, plan, today)
  return objectives
    .flatMap(({ keyResults }) => keyResults)
    .map((keyResult) => ({ id: keyResult.id, title: keyResult.title, grades: gradesOf(keyResult) }))
}

/** Margins that the reader may not see leave no grades, so that their movement is unknown rather than betrayed. */
function gradesOf({ kind, direction, figures, marginFigures }: KeyResult): ReportedKeyResult['grades'] {
  const shown = figures ?? marginFigures
  const start = shown && parseAmount(shown.start)
  const target = shown && parseAmount(shown.target)
  if (!shown || start === null || target === null) return []
  return shown.readings.flatMap(({ on, value }) => {
    const grade = gradeKeyResult({ kind, direction, start, target, actual: parseAmount(value) }).value
    return grade === null ? [] : [{ on, grade }]
  })
}
