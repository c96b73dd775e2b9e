import type { ValueCase, ValueDriver, ValuePart, ValueResult } from '@mainstay/contract/plans-value'

export type { ValueCase, ValueDriver, ValuePart, ValueResult }

export type Beneficiary = ValueCase['beneficiary']
export type ValueMark = ValueCase['marks'][number]
export type DriverKind = ValueDriver['kind']
export type Evidence = ValueDriver['evidence']

export const BENEFICIARIES: readonly Beneficiary[] = ['customer', 'us']
export const KINDS: readonly DriverKind[] = ['benefit', 'cost']
export const EVIDENCE: readonly Evidence[] = ['claimed', 'agreed', 'measured']
export const VIEWS = ['low', 'base', 'high', 'expected'] as const
export type View = (typeof VIEWS)[number]
/** Most years that a case looks ahead. */
export const MOST_YEARS = 10
