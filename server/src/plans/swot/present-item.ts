import type { SwotItem } from '@mainstay/contract/plans-swot'
import { type SwotJudgement, swotGrade, swotMarks, swotScore } from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'
import type { SwotEffects } from './effects.ts'
import type { SwotItemRow } from './swot-store.ts'

/** What deciding about the marks of an item takes beside the item. */
export interface SwotSetting {
  readonly asOf: string
  /** Months until evidence is too old; null where it does not age. */
  readonly freshMonths: number | null
}

export async function swotSetting(scope: ReadScope, plan: StoredPlan, asOf: string): Promise<SwotSetting> {
  const section = (await visibleSections(scope, plan)).find(({ part }) => part === 'swot')
  return { asOf, freshMonths: section?.freshMonths ?? null }
}

export function presentItem(row: SwotItemRow, effects: SwotEffects, setting: SwotSetting): SwotItem {
  const judgement: SwotJudgement = { impact: row.impact, confidence: row.confidence }
  const score = swotScore(judgement)
  const caused = effects.ofItem(row.id)
  const marks = swotMarks(
    {
      ...judgement,
      evidence: row.evidence,
      evidenceOn: row.evidence_on,
      isSettled: row.settled_on !== null,
      standingEffects: caused.filter(({ isStanding }) => isStanding).length,
    },
    setting,
  )
  return {
    id: row.id,
    viewpoint: row.viewpoint,
    kind: row.kind,
    text: row.content,
    evidence: row.evidence,
    evidenceOn: row.evidence_on,
    saidBy: row.said_by,
    ...judgement,
    score,
    grade: swotGrade(score),
    settled: settledOf(row),
    marks: [...marks],
    caused: [...caused],
    authorName: row.author_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

function settledOf(row: SwotItemRow): SwotItem['settled'] {
  const { settled_reason: reason, settled_on: on, settled_by: byName } = row
  return reason !== null && on !== null && byName !== null ? { reason, on, byName } : null
}
