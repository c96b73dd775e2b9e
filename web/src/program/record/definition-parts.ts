import { formatDate } from '../../kit/format/date.ts'
import { formatMoneyFull } from '../../kit/format/money.ts'
import { formatNumber } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { Definition, DefinitionContent } from './types.ts'

/** The written parts, in the order people read them. */
export const TEXT_PARTS = ['keyAccountMeaning', 'valueTheyBring', 'valueWeBring', 'willNotDo'] as const

/** "Draft 3" or "Version 2". */
export function definitionName({ state, number }: Pick<Definition, 'state' | 'number'>): string {
  return state === 'draft' ? text.definition.draftNumbered(number) : text.definition.numbered(number)
}

/** The name of a part for people; a part nobody named is shown as it is. */
export function partName(field: string): string {
  return (text.definition.fields as Readonly<Record<string, string>>)[field] ?? field
}

/** A part as it is compared ("1200000.00 USD", "2026-01-01") in the reader's writing. */
export function writePart(field: string, value: string | null, locale: string | undefined): string | null {
  if (value === null) return null
  const money = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value)
  if (field === 'investment.moneyPerYear' && money?.[1]) {
    return formatMoneyFull(money[1], { locale, ...(money[2] ? { currency: money[2] } : {}) })
  }
  if (field === 'effectiveDate') return formatDate(value, locale)
  return field.startsWith('investment.') ? formatNumber(Number(value), { locale, decimals: decimalsOf(value) }) : value
}

function decimalsOf(value: string): number {
  return Math.min(2, value.split('.')[1]?.length ?? 0)
}

/** The parts of a content as texts, to lay two drafts side by side. */
export function partsOf(content: DefinitionContent): readonly (readonly [string, string | null])[] {
  const { investment } = content
  const written = (value: string | number | null) => (value === null || value === '' ? null : String(value))
  const money = investment.moneyPerYear === null ? null : `${investment.moneyPerYear} ${investment.currency}`
  return [
    ['keyAccountMeaning', written(content.keyAccountMeaning)],
    ['valueTheyBring', written(content.valueTheyBring)],
    ['valueWeBring', written(content.valueWeBring)],
    ['investment.fullTimePeople', written(investment.fullTimePeople)],
    ['investment.moneyPerYear', money],
    ['investment.executiveDaysPerYear', written(investment.executiveDaysPerYear)],
    ['willNotDo', written(content.willNotDo)],
    ['rebuildReason', written(content.rebuildReason)],
    ['effectiveDate', content.effectiveDate],
  ]
}
