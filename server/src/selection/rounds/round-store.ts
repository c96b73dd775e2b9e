import type { RoundScore, ScoringRound, Settlement } from '@mainstay/domain/selection'
import { type Selectable, sql } from 'kysely'
import { mayDo } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ScoringRoundTable } from './tables.ts'

export type RoundRow = Selectable<ScoringRoundTable>

export interface StoredCriterion {
  readonly criterionKey: string
  readonly name: string
  readonly definition: string
  readonly levels: readonly string[]
  readonly functions: readonly string[]
}

export interface StoredRater {
  readonly personId: string
  readonly name: string
  readonly function: string
  readonly lastRemindedOn: string | null
}

/** A candidate; without code and name for whoever neither rates it nor may see the account. */
export interface StoredCandidate {
  readonly accountId: string
  readonly code: string | null
  readonly name: string | null
  readonly isVisible: boolean
}

/** A round with everything that belongs to it but scores. */
export interface StoredRound {
  readonly row: RoundRow
  readonly criteria: readonly StoredCriterion[]
  readonly raters: readonly StoredRater[]
  readonly candidates: readonly StoredCandidate[]
}

export function selectRounds(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.scoring_round as r')
    .select(['r.workspace_id', 'r.id', 'r.name', 'r.criteria_set_id', 'r.status', 'r.opens_on', 'r.deadline'])
    .select(['r.closing', 'r.reminder_days', 'r.lead_id', 'r.lead_name', 'r.closed_on', 'r.taken_over_at'])
    .select(['r.taken_over_by', 'r.open_reason', 'r.cancel_reason', 'r.version', 'r.created_at'])
    .where('r.workspace_id', '=', scope.workspaceId)
}

type Hold = 'look' | 'answer' | 'change'

/**
 * A round, for whoever leads rounds or rates in this one; to others it does not exist. Held for an answer it may not be
 * closed meanwhile, held for a change nothing else may happen to it.
 */
