import type { PlanHeader } from '@mainstay/contract/plans'
import { periodLabel } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, isInnerTeam, type StoredPlan, visibleSections } from '../plan-store.ts'
import { listPeriods } from './period-store.ts'

/** A plan without its content. */
export async function readPlan(scope: ReadScope, id: string, today: string): Promise<PlanHeader> {
  const plan = await findPlan(scope, id)
  const facts = await readFacts(scope, plan, today)
  const periods = await listPeriods(scope, id)
  return {
    id: plan.id,
    account: { id: plan.accountId, code: facts.code, name: facts.name },
    scope: plan.scope,
    title: plan.title,
    status: plan.status,
    ...(await readRelatives(scope, plan)),
    template:
      facts.template_id === null || facts.template_name === null || facts.template_number === null
        ? null
        : { id: facts.template_id, name: facts.template_name, number: facts.template_number },
    sections: [...(await visibleSections(scope, plan))],
    periods: periods.map((period) => ({ ...period, label: periodLabel(period) })),
    tier: facts.tier,
    isInner: await isInnerTeam(scope, id),
    createdAt: facts.created_at.toISOString(),
    updatedAt: facts.updated_at.toISOString(),
    closedOn: facts.closed_on,
    version: plan.version,
  }
}

interface Facts {
  readonly code: string
  readonly name: string
  readonly template_id: string | null
  readonly template_name: string | null
  readonly template_number: number | null
  readonly tier: string | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly closed_on: string | null
}

async function readFacts(scope: ReadScope, plan: StoredPlan, today: string): Promise<Facts> {
  const { rows } = await sql<Facts>`
    select a.code, a.name, t.id as template_id, t.name as template_name, t.number as template_number, r.tier,
      p.created_at, p.updated_at, p.closed_on
    from mainstay.plan p
    join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    left join mainstay.plan_template t on t.workspace_id = p.workspace_id and t.id = p.template_id
    left join mainstay.tiers_on(${today}::date) r on r.account_id = a.group_id
    where p.workspace_id = ${scope.workspaceId} and p.id = ${plan.id}`.execute(scope.db)
  const [row] = rows
  if (!row) throw new Error('a plan without its account')
  return row
}

/** The plans next to it; those of accounts the reader does not see stay hidden. */
async function readRelatives(scope: ReadScope, plan: StoredPlan): Promise<Pick<PlanHeader, 'parent' | 'children'>> {
  const relatives = await scope.db
    .selectFrom('mainstay.plan as p')
    .select(['p.id', 'p.title', 'p.scope', 'p.parent_id'])
    .where('p.workspace_id', '=', scope.workspaceId)
    .where((where) => where.or([where('p.parent_id', '=', plan.id), where('p.id', '=', plan.parentId)]))
    .orderBy('p.title')
    .orderBy('p.id')
    .execute()
  const parent = relatives.find((relative) => relative.id === plan.parentId)
  return {
    parent: parent ? { id: parent.id, title: parent.title } : null,
    children: relatives.flatMap(({ id, title, scope: unit, parent_id }) =>
      parent_id === plan.id ? [{ id, title, scope: unit }] : [],
    ),
  }
}
