import type { PlanSection } from '@mainstay/contract/plans'
import type { planTreeNode } from '@mainstay/contract/plans-lifecycle'
import { inTreeOrder, type RolledUp, rollUp } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import type { z } from 'zod'
import { amountOf, presentMoney } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, visibleSections } from '../plan-store.ts'

type TreeNode = z.infer<typeof planTreeNode>

interface TreeRow {
  readonly id: string
  readonly parentId: string | null
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly scope: string
  readonly title: string
  readonly status: TreeNode['status']
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly sections: PlanSection[]
  readonly goal: string | null
}

/** Every plan above and below a plan that the reader may see, from the top down. */
export async function readPlanTree(scope: ReadScope, id: string): Promise<{ nodes: TreeNode[] }> {
  await findPlan(scope, id)
  const { rows } = await sql<TreeRow>`
    with recursive branch as (
      select p.id from mainstay.plan p where p.workspace_id = ${scope.workspaceId}
        and p.id = (select l.id from mainstay.plan_line(${id}::uuid) l order by l.steps desc limit 1)
      union
      select l.id from mainstay.plan_line(${id}::uuid) l
      union
      select p.id from branch b join mainstay.plan p on p.workspace_id = ${scope.workspaceId} and p.parent_id = b.id
    )
    select p.id, p.parent_id as "parentId", a.id as account_id, a.code, a.name, p.scope, p.title, p.status, d.starts_on, d.ends_on, p.sections, g.goal
    from branch b
    join mainstay.plan p on p.workspace_id = ${scope.workspaceId} and p.id = b.id
    join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    left join lateral (select min(d.starts_on) as starts_on, max(d.ends_on) as ends_on from mainstay.plan_period d
      where d.workspace_id = p.workspace_id and d.plan_id = p.id) d on true
    left join lateral (select sum(g.amount)::text as goal from mainstay.plan_goal g
      where g.workspace_id = p.workspace_id and g.plan_id = p.id and g.measure = 'net_revenue') g on true
    order by p.scope, p.title, p.id`.execute(scope.db)
  const goals = await rollUpGoals(scope, rows)
  return {
    nodes: inTreeOrder(rows).map(({ node, depth }) => ({
      id: node.id,
      parentId: node.parentId,
      depth,
      account: { id: node.account_id, code: node.code, name: node.name },
      scope: node.scope,
      title: node.title,
      status: node.status,
      startsOn: node.starts_on,
      endsOn: node.ends_on,
      netRevenueGoal: presentGoal(goals.get(node.id)),
    })),
  }
}

/** Goals of the open plans, each with those below it; a goal in a section hidden from the reader is not known to them. */
async function rollUpGoals(scope: ReadScope, rows: readonly TreeRow[]): Promise<ReadonlyMap<string, RolledUp>> {
  const amounts = []
  for (const { id, parentId, status, sections, goal } of rows) {
    if (status === 'closed') continue
    const isShown = (await visibleSections(scope, { id, sections })).some(({ part }) => part === 'goals')
    amounts.push({ id, parentId, own: isShown && goal !== null ? amountOf(goal) : null })
  }
  return rollUp(amounts)
}

function presentGoal(rolled: RolledUp | undefined): TreeNode['netRevenueGoal'] {
  if (rolled === undefined) return null
  const { own, total, unknown } = rolled
  return {
    own: own === null ? null : presentMoney(own),
    total: total === null ? null : presentMoney(total),
    unknown,
  }
}
