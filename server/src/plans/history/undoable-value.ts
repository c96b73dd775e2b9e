import { formatMonth, monthOfDate } from '@mainstay/domain/kernel'
import { VALUE_EVIDENCE } from '@mainstay/domain/plans'
import { changeValueCase, removeValueCase, restoreValueCase } from '../value/write-cases.ts'
import { putBackDriver, removeValueDriver, restoreValueDriver } from '../value/write-drivers.ts'
import { type KeptValues, oneOf, storedYearsOf } from './kept-row.ts'
import { eachRow, takingOut, type Undoable } from './undoable.ts'

const removesCase = takingOut('value_case', (scope, place) => removeValueCase(scope, place, place.now))
const removesDriver = takingOut('value_driver', (scope, place) => removeValueDriver(scope, place, place.now))

/** Deeds on value cases and their drivers that can be taken back by themselves. */
export const VALUE_DEEDS: readonly (readonly [string, Undoable])[] = [
  ['plans.value-case-added', removesCase],
  ['plans.value-case-restored', removesCase],
  ['plans.value-case-removed', takingOut('value_case', restoreValueCase)],
  [
    'plans.value-case-changed',
    {
      tables: ['value_case'],
      columns: ['title', 'note', 'starts_on', 'years', 'discount_rate'],
      reach: 'row',
      undo: eachRow((scope, place, before) => changeValueCase(scope, { ...place, ...caseBefore(before) })),
    },
  ],
  ['plans.value-driver-added', removesDriver],
  ['plans.value-driver-restored', removesDriver],
  ['plans.value-driver-removed', takingOut('value_driver', restoreValueDriver)],
  [
    'plans.value-driver-changed',
    {
      tables: ['value_driver'],
      columns: [
        ...['kind', 'name', 'method', 'baseline', 'source', 'evidence'],
        ...['owner_id', 'probability', 'attribution', 'years'],
      ],
      reach: 'row',
      undo: eachRow((scope, place, before) => putBackDriver(scope, { ...place, before: driverBefore(before) })),
    },
  ],
]

function caseBefore(before: KeptValues) {
  return {
    title: before.title ?? '',
    note: before.note ?? '',
    startsOn: formatMonth(monthOfDate(before.starts_on ?? '')),
    years: Number(before.years),
    discountRate: Number(before.discount_rate),
  }
}

function driverBefore(before: KeptValues) {
  return {
    kind: oneOf(['benefit', 'cost'] as const, before.kind),
    name: before.name ?? '',
    method: before.method ?? '',
    baseline: before.baseline ?? '',
    source: before.source ?? '',
    evidence: oneOf(VALUE_EVIDENCE, before.evidence),
    ownerId: before.owner_id ?? null,
    probability: Number(before.probability),
    attribution: Number(before.attribution),
    years: storedYearsOf(before.years),
  }
}
