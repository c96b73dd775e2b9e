import { PLAN_SIDES } from '@mainstay/contract/plans-team'
import { GOAL_MEASURES, PLAN_DUTIES } from '@mainstay/domain/plans'
import type { WriteScope } from '../../platform/use-case.ts'
import { removeAction, removeActions, restoreActions } from '../actions/move-action.ts'
import { ACTION_COLUMNS, putBackAction } from '../actions/put-back-action.ts'
import { changeBridgeEntry, removeBridgeEntry, restoreBridgeEntry } from '../goals/bridge-entries.ts'
import { setPlanGoals } from '../goals/write-goals.ts'
import { putBackKeyResult, removeKeyResult } from '../objectives/write-key-results.ts'
import {
  changeObjective,
  endObjectiveAgain,
  putBackObjective,
  removeObjective,
  reopenObjective,
} from '../objectives/write-objectives.ts'
import { putBackReading, removeReading } from '../objectives/write-readings.ts'
import { changeStatement, removeStatement, restoreStatement } from '../statements/write-statements.ts'
import { putBackSwotItems, removeSwotItems } from '../swot/move-items.ts'
import { changeSwotItem, reopenSwotItem, settleAgain } from '../swot/write-items.ts'
import { changePlanPerson, removePlanPerson, restorePlanPerson } from '../team/write-team.ts'
import { putBackCells } from '../white-space/undo-cells.ts'
import { type KeptRow, type KeptValues, numberOf, oneOf } from './kept-row.ts'
import { asSeen, eachRow, type Place, type Plan, seenRow, TAKEN_OUT, takingOut, type Undoable } from './undoable.ts'
import { UNDOABLE_BUYING } from './undoable-buying.ts'
import { VALUE_DEEDS } from './undoable-value.ts'

const ENDING = ['status', 'ended_on', 'ended_by_name', 'end_reason', 'final_grade']
const SETTLING = ['settled_reason', 'settled_on', 'settled_by']
export const CELL_COLUMNS = [
  'state',
  'state_by',
  'competitor',
  'competitor_share',
  'renewal_on',
  'potential_low',
  'potential_base',
  'potential_high',
  'need_probability',
  'win_probability',
  'source',
  'note',
  'removed_at',
]
const OWNER_COLUMNS = ['owner_kind', 'owner_person_id', 'owner_name', 'owner_function']
const dayOf = (value: string | null | undefined) => value ?? null

const removesAction = takingOut('plan_action', (scope, place) => removeAction(scope, place, place))
const removesObjective = takingOut('plan_objective', removeObjective)
const removesKeyResult = takingOut('plan_key_result', removeKeyResult)
const removesReading = takingOut('key_result_reading', removeReading)
const removesItems: Undoable = {
  tables: ['swot_item'],
  columns: TAKEN_OUT,
  reach: 'all',
  undo: (scope, { planId, now }, rows) => removeSwotItems(scope, { planId, items: rows.map(seenRow) }, now),
}
const removesItem: Undoable = { ...removesItems, reach: 'row' }
const removesStatement = takingOut('plan_statement', removeStatement)
const removesEntry = takingOut('plan_bridge_entry', (scope, place) => removeBridgeEntry(scope, place, place.now))

const changesAction: Undoable = {
  tables: ['plan_action'],
  columns: ACTION_COLUMNS,
  reach: 'one_of_several',
  undo: eachRow((scope, place, before) => putBackAction(scope, { ...place, before }, place.today)),
}
const reopensObjective: Undoable = {
  tables: ['plan_objective'],
  columns: ENDING,
  reach: 'row',
  undo: eachRow(reopenObjective),
}
const removesPerson = takingOut('plan_person', removePlanPerson)

