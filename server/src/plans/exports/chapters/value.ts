import type { ValueCase, ValueDriver, ValuePart, ValueResult } from '@mainstay/contract/plans-value'
import { multiplyAmount } from '@mainstay/domain/economics'
import { cumulated, VALUE_VIEWS, type ValueView } from '@mainstay/domain/plans'
import { amountOf, presentMoney } from '../../../economics/index.ts'
import { money, percent } from '../figures.ts'
import type { Audience, Block, Cell, Column, TableBlock } from '../plan-document.ts'
import { ofCustomer, WORDS } from '../words.ts'

const VIEWS: Readonly<Record<ValueView, string>> = { low: 'Low', base: 'Base', high: 'High', expected: 'Expected' }
/** Rows that a review looks at; the workbook has the others. */
const MOST_IN_DECK = 30
const REASONS: Readonly<Record<string, string>> = {
  'plans/no-amounts': 'no amounts yet',
  'plans/no-costs': 'no costs',
  'plans/no-change-of-sign': 'no such rate',
  'plans/rate-not-unique': 'not unique',
  'plans/nothing-to-pay-back': 'nothing to pay back',
  'plans/not-paid-back': 'not paid back within the years',
  'plans/paid-out-first': 'money comes first',
  'plans/falls-below-again': 'falls below 0 again',
}

/** What working together is worth, case by case: by year, what it comes to, and what is behind it. */
export function valueBlocks({ cases, currency }: ValuePart, audience: Audience): Block[] {
  if (cases.length === 0) return []
  return [
    ...cases.flatMap((valueCase) => caseBlocks(valueCase, currency, audience)),
    driverTable(cases, { currency, audience }),
    amountTable(cases, currency),
  ]
}

function caseBlocks(valueCase: ValueCase, currency: string, audience: Audience): Block[] {
  const { title, note, marks, years } = valueCase
  const name = audience === 'customer' ? title : `${title} (pays ${WORDS.beneficiary[valueCase.beneficiary]})`
  const doubts = marks.map((mark) => WORDS.valueMark[mark])
  const said = [...(note === '' ? [] : [note]), ...(doubts.length === 0 ? [] : [`Doubtful: ${doubts.join('; ')}.`])]
  const views = viewsFor(audience)
  return [
    ...(said.length === 0 ? [] : [{ kind: 'text', title: name, paragraphs: said } as const]),
    {
      kind: 'bars',
      title: `${name}: sum of all years so far`,
      format: 'money',
      unit: currency,
      categories: Array.from({ length: years + 1 }, (_, year) => yearName(year)),
      series: views
        .filter((view) => view === 'base' || view === 'expected')
        .map((view) => ({ name: VIEWS[view], values: runningSums(valueCase.results[view]).map(Number) })),
    },
    yearTable(valueCase, audience, `${name}: by year, in ${currency}`),
    resultTable(valueCase, views, `${name}: what it comes to, in ${currency}`),
  ]
}

/** What is expected rests on how likely we think it, and that is ours. */
function viewsFor(audience: Audience): readonly ValueView[] {
  return audience === 'customer' ? VALUE_VIEWS.filter((view) => view !== 'expected') : VALUE_VIEWS
}

function yearName(year: number): string {
  return year === 0 ? 'Beginning' : `Year ${year}`
}

function runningSums({ flows }: ValueResult): string[] {
  return cumulated(flows.map(amountOf)).map(presentMoney)
}

/** Benefits and costs as they are weighed in the base view, with the sums that slides draw. */
function yearTable({ drivers, years, results }: ValueCase, audience: Audience, title: string): TableBlock {
  const soFar = runningSums(results.base)
  const expected = runningSums(results.expected)
  const isInternal = audience === 'internal'
  const sums = (kind: ValueDriver['kind'], year: number) =>
    drivers
      .filter((driver) => driver.kind === kind)
      .reduce((sum, driver) => sum + multiplyAmount(amountOf(driver.years[year]?.base ?? '0'), driver.attribution), 0n)
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Year', kind: 'text', weight: 1.2 },
      { title: 'Benefits', kind: 'money', weight: 1.2 },
      { title: 'Costs', kind: 'money', weight: 1.2 },
      { title: 'Net', kind: 'money', weight: 1.2 },
      { title: 'Net so far', kind: 'money', weight: 1.2 },
      ...(isInternal ? ([{ title: 'Expected so far', kind: 'money', weight: 1.2 }] as const) : []),
    ],
    rows: Array.from({ length: years + 1 }, (_, year): Cell[] => [
      yearName(year),
      { decimal: presentMoney(sums('benefit', year)) },
      { decimal: presentMoney(sums('cost', year)) },
      { decimal: results.base.flows[year] ?? '0' },
      { decimal: soFar[year] ?? '0' },
      ...(isInternal ? [{ decimal: expected[year] ?? '0' }] : []),
    ]),
    empty: '',
  }
}

