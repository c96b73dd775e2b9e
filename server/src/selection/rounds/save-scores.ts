import { randomUUID } from 'node:crypto'
import type { savedCells } from '@mainstay/contract/selection-sheets'
import { placeScore, type RoundScore, roundProgress, type ScoringRound } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type AreaContext, today } from '../../platform/area.ts'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { planClosing } from './reminders.ts'
import { answersOf, findRound, ruleRoundOf } from './round-store.ts'

export type SavedCells = z.infer<typeof savedCells>

/** An answer as given: 1 to 5, 0 for no basis to judge, null to take it back. */
export interface GivenCell {
  readonly accountId: string
  readonly criterionKey: string
  readonly answer: number | null
  readonly comment: string | null
  readonly seen: string | null
}

type PlacedCell = GivenCell & Pick<RoundScore, 'score'>

/** A class of locks of its own: one writer at a time for each rater of a round. */
const RATER_LOCK = 7_224_617

/**
 * Gives or changes answers of the person who calls, all or none. Whoever changes a cell says which entry they saw; one
 * that was changed meanwhile, in another window, refuses them all, so that nothing is lost unseen. The audit learns that
 * answers were given and how many, not which: a round is blind until it is closed.
 */
export async function saveScores(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly cells: readonly GivenCell[] },
): Promise<SavedCells> {
  const stored = await findRound(scope, input.id, 'answer')
  const round = ruleRoundOf(stored)
  refuseTwice(input.cells)
  const cells = input.cells.map((cell) => placed(round, cell, { raterId: scope.actor.id, day: today(area) }))
  await sql`select pg_advisory_xact_lock(${RATER_LOCK}, hashtext(${`${input.id} ${scope.actor.id}`}))`.execute(scope.db)
  refuseChanged(cells, await readRevisions(scope, input.id))
  const saved = await writeCells(scope, input.id, cells)
  await scope.record({
    action: 'selection.round-scored',
    subjectType: 'scoring_round',
    subjectId: input.id,
    after: { answers: cells.length },
  })
  const answers = (await answersOf(scope, [input.id])).get(input.id) ?? new Map()
  const progress = roundProgress(round, answers, today(area))
  if (stored.row.closing === 'automatic' && progress.done >= progress.due) await planClosing(scope, input.id)
  const own = progress.raters.find(({ raterId }) => raterId === scope.actor.id)
  return { saved, due: own?.due ?? 0, done: own?.done ?? 0 }
}

/** What the rules take: an answer with its comment, or an empty cell. */
function placed(
  round: ScoringRound,
  cell: GivenCell,
  by: { readonly raterId: string; readonly day: string },
): PlacedCell {
  const { accountId, criterionKey, answer } = cell
  const score = answer === 0 ? null : answer
  const comment = answer === null ? null : cell.comment
  const taken = orRefuse(placeScore(round, { accountId, criterionKey, raterId: by.raterId, score, comment }, by.day))
  return { ...cell, score: taken.score, comment: taken.comment }
}

const keyOf = ({ accountId, criterionKey }: Pick<GivenCell, 'accountId' | 'criterionKey'>): string =>
  JSON.stringify([accountId, criterionKey])

function refuseTwice(cells: readonly GivenCell[]): void {
  const seen = new Set<string>()
  const fields = cells.flatMap((cell, index) => {
    const isTwice = seen.has(keyOf(cell))
    seen.add(keyOf(cell))
    return isTwice ? [{ path: `cells.${index}`, code: 'twice', message: 'This cell is there twice.' }] : []
  })
  if (fields.length > 0) throw new Refused('http/invalid', {}, fields)
}

async function readRevisions(scope: WriteScope, roundId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await scope.db
    .selectFrom('mainstay.scoring_round_score as s')
    .select(['s.account_id', 's.criterion_key', 's.revision'])
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.round_id', '=', roundId)
    .where('s.person_id', '=', scope.actor.id)
    .execute()
  return new Map(
    rows.map((row) => [keyOf({ accountId: row.account_id, criterionKey: row.criterion_key }), row.revision]),
  )
}

function refuseChanged(cells: readonly GivenCell[], revisions: ReadonlyMap<string, string>): void {
  const fields = cells.flatMap((cell, index) =>
    (revisions.get(keyOf(cell)) ?? null) === cell.seen
      ? []
      : [{ path: `cells.${index}`, code: 'changed', message: 'You have changed this in another window meanwhile.' }],
  )
  if (fields.length > 0) throw new Refused('selection/score-changed-meanwhile', { cells: fields.length }, fields)
}

async function writeCells(
  scope: WriteScope,
  roundId: string,
  cells: readonly PlacedCell[],
): Promise<SavedCells['saved']> {
  const cleared = cells.filter(({ answer }) => answer === null)
  const given = cells.filter(({ answer }) => answer !== null).map((cell) => ({ ...cell, revision: randomUUID() }))
  const columns = (rows: readonly PlacedCell[]) =>
    [rows.map(({ accountId }) => accountId), rows.map(({ criterionKey }) => criterionKey)] as const
  if (cleared.length > 0) {
    const [accounts, criteria] = columns(cleared)
    await sql`
      delete from mainstay.scoring_round_score s
      using unnest(${accounts}::bigint[], ${criteria}::text[]) as g (account_id, criterion_key)
      where s.workspace_id = ${scope.workspaceId} and s.round_id = ${roundId}::uuid and s.person_id = ${scope.actor.id}
        and s.account_id = g.account_id and s.criterion_key = g.criterion_key`.execute(scope.db)
  }
  if (given.length > 0) {
    const [accounts, criteria] = columns(given)
    await sql`
      insert into mainstay.scoring_round_score as s
        (workspace_id, round_id, person_id, account_id, criterion_key, score, comment, revision)
      select ${scope.workspaceId}, ${roundId}::uuid, ${scope.actor.id}, g.account_id, g.criterion_key, g.score, g.comment, g.revision
      from unnest(${accounts}::bigint[], ${criteria}::text[], ${given.map(({ score }) => score)}::smallint[],
        ${given.map(({ comment }) => comment)}::text[], ${given.map(({ revision }) => revision)}::uuid[])
        as g (account_id, criterion_key, score, comment, revision)
      on conflict (workspace_id, round_id, person_id, account_id, criterion_key)
      do update set score = excluded.score, comment = excluded.comment, revision = excluded.revision, given_at = now()`.execute(
      scope.db,
    )
  }
  return [
    ...given.map(({ accountId, criterionKey, revision }) => ({ accountId, criterionKey, revision })),
    ...cleared.map(({ accountId, criterionKey }) => ({ accountId, criterionKey, revision: null })),
  ]
}
