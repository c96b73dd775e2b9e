import type { scoringRound, scoringRoundDetail } from '@mainstay/contract/selection-rounds'
import {
  type RoundProgress,
  roundCautions,
  roundFaults,
  roundProgress,
  type ScoringRound,
} from '@mainstay/domain/selection'
import type { z } from 'zod'
import { type AreaContext, today } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findCriteriaSet, type ProgramCriteriaSet } from '../../program/index.ts'
import type { AccountReference } from '../candidate-store.ts'
import {
  answersOf,
  leadsRounds,
  type RoundRow,
  ruleRoundOf,
  type StoredCandidate,
  type StoredRound,
} from './round-store.ts'
import { sentenceOf } from './sentences.ts'

export type RoundAnswer = z.infer<typeof scoringRound>
export type RoundDetailAnswer = z.infer<typeof scoringRoundDetail>

/** A round in short. Whoever does not lead it learns of the own progress only. */
export function presentRound(
  scope: ReadScope,
  row: RoundRow,
  facts: { readonly progress: RoundProgress; readonly candidates: number },
): RoundAnswer {
  const { progress, candidates } = facts
  const own = progress.raters.find(({ raterId }) => raterId === scope.actor.id)
  const seen = leadsRounds(scope) ? progress : (own ?? { due: 0, done: 0 })
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    opensOn: row.opens_on,
    deadline: row.deadline,
    daysLeft: progress.daysLeft,
    candidates,
    raters: progress.raters.length,
    due: seen.due,
    done: seen.done,
    own: own ? { function: own.function, due: own.due, done: own.done } : null,
    leadName: row.lead_name,
    version: row.version,
  }
}

export async function presentInShort(area: AreaContext, scope: ReadScope, stored: StoredRound): Promise<RoundAnswer> {
  const progress = await progressOf(area, scope, stored)
  return presentRound(scope, stored.row, { progress, candidates: stored.candidates.length })
}

export async function progressOf(area: AreaContext, scope: ReadScope, stored: StoredRound): Promise<RoundProgress> {
  const answers = (await answersOf(scope, [stored.row.id])).get(stored.row.id) ?? new Map()
  return roundProgress(ruleRoundOf(stored), answers, today(area))
}

/** A candidate's name where the person who asks may know it. */
export function referenceOf({ accountId, code, name }: StoredCandidate): AccountReference | null {
  return code === null || name === null ? null : { id: accountId, code, name }
}

export async function presentDetail(
  area: AreaContext,
  scope: ReadScope,
  stored: StoredRound,
): Promise<RoundDetailAnswer> {
  const { row, criteria, raters, candidates } = stored
  const progress = await progressOf(area, scope, stored)
  const criteriaSet = await criteriaSetOf(scope, row)
  const mayLead = leadsRounds(scope)
  const isRevealed = row.status === 'closed' || row.status === 'reconciled'
  const countsOf = new Map(progress.raters.map((one) => [one.raterId, one]))
  return {
    ...presentRound(scope, row, { progress, candidates: candidates.length }),
    criteriaSet: criteriaSet && {
      id: criteriaSet.id,
      name: criteriaSet.name,
      number: criteriaSet.number,
      status: criteriaSet.status,
    },
    closing: row.closing,
    reminderDays: row.reminder_days,
    criteria: criteria.map((one) => ({ ...one, levels: [...one.levels], functions: [...one.functions] })),
    raterList: raters
      .filter(({ personId }) => mayLead || isRevealed || personId === scope.actor.id)
      .map((rater) => {
        const { due = 0, done = 0 } = countsOf.get(rater.personId) ?? {}
        return { ...rater, due, done }
      }),
    candidateList: candidates.flatMap((candidate) => referenceOf(candidate) ?? []),
    ...(mayLead && row.status === 'planned'
      ? notesOn(ruleRoundOf(stored), { today: today(area), criteriaSet })
      : { faults: [], cautions: [] }),
    closedOn: row.closed_on,
    takenOver: row.taken_over_at && {
      at: row.taken_over_at.toISOString(),
      byName: row.taken_over_by ?? '',
      openReason: row.open_reason,
    },
    cancelReason: row.cancel_reason,
    mayLead,
  }
}

/** The criteria a round is held under; null when the draft was thrown away. */
export async function criteriaSetOf(scope: ReadScope, row: RoundRow): Promise<ProgramCriteriaSet | null> {
  return row.criteria_set_id === null ? null : findCriteriaSet(scope, row.criteria_set_id)
}

export function judgedCriteriaOf(criteriaSet: ProgramCriteriaSet | null) {
  return (criteriaSet?.content.criteria ?? []).filter(({ source }) => source.kind === 'judged')
}

function notesOn(
  round: ScoringRound,
  situation: { readonly today: string; readonly criteriaSet: ProgramCriteriaSet | null },
): Pick<RoundDetailAnswer, 'faults' | 'cautions'> {
  const judgedCriteria = judgedCriteriaOf(situation.criteriaSet).map(({ key }) => key)
  const faults = roundFaults(round, { today: situation.today, judgedCriteria })
  return {
    faults: faults.map(({ path, code }) => ({ path, code, message: sentenceOf(code) })),
    cautions: roundCautions(round).map(({ code, criterionKey }) => ({
      path: criterionKey === null ? 'raters' : `criteria.${criterionKey}`,
      code,
      message: sentenceOf(code),
    })),
  }
}
