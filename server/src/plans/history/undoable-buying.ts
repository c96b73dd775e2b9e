import { BUY_CLASSES, BUYING_PHASES } from '@mainstay/domain/buying'
import type { WriteScope } from '../../platform/use-case.ts'
import { putBackBuyingSteps, removeBuyingSteps } from '../buying/move-steps.ts'
import {
  changePurchase,
  endPurchaseAgain,
  removePurchase,
  reopenPurchase,
  restorePurchase,
} from '../buying/write-purchases.ts'
import { putBackInOrder, putBackStep } from '../buying/write-steps.ts'
import { type KeptRow, type KeptValues, oneOf } from './kept-row.ts'
import { asSeen, eachRow, type Place, type Plan, seenRow, type Undoable } from './undoable.ts'

const ENDING = ['status', 'ended_on', 'end_reason', 'ended_by_name']

const removesPurchase: Undoable = {
  tables: ['purchase'],
  columns: ['removed_at'],
  reach: 'row',
  undo: eachRow(removePurchase),
}
const removesSteps: Undoable = {
  tables: ['buying_step'],
  columns: ['removed_at'],
  reach: 'all',
  undo: (scope, { planId, now }, rows) => removeBuyingSteps(scope, { planId, steps: rows.map(seenRow) }, now),
}

/** Keeping a template cannot be taken back: what is kept of an account is never rewritten. */
export const UNDOABLE_BUYING: readonly (readonly [string, Undoable])[] = [
  [
    'plans.purchase-begun',
    { ...removesPurchase, tables: ['purchase', 'buying_step'], reach: 'all', undo: takeBegunOut },
  ],
  ['plans.purchase-restored', removesPurchase],
  ['plans.purchase-removed', { ...removesPurchase, undo: eachRow(restorePurchase) }],
  [
    'plans.purchase-changed',
    {
      tables: ['purchase'],
      columns: ['title', 'buy_class', 'note', 'decision_on'],
      reach: 'row',
      undo: eachRow((scope, place, before) =>
        changePurchase(scope, {
          ...place,
          title: before.title ?? undefined,
          buyClass: oneOf(BUY_CLASSES, before.buy_class),
          note: before.note ?? undefined,
          decisionOn: before.decision_on ?? null,
        }),
      ),
    },
  ],
  ['plans.purchase-ended', { tables: ['purchase'], columns: ENDING, reach: 'row', undo: eachRow(reopenPurchase) }],
  ['plans.purchase-reopened', { tables: ['purchase'], columns: ENDING, reach: 'row', undo: eachRow(endAgain) }],
  ['plans.buying-steps-added', removesSteps],
  ['plans.buying-step-restored', { ...removesSteps, reach: 'row' }],
  [
    'plans.buying-step-removed',
    {
      ...removesSteps,
      reach: 'one_of_several',
      undo: (scope, { planId }, rows) => putBackBuyingSteps(scope, { planId, steps: rows.map(seenRow) }),
    },
  ],
  [
    'plans.buying-step-changed',
    {
      tables: ['buying_step'],
      columns: [
        'title',
        'phase',
        'owner_role',
        'owner_id',
        'evidence',
        'requirement',
        'planned_on',
        'done_on',
        'serves',
      ],
      reach: 'row',
      undo: eachRow((scope, place, before) => putBackStep(scope, { ...place, before: stepBefore(before) })),
    },
  ],
  [
    'plans.buying-step-ordered',
    {
      tables: ['buying_step'],
      columns: ['position'],
      reach: 'row',
      undo: eachRow((scope, place, before) => putBackInOrder(scope, { ...place, position: Number(before.position) })),
    },
  ],
]

/** Its steps go with it. */
async function takeBegunOut(scope: WriteScope, plan: Plan, rows: readonly KeptRow[]): Promise<void> {
  for (const row of rows) {
    if (row.table === 'purchase') await removePurchase(asSeen(scope, row), { ...plan, id: row.id })
  }
}

function endAgain(scope: WriteScope, place: Place, before: KeptValues) {
  return endPurchaseAgain(scope, {
    ...place,
    ending: {
      status: oneOf(['won', 'lost', 'set_aside'] as const, before.status),
      on: before.ended_on ?? place.today,
      reason: before.end_reason ?? '',
      byName: before.ended_by_name ?? '',
    },
  })
}

function stepBefore(before: KeptValues) {
  return {
    title: before.title ?? '',
    phase: before.phase ? oneOf(BUYING_PHASES, before.phase) : null,
    owner_role: before.owner_role ?? '',
    owner_id: before.owner_id ?? null,
    evidence: before.evidence ?? '',
    requirement: before.requirement ?? '',
    planned_on: before.planned_on ?? null,
    done_on: before.done_on ?? null,
    serves: servedBy(before),
  }
}

/** A list of ids as the past keeps it: as JSON. */
export function servedBy(values: KeptValues | null): string[] {
  const ids: unknown = JSON.parse(values?.serves ?? '[]')
  return Array.isArray(ids) ? ids.map(String) : []
}
