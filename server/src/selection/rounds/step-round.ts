import type { EndingOf } from '@mainstay/contract/audit'
import {
  cancelRound as cancelRule,
  closeRound as closeRule,
  extendRound as extendRule,
  openRound as openRule,
  reopenRound as reopenRule,
} from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import type { Posted } from '../../platform/mail/mailer.ts'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { openingLetter } from './letters.ts'
import { chooseCriteria, writeCriteria } from './plan-round.ts'
import { criteriaSetOf, judgedCriteriaOf, presentDetail, progressOf, type RoundDetailAnswer } from './present-round.ts'
import { planWatch, remind } from './reminders.ts'
import { findRound, type RoundRow, ruleRoundOf, type StoredRound, updateRound } from './round-store.ts'

/** Opens a round and tells its raters. From now on the criteria stay as they are at this moment. */
export async function openRound(area: AreaContext, scope: WriteScope, id: string): Promise<RoundDetailAnswer> {
  const stored = await holdRound(scope, id)
  const criteriaSet = await criteriaSetOf(scope, stored.row)
  const judgedCriteria = judgedCriteriaOf(criteriaSet).map(({ key }) => key)
  const opened = orRefuse(openRule(ruleRoundOf(stored), { today: today(area), judgedCriteria }))
  if (criteriaSet) await writeCriteria(scope, id, chooseCriteria(criteriaSet, stored.criteria))
  await updateRound(scope, stored.row, { status: opened.status })
  await inviteRaters(area, scope, stored)
  await recordStep(scope, 'opened', stored.row, { status: opened.status, deadline: opened.deadline })
  await planWatch(area, scope, id, opened)
  return presentDetail(area, scope, await findRound(scope, id))
}

async function inviteRaters(area: AreaContext, scope: WriteScope, stored: StoredRound): Promise<void> {
  const { row } = stored
  for (const rater of (await progressOf(area, scope, stored)).raters) {
    const letter = openingLetter({
      round: row.name,
      workspace: scope.actor.workspaceSlug,
      roundId: row.id,
      open: rater.due,
      deadline: row.deadline,
      publicUrl: area.config.publicUrl,
      lead: row.lead_name,
    })
    const about = { subjectType: 'scoring_round', subjectId: row.id }
    if ((await scope.sendMail({ to: { personId: rater.raterId }, letter, about })) === 'off') return
  }
}

export async function extendRound(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly deadline: string },
): Promise<RoundDetailAnswer> {
  const stored = await holdRound(scope, input.id)
  const extended = orRefuse(extendRule(ruleRoundOf(stored), input.deadline, today(area)))
  await updateRound(scope, stored.row, { deadline: extended.deadline })
  await recordStep(scope, 'extended', stored.row, { deadline: extended.deadline })
  if (extended.status === 'open') await planWatch(area, scope, input.id, extended)
  return presentDetail(area, scope, await findRound(scope, input.id))
}

/** Reminds everybody whose answers are missing, at once and by hand. */
export async function remindRaters(
  area: AreaContext,
  scope: WriteScope,
  id: string,
): Promise<{ reminded: number; mail: Posted; version: number }> {
  const stored = await holdRound(scope, id)
  if (stored.row.status !== 'open') throw new Refused('selection/round-not-open', { status: stored.row.status })
  const progress = await progressOf(area, scope, stored)
  const raterIds = progress.raters.filter(({ due, done }) => done < due).map(({ raterId }) => raterId)
  const { version } = stored.row
  if (raterIds.length === 0) return { reminded: 0, mail: area.mailer.isOn ? 'waiting' : 'off', version }
  const mail = await remind(area, scope, { stored, progress, raterIds })
  return { reminded: raterIds.length, mail, version }
}

export async function closeRound(area: AreaContext, scope: WriteScope, id: string): Promise<RoundDetailAnswer> {
  await endScoring(area, scope, await holdRound(scope, id))
  return presentDetail(area, scope, await findRound(scope, id))
}

/** Ends the scoring of a round the caller holds: from now on everybody in it sees all scores. */
export async function endScoring(area: AreaContext, scope: WriteScope, stored: StoredRound): Promise<void> {
  const closed = orRefuse(closeRule(ruleRoundOf(stored)))
  await updateRound(scope, stored.row, { status: closed.status, closed_on: today(area) })
  await recordStep(scope, 'closed', stored.row, { status: closed.status })
}

export async function cancelRound(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly reason: string },
): Promise<RoundDetailAnswer> {
  const stored = await holdRound(scope, input.id)
  const cancelled = orRefuse(cancelRule(ruleRoundOf(stored), input.reason))
  await updateRound(scope, stored.row, { status: cancelled.status, cancel_reason: input.reason })
  await recordStep(scope, 'cancelled', stored.row, { status: cancelled.status, reason: input.reason })
  return presentDetail(area, scope, await findRound(scope, input.id))
}

/** Takes a finished round up again, so that more of it can be settled. */
export async function reopenRound(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly reason: string },
): Promise<RoundDetailAnswer> {
  const stored = await holdRound(scope, input.id)
  const reopened = orRefuse(reopenRule(ruleRoundOf(stored), input.reason))
  await updateRound(scope, stored.row, { status: reopened.status })
  await recordStep(scope, 'reopened', stored.row, { status: reopened.status, reason: input.reason })
  return presentDetail(area, scope, await findRound(scope, input.id))
}

async function holdRound(scope: WriteScope, id: string): Promise<StoredRound> {
  const stored = await findRound(scope, id, 'change')
  scope.expectVersion(stored.row.version)
  return stored
}

async function recordStep(
  scope: WriteScope,
  step: EndingOf<'selection.round-'>,
  before: RoundRow,
  after: Record<string, unknown>,
): Promise<void> {
  await scope.record({
    action: `selection.round-${step}`,
    subjectType: 'scoring_round',
    subjectId: before.id,
    before: { status: before.status, deadline: before.deadline },
    after,
  })
}
