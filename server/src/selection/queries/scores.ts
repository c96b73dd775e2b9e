import { DEFAULT_MIDPOINTS, type MatrixMidpoints } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPublishedSet } from '../../program/index.ts'
import { findVisible } from '../candidate-store.ts'
import { booksOf } from '../scoring/book-cache.ts'
import { isMove, type ProposedTier } from '../scoring/tier-proposals.ts'
import { proposalsOf } from './tiers.ts'

export interface AccountStanding {
  readonly accountId: string
  readonly score: number | null
  readonly rank: number
  readonly tier: string | null
  readonly confidence: number
}

/** Score, rank, tier and confidence of every group the actor may see, in the order of the published ranking. */
export async function listScores(scope: ReadScope, today: string): Promise<AccountStanding[]> {
  const { rows } = await sql<AccountStanding>`
    select s.account_id as "accountId", s.score, s.rank, t.tier, s.confidence
    from mainstay.account_score s
    join mainstay.criteria_set c on c.workspace_id = s.workspace_id and c.id = s.criteria_set_id and c.status = 'published'
    left join mainstay.tiers_on(${today}::date) t on t.account_id = s.account_id
    where s.workspace_id = ${scope.workspaceId} order by s.rank`.execute(scope.db)
  return rows
}

export interface ProgramStanding {
  /** Accounts in any tier today, over all accounts. */
  readonly keyAccounts: number
  readonly places: number
  /** Of the accounts the actor may see, as the list of proposals counts them. */
  readonly proposedIn: number
  readonly proposedOut: number
  /** What the scores propose, by account; accounts not listed are proposed nothing and are in no tier. */
  readonly proposals: ReadonlyMap<string, ProposedTier>
}

/** Places of the program as a whole, and what is proposed. Opens its own reading: call it before, not inside, one's own. */
export async function readProgramStanding(area: AreaContext, actor: Actor): Promise<ProgramStanding> {
  const selection = await booksOf(area).load(actor)
  const proposals = proposalsOf(selection)
  const visible = actor.visibility === 'all' ? null : await area.useCases.read(actor, (scope) => findVisible(scope, ''))
  const all = [...proposals.values()].filter(
    (one) => isMove(selection.state.situation, one) && (!visible || visible.has(one.accountId)),
  )
  return {
    keyAccounts: selection.state.situation.current.size,
    places: selection.state.places,
    proposedIn: all.filter((one) => one.currentTier === null && one.proposedTier !== null).length,
    proposedOut: all.filter((one) => one.currentTier !== null && one.proposedTier === null).length,
    proposals,
  }
}

/** Names of the published criteria on each axis of the matrix, and where the axes are cut. */
export async function readMatrixAxes(scope: ReadScope): Promise<{
  readonly axes: { attractiveness: string[]; strength: string[] }
  readonly midpoints: MatrixMidpoints
}> {
  const published = await findPublishedSet(scope)
  if (!published) return { axes: { attractiveness: [], strength: [] }, midpoints: DEFAULT_MIDPOINTS }
  const { attractiveness, strength, midpoints } = published.axes
  const names = (keys: readonly string[]) =>
    published.content.criteria.filter(({ key }) => keys.includes(key)).map(({ name }) => name)
  return { axes: { attractiveness: names(attractiveness), strength: names(strength) }, midpoints }
}
