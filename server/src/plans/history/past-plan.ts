import type { PlanContent } from '@mainstay/contract/plans-content'
import type { PlanText } from '@mainstay/contract/plans-texts'
import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RawNode,
  type RootOperationNode,
  type SchemableIdentifierNode,
  sql,
  type UnknownRow,
} from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readPlanContent } from '../content/read-plan-content.ts'
import { replayAside } from '../texts/apply-aside.ts'
import { presentText, textsOf } from '../texts/text-store.ts'
import { seeingEverything } from './snapshot-store.ts'

/** Tables whose past the database keeps, each with a view of the same columns as of a moment. */
export const KEPT_TABLES = [
  'plan',
  'plan_period',
  'plan_person',
  'plan_statement',
  'plan_cause',
  'swot_item',
  'tows_dismissal',
  'plan_objective',
  'plan_key_result',
  'key_result_reading',
  'plan_action',
  'plan_action_need',
  'plan_goal',
  'plan_bridge_entry',
  'white_space_heading',
  'white_space_cell',
  'value_case',
  'value_driver',
  'purchase',
  'buying_step',
] as const
const KEPT_NAMES: ReadonlySet<string> = new Set(KEPT_TABLES)
const IN_TEXT = new RegExp(`\\bmainstay\\.(${KEPT_TABLES.join('|')})\\b`, 'g')

/** Lets every statement read the views of the past where it names a table whose past is kept. */
class IntoThePast extends OperationNodeTransformer {
  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    const { schema, identifier } = node
    if (schema?.name !== 'mainstay' || !KEPT_NAMES.has(identifier.name)) return node
    return { ...node, identifier: { ...identifier, name: `${identifier.name}_then` } }
  }

  protected override transformRaw(node: RawNode): RawNode {
    const transformed = super.transformRaw(node)
    return {
      ...transformed,
      sqlFragments: transformed.sqlFragments.map((text) => text.replace(IN_TEXT, 'mainstay.$1_then')),
    }
  }
}

class PastPlugin implements KyselyPlugin {
  readonly #transformer = new IntoThePast()

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId)
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }
}

/**
 * From when on a plan is kept moment by moment: from the end of the work that began it, for before that it is half there.
 * Null where it is not kept.
 */
export async function knownSince(scope: ReadScope, planId: string): Promise<Date | null> {
  // Moments cross the wire in whole milliseconds, so the next one.
  const { rows } = await sql<{ since: Date | null }>`
    select max(v.at) + interval '1 millisecond' as since from mainstay.plan_past v
    where v.workspace_id = ${scope.workspaceId} and v.plan_id = ${planId} and v.began_at = (
      select f.began_at from mainstay.plan_past f
      where f.workspace_id = ${scope.workspaceId} and f.plan_id = ${planId} and f.of_table = 'plan'
      order by f.id limit 1)`.execute(scope.db)
  return rows[0]?.since ?? null
}

/**
 * The whole plan as it stood at a moment, whoever asks: what people wrote is exact; figures of the ledger are those it
 * gives today for that day. Refuses moments before the plan was kept and moments to come.
 */
export async function readPlanAt(scope: ReadScope, planId: string, at: Date): Promise<PlanContent> {
  const since = await knownSince(scope, planId)
  if (since === null || at < since) throw new Refused('plans/moment-unknown', { since: since?.toISOString() ?? null })
  const { rows } = await sql<{ isToCome: boolean }>`
    select ${at} > clock_timestamp() as "isToCome",
      set_config('mainstay.past_plan', ${planId}, true),
      set_config('mainstay.past_moment', ${at.toISOString()}, true)`.execute(scope.db)
  if (rows[0]?.isToCome) throw new Refused('plans/moment-to-come')
  const past: ReadScope = { ...seeingEverything(scope), db: scope.db.withPlugin(new PastPlugin()) }
  const content = await readPlanContent(past, planId, at.toISOString().slice(0, 10))
  return { ...content, texts: await textsAt(scope, content.header, at) }
}

interface UpdateRow {
  readonly section_key: string
  readonly sequence: number
  readonly content: Buffer
  readonly at: Date
  readonly person_name: string
}

/** Notes as all that had been typed by then gives them; those that nobody wrote in since are as they are. */
async function textsAt(
  scope: ReadScope,
  { id, sections }: PlanContent['header'],
  at: Date,
): Promise<PlanContent['texts']> {
  const standing = await textsOf(scope, { id })
  const unchanged = new Map(
    standing.flatMap((row) => (row.updated_at !== null && row.updated_at <= at ? [[row.section_key, row]] : [])),
  )
  const texts: NonNullable<PlanContent['texts']>['texts'] = []
  for (const { key } of sections) {
    const row = unchanged.get(key)
    const text = row ? presentText(row) : await textAt(scope, { planId: id, sectionKey: key, at })
    if (text) texts.push(text)
  }
  return { texts }
}

async function textAt(
  scope: ReadScope,
  { planId, sectionKey, at }: { readonly planId: string; readonly sectionKey: string; readonly at: Date },
): Promise<PlanText | null> {
  const { rows } = await sql<UpdateRow>`
    select u.section_key, u.sequence, u.content, u.at, u.person_name from mainstay.plan_text_update u
    where u.workspace_id = ${scope.workspaceId} and u.plan_id = ${planId} and u.section_key = ${sectionKey} and u.at <= ${at}
    order by u.sequence`.execute(scope.db)
  const last = rows.at(-1)
  if (!last) return null
  const read = await replayAside(rows.map(({ content }) => content))
  return {
    sectionKey,
    ...read,
    sequence: last.sequence,
    updatedAt: last.at.toISOString(),
    updatedByName: last.person_name,
  }
}
