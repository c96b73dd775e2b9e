import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { DecisionAnswer } from '../decision-store.ts'
import { isForReader, presentFirmness } from '../firmness/present-firmness.ts'
import type { FirmnessAnswer, FirmnessQuestion, StoredFirmness } from '../firmness/stored-answer.ts'
import { everyDecision } from '../queries/decisions.ts'
import { type Ranked, workOutRanking } from '../queries/rank.ts'
import { findRun, readResult } from '../runs/run-store.ts'

/** All that the decision book is written from, in one view of the database. */
export interface BookSource {
  readonly scope: ReadScope
  readonly ranked: Ranked
  readonly workspaceName: string
  readonly publication: Publication
  /** The latest answer about these criteria as they stand; null when nobody asked, or the reader may not know it. */
  readonly firmness: FirmnessAnswer | null
  /** What holds today, by account. */
  readonly inForce: ReadonlyMap<string, DecisionAnswer>
  readonly today: string
  readonly madeAt: Date
}

interface Publication {
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
  readonly reason: string | null
}

/** Ranks, or refuses. Opens its own readings: call it before the one the book is read in. */
export function prepareBook(area: AreaContext, actor: Actor, criteriaSetId: string | undefined): Promise<Ranked> {
  return workOutRanking(area, actor, { criteriaSetId, spendBias: 'with' })
}

export async function readBookSource(area: AreaContext, scope: ReadScope, ranked: Ranked): Promise<BookSource> {
  const workspace = await scope.db
    .selectFrom('mainstay.workspace as w')
    .select('w.name')
    .where('w.id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  return {
    scope,
    ranked,
    workspaceName: workspace.name,
    publication: await readPublication(scope, ranked.book.criteriaSet.id),
    firmness: await readLatest(scope, ranked),
    inForce: await readInForce(scope, today(area)),
    today: today(area),
    madeAt: area.now(),
  }
}

async function readPublication(scope: ReadScope, criteriaSetId: string): Promise<Publication> {
  const row = await scope.db
    .selectFrom('mainstay.criteria_set as c')
    .select(['c.published_at', 'c.published_by', 'c.publish_reason'])
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.id', '=', criteriaSetId)
    .executeTakeFirst()
  return {
    publishedAt: row?.published_at ?? null,
    publishedBy: row?.published_by ?? null,
    reason: row?.publish_reason ?? null,
  }
}

async function readInForce(scope: ReadScope, day: string): Promise<ReadonlyMap<string, DecisionAnswer>> {
  const inForce = new Map<string, DecisionAnswer>()
  for await (const decision of everyDecision(scope, {}, day)) {
    if (decision.status === 'current') inForce.set(decision.account.id, decision)
  }
  return inForce
}

async function readLatest(scope: ReadScope, { book, state }: Ranked): Promise<FirmnessAnswer | null> {
  const { rows } = await sql<{ id: string }>`
    select r.id from mainstay.selection_run r
    where r.workspace_id = ${scope.workspaceId} and r.kind = 'firmness' and r.status = 'done'
      and r.question->>'criteriaSetId' = ${book.criteriaSet.id} and (r.question->>'isUsual')::boolean
    order by r.created_at desc, r.id desc limit 1`.execute(scope.db)
  if (!rows[0]) return null
  const run = await findRun(scope, rows[0].id)
  const result = await readResult<StoredFirmness>(scope, 'firmness', run.id)
  const question = run.question as FirmnessQuestion
  if (!isForReader(scope.actor.seesMargins, { question, result })) return null
  const isCurrent =
    result.revision === state.revision &&
    question.criteriaSetVersion === book.criteriaSet.version &&
    question.places === state.places
  return presentFirmness(scope, { run, question, result }, isCurrent)
}
