import { reasonText } from '../../kit/figures/reasons.ts'
import { formatNumber } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { ValueResult } from './types.ts'

/** "2.5 years" */
export function yearsInWords(years: number, locale: string | undefined): string {
  return text.years(formatNumber(years, { locale, decimals: 1 }))
}

type AnyFigure = Pick<ValueResult['returnOnInvestment'], 'status' | 'reasons'> & { readonly value: unknown }

/** Why a figure is not known, or with which reservation it is. */
export function reasonOf({ value, reasons }: AnyFigure): string | null {
  return value === null || reasons.length > 0 ? reasonText(reasons) : null
}
