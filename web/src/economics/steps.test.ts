import { describe, expect, it } from 'vitest'
import { trendPoints } from './monthly-trend-card.tsx'
import { askedQuestion, monthsBetween, questionQuery, questionState } from './question.ts'
import { bridgeSteps, waterfallSteps } from './steps.ts'

const level = (key: string, amount: string | null) => ({
  key,
  kind: 'level' as const,
  amount,
  status: amount === null ? ('insufficient_data' as const) : ('ok' as const),
  reasons: [],
})
const deduction = (key: string, amount: string | null) => ({ ...level(key, amount), kind: 'deduction' as const })

describe('the waterfall', () => {
  it('takes deductions away, and leaves out those that took nothing and levels that repeat', () => {
    const { steps } = waterfallSteps([
      level('list_value', '100'),
      deduction('on_invoice_discounts', '10'),
      level('invoice_price', '90'),
      deduction('rebates', '0'),
      level('net_revenue', '90'),
      deduction('cost_of_goods', '95'),
      level('gross_margin', '-5'),
    ])
    expect(steps.map(({ label, amount, kind }) => [label, amount, kind])).toEqual([
      ['List value', 100, 'total'],
      ['Discounts', -10, 'change'],
      ['Net revenue', 90, 'total'],
      ['Cost of goods', -95, 'change'],
      ['Gross margin', -5, 'total'],
    ])
  })

  it('names what is not known instead of drawing it as zero', () => {
    const { steps, unknown } = waterfallSteps([
      level('grossMargin', '20'),
      deduction('costToServe', null),
      level('contribution', null),
      deduction('dedicatedTeam', null),
    ])
    expect(steps).toHaveLength(1)
    expect(unknown).toEqual(['Cost to serve', 'Contribution'])
  })
})

it('draws the growth bridge from total to total, without movements of nothing', () => {
  const steps = bridgeSteps([
    { key: 'start', amount: '100' },
    { key: 'lost_accounts', amount: '-30' },
    { key: 'currency_effect', amount: '0' },
    { key: 'end', amount: '70' },
  ])
  expect(steps.map(({ label, kind }) => `${label} ${kind}`)).toEqual(['Before total', 'Lost change', 'Now total'])
})

describe('the question in the address', () => {
  it('asks for a span only when both ends are given', () => {
    expect(askedQuestion(questionState.parse({ from: '2013-01' }))).not.toHaveProperty('from')
    expect(askedQuestion(questionState.parse({ from: '2013-01', to: '2013-06' }))).toMatchObject({ to: '2013-06' })
  })

  it('leaves out of a link what is usual', () => {
    expect(questionQuery(questionState.parse({}))).toBe('')
    expect(questionQuery(questionState.parse({ rates: 'constant' }), { tab: 'lines' })).toBe('rates=constant&tab=lines')
  })

  it('offers every month from the first to the last, the newest first', () => {
    expect(monthsBetween('2012-11', '2013-01')).toEqual(['2013-01', '2012-12', '2012-11'])
  })
})

describe('the trend of the months', () => {
  const months = (amounts: readonly number[]) =>
    amounts.map((amount, index) => ({
      month: `2013-${String(index + 1).padStart(2, '0')}`,
      netRevenue: String(amount),
      grossMargin: null,
      contribution: null,
    }))

  it('says which way it leads', () => {
    expect(trendPoints(months([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).direction).toBe('rising')
    expect(trendPoints(months([9, 9, 9, 9, 9, 9, 9, 9, 9, 9])).direction).toBe('level')
  })

  it('draws no line through too few months', () => {
    const { points, direction } = trendPoints(months([1, 2]))
    expect(points.every((point) => point.trend === null)).toBe(true)
    expect(direction).toBe('too few months with purchases for a trend')
  })
})
