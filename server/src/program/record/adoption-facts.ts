import { type AdoptionFacts, daysBetween, definitionOn } from '@mainstay/domain/program'
import { sql } from 'kysely'
import { findFigureSet } from '../../economics/index.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { publishedOf, readDefinitions, ruleDefinitionOf } from './definition-store.ts'

/** More key accounts than this cannot be looked after by one person. */
const MOST_ACCOUNTS_A_MANAGER = 15
const YEAR_MONTHS = 12
const QUARTERS = 4
const QUARTER_DAYS = 365.25 / QUARTERS

/** What was found, and over how many key accounts. */
export interface FoundFacts {
  readonly keyAccounts: number
  readonly facts: AdoptionFacts
}

/**
 * The facts of adoption as the database shows them, over all accounts: to be read as the program itself. What nothing in
 * the database can tell (trainings, who looks at measures) is left out, so that it counts as unknown, not as 0. Later areas tell theirs
 * themselves.
 */
export async function gatherFacts(
  scope: ReadScope,
  today: string,
  told: AreaContext['laterEvidence'],
): Promise<FoundFacts> {
  const accounts = await accountFacts(scope, today)
  const facts: AdoptionFacts = {
    definitionInEffect: Number(
      definitionOn(publishedOf(await readDefinitions(scope)).map(ruleDefinitionOf), today) !== null,
    ),
    ...accounts.facts,
    ...(await figureFacts(scope, today)),
    ...(await criteriaFacts(scope, today)),
    ...(await councilFacts(scope, today)),
    ...(await peopleFacts(scope, today)),
    ...(await told(scope, today)),
  }
  return { keyAccounts: accounts.keyAccounts, facts }
}

async function accountFacts(scope: ReadScope, today: string): Promise<FoundFacts> {
  const { rows } = await sql<Record<'all' | 'managed' | 'sponsored' | 'managers' | 'withinLoad', number>>`
    with key_account as materialized (select t.account_id from mainstay.tiers_on(${today}::date) t),
    member as materialized (
      select m.account_id, m.person_id, m.duty from mainstay.account_team_member m
      join key_account k on k.account_id = m.account_id where m.workspace_id = ${scope.workspaceId}),
    manager as (select m.person_id, count(*) as accounts from member m where m.duty = 'account_manager' group by 1)
    select count(*)::integer as "all",
      (select count(distinct m.account_id)::integer from member m where m.duty = 'account_manager') as managed,
      (select count(distinct m.account_id)::integer from member m where m.duty = 'executive_sponsor') as sponsored,
      (select count(*)::integer from manager m) as managers,
      (select count(*)::integer from manager m where m.accounts <= ${MOST_ACCOUNTS_A_MANAGER}) as "withinLoad"
    from key_account k`.execute(scope.db)
  const found = rows[0]
  if (!found) return { keyAccounts: 0, facts: {} }
  return {
    keyAccounts: found.all,
    facts: {
      shareOfAccountsWithManager: share(found.managed, found.all),
      shareOfAccountsWithSponsor: share(found.sponsored, found.all),
      shareOfManagersWithinLoad: share(found.withinLoad, found.managers),
    },
  }
}

/** Key accounts whose contribution and wallet are known for the last twelve months; unknown without a ledger. */
async function figureFacts(scope: ReadScope, today: string): Promise<AdoptionFacts> {
  const groups = await defaultFigures(scope, 'group')
  const companies = await defaultFigures(scope, 'company')
  if (groups === null || companies === null) return {}
  const { rows } = await sql<Record<'all' | 'contribution' | 'wallet', number>>`
    select count(*)::integer as "all", count(f.contribution)::integer as contribution, count(f.wallet_base)::integer as wallet
    from mainstay.tiers_on(${today}::date) t
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = t.account_id
    left join mainstay.account_figure f on f.workspace_id = a.workspace_id and f.account_id = a.id
      and f.figure_set_id = case when a.group_id = a.id then ${groups}::uuid else ${companies}::uuid end`.execute(
    scope.db,
  )
  const found = rows[0] ?? { all: 0, contribution: 0, wallet: 0 }
  return {
    shareOfAccountsWithContribution: share(found.contribution, found.all),
    shareOfAccountsWithWallet: share(found.wallet, found.all),
  }
}

async function defaultFigures(scope: ReadScope, basis: 'company' | 'group'): Promise<string | null> {
  try {
    return (await findFigureSet(scope, { basis }))?.id ?? null
  } catch (error) {
    if (error instanceof Refused && error.code === 'economics/no-ledger') return null
    throw error
  }
}