/** Deeds that can be taken back by themselves, each by the deed that people would do by hand, with all its rules. */
export const UNDOABLE: ReadonlyMap<string, Undoable> = new Map<string, Undoable>([
  // Several are added by one deed where a plan is handed over with introductions, or by a rule.
  ['plans.action-added', { ...removesAction, reach: 'one_of_several' }],
  ['plans.action-restored', removesAction],
  [
    'plans.action-removed',
    {
      tables: ['plan_action'],
      columns: TAKEN_OUT,
      reach: 'one_of_several',
      undo: (scope, { planId }, rows) => restoreActions(scope, { planId, actions: rows.map(seenRow) }),
    },
  ],
  ['plans.action-changed', changesAction],
  ['plans.action-moved', changesAction],
  ['plans.action-handed-over', changesAction],
  ['plans.action-snoozed', changesAction],
  ['plans.action-woken', changesAction],
  [
    'plans.actions-imported',
    {
      tables: ['plan_action'],
      columns: TAKEN_OUT,
      reach: 'all',
      undo: (scope, { planId, now }, rows) => removeActions(scope, { planId, actions: rows.map(seenRow) }, now),
    },
  ],
  ['plans.objective-created', removesObjective],
  ['plans.objective-restored', removesObjective],
  ['plans.objective-removed', takingOut('plan_objective', putBackObjective)],
  ['plans.objective-closed', reopensObjective],
  ['plans.objective-dropped', reopensObjective],
  ['plans.objective-reopened', { ...reopensObjective, undo: eachRow(endAgain) }],
  [
    'plans.objective-changed',
    {
      tables: ['plan_objective'],
      columns: ['title', 'why', 'kind', 'ambition', 'starts_on', 'ends_on', ...OWNER_COLUMNS],
      reach: 'row',
      undo: eachRow((scope, place, before, after) =>
        changeObjective(scope, {
          ...place,
          title: before.title ?? undefined,
          why: before.why ?? undefined,
          kind: before.kind === 'qualitative' ? 'qualitative' : 'quantitative',
          ambition: before.ambition === 'stretch' ? 'stretch' : 'committed',
          startsOn: before.starts_on ?? undefined,
          endsOn: before.ends_on ?? undefined,
          // Who owns it still is not asked whether they are still here.
          owner: OWNER_COLUMNS.every((column) => before[column] === after[column]) ? undefined : ownerBefore(before),
        }),
      ),
    },
  ],
  [
    'plans.objectives-imported',
    { tables: ['plan_objective', 'plan_key_result'], columns: TAKEN_OUT, reach: 'all', undo: takeImportedOut },
  ],
  ['plans.key-result-created', removesKeyResult],
  ['plans.key-result-restored', removesKeyResult],
  ['plans.key-result-removed', takingOut('plan_key_result', putBackKeyResult)],
  ['plans.reading-entered', removesReading],
  ['plans.reading-corrected', removesReading],
  ['plans.reading-restored', removesReading],
  ['plans.reading-removed', takingOut('key_result_reading', putBackReading)],
  ['plans.swot-item-added', removesItem],
  ['plans.swot-items-added', removesItems],
  ['plans.swot-item-put-back', removesItem],
  [
    'plans.swot-item-settled',
    {
      tables: ['swot_item'],
      columns: SETTLING,
      reach: 'row',
      undo: eachRow((scope, place) => reopenSwotItem(scope, place, place.today)),
    },
  ],
  [
    'plans.swot-item-reopened',
    {
      tables: ['swot_item'],
      columns: SETTLING,
      reach: 'row',
      undo: eachRow((scope, place, { settled_reason: reason, settled_on: on, settled_by: by }) =>
        settleAgain(scope, { ...place, reason: reason ?? '', on: on ?? place.today, by: by ?? '' }),
      ),
    },
  ],
  [
    'plans.swot-item-removed',
    {
      ...removesItems,
      reach: 'one_of_several',
      undo: (scope, { planId }, rows) => putBackSwotItems(scope, { planId, items: rows.map(seenRow) }),
    },
  ],
  [
    'plans.swot-item-changed',
    {
      tables: ['swot_item'],
      columns: ['content', 'evidence', 'said_by', 'evidence_on', 'impact', 'confidence'],
      reach: 'row',
      undo: eachRow((scope, place, before) =>
        changeSwotItem(
          scope,
          {
            ...place,
            text: before.content ?? undefined,
            evidence: before.evidence ?? undefined,
            saidBy: before.said_by ?? undefined,
            evidenceOn: dayOf(before.evidence_on),
            impact: numberOf(before.impact),
            confidence: numberOf(before.confidence),
          },
          place.today,
        ),
      ),
    },
  ],
  ['plans.statement-added', removesStatement],
  ['plans.statement-restored', removesStatement],
  ['plans.statement-removed', takingOut('plan_statement', restoreStatement)],
  [
    'plans.statement-changed',
    {
      tables: ['plan_statement'],
      columns: ['content', 'is_confirmed', 'source', 'as_of'],
      reach: 'row',
      undo: eachRow((scope, place, before) =>
        changeStatement(scope, {
          ...place,
          content: before.content ?? undefined,
          isConfirmed: before.is_confirmed === 'true',
          source: before.source ?? undefined,
          asOf: before.as_of ?? undefined,
        }),
      ),
    },
  ],
  ['plans.bridge-entry-added', removesEntry],
  ['plans.bridge-entry-restored', removesEntry],
  ['plans.bridge-entry-removed', takingOut('plan_bridge_entry', restoreBridgeEntry)],
  [
    'plans.bridge-entry-changed',
    {
      tables: ['plan_bridge_entry'],
      columns: ['amount', 'note', 'source'],
      reach: 'row',
      undo: eachRow((scope, place, before) =>
        changeBridgeEntry(scope, {
          ...place,
          amount: before.amount ?? undefined,
          note: before.note ?? undefined,
          source: before.source ?? undefined,
        }),
      ),
    },
  ],
  [
    'plans.goals-set',
    {
      tables: ['plan_goal'],
      columns: ['amount'],
      reach: 'all',
      undo: (scope, { planId, today }, rows) => setPlanGoals(scope, { planId, goals: rows.map(goalBefore) }, today),
    },
  ],
  [
    'plans.white-space-cells-written',
    {
      tables: ['white_space_cell'],
      columns: CELL_COLUMNS,
      reach: 'all',
      undo: (scope, { planId }, rows) => putBackCells(scope, planId, rows),
    },
  ],
  ...VALUE_DEEDS,
  ...UNDOABLE_BUYING,
  ['plans.person-added', removesPerson],
  ['plans.person-restored', removesPerson],
  ['plans.person-removed', takingOut('plan_person', restorePlanPerson)],
  [
    'plans.person-changed',
    {
      tables: ['plan_person'],
      columns: ['person_id', 'name', 'side', 'function', 'duty', 'task', 'is_inner'],
      reach: 'row',
      undo: eachRow((scope, place, before) =>
        changePlanPerson(scope, { ...place, ...factsBefore(before), takesOver: false }),
      ),
    },
  ],
])

