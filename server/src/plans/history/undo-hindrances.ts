import { SWOT_ITEM_LIMIT } from '@mainstay/contract/plans-swot'
import { FED_SOURCES } from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import type { KeptRow } from './kept-row.ts'
import { hindranceOfPurchase, hindranceOfStep } from './undo-buying.ts'
import { hindranceOfPerson } from './undo-person.ts'
import { type AroundRows, readAround } from './undo-surroundings.ts'
import { hindranceOfCase, hindranceOfDriver } from './undo-value.ts'
import { type Asking, type Hindrance, hindrance, wayBack } from './way-back.ts'

export interface RowsOfDeed {
  readonly id: string
  readonly rows: readonly KeptRow[]
}

/** Which of these deeds cannot be taken back as things stand, and why: what their opposites are checked for, for all at once. */
export async function hindrances(
  scope: ReadScope,
  asking: Asking,
  deeds: readonly RowsOfDeed[],
): Promise<ReadonlyMap<string, Hindrance>> {
  const around = await readAround(
    scope,
    asking,
    deeds.flatMap(({ rows }) => rows),
  )
  const found = new Map<string, Hindrance>()
  for (const { id, rows } of deeds) {
    const why = firstOf(rows, around) ?? ofAll(rows, around)
    if (why) found.set(id, why)
  }
  return found
}

function firstOf(rows: readonly KeptRow[], around: AroundRows): Hindrance | null {
  for (const row of rows) {
    const why = CHECKS[row.table]?.(row, around, rows) ?? null
    if (why) return why
  }
  return null
}

function ofAll(rows: readonly KeptRow[], { items }: AroundRows): Hindrance | null {
  const back = rows.filter((row) => row.table === 'swot_item' && wayBack(row) === 'puts_back').length
  if (back === 0 || items + back <= SWOT_ITEM_LIMIT) return null
  return hindrance('plans/swot-full', { present: items, limit: SWOT_ITEM_LIMIT })
}

type Check = (row: KeptRow, around: AroundRows, together: readonly KeptRow[]) => Hindrance | null

const CHECKS: Readonly<Record<string, Check>> = {
  plan_action: ofAction,
  plan_objective: ofObjective,
  plan_key_result: (row, around) => ofKeyResult(row.after?.objective_id, row.after?.fed_source, around),
  key_result_reading: ofReading,
  plan_statement: ofStatement,
  plan_bridge_entry: ofEntry,
  plan_goal: (row, around) => ofMeasure(row, around),
  white_space_cell: ofCell,
  purchase: (row, { buying }) => hindranceOfPurchase(row, buying),
  buying_step: (row, { buying }, together) => hindranceOfStep(row, buying, together),
  plan_person: hindranceOfPerson,
  value_case: hindranceOfCase,
  value_driver: hindranceOfDriver,
}

function ofAction(row: KeptRow, { members, parts, keyResults, objectives, waiting }: AroundRows): Hindrance | null {
  const { before, after } = row
  if (wayBack(row) !== 'changes' || !before || !after) return null
  const owner = before.owner_person_id ?? null
  if (owner !== null && owner !== after.owner_person_id && !members.has(owner))
    return hindrance('plans/person-not-member')
  const hasOtherLinks = before.objective_id !== after.objective_id || before.key_result_id !== after.key_result_id
  if (hasOtherLinks && (before.objective_id || before.key_result_id)) {
    if (!parts.has('objectives')) return hindrance('plans/no-such-part')
    const result = before.key_result_id ? keyResults.get(before.key_result_id) : null
    const isGone = result === undefined || result?.isRemoved === true
    if (isGone || objectives.get(before.objective_id ?? '')?.isRemoved !== false)
      return hindrance('plans/action-link-elsewhere')
  }
  const need = before.state === 'done' && after.state !== 'done' ? waiting.get(row.id) : undefined
  return need ? hindrance('plans/action-needs-open', need) : null
}

/** Who owns it still is not asked whether they are still here. */
function ofObjective(row: KeptRow, { members }: AroundRows): Hindrance | null {
  const { before, after } = row
  const owner = before?.owner_person_id ?? null
  if (wayBack(row) !== 'changes' || owner === null || owner === after?.owner_person_id) return null
  return members.has(owner) ? null : hindrance('plans/person-not-member')
}

function ofKeyResult(
  objectiveId: string | null | undefined,
  source: string | null | undefined,
  { objectives, seesMargins }: AroundRows,
): Hindrance | null {
  if (isOfMargins(source) && !seesMargins) return hindrance('plans/undo-not-yours')
  const objective = objectives.get(objectiveId ?? '')
  if (!objective || objective.isRemoved) return hindrance('plans/removed')
  return objective.status === 'open' ? null : hindrance('plans/objective-state', { status: objective.status })
}

function isOfMargins(source: string | null | undefined): boolean {
  return Object.entries(FED_SOURCES).some(([name, { isMargin }]) => name === source && isMargin)
}

function ofReading(row: KeptRow, around: AroundRows): Hindrance | null {
  const result = around.keyResults.get(row.after?.key_result_id ?? '')
  if (!result) return hindrance('plans/removed')
  const why = ofKeyResult(result.objectiveId, null, around)
  if (why) return why
  if (result.isRemoved) return hindrance('plans/removed')
  if (result.source !== null) return hindrance('plans/result-is-fed')
  const corrected = wayBack(row) === 'puts_back' ? row.after?.corrects_id : row.id
  return corrected && around.corrected.has(corrected) ? hindrance('plans/reading-corrected') : null
}

function ofStatement(row: KeptRow, { statementKeys, filled }: AroundRows): Hindrance | null {
  const { section_key: section, field_key: field } = row.after ?? {}
  if (!statementKeys.has(section ?? '')) return hindrance('plans/no-such-part')
  if (wayBack(row) !== 'puts_back' || !field) return null
  return filled.has(`${section} ${field}`) ? hindrance('plans/field-filled') : null
}

/** Margins are for those who may see them, and so is what they were. */
function ofMeasure({ after }: KeptRow, { seesMargins }: AroundRows): Hindrance | null {
  return after?.measure === 'net_revenue' || seesMargins ? null : hindrance('plans/undo-not-yours')
}

function ofEntry(row: KeptRow, around: AroundRows): Hindrance | null {
  const { kind, period, measure } = row.after ?? {}
  const isSecond =
    kind === 'base' && wayBack(row) === 'puts_back' && around.bases.has(`${period ?? ''} ${measure ?? ''}`)
  return ofMeasure(row, around) ?? (isSecond ? hindrance('plans/base-stated-already') : null)
}

/** What was taken out keeps its cells as they were, until it is put back. */
function ofCell({ id }: KeptRow, { headings }: AroundRows): Hindrance | null {
  const [unit = '', offering = ''] = id.split(' ')
  if (!headings.has(unit)) return hindrance('plans/no-such-unit')
  return headings.has(offering) ? null : hindrance('plans/no-such-offering')
}
