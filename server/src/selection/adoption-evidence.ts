import type { AdoptionFacts } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'
import type {} from './tables.ts'

/** How selection is used: who scored, how accounts came into their tiers, and what was asked of the past. */
export async function adoptionEvidence(scope: ReadScope, today: string) {
  return {
    ...(await accountFacts(scope, today)),
    ...(await scoringFacts(scope, today)),
    ...(await runFacts(scope, today)),
  } satisfies AdoptionFacts
}

async function accountFacts(scope: ReadScope, today: string) {
  const { rows } = await sql<Record<'all' | 'scored' | 'overridden', number>>`
    with key_account as materialized (select t.account_id from mainstay.tiers_on(${today}::date) t),
    holding as (
      select distinct on (d.account_id) d.account_id, d.override_id from mainstay.tier_decision d
      where d.workspace_id = ${scope.workspaceId} and d.effective_date <= ${today}::date
        and (d.expires_on is null or ${today}::date <= d.expires_on)
      order by d.account_id, d.effective_date desc, d.id desc)
    select count(*)::integer as "all",
      (select count(distinct j.account_id)::integer from mainstay.judgement j join key_account k on k.account_id = j.account_id
        where j.workspace_id = ${scope.workspaceId} and j.judged_on > ${today}::date - interval '1 year') as scored,
      (select count(*)::integer from holding h join key_account k on k.account_id = h.account_id where h.override_id is not null) as overridden
    from key_account k`.execute(scope.db)
  const found = rows[0]
  if (!found) return {}
  return {
    shareOfAccountsScoredLastYear: share(found.scored, found.all),
    shareOfAccountsInByOverride: share(found.overridden, found.all),
  }
}

/**
 * Who scored, from closed rounds of the last year; a score given outside a round names no function, so where there are
 * only such, the functions are unknown.
 */
async function scoringFacts(scope: ReadScope, today: string) {
  const since = sql`${today}::date - interval '1 year'`
  const own = sql`workspace_id = ${scope.workspaceId}`
  const { rows } = await sql<{
    functions: number
    scores: number
    outsideSales: number
    loose: boolean
    decisions: number
    reasoned: number
  }>`
    with score as materialized (
      select lower(trim(r.function)) as function from mainstay.scoring_round_score s
      join mainstay.scoring_round_rater r on r.workspace_id = s.workspace_id and r.round_id = s.round_id and r.person_id = s.person_id
      where s.${own} and s.given_at > ${since})
    select (select count(distinct s.function)::integer from score s) as functions,
      (select count(*)::integer from score s) as scores,
      (select count(*)::integer from score s where s.function <> 'sales') as "outsideSales",
      exists (select 1 from mainstay.judgement j where j.${own} and j.round_id is null and j.judged_on > ${since}) as loose,
      (select count(*)::integer from mainstay.tier_decision d where d.${own} and d.decided_at > ${since}) as decisions,
      (select count(*)::integer from mainstay.tier_decision d where d.${own} and d.decided_at > ${since}
        and length(trim(regexp_replace(d.reason, '\\s+', ' ', 'g'))) >= 10) as reasoned`.execute(scope.db)
  const found = rows[0]
  if (!found) return {}
  const isFunctionKnown = found.scores > 0 || !found.loose
  return {
    functionsScoringLastYear: isFunctionKnown ? found.functions : null,
    shareOfScoresOutsideSales: share(found.outsideSales, found.scores),
    shareOfDecisionsWithReason: share(found.reasoned, found.decisions),
  }
}

async function runFacts(scope: ReadScope, today: string) {
  const { rows } = await sql<{ backTests: number; programResults: number }>`
    select count(*) filter (where r.kind = 'back_test')::integer as "backTests",
      count(*) filter (where r.kind = 'program_result')::integer as "programResults"
    from mainstay.selection_run r where r.workspace_id = ${scope.workspaceId} and r.status = 'done'
      and r.finished_at > ${today}::date - interval '1 year'`.execute(scope.db)
  return { backTestsLastYear: rows[0]?.backTests ?? 0, programResultsLastYear: rows[0]?.programResults ?? 0 }
}

/** A share of nothing is unknown. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
