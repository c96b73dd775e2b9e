import { firstDay, lastDay, parseMonth } from '@mainstay/domain/kernel'
import type { AccountEconomics } from '../../economics/index.ts'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { type AccountState, linesHref } from './state.ts'
import { text } from './text.ts'

const MARGIN_STEPS = new Set(['grossMargin', 'gross_margin', 'costOfGoods', 'cost_of_goods', 'contribution'])

function dayRange(from: string, to: string): { lineFrom?: string; lineTo?: string } {
  const first = parseMonth(from)
  const last = parseMonth(to)
  return first === null || last === null ? {} : { lineFrom: firstDay(first), lineTo: lastDay(last) }
}

/** Ways from a figure down to the invoice lines it is made of. */
export function useLineLinks(accountId: string, state: AccountState, economics: AccountEconomics) {
  const goTo = useGoTo()
  const { period } = economics
  const days = dayRange(period.from, period.to)
  const ofPeriod = linesHref(accountId, state, { ...days, of: 'netRevenue' })
  return {
    ofPeriod,
    losing: linesHref(accountId, state, { ...days, of: 'grossMargin', order: 'margin' }),
    ofProductLine: (productLine: string) => linesHref(accountId, state, { ...days, productLine }),
    openStep: (step: string) =>
      goTo(linesHref(accountId, state, { ...days, of: step, ...(MARGIN_STEPS.has(step) ? { order: 'margin' } : {}) })),
    openMonth: (month: string) =>
      goTo(linesHref(accountId, state, { ...dayRange(month, month), of: text.figures.netRevenue })),
  }
}
