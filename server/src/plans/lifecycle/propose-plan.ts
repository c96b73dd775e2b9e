import type { PlanSection } from '@mainstay/contract/plans'
import type { planProposal } from '@mainstay/contract/plans-lifecycle'
import { formatMonth, parseMonth } from '@mainstay/domain/kernel'
import {
  beginPeriods,
  chooseTemplate,
  type PlanPeriod,
  type PlanPeriodKind,
  periodLabel,
  type TemplateReason,
  usualPeriodCount,
  usualStart,
} from '@mainstay/domain/plans'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readTierScheme } from '../../program/index.ts'
import { orRefuseField } from '../refuse-field.ts'
import { firstGridOf } from '../white-space/lay-out.ts'
import { firstTeam } from './first-team.ts'
import type { LedgerDraft } from './known-facts.ts'
import { findTemplate, type StoredTemplate, selectTemplates } from './template-store.ts'

export type Proposal = z.infer<typeof planProposal>
export type DraftedStatement = Proposal['statements'][number]

export interface Wish {
  readonly accountId: string
  readonly parentId?: string | null | undefined
  readonly scope?: string | undefined
  readonly templateId?: string | undefined
  readonly startMonth?: string | undefined
  readonly periodKind: PlanPeriodKind
  readonly count?: number | undefined
}

export interface Surroundings {
  readonly ledger: LedgerDraft | null
  readonly today: string
}

export interface PlanAccount {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly groupId: string
  readonly tier: string | null
}

/** The account a plan is begun for, with the tier of its group. */
export async function findPlanAccount(scope: ReadScope, id: string, today: string): Promise<PlanAccount> {
  const { rows } = await sql<PlanAccount>`
    select a.id, a.code, a.name, a.group_id as "groupId", r.tier from mainstay.account a
    left join mainstay.tiers_on(${today}::date) r on r.account_id = a.group_id
    where a.workspace_id = ${scope.workspaceId} and a.id = ${id}::bigint`.execute(scope.db)
  const [row] = rows
  if (!row) throw new Refused('plans/account-unknown', { accountId: id })
  return row
}

/** What a plan would begin with, before anything is stored. */
export async function proposePlan(scope: ReadScope, wish: Wish, known: Surroundings): Promise<Proposal> {
  const account = await findPlanAccount(scope, wish.accountId, known.today)
  const { chosen, because, usable } = await pickTemplate(scope, wish, account)
  const { periods, startMonth, count } = periodsOf(wish, known.today)
  const people = await firstTeam(scope, account.id)
  const sections = chosen && (await isOfWholeAccount(scope, wish)) ? chosen.sections : []
  const { units, offerings } = await firstGridOf(scope, { accountId: account.id, sections })
  return {
    account: { id: account.id, code: account.code, name: account.name },
    tier: account.tier,
    title: titleOf(account, periods),
    startMonth,
    periodKind: wish.periodKind,
    count,
    periods: periods.map((period) => ({ ...period, label: periodLabel(period) })),
    templates: usable.map(({ id, name, number, tier }) => ({ id, name, number, tier })),
    templateBecause: because,
    statements: placeStatements(sections, known.ledger),
    people: people.map(({ personId, name, function: role, duty }) => ({ personId, name, function: role, duty })),
    whiteSpace: units.length === 0 ? null : { units: units.length, offerings: offerings.length },
    openPlan: await findOpenPlan(scope, account.id),
  }
}

export function titleOf(account: { readonly name: string }, periods: readonly PlanPeriod[]): string {
  const [first] = periods
  const last = periods.at(-1)
  const years = first && last ? ` ${first.startsOn.slice(0, 4)} to ${last.endsOn.slice(0, 4)}` : ''
  return `${account.name.slice(0, LONGEST_NAME)}${years}`
}

const LONGEST_NAME = 180

/** The periods wished for, or the usual ones: two years from January. */
export function periodsOf(
  wish: Pick<Wish, 'startMonth' | 'periodKind' | 'count'>,
  today: string,
): { readonly periods: readonly PlanPeriod[]; readonly startMonth: string; readonly count: number } {
  const start = (wish.startMonth === undefined ? null : parseMonth(wish.startMonth)) ?? usualStart(today)
  const count = wish.count ?? usualPeriodCount(wish.periodKind)
  const periods = orRefuseField(beginPeriods({ start, kind: wish.periodKind, count }), { 'plans/horizon': 'count' })
  return { periods, startMonth: formatMonth(start), count }
}

/** The template asked for, or the one that suits the account; and all that may be chosen, the best first. */
export async function pickTemplate(
  scope: ReadScope,
  wish: Pick<Wish, 'templateId' | 'parentId'>,
  account: Pick<PlanAccount, 'tier'>,
): Promise<{ chosen: StoredTemplate | null; because: TemplateReason; usable: StoredTemplate[] }> {
  const kind = wish.parentId ? 'unit' : 'account'
  const active = (await selectTemplates(scope)).filter(({ status }) => status === 'active')
  const ofKind = active.filter((template) => template.kind === kind)
  const scheme = await readTierScheme(scope)
  const tier = scheme.tiers.find(({ key }) => key === account.tier) ?? null
  const { template, because } = chooseTemplate(ofKind, tier)
  const proposed = ofKind.find(({ id }) => id === template?.id) ?? null
  const usable = [...(proposed ? [proposed] : []), ...active.filter(({ id }) => id !== proposed?.id)]
  if (wish.templateId === undefined) return { chosen: proposed, because, usable }
  const asked = await findTemplate(scope, wish.templateId)
  if (asked.status !== 'active') throw new Refused('plans/template-not-active', { status: asked.status })
  return { chosen: asked, because, usable }
}

/**
 * Puts what the ledger says into the fields of the same key, and what has no field into the first section of statements.
 * A plan without such a section takes none.
 */
export function placeStatements(sections: readonly PlanSection[], ledger: LedgerDraft | null): DraftedStatement[] {
  const places = sections.filter(({ part }) => part === 'statements')
  const [first] = places
  if (!first || !ledger) return []
  return ledger.sentences.map(({ fieldKey, label, content }) => {
    const home = places.find(({ fields }) => fields.some(({ key, kind }) => key === fieldKey && kind === 'text'))
    const said = { label, source: ledger.source, asOf: ledger.asOf }
    return home
      ? { sectionKey: home.key, fieldKey, content, ...said }
      : { sectionKey: first.key, fieldKey: null, content: `${label}: ${content}`, ...said }
  })
}

type Place = Pick<Wish, 'accountId' | 'parentId' | 'scope'>

/**
 * Whether a plan is about all that its account is, and not about a unit of it. Invoices name accounts, not their units: what
 * the ledger says of the whole account is not said of a unit.
 */
export async function isOfWholeAccount(scope: ReadScope, wish: Place): Promise<boolean> {
  if (wish.scope) return false
  if (!wish.parentId) return true
  const parent = await scope.db
    .selectFrom('mainstay.plan as p')
    .select('p.account_id')
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', wish.parentId)
    .executeTakeFirst()
  return parent?.account_id !== wish.accountId
}

async function findOpenPlan(scope: ReadScope, accountId: string): Promise<{ id: string; title: string } | null> {
  const row = await scope.db
    .selectFrom('mainstay.plan as p')
    .select(['p.id', 'p.title'])
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.account_id', '=', accountId)
    .where('p.scope', '=', '')
    .where('p.status', '<>', 'closed')
    .executeTakeFirst()
  return row ?? null
}
