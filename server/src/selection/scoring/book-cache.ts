import { type SpendBias, spendBias } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, systemActor, today } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import {
  findCriteriaSet,
  findPublishedSet,
  type ProgramCriteriaSet,
  readTierScheme,
  ruleSchemeOf,
  type TierSchemeAnswer,
} from '../../program/index.ts'
import { loadEvidence } from './evidence-store.ts'
import { buildScoreBook, type ScoreBook, weightsOf } from './score-book.ts'
import { placesOf, type TierSituation } from './tier-proposals.ts'

const KEPT_BOOKS = 6

/** The state of selection in a workspace at this moment, as the program itself sees it: over all accounts. */
export interface SelectionState {
  readonly criteriaSet: ProgramCriteriaSet | null
  readonly published: ProgramCriteriaSet | null
  readonly revision: number
  readonly computedAt: Date | null
  readonly tiers: TierSchemeAnswer['tiers']
  readonly situation: TierSituation
  readonly places: number
  readonly today: string
}

/** What every question about selection starts from; `book` is null while there are no criteria. */
export interface Selection {
  readonly state: SelectionState
  readonly book: ScoreBook | null
}

export interface SelectionBooks {
  /** Loads state and scores, without opening anything for the caller: call it before the caller's own transaction. */
  load(actor: Actor, criteriaSetId?: string): Promise<Selection>
  /** The published ranking of the same revision, to compare with. */
  published(actor: Actor, state: SelectionState): Promise<ScoreBook | null>
}

const caches = new WeakMap<AreaContext['pool'], SelectionBooks>()

/** The scores kept by this process; one keeper for each program. */
export function booksOf(area: AreaContext): SelectionBooks {
  const known = caches.get(area.pool)
  if (known) return known
  const created = createBooks(area)
  caches.set(area.pool, created)
  return created
}

function createBooks(area: AreaContext): SelectionBooks {
  const kept = new Map<string, Promise<ScoreBook>>()
  const asProgram = <Value>(actor: Actor, work: (scope: ReadScope) => Promise<Value>) =>
    area.useCases.read(
      systemActor({ id: actor.workspaceId, slug: actor.workspaceSlug, reportingCurrency: actor.reportingCurrency }),
      work,
    )

  async function bookOf(actor: Actor, state: SelectionState, set: ProgramCriteriaSet): Promise<ScoreBook> {
    const build = () =>
      asProgram(actor, async (scope) =>
        buildScoreBook(set, await loadEvidence(scope, set.content, { today: state.today }), state.today),
      )
    // Before the first computation nothing counts the changes of what a book would rest on.
    if (state.revision === 0) return build()
    const key = `${actor.workspaceId}:${set.id}:${set.version}:${state.revision}:${state.today}`
    const book = kept.get(key) ?? build()
    kept.delete(key)
    kept.set(key, book)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_BOOKS) break
      kept.delete(oldest)
    }
    book.catch(() => kept.delete(key))
    return book
  }

  return {
    load: async (actor, criteriaSetId) => {
      const state = await asProgram(actor, (scope) => readState(scope, today(area), criteriaSetId))
      const book = state.criteriaSet ? await bookOf(actor, state, state.criteriaSet) : null
      return { state, book }
    },
    published: async (actor, state) => (state.published ? bookOf(actor, state, state.published) : null),
  }
}

async function readState(scope: ReadScope, day: string, criteriaSetId: string | undefined): Promise<SelectionState> {
  const published = await findPublishedSet(scope)
  const criteriaSet =
    criteriaSetId === undefined || criteriaSetId === published?.id
      ? published
      : await findCriteriaSet(scope, criteriaSetId)
  const scoring = await scope.db
    .selectFrom('mainstay.scoring as s')
    .select(['s.revision', 's.computed_at'])
    .where('s.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  const { tiers } = await readTierScheme(scope)
  const scheme = ruleSchemeOf(tiers)
  return {
    criteriaSet,
    published,
    revision: scoring?.revision ?? 0,
    computedAt: scoring?.computed_at ?? null,
    tiers,
    situation: { scheme, current: await readCurrentTiers(scope, day) },
    places: placesOf(scheme),
    today: day,
  }
}

/** The tier every account is in on a day, with since when. */
export async function readCurrentTiers(scope: ReadScope, day: string): Promise<TierSituation['current']> {
  const { rows } = await sql<{ account_id: string; tier: string; since: string; is_exception: boolean }>`
    select t.account_id, t.tier, t.since, exists (
        select 1 from mainstay.tier_decision d
        where d.workspace_id = ${scope.workspaceId} and d.account_id = t.account_id and d.tier = t.tier
          and d.effective_date = t.since and d.expires_on >= ${day}::date) as is_exception
    from mainstay.tiers_on(${day}::date) t`.execute(scope.db)
  return new Map(
    rows.map(({ account_id, tier, since, is_exception }) => [account_id, { tier, since, isException: is_exception }]),
  )
}

const biases = new WeakMap<ScoreBook, Map<number, SpendBias>>()

/** How far size decides; under the set's own weights it is worked out once for each book. */
export function spendBiasOf(book: ScoreBook, weights: readonly number[], places: number): SpendBias {
  const own = weightsOf(book.criteriaSet.content)
  const isOwn = own.every((weight, index) => weight === weights[index])
  const known = isOwn ? biases.get(book)?.get(places) : undefined
  if (known) return known
  const { criteria, minimumConfidence } = book.criteriaSet.content
  const isSize = criteria.map(({ isSizeCriterion }) => isSizeCriterion)
  const bias = spendBias({ matrix: book.matrix, weights, isSize, spend: book.spend, minimumConfidence, places })
  if (isOwn) biases.set(book, new Map([[places, bias]]))
  return bias
}
