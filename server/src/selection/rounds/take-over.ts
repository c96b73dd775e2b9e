import { finishRound, handOverRound, type RoundJudgement, roundResults } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { AreaContext } from '../../platform/area.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { findRound, readScores, readSettlements, ruleRoundOf, type StoredRound, updateRound } from './round-store.ts'
import { overAllAccounts } from './whole-workspace.ts'

interface TakenOver {
  readonly judgements: number
  readonly settled: number
  readonly openResults: number
  readonly version: number
}

/**
 * Ends a closed round: what its raters agree on, and what was settled, becomes judgements; what is open stays open, with
 * a written reason. Taken over again after a reopening, only what is new is added. The scores are worked out anew once.
 */
export async function takeRoundOver(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly openReason: string | null },
): Promise<TakenOver> {
  const stored = await findRound(scope, input.id, 'change')
  const { row } = stored
  scope.expectVersion(row.version)
  const round = ruleRoundOf(stored)
  const [scores, settlements] = await overAllAccounts(scope, async () => [
    await readScores(scope, row.id),
    await readSettlements(scope, row.id),
  ])
  const { judgements, openResults } = handOverRound(roundResults({ round, scores, settlements }), scores)
  const finished = orRefuse(finishRound(round, { openResults, reason: input.openReason }))
  const isTaken = new Set(settlements.flatMap(({ id, isTakenOver }) => (isTakenOver ? [id] : [])))
  const settledOn = new Map(settlements.map((one) => [cellOf(one), one.settledAt.slice(0, 10)]))
  const given = judgements.filter(({ settlementId }) => settlementId === null)
  const settled = judgements.filter(({ settlementId }) => settlementId !== null && !isTaken.has(settlementId))
  const dayOf = (one: RoundJudgement) => settledOn.get(cellOf(one)) ?? row.closed_on ?? row.deadline
  const names = new Map([
    ...stored.raters.map(({ personId, name }) => [personId, name] as const),
    ...settlements.map(({ settledBy, byName }) => [settledBy, byName] as const),
  ])
  const nameOf = ({ authorId }: RoundJudgement) => names.get(authorId) ?? authorId
  const added = await overAllAccounts(scope, async () => {
    const fresh = await writeJudgements(scope, stored, { judgements: given, dayOf, nameOf })
    await writeJudgements(scope, stored, { judgements: settled, dayOf, nameOf })
    await markTaken(area, scope, settled)
    return fresh
  })
  const openReason = openResults > 0 ? input.openReason : null
  await updateRound(scope, row, {
    status: finished.status,
    taken_over_at: area.now(),
    taken_over_by: scope.actor.name,
    open_reason: openReason,
  })
  const counts = { judgements: added, settled: settled.length, openResults }
  await scope.record({
    action: 'selection.round-taken-over',
    subjectType: 'scoring_round',
    subjectId: row.id,
    before: { status: row.status },
    after: { status: finished.status, ...counts, openReason },
  })
  if (added + settled.length > 0) {
    await scope.announce({ topic: 'selection.judged', subjectType: 'scoring_round', subjectId: row.id })
  }
  return { ...counts, version: row.version + 1 }
}

function cellOf({ accountId, criterionKey }: { readonly accountId: string; readonly criterionKey: string }): string {
  return JSON.stringify([accountId, criterionKey])
}

/** Adds judgements in their order and says how many were new: a rater's score is taken over once. */
async function writeJudgements(
  scope: WriteScope,
  stored: StoredRound,
  part: {
    readonly judgements: readonly RoundJudgement[]
    dayOf(judgement: RoundJudgement): string
    nameOf(judgement: RoundJudgement): string
  },
): Promise<number> {
  const { judgements, dayOf, nameOf } = part
  const result = await sql`
    insert into mainstay.judgement
      (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on, comment, round_id, is_settlement)
    select ${scope.workspaceId}, g.account_id, g.criterion_key, g.score, g.person_id, g.person_name, g.judged_on, g.comment,
      ${stored.row.id}::uuid, g.is_settlement
    from unnest(${judgements.map(({ accountId }) => accountId)}::bigint[], ${judgements.map(({ criterionKey }) => criterionKey)}::text[],
      ${judgements.map(({ score }) => score)}::smallint[], ${judgements.map(({ authorId }) => authorId)}::text[],
      ${judgements.map(nameOf)}::text[], ${judgements.map(dayOf)}::date[], ${judgements.map(({ comment }) => comment)}::text[],
      ${judgements.map(({ settlementId }) => settlementId !== null)}::boolean[]) with ordinality
      as g (account_id, criterion_key, score, person_id, person_name, judged_on, comment, is_settlement, place)
    order by g.place
    on conflict (workspace_id, round_id, account_id, criterion_key, person_id)
      where round_id is not null and not is_settlement do nothing`.execute(scope.db)
  return Number(result.numAffectedRows ?? 0)
}

async function markTaken(area: AreaContext, scope: WriteScope, settled: readonly RoundJudgement[]): Promise<void> {
  const ids = settled.flatMap(({ settlementId }) => settlementId ?? [])
  if (ids.length === 0) return
  await scope.db
    .updateTable('mainstay.scoring_round_settlement as t')
    .set({ taken_over_at: area.now() })
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.id', 'in', ids)
    .execute()
}
