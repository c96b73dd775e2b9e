import { PLAN_SIDES } from '@mainstay/contract/plans-team'
import { GOAL_MEASURES, PLAN_DUTIES } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { removeAction, removeActions, restoreAction } from '../actions/move-action.ts'
import { ACTION_COLUMNS, putBackAction } from '../actions/put-back-action.ts'
import { changeBridgeEntry, removeBridgeEntry, restoreBridgeEntry } from '../goals/bridge-entries.ts'
import { setPlanGoals } from '../goals/write-goals.ts'
import { putBackKeyResult, removeKeyResult } from '../objectives/write-key-results.ts'
import {
  type Clock,
  changeObjective,
  putBackObjective,
  removeObjective,
  reopenObjective,
} from '../objectives/write-objectives.ts'
import { putBackReading, removeReading } from '../objectives/write-readings.ts'
import { changeStatement, removeStatement, restoreStatement } from '../statements/write-statements.ts'
import { changeSwotItem, putBackSwotItem, removeSwotItem, reopenSwotItem } from '../swot/write-items.ts'
import { changePlanPerson, removePlanPerson, restorePlanPerson } from '../team/write-team.ts'
import { putBackCells } from '../white-space/undo-cells.ts'
import { type KeptRow, type KeptValues, numberOf, oneOf } from './kept-row.ts'

type Plan = Clock & { readonly planId: string }
type Place = Plan & { readonly id: string }
type UndoRow = (scope: WriteScope, place: Place, before: KeptValues, after: KeptValues) => Promise<unknown>

/** How a deed is taken back: row by row, or all that it wrote at once. */
export type Undoable = {
  readonly tables: readonly string[]
  /** Columns that the way back restores; a change of any other is not taken back. */
  readonly columns: readonly string[]
  /** The audit of the deed names one row, and the same command may have written others under deeds of their own. */
  readonly isOneOfSeveral?: boolean
  /** What more has to hold, for who asks. */
  readonly holds?: (row: KeptRow, scope: ReadScope) => boolean
} & (
  | { readonly undo: UndoRow; readonly several?: boolean }
  | { readonly undoAll: (scope: WriteScope, plan: Plan, rows: readonly KeptRow[]) => Promise<unknown> }
)