/** Objectives go with their key results; those that came to an objective that was there before go alone. */
async function takeImportedOut(scope: WriteScope, plan: Plan, rows: readonly KeptRow[]): Promise<void> {
  const made = rows.filter(({ table }) => table === 'plan_objective')
  const gone = new Set(made.map(({ id }) => id))
  const alone = rows.filter(({ table, after }) => table === 'plan_key_result' && !gone.has(after?.objective_id ?? ''))
  for (const row of made) await removeObjective(asSeen(scope, row), { ...plan, id: row.id })
  for (const row of alone) await removeKeyResult(asSeen(scope, row), { ...plan, id: row.id })
}

function goalBefore({ before, after }: KeptRow) {
  return {
    period: Number(after?.period),
    measure: oneOf(GOAL_MEASURES, after?.measure),
    amount: before?.amount ?? null,
    version: Number(after?.version),
  }
}

/** Whoever was named before, as somebody would name them by hand. */
function ownerBefore({
  owner_kind: kind,
  owner_person_id: personId,
  owner_name: name,
  owner_function: what,
}: KeptValues) {
  if (!kind) return null
  if (kind === 'member') return { kind, personId: personId ?? '' } as const
  return { kind: oneOf(['colleague', 'customer'] as const, kind), name: name ?? '', function: what ?? '' }
}

/** Somebody of the team as they were. */
export function factsBefore(before: KeptValues) {
  return {
    personId: before.person_id ?? null,
    name: before.name ?? '',
    side: oneOf(PLAN_SIDES, before.side),
    function: before.function ?? '',
    duty: oneOf(PLAN_DUTIES, before.duty),
    task: before.task ?? '',
    isInner: before.is_inner === 'true',
  }
}

function endAgain(scope: WriteScope, place: Place, before: KeptValues) {
  return endObjectiveAgain(scope, {
    ...place,
    status: oneOf(['closed', 'dropped'] as const, before.status),
    endedOn: before.ended_on ?? place.today,
    endedByName: before.ended_by_name ?? '',
    reason: before.end_reason ?? '',
    grade: numberOf(before.final_grade),
  })
}
