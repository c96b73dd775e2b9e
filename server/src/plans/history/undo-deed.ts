import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { removeAction, restoreAction } from '../actions/move-action.ts'
import { changeAction } from '../actions/write-action.ts'
import { removeBridgeEntry, restoreBridgeEntry } from '../goals/bridge-entries.ts'
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
import { changeSwotItem, putBackSwotItem, removeSwotItem } from '../swot/write-items.ts'

/** A row before and after a deed, values as text; null where there was none. */
export interface KeptRow {
  readonly table: string
  readonly id: string
  readonly before: Readonly<Record<string, string | null>> | null
  readonly after: Readonly<Record<string, string | null>> | null
}

type Place = Clock & { readonly planId: string; readonly id: string }
type Undo = (scope: WriteScope, place: Place, before: Readonly<Record<string, string | null>>) => Promise<unknown>

interface Undoable {
  readonly table: string
  /** Columns that the way back restores; a change of any other is not taken back. */
  readonly columns: readonly string[]
  readonly undo: Undo
}

const TAKEN_OUT = ['removed_at'] as const
const takingOut = (table: string, undo: Undo): Undoable => ({ table, columns: TAKEN_OUT, undo })
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

/** Deeds that can be taken back by themselves, each by the deed that people would do by hand, with all its rules. */
const UNDOABLE: ReadonlyMap<string, Undoable> = new Map([
  ['plans.action-added', removesAction],
  ['plans.action-restored', removesAction],
  ['plans.action-removed', takingOut('plan_action', (scope, place) => restoreAction(scope, place, place.today))],
  [
    'plans.action-changed',
    {
      table: 'plan_action',
      columns: [
        'title',
        'details',
        'starts_on',
        'due_on',
        'customer_owner',
        'evidence',
        'objective_id',
        'key_result_id',
      ],
      undo: (scope, place, before) =>
        changeAction(
          scope,
          {
            ...place,
            title: before.title ?? undefined,
            details: before.details ?? undefined,
            startsOn: dayOf(before.starts_on),
            dueOn: dayOf(before.due_on),
            customerOwner: before.customer_owner ?? undefined,
            evidence: before.evidence ?? undefined,
            objectiveId: before.objective_id ?? null,
            keyResultId: before.key_result_id ?? null,
          },
          place.today,
        ),
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
      table: 'plan_objective',
      columns: ['title', 'why', 'kind', 'ambition', 'starts_on', 'ends_on'],
      undo: (scope, place, before) =>
        changeObjective(scope, {
          ...place,
          title: before.title ?? undefined,
          why: before.why ?? undefined,
          kind: before.kind === 'qualitative' ? 'qualitative' : 'quantitative',
          ambition: before.ambition === 'stretch' ? 'stretch' : 'committed',
          startsOn: before.starts_on ?? undefined,
          endsOn: before.ends_on ?? undefined,
        }),
    },
  ],
  ['plans.key-result-created', removesKeyResult],
  ['plans.key-result-restored', removesKeyResult],
  ['plans.key-result-removed', takingOut('plan_key_result', putBackKeyResult)],
  ['plans.reading-entered', removesReading],
  ['plans.reading-corrected', removesReading],
  ['plans.reading-restored', removesReading],
  ['plans.reading-removed', takingOut('key_result_reading', putBackReading)],
  ['plans.swot-item-added', removesItem],
  ['plans.swot-item-put-back', removesItem],
  ['plans.swot-item-removed', takingOut('swot_item', (scope, place) => putBackSwotItem(scope, place, place.today))],
  [
    'plans.swot-item-changed',
    {
      table: 'swot_item',
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
      table: 'plan_statement',
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
])

function endingOf(): Undoable {
  return {
    table: 'plan_objective',
    columns: ['status', 'ended_on', 'ended_by_name', 'end_reason', 'final_grade'],
    undo: (scope, place) => reopenObjective(scope, place),
  }
}

function numberOf(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

/** What changes with every change and says nothing. */
const BESIDE: ReadonlySet<string> = new Set(['version', 'updated_at', 'author_id', 'author_name', 'repeat_anchor'])

interface LeftRow extends KeptRow {
  readonly pastId: string
}

interface Deed {
  readonly id: string
  readonly action: string
  readonly at: Date
}

/** Rows that deeds of these have left as they are now, by the deed; one that wrote several rows is not among them. */
export async function rowsLeftBy(
  scope: ReadScope,
  planId: string,
  deeds: readonly Deed[],
): Promise<ReadonlyMap<string, KeptRow>> {
  const asked = deeds.filter(({ action }) => UNDOABLE.has(action))
  if (asked.length === 0) return new Map()
  const { rows } = await sql<KeptRow & { deedId: string; pastId: string; isLast: boolean }>`
    select d.id as "deedId", v.id as "pastId", v.of_table as "table", v.row_key as id, (
        select jsonb_object_agg(e.key, e.value) from jsonb_each_text(v.content) e) as after, (
        select (select jsonb_object_agg(e.key, e.value) from jsonb_each_text(b.content) e) from mainstay.plan_past b
        where b.workspace_id = v.workspace_id and b.plan_id = v.plan_id and b.of_table = v.of_table
          and b.row_key = v.row_key and b.id < v.id order by b.id desc limit 1) as before,
      not exists (select from mainstay.plan_past l where l.workspace_id = v.workspace_id and l.plan_id = v.plan_id
        and l.of_table = v.of_table and l.row_key = v.row_key and l.id > v.id) as "isLast"
    from unnest(${asked.map(({ id }) => id)}::bigint[]) d(id)
    join mainstay.audit_entry e on e.workspace_id = ${scope.workspaceId} and e.id = d.id
    join mainstay.plan_past v on v.workspace_id = ${scope.workspaceId} and v.plan_id = ${planId} and v.began_at = e.at
      and v.of_table <> 'plan_cause'`.execute(scope.db)
  const actions = new Map(asked.map(({ id, action }) => [id, action]))
  const found = new Map<string, LeftRow>()
  for (const [deedId, own] of Map.groupBy(rows, (row) => row.deedId)) {
    const undoable = UNDOABLE.get(actions.get(deedId) ?? '')
    const mine = own.filter(({ table }) => table === undoable?.table)
    const [row] = mine
    if (undoable && row && mine.length === 1 && row.isLast && isWholly(row, undoable)) found.set(deedId, row)
  }
  const held = await builtUpon(scope, planId, [...found.values()].filter(isBroughtIn))
  return new Map([...found].filter(([, row]) => !(isBroughtIn(row) && held.has(row.id))))
}

/** Whether the deed brought it into the plan, so that the way back takes it out. */
function isBroughtIn({ before, after }: KeptRow): boolean {
  return after?.removed_at === null && (before === null || before.removed_at !== null)
}

/** Which of these others have built upon since: what hangs on them would go with them. */
async function builtUpon(scope: ReadScope, planId: string, rows: readonly LeftRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const { rows: held } = await sql<{ id: string }>`
    select distinct w.id from mainstay.plan_past f
    cross join lateral (values (f.content->>'objective_id'), (f.content->>'key_result_id'), (f.content->>'corrects_id'),
      (f.content->>'action_id'), (f.content->>'needs_id'), ((
        select k.content->>'objective_id' from mainstay.plan_past k
        where k.workspace_id = f.workspace_id and k.plan_id = f.plan_id and k.of_table = 'plan_key_result'
          and k.row_key = f.content->>'key_result_id' order by k.id desc limit 1))) r (id)
    join unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ pastId }) => pastId)}::bigint[]) w (id, past)
      on w.id = r.id
    join mainstay.plan_past v on v.workspace_id = f.workspace_id and v.id = w.past
    where f.workspace_id = ${scope.workspaceId} and f.plan_id = ${planId} and f.id > w.past and f.began_at <> v.began_at
      and f.of_table in ('plan_key_result', 'key_result_reading', 'plan_action', 'plan_action_need')`.execute(scope.db)
  return new Set(held.map(({ id }) => id))
}

/** Whether the way back restores everything that the deed changed. */
function isWholly({ before, after }: KeptRow, { columns }: Undoable): boolean {
  if (after === null) return false
  if (before === null) return columns === TAKEN_OUT
  return Object.keys(after).every(
    (column) => before[column] === after[column] || BESIDE.has(column) || columns.includes(column),
  )
}

/** Takes a deed back by its opposite, as whoever asks would do it by hand. */
export async function undoDeed(
  scope: WriteScope,
  { planId, deed, row }: { readonly planId: string; readonly deed: Deed; readonly row: KeptRow },
  clock: Clock,
): Promise<void> {
  const undoable = UNDOABLE.get(deed.action)
  if (!undoable) throw new Refused('plans/undo-unsafe')
  const seen = Number(row.after?.version ?? 0)
  // Somebody may be faster than whoever looked whether anything came after it.
  const expectVersion = (current: number) => {
    if (current !== seen) throw new Refused('plans/undo-unsafe')
  }
  await undoable.undo({ ...scope, expectVersion }, { ...clock, planId, id: row.id }, row.before ?? {})
}