const TAKEN_OUT = ['removed_at'] as const
const takingOut = (table: string, undo: UndoRow): Undoable & { readonly undo: UndoRow } => ({
  tables: [table],
  columns: TAKEN_OUT,
  undo,
})
const CELL_COLUMNS = [
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
const removesItem = takingOut('swot_item', (scope, place) =>
  removeSwotItem(scope, place, { asOf: place.today, now: place.now }),
)
const removesStatement = takingOut('plan_statement', removeStatement)
const removesEntry = takingOut('plan_bridge_entry', (scope, place) => removeBridgeEntry(scope, place, place.now))

const changesAction: Undoable = {
  tables: ['plan_action'],
  columns: ACTION_COLUMNS,
  isOneOfSeveral: true,
  undo: (scope, place, before) => putBackAction(scope, { ...place, before }, place.today),
}
const removesPerson = takingOut('plan_person', removePlanPerson)

/** Deeds that can be taken back by themselves, each by the deed that people would do by hand, with all its rules. */
export const UNDOABLE: ReadonlyMap<string, Undoable> = new Map<string, Undoable>([
  ['plans.action-added', removesAction],
  ['plans.action-restored', removesAction],
  [
    'plans.action-removed',
    {
      ...takingOut('plan_action', (scope, place) => restoreAction(scope, place, place.today)),
      // Those that came in together go together, and may come back one by one.
      isOneOfSeveral: true,
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
      undoAll: (scope, { planId, now }, rows) => removeActions(scope, { planId, actions: rows.map(seenAction) }, now),
    },
  ],
  ['plans.objective-created', removesObjective],
  ['plans.objective-restored', removesObjective],
  ['plans.objective-removed', takingOut('plan_objective', putBackObjective)],
  ['plans.objective-closed', endingOf()],
  ['plans.objective-dropped', endingOf()],
  [
    'plans.objective-changed',
    {
      tables: ['plan_objective'],
      columns: ['title', 'why', 'kind', 'ambition', 'starts_on', 'ends_on', ...OWNER_COLUMNS],
      undo: (scope, place, before, after) =>
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
    },
  ],
  [
    'plans.objectives-imported',
    { tables: ['plan_objective', 'plan_key_result'], columns: [], undoAll: takeImportedOut },
  ],
  ['plans.key-result-created', removesKeyResult],
  ['plans.key-result-restored', removesKeyResult],
  ['plans.key-result-removed', takingOut('plan_key_result', putBackKeyResult)],
  ['plans.reading-entered', removesReading],
  ['plans.reading-corrected', removesReading],
  ['plans.reading-restored', removesReading],
  ['plans.reading-removed', takingOut('key_result_reading', putBackReading)],
  ['plans.swot-item-added', removesItem],
  ['plans.swot-items-added', { ...removesItem, several: true }],
  ['plans.swot-item-put-back', removesItem],
  [
    'plans.swot-item-settled',
    {
      tables: ['swot_item'],
      columns: ['settled_reason', 'settled_on', 'settled_by'],
      undo: (scope, place) => reopenSwotItem(scope, place, place.today),
    },
  ],
  [
    'plans.swot-item-removed',
    {
      ...takingOut('swot_item', (scope, place) => putBackSwotItem(scope, place, place.today)),
      isOneOfSeveral: true,
    },
  ],
  [
    'plans.swot-item-changed',
    {
      tables: ['swot_item'],
      columns: ['content', 'evidence', 'said_by', 'evidence_on', 'impact', 'confidence'],
      undo: (scope, place, before) =>
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
      undo: (scope, place, before) =>
        changeStatement(scope, {
          ...place,
          content: before.content ?? undefined,
          isConfirmed: before.is_confirmed === 'true',
          source: before.source ?? undefined,
          asOf: before.as_of ?? undefined,
        }),
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
      holds: isForReader,
      undo: (scope, place, before) =>
        changeBridgeEntry(scope, {
          ...place,
          amount: before.amount ?? undefined,
          note: before.note ?? undefined,
          source: before.source ?? undefined,
        }),
    },
  ],
  [
    'plans.goals-set',
    {
      tables: ['plan_goal'],
      columns: ['amount'],
      holds: isForReader,
      undoAll: (scope, { planId, today }, rows) => setPlanGoals(scope, { planId, goals: rows.map(goalBefore) }, today),
    },
  ],
  [
    'plans.white-space-cells-written',
    {
      tables: ['white_space_cell'],
      columns: CELL_COLUMNS,
      undoAll: (scope, { planId }, rows) => putBackCells(scope, planId, rows),
    },
  ],
  ['plans.person-added', removesPerson],
  ['plans.person-restored', removesPerson],
  ['plans.person-removed', takingOut('plan_person', restorePlanPerson)],
  [
    'plans.person-changed',
    {
      tables: ['plan_person'],
      columns: ['person_id', 'name', 'side', 'function', 'duty', 'task', 'is_inner'],
      undo: (scope, place, before) => changePlanPerson(scope, { ...place, ...factsBefore(before), takesOver: false }),
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

/** Refuses where somebody is faster than whoever looked whether anything came after it. */
export function asSeen(scope: WriteScope, { after }: KeptRow): WriteScope {
  const seen = Number(after?.version ?? 0)
  const expectVersion = (current: number) => {
    if (current !== seen) throw new Refused('plans/undo-unsafe')
  }
  return { ...scope, expectVersion }
}

/** Margins are for those who may see them, and so is what they were. */
function isForReader({ after }: KeptRow, { actor }: ReadScope): boolean {
  return after?.measure === 'net_revenue' || actor.seesMargins
}

function seenAction({ id, after }: KeptRow) {
  return { id, version: Number(after?.version) }
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

function factsBefore(before: KeptValues) {
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

function endingOf(): Undoable {
  return {
    tables: ['plan_objective'],
    columns: ['status', 'ended_on', 'ended_by_name', 'end_reason', 'final_grade'],
    undo: (scope, place) => reopenObjective(scope, place),
  }
}
