import { addDays } from '@mainstay/domain/program'
import type { RoundProgress, ScoringRound } from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import type { Posted } from '../../platform/mail/mailer.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { reminderLetter } from './letters.ts'
import type { StoredRound } from './round-store.ts'

export const ROUND_QUEUE = 'scoring-rounds'

/** Reminders are read in the morning. */
const MORNING_HOUR = 7
/** When everybody has answered, the last of them has this long to think again. */
const SECOND_THOUGHTS_SECONDS = 900

/** Sends reminders and notes the day; says whether mail goes out at all. */
export async function remind(
  area: AreaContext,
  scope: WriteScope,
  ask: { readonly stored: StoredRound; readonly progress: RoundProgress; readonly raterIds: readonly string[] },
): Promise<Posted> {
  const { stored, progress, raterIds } = ask
  const { row } = stored
  let posted: Posted = 'off'
  for (const rater of progress.raters.filter(({ raterId }) => raterIds.includes(raterId))) {
    const letter = reminderLetter({
      round: row.name,
      workspace: scope.actor.workspaceSlug,
      roundId: row.id,
      open: rater.due - rater.done,
      deadline: row.deadline,
      publicUrl: area.config.publicUrl,
    })
    const about = { subjectType: 'scoring_round', subjectId: row.id }
    posted = await scope.sendMail({ to: { personId: rater.raterId }, letter, about })
  }
  await scope.db
    .updateTable('mainstay.scoring_round_rater as r')
    .set({ last_reminded_on: today(area) })
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.round_id', '=', row.id)
    .where('r.person_id', 'in', [...raterIds])
    .execute()
  await scope.record({
    action: 'selection.round-reminded',
    subjectType: 'scoring_round',
    subjectId: row.id,
    after: { reminded: raterIds.length },
  })
  return posted
}

/** Asks for the next look at an open round: on the morning of its next reminder, or of the day after its deadline. */
export async function planWatch(
  area: AreaContext,
  scope: WriteScope,
  roundId: string,
  round: ScoringRound,
): Promise<void> {
  const day = today(area)
  const days = [...round.reminderDays.map((before) => addDays(round.deadline, -before)), addDays(round.deadline, 1)]
  const next = days.filter((one) => one > day).sort()[0]
  if (next === undefined) return
  const morning = Date.parse(`${next}T00:00:00Z`) + MORNING_HOUR * 3_600_000
  const startAfterSeconds = Math.max(1, Math.ceil((morning - area.now().getTime()) / 1_000))
  await scope.enqueue(ROUND_QUEUE, { roundId }, { startAfterSeconds })
}

/** Everybody has answered: the round may close by itself a little later. */
export async function planClosing(scope: WriteScope, roundId: string): Promise<void> {
  await scope.enqueue(ROUND_QUEUE, { roundId }, { startAfterSeconds: SECOND_THOUGHTS_SECONDS })
}