function resultTable({ results, discountRate }: ValueCase, views: readonly ValueView[], title: string): TableBlock {
  const row = (name: string, of: (result: ValueResult) => string): Cell[] => [
    name,
    ...views.map((view) => of(results[view])),
  ]
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Figure', kind: 'text', weight: 2 },
      ...views.map((view): Column => ({ title: VIEWS[view], kind: 'text', weight: 1.2 })),
    ],
    rows: [
      row('Benefits', ({ benefits }) => money(benefits)),
      row('Costs', ({ costs }) => money(costs)),
      row('Net', ({ net }) => money(net)),
      row('Return on investment', ({ returnOnInvestment }) => told(returnOnInvestment, percent)),
      row(`Net present value at ${percent(discountRate)} a year`, (result) => told(result.netPresentValue, money)),
      row('Rate of return (internal)', ({ internalRate }) => told(internalRate, percent)),
      row('Payback', ({ paybackYears }) => told(paybackYears, yearsText)),
      row('Payback, discounted', ({ discountedPaybackYears }) => told(discountedPaybackYears, yearsText)),
    ],
    empty: '',
  }
}

function yearsText(years: number): string {
  return `${years.toLocaleString('en-US', { maximumFractionDigits: 1 })} years`
}

interface Told<Value> {
  readonly value: Value | null
  readonly reasons: readonly string[]
}

/** A figure with its reservation, or why there is none. */
function told<Value>({ value, reasons }: Told<Value>, write: (value: Value) => string): string {
  const why = REASONS[reasons[0] ?? '']
  if (value === null) return why ?? 'unknown'
  return why === undefined ? write(value) : `${write(value)} (${why})`
}

function driverTable(
  cases: readonly ValueCase[],
  { currency, audience }: { readonly currency: string; readonly audience: Audience },
): TableBlock {
  const isInternal = audience === 'internal'
  return {
    kind: 'table',
    title: `What is behind it, in ${currency} over all years`,
    columns: [
      { title: 'Case', kind: 'text', weight: 2 },
      { title: 'Driver', kind: 'text', weight: 2 },
      { title: 'Kind', kind: 'text', weight: 0.9 },
      { title: 'Amount', kind: 'money', weight: 1.1 },
      { title: 'How it comes about', kind: 'text', weight: 2.6 },
      { title: 'Baseline', kind: 'text', weight: 2 },
      { title: 'Evidence', kind: 'text', weight: 1 },
      { title: 'Answers for it', kind: 'text', weight: 1.6 },
      { title: 'Due to us', kind: 'percent', weight: 0.8 },
      ...(isInternal
        ? ([
            { title: 'Probability', kind: 'percent', weight: 0.9 },
            { title: 'Source', kind: 'text', weight: 1.6 },
          ] as const)
        : []),
    ],
    rows: ofDrivers(cases).map(({ valueCase, driver }): Cell[] => [
      valueCase.title,
      driver.name,
      WORDS.valueKind[driver.kind],
      { decimal: presentMoney(driver.years.reduce((sum, { base }) => sum + amountOf(base), 0n)) },
      driver.method,
      driver.baseline,
      { value: WORDS.valueEvidence[driver.evidence], tone: driver.evidence === 'claimed' ? 'warn' : 'good' },
      driver.owner === null ? null : ofCustomer(driver.owner.name),
      driver.attribution,
      ...(isInternal ? [driver.probability, driver.source] : []),
    ]),
    empty: 'No drivers yet.',
    rowsInDeck: MOST_IN_DECK,
  }
}

/** Every amount as it was written, for whoever calculates on. */
function amountTable(cases: readonly ValueCase[], currency: string): TableBlock {
  const decimal = (amount: string | null): Cell => (amount === null ? null : { decimal: amount })
  return {
    kind: 'table',
    title: `Amounts by driver and year, in ${currency}`,
    columns: [
      { title: 'Case', kind: 'text', weight: 2 },
      { title: 'Driver', kind: 'text', weight: 2 },
      { title: 'Kind', kind: 'text', weight: 1 },
      { title: 'Year', kind: 'number', weight: 0.7 },
      { title: 'Low', kind: 'money', weight: 1.1 },
      { title: 'Base', kind: 'money', weight: 1.1 },
      { title: 'High', kind: 'money', weight: 1.1 },
    ],
    rows: ofDrivers(cases).flatMap(({ valueCase, driver }) =>
      driver.years.map(({ low, base, high }, year): Cell[] => [
        valueCase.title,
        driver.name,
        WORDS.valueKind[driver.kind],
        year,
        decimal(low),
        decimal(base),
        decimal(high),
      ]),
    ),
    empty: 'No drivers yet.',
    place: 'workbook',
  }
}

function ofDrivers(cases: readonly ValueCase[]) {
  return cases.flatMap((valueCase) => valueCase.drivers.map((driver) => ({ valueCase, driver })))
}
