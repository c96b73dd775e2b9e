import { formatDate } from '../../kit/format/date.ts'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { BackTestAnswer, Comparison, Reason, SetTest } from './types.ts'

/** A difference of two growth rates in percentage points: +3.1. */
export function formatPoints(fraction: number, locale: string | undefined): string {
  return formatNumber(fraction * 100, { locale, decimals: 1, sign: 'always' })
}

/** The finding in a sentence, first thing of an answer. */
export function verdictSentence(answer: BackTestAnswer, test: SetTest, locale: string | undefined): string {
  const day = formatDate(answer.asOf, locale)
  if (test.verdict === 'no_conclusion' || test.verdictAgainst === null) return text.answer.nothing(day)
  return text.answer.concluded[test.verdict](formatNumber(test.picks, { locale }), day, test.verdictAgainst)
}

/** The comparison that the verdict speaks of. */
export function decisiveOf({ comparisons, verdictAgainst }: SetTest): Comparison | undefined {
  return comparisons.find(({ against }) => against === verdictAgainst)
}

/** How large the difference is and how surely it is known; null where there is none. */
export function intervalSentence(test: SetTest, locale: string | undefined): string | null {
  const estimate = decisiveOf(test)?.measures.netRevenue?.growth.difference.value
  if (!estimate) return null
  const points = (fraction: number) => formatPoints(fraction, locale)
  const level = formatPercent(estimate.level, { locale, decimals: 0 })
  return text.answer.interval(points(estimate.value), points(estimate.low), points(estimate.high), level)
}

/** Why nothing, or only with care, can be concluded, in words. */
export function reasonSentence(reason: Reason, locale: string | undefined): string {
  const name = reason.code.slice(reason.code.indexOf('/') + 1)
  const write = (value: number | undefined) => (value === undefined ? '' : formatNumber(value, { locale }))
  const found = reason.verdict ?? write(reason.found)
  const needed = reason.level === undefined ? write(reason.needed) : formatPercent(reason.level, { locale })
  return text.reasons[name]?.(found, needed) ?? name.replaceAll('-', ' ')
}
