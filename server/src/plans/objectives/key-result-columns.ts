import type { NewKeyResult } from '@mainstay/contract/plans-objective-routes'
import type { KeyResultMeasure } from '@mainstay/contract/plans-objectives'
import { directionOfResult, FED_SOURCES, type FedMeasure } from '@mainstay/domain/plans'
import { amountOf } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { orRefuseField } from '../refuse-field.ts'

/** What a key result is to be, with every field said. */
export type WantedKeyResult = Omit<NewKeyResult, 'unit'> & { readonly unit: string }

const FIELDS = {
  'plans/target-equals-start': 'target',
  'plans/direction-needed': 'direction',
  'plans/direction-contradicts': 'direction',
  'plans/source-has-no-product-lines': 'measure',
  'plans/share-needs-a-year': 'measure',
  'plans/share-out-of-range': 'target',
} as const

/** The columns of a key result as wanted; `path` says where in the request it stands. */
export function keyResultColumns(scope: ReadScope, wanted: WantedKeyResult, path = '') {
  const fed = fedOf(wanted.measure)
  if (fed) requireSight(scope, fed.source)
  const start = amountOf(wanted.start)
  const target = amountOf(wanted.target)
  const fieldOf = Object.fromEntries(Object.entries(FIELDS).map(([code, field]) => [code, `${path}${field}`]))
  const direction = orRefuseField(
    directionOfResult({ kind: wanted.kind, direction: wanted.direction, start, target, fed }),
    fieldOf,
  )
  return {
    title: wanted.title,
    kind: wanted.kind,
    direction,
    ambition: wanted.ambition,
    weight: wanted.weight,
    unit: fed ? unitOf(scope, fed) : wanted.unit,
    start_value: wanted.start,
    target_value: wanted.target,
    fed_source: fed?.source ?? null,
    fed_product_line: fed?.productLine ?? null,
    fed_window: fed?.window ?? null,
  }
}

/** Refuses to set, change or ask for margins to those who may not see them. */
export function requireSight(scope: ReadScope, source: FedMeasure['source']): void {
  if (FED_SOURCES[source].isMargin && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
}

function fedOf(measure: KeyResultMeasure): FedMeasure | null {
  if (measure.kind === 'typed') return null
  const { source, productLine, window } = measure
  return { source, productLine, window }
}

function unitOf(scope: ReadScope, { source }: FedMeasure): string {
  if (source === 'invoice_lines') return 'invoice lines'
  if (source === 'products_bought') return 'products'
  return FED_SOURCES[source].format === 'money' ? scope.actor.reportingCurrency : ''
}