export async function findRound(scope: ReadScope, id: string, hold: Hold = 'look'): Promise<StoredRound> {
  const row = await selectRounds(scope)
    .where('r.id', '=', id)
    .$if(hold === 'answer', (query) => query.forShare())
    .$if(hold === 'change', (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  const raters = (await ratersOf(scope, [id])).get(id) ?? []
  const isRater = raters.some(({ personId }) => personId === scope.actor.id)
  if (!leadsRounds(scope) && !(isRater && row.status !== 'planned')) throw new Refused('http/not-found')
  return {
    row,
    raters,
    criteria: (await criteriaOf(scope, [id])).get(id) ?? [],
    candidates: await candidatesOf(scope, id),
  }
}

export function leadsRounds(scope: ReadScope): boolean {
  return mayDo(scope.actor, 'selection:decide')
}

/** The round as the rules see it. */
export function ruleRoundOf(stored: StoredRound): ScoringRound {
  return {
    ...ruleFrameOf(stored),
    accountIds: stored.candidates.map(({ accountId }) => accountId),
  }
}

export function ruleFrameOf({
  row,
  criteria,
  raters,
}: Omit<StoredRound, 'candidates'>): Omit<ScoringRound, 'accountIds'> {
  return {
    status: row.status,
    opensOn: row.opens_on,
    deadline: row.deadline,
    criteria: criteria.map(({ criterionKey, functions }) => ({ criterionKey, functions })),
    raters: raters.map((rater) => ({ raterId: rater.personId, function: rater.function })),
    reminderDays: row.reminder_days,
  }
}

export async function criteriaOf(
  scope: ReadScope,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, StoredCriterion[]>> {
  const rows = await scope.db
    .selectFrom('mainstay.scoring_round_criterion as c')
    .select(['c.round_id', 'c.criterion_key', 'c.name', 'c.definition', 'c.levels', 'c.functions'])
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.round_id', 'in', [...roundIds])
    .orderBy('c.place')
    .execute()
  return groupBy(rows, ({ round_id, criterion_key, name, definition, levels, functions }) => [
    round_id,
    { criterionKey: criterion_key, name, definition, levels, functions },
  ])
}

export async function ratersOf(
  scope: ReadScope,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, StoredRater[]>> {
  const rows = await scope.db
    .selectFrom('mainstay.scoring_round_rater as r')
    .leftJoin('identity.person as p', 'p.id', 'r.person_id')
    .select(['r.round_id', 'r.person_id', 'p.name', 'r.function', 'r.last_reminded_on'])
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.round_id', 'in', [...roundIds])
    .orderBy('r.place')
    .execute()
  return groupBy(rows, (row) => [
    row.round_id,
    {
      personId: row.person_id,
      name: row.name ?? row.person_id,
      function: row.function,
      lastRemindedOn: row.last_reminded_on,
    },
  ])
}

async function candidatesOf(scope: ReadScope, id: string): Promise<StoredCandidate[]> {
  const { rows } = await sql<StoredCandidate>`
    select c.account_id as "accountId", c.code, c.name, c.is_visible as "isVisible"
    from mainstay.round_candidates(${id}::uuid) c`.execute(scope.db)
  return rows
}

/** How many answers each rater of each round has given. */
export async function answersOf(
  scope: ReadScope,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const { rows } = await sql<{ round_id: string; person_id: string; answers: number }>`
    select a.round_id, a.person_id, a.answers from mainstay.round_answers(${[...roundIds]}::uuid[]) a`.execute(scope.db)
  const byRound = new Map<string, Map<string, number>>()
  for (const { round_id, person_id, answers } of rows) {
    const own = byRound.get(round_id) ?? new Map<string, number>()
    byRound.set(round_id, own.set(person_id, answers))
  }
  return byRound
}

export async function sizesOf(scope: ReadScope, roundIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ round_id: string; candidates: number }>`
    select s.round_id, s.candidates from mainstay.round_sizes(${[...roundIds]}::uuid[]) s`.execute(scope.db)
  return new Map(rows.map(({ round_id, candidates }) => [round_id, candidates]))
}

/** An entry with the name it bears until it is changed. */
export interface StoredScore extends RoundScore {
  readonly revision: string
}

/** The scores of a round that the database shows: before it is closed nobody's but one's own. */
export async function readScores(scope: ReadScope, id: string, raterId?: string): Promise<StoredScore[]> {
  return scope.db
    .selectFrom('mainstay.scoring_round_score as s')
    .select(['s.account_id as accountId', 's.criterion_key as criterionKey', 's.person_id as raterId'])
    .select(['s.score', 's.comment', 's.revision'])
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.round_id', '=', id)
    .$if(raterId !== undefined, (query) => query.where('s.person_id', '=', raterId ?? ''))
    .orderBy('s.person_id')
    .orderBy('s.account_id')
    .orderBy('s.criterion_key')
    .execute()
}

export interface StoredSettlement extends Settlement {
  readonly byName: string
  readonly isTakenOver: boolean
}

/** What holds as settled in a round; of one cell if given. */
export async function readSettlements(
  scope: ReadScope,
  id: string,
  cell?: { readonly accountId: string; readonly criterionKey: string },
): Promise<StoredSettlement[]> {
  const ofCell = cell ? sql`and t.account_id = ${cell.accountId} and t.criterion_key = ${cell.criterionKey}` : sql``
  const { rows } = await sql<StoredSettlement & { at: Date }>`
    select distinct on (t.account_id, t.criterion_key) t.id, t.account_id as "accountId", t.criterion_key as "criterionKey",
      t.score, t.note, t.person_id as "settledBy", t.person_name as "byName", t.settled_at as at,
      t.taken_over_at is not null as "isTakenOver"
    from mainstay.scoring_round_settlement t
    where t.workspace_id = ${scope.workspaceId} and t.round_id = ${id} ${ofCell}
    order by t.account_id, t.criterion_key, t.id desc`.execute(scope.db)
  return rows.map(({ at, ...settlement }) => ({ ...settlement, settledAt: at.toISOString() }))
}

/** Writes what changed on a round and counts its version up. */
export async function updateRound(
  scope: ReadScope,
  row: RoundRow,
  changes: Partial<Omit<RoundRow, 'workspace_id' | 'id' | 'version' | 'created_at'>>,
): Promise<void> {
  await scope.db
    .updateTable('mainstay.scoring_round as r')
    .set({ ...changes, version: row.version + 1 })
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.id', '=', row.id)
    .execute()
}

function groupBy<Row, Value>(
  rows: readonly Row[],
  entryOf: (row: Row) => readonly [string, Value],
): ReadonlyMap<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const row of rows) {
    const [key, value] = entryOf(row)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}
