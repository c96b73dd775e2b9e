import { randomUUID } from 'node:crypto'
import { BUYING_TEMPLATE_LIMIT, type BuyingTemplate } from '@mainstay/contract/plans-buying'
import type { BuyClass, TemplateBuyingStep } from '@mainstay/domain/buying'
import { nameKey } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { newestQuery, presentTemplate, templateQuery } from './read-templates.ts'

const TEMPLATE_LOCK = 7_224_644
/** As much of a name as is compared; compatibility forms of some characters are many times as long. */
const KEY_LENGTH = 240

interface TemplateContent {
  readonly name: string
  readonly buyClass: BuyClass
  readonly steps: readonly TemplateBuyingStep[]
}

/** Keeps the next version under a name; one at a time for an account, so that no two take one number. */
export async function insertBuyingTemplate(
  scope: WriteScope,
  plan: StoredPlan,
  { name, buyClass, steps }: TemplateContent,
): Promise<BuyingTemplate> {
  await lockTemplates(scope, plan)
  const key = keyOf(name)
  const former = await templateQuery(scope, plan)
    .where('t.name_key', '=', key)
    .orderBy('t.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  await takeUp(scope, plan, key, former === undefined)
  const row = await scope.db
    .insertInto('mainstay.buying_template')
    .values({
      workspace_id: scope.workspaceId,
      id: randomUUID(),
      account_id: plan.accountId,
      name,
      name_key: key,
      number: (former?.number ?? 0) + 1,
      buy_class: buyClass,
      steps: JSON.stringify(steps),
      author_id: scope.actor.id,
      author_name: scope.actor.name,
    })
    .returning(['id', 'name', 'number', 'buy_class', 'steps', 'author_name', 'created_at'])
    .executeTakeFirstOrThrow()
  return presentTemplate(row)
}

/** One at a time for an account, for what they count. */
async function lockTemplates(scope: WriteScope, plan: StoredPlan): Promise<void> {
  const account = `${scope.workspaceId} ${plan.accountId}`
  await sql`select pg_advisory_xact_lock(${TEMPLATE_LOCK}, hashtext(${account}))`.execute(scope.db)
}

/** Makes room for a template that is new, or was put away. Says whether there is one more now. */
async function takeUp(scope: WriteScope, plan: StoredPlan, key: string, isNew: boolean): Promise<boolean> {
  const { numDeletedRows } = await scope.db
    .deleteFrom('mainstay.buying_template_archive as a')
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.account_id', '=', plan.accountId)
    .where('a.name_key', '=', key)
    .executeTakeFirst()
  const isOneMore = isNew || numDeletedRows > 0n
  if (!isOneMore) return false
  const present = (await newestQuery(scope, plan).execute()).filter((row) => row.name_key !== key).length
  if (present >= BUYING_TEMPLATE_LIMIT) {
    throw new Refused('plans/buying-templates-full', { present, limit: BUYING_TEMPLATE_LIMIT })
  }
  return true
}

/** The newest version of the template that a version is of, and whether it was this call that put it away or took it up. */
interface Moved {
  readonly template: BuyingTemplate
  readonly isMoved: boolean
}

/** Puts all versions under the name of one away. */
export async function archiveTemplate(scope: WriteScope, plan: StoredPlan, id: string): Promise<Moved> {
  await lockTemplates(scope, plan)
  const newest = await newestOfName(scope, plan, id)
  const { numInsertedOrUpdatedRows } = await scope.db
    .insertInto('mainstay.buying_template_archive')
    .values({
      workspace_id: scope.workspaceId,
      account_id: plan.accountId,
      name_key: newest.name_key,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return { template: presentTemplate(newest), isMoved: numInsertedOrUpdatedRows === 1n }
}

/** Takes a template up again that was put away. */
export async function restoreTemplate(scope: WriteScope, plan: StoredPlan, id: string): Promise<Moved> {
  await lockTemplates(scope, plan)
  const newest = await newestOfName(scope, plan, id)
  return { template: presentTemplate(newest), isMoved: await takeUp(scope, plan, newest.name_key, false) }
}

async function newestOfName(scope: ReadScope, plan: StoredPlan, id: string) {
  const row = await templateQuery(scope, plan)
    .select('t.name_key')
    .where('t.name_key', 'in', (named) =>
      named
        .selectFrom('mainstay.buying_template as n')
        .select('n.name_key')
        .where('n.workspace_id', '=', scope.workspaceId)
        .where('n.account_id', '=', plan.accountId)
        .where('n.id', '=', id),
    )
    .orderBy('t.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Half of a character is none that the database keeps as it is written. */
function keyOf(name: string): string {
  const key = nameKey(name).slice(0, KEY_LENGTH)
  return key.isWellFormed() ? key : key.slice(0, -1)
}
