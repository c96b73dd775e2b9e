import { BUYING_TEMPLATE_LIMIT, type BuyingTemplate } from '@mainstay/contract/plans-buying'
import type { BuyClass, TemplateBuyingStep } from '@mainstay/domain/buying'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

const COLUMNS = ['t.id', 't.name', 't.number', 't.buy_class', 't.steps', 't.author_name', 't.created_at'] as const

interface TemplateRow {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly buy_class: BuyClass
  readonly steps: unknown
  readonly author_name: string
  readonly created_at: Date
}

/** Every version of every template of the account of a plan. */
export function templateQuery(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.buying_template as t')
    .select(COLUMNS)
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.account_id', '=', plan.accountId)
}

/** The same, with the moment since which its name is put away. */
function placedQuery(scope: ReadScope, plan: StoredPlan) {
  return templateQuery(scope, plan)
    .leftJoin('mainstay.buying_template_archive as a', (join) =>
      join
        .onRef('a.workspace_id', '=', 't.workspace_id')
        .onRef('a.account_id', '=', 't.account_id')
        .onRef('a.name_key', '=', 't.name_key'),
    )
    .select(['t.name_key', 'a.archived_at'])
}

/** The newest version of each, by name, of those that are not put away. */
export function newestQuery(scope: ReadScope, plan: StoredPlan) {
  return placedQuery(scope, plan)
    .where('a.name_key', 'is', null)
    .distinctOn('t.name_key')
    .orderBy('t.name_key')
    .orderBy('t.number', 'desc')
}

/** Of the account of a plan: those a purchase can begin from. */
export async function newestTemplates(scope: ReadScope, plan: StoredPlan): Promise<BuyingTemplate[]> {
  return (await newestQuery(scope, plan).execute()).map(presentTemplate)
}

/** Those that are put away, the latest first, as many as an account can have in use. */
export async function archivedTemplates(scope: ReadScope, plan: StoredPlan): Promise<BuyingTemplate[]> {
  const rows = await scope.db
    .selectFrom(
      placedQuery(scope, plan)
        .where('a.name_key', 'is not', null)
        .distinctOn('t.name_key')
        .orderBy('t.name_key')
        .orderBy('t.number', 'desc')
        .as('n'),
    )
    .selectAll('n')
    .orderBy('n.archived_at', 'desc')
    .limit(BUYING_TEMPLATE_LIMIT)
    .execute()
  return rows.map(presentTemplate)
}

/** A version of a template by its id, with its steps; also one that a newer has followed. */
export async function findBuyingTemplate(
  scope: ReadScope,
  plan: StoredPlan,
  id: string,
): Promise<{
  readonly id: string
  readonly steps: readonly TemplateBuyingStep[]
  readonly isArchived: boolean
} | null> {
  const row = await placedQuery(scope, plan).where('t.id', '=', id).executeTakeFirst()
  return row ? { id: row.id, steps: stepsOf(row), isArchived: row.archived_at !== null } : null
}

/** What versions that purchases began from are called, by their ids. */
export async function templateNames(
  scope: ReadScope,
  plan: StoredPlan,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string; readonly number: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('mainstay.buying_template as t')
    .select(['t.id', 't.name', 't.number'])
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.account_id', '=', plan.accountId)
    .where('t.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export function presentTemplate(row: TemplateRow): BuyingTemplate {
  const steps = stepsOf(row)
  return {
    id: row.id,
    name: row.name,
    number: row.number,
    buyClass: row.buy_class,
    customerSteps: steps.filter(({ side }) => side === 'customer').length,
    ourSteps: steps.filter(({ side }) => side === 'ours').length,
    keptOn: row.created_at.toISOString().slice(0, 10),
    keptByName: row.author_name,
  }
}

/** Written by `insertBuyingTemplate` alone, and never changed. */
function stepsOf({ steps }: TemplateRow): readonly TemplateBuyingStep[] {
  return steps as readonly TemplateBuyingStep[]
}