/** Criteria that Mainstay published by itself are nobody's choice. */
async function criteriaFacts(scope: ReadScope, today: string): Promise<AdoptionFacts> {
  const own = sql`workspace_id = ${scope.workspaceId}`
  const { rows } = await sql<{ published: boolean; reviewedOn: string | null }>`
    select exists (select 1 from mainstay.criteria_set c where c.${own} and c.status = 'published' and not c.is_starter) as published,
      greatest(
        (select max(c.published_at)::date from mainstay.criteria_set c where c.${own} and not c.is_starter),
        (select max(d.decided_on) from mainstay.council_decision d where d.${own} and d.criteria_set_id is not null))::text as "reviewedOn"`.execute(
    scope.db,
  )
  const found = rows[0]
  if (!found) return {}
  return {
    criteriaPublished: Number(found.published),
    monthsSinceCriteriaReview: found.reviewedOn === null ? null : monthsBetween(found.reviewedOn, today),
  }
}

async function councilFacts(scope: ReadScope, today: string): Promise<AdoptionFacts> {
  const { rows } = await sql<{ meetings: number; reviewFunctions: number; fromResults: number }>`
    with entry as materialized (
      select d.meeting_id, d.criteria_set_id, d.run_id, d.decided_on from mainstay.council_decision d
      where d.workspace_id = ${scope.workspaceId} and not exists (
        select 1 from mainstay.council_decision l where l.workspace_id = d.workspace_id and l.corrects_id = d.id)),
    meeting as materialized (
      select m.id, m.attendees from mainstay.council_meeting m
      where m.workspace_id = ${scope.workspaceId} and m.held_on > ${today}::date - interval '1 year'
        and m.id in (select e.meeting_id from entry e))
    select (select count(*)::integer from meeting m) as meetings,
      (select count(distinct a.value ->> 'function')::integer from meeting m, jsonb_array_elements(m.attendees) a
        where m.id in (select e.meeting_id from entry e where e.criteria_set_id is not null)
          and a.value ->> 'function' <> 'other') as "reviewFunctions",
      (select count(*)::integer from entry e where e.run_id is not null and e.decided_on > ${today}::date - interval '1 year') as "fromResults"`.execute(
    scope.db,
  )
  const found = rows[0] ?? { meetings: 0, reviewFunctions: 0, fromResults: 0 }
  return {
    councilMeetingsWithDecisionsLastYear: found.meetings,
    functionsInCriteriaReview: found.reviewFunctions,
    decisionsFromResultsLastYear: found.fromResults,
  }
}

/** Sponsor and champion: are they named, and when did they act in the program or sit in its council? */
async function peopleFacts(scope: ReadScope, today: string): Promise<AdoptionFacts> {
  const { rows } = await sql<{ role: string; isNamed: boolean; days: string[] }>`
    select w.role,
      exists (select 1 from mainstay.program_person p where p.workspace_id = ${scope.workspaceId} and p.role = w.role
        and ${today}::date between p.since and coalesce(p.until, 'infinity')) as "isNamed",
      array(
        select distinct a.at::date::text from mainstay.program_person p
        join mainstay.audit_entry a on a.workspace_id = p.workspace_id and a.actor_id = p.person_id
          and a.at::date between p.since and coalesce(p.until, 'infinity') and a.at > ${today}::date - interval '1 year'
        where p.workspace_id = ${scope.workspaceId} and p.role = w.role and a.actor_kind = 'person'
        union
        select m.held_on::text from mainstay.program_person p
        join mainstay.council_meeting m on m.workspace_id = p.workspace_id
          and m.held_on between p.since and coalesce(p.until, 'infinity') and m.held_on > ${today}::date - interval '1 year'
        where p.workspace_id = ${scope.workspaceId} and p.role = w.role and exists (
          select 1 from jsonb_array_elements(m.attendees) a
          where a.value ->> 'personId' = p.person_id or lower(a.value ->> 'name') = lower(p.name))) as days
    from (values ('executive_sponsor'), ('champion')) w(role)`.execute(scope.db)
  const [sponsor, champion] = ['executive_sponsor', 'champion'].map((role) => rows.find((row) => row.role === role))
  return {
    programSponsorNamed: Number(sponsor?.isNamed ?? false),
    quartersWithSponsorActivityLastYear: spansWith(sponsor?.days ?? [], today, QUARTERS),
    championNamed: Number(champion?.isNamed ?? false),
    monthsWithChampionActivityLastYear: spansWith(champion?.days ?? [], today, YEAR_MONTHS),
  }
}

/** In how many of the equal spans of the last year did something happen? */
function spansWith(days: readonly string[], today: string, spans: number): number {
  const length = (QUARTER_DAYS * QUARTERS) / spans
  return new Set(days.map((day) => Math.floor((daysBetween(day, today) ?? 0) / length)).filter((span) => span < spans))
    .size
}

function monthsBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((daysBetween(from, to) ?? 0) / (365.25 / YEAR_MONTHS)))
}

/** A share of nothing is unknown. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
