import { SegmentedControl } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import type { ChartTableData } from '../../kit/charts/chart-table.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatAxisValue, formatNumber, formatPercent } from '../../kit/format/number.ts'
import classes from './back-test.module.css'
import { IntervalChart, type IntervalRow } from './interval-chart.tsx'
import { formatPoints } from './sentences.ts'
import { text } from './text.ts'
import type { BackTestAnswer, Comparison, Measure, MeasureComparison, SetTest, Unit } from './types.ts'

type Write = (value: number) => string

/** How values of a unit are written. */
function useWriter(unit: Unit): Write {
  const locale = useLocale()
  return useCallback<Write>(
    (value) => {
      if (unit === 'change') return formatMoneyCompact(value, { locale, sign: 'always' })
      if (unit === 'growth') return formatPoints(value, locale)
      return formatNumber(value, { locale, decimals: 2, sign: 'always' })
    },
    [unit, locale],
  )
}

/** Shorter, without needless decimals. */
function useAxisWriter(unit: Unit): Write {
  const locale = useLocale()
  return useCallback<Write>(
    (value) => {
      if (unit === 'change') return formatAxisValue(value, { locale })
      if (unit === 'growth') return formatNumber(value * 100, { locale })
      return formatNumber(value, { locale, decimals: 1 })
    },
    [unit, locale],
  )
}

function estimateOf(comparison: MeasureComparison | null, unit: Unit): IntervalRow['estimate'] {
  const found = comparison?.[unit].difference.value
  return found ? { value: Number(found.value), low: Number(found.low), high: Number(found.high) } : null
}

function levelOf(group: MeasureComparison['picks'] | undefined, unit: Unit): number | null {
  if (!group) return null
  if (unit !== 'change') return group[unit].value
  return group.changePerAccount.value === null ? null : Number(group.changePerAccount.value)
}

interface Shown {
  readonly measure: Measure
  readonly unit: Unit
}

function rowOf({ against, measures, verdict }: Comparison, { measure, unit }: Shown): IntervalRow {
  const comparison = measures[measure]
  const estimate = estimateOf(comparison, unit)
  const isHeadline = measure === 'netRevenue' && unit === 'growth'
  const found = isHeadline ? verdict : (comparison?.[unit].verdict ?? 'no_conclusion')
  const remark = estimate ? text.verdicts[found] : text.comparisons.cannotSay
  const isFinding = found === 'better' || found === 'worse'
  return { id: against, label: text.rivals[against], estimate, isFinding, remark }
}

function useTable(test: SetTest, shown: Shown, write: Write): ChartTableData {
  const locale = useLocale()
  return useMemo(() => {
    const { measure, unit } = shown
    const { rival, accounts, shared, picks, others, difference, from, to, verdict } = text.comparisons
    const headers = [rival, accounts, shared, picks, others, difference, from, to, verdict]
    const writeLevel = unit === 'growth' ? (value: number) => formatPercent(value, { locale, sign: 'always' }) : write
    return {
      columns: headers.map((header, index) => ({
        header,
        align: index > 0 && index < 8 ? ('end' as const) : ('start' as const),
      })),
      rows: test.comparisons.map((comparison) => {
        const found = comparison.measures[measure]
        const row = rowOf(comparison, shown)
        const numbers = [
          levelOf(found?.picks, unit),
          levelOf(found?.others, unit),
          ...(['value', 'low', 'high'] as const).map((key) => row.estimate?.[key] ?? null),
        ]
        const written = numbers.map((value, index) =>
          value === null ? '–' : index < 2 ? writeLevel(value) : write(value),
        )
        const counts = [comparison.accounts, comparison.shared]
        return {
          key: row.id,
          cells: [row.label, ...counts.map((count) => formatNumber(count, { locale })), ...written, row.remark],
          values: [row.label, ...counts, ...numbers, row.remark],
        }
      }),
    }
  }, [test, shown, write, locale])
}

const MEASURES: readonly Measure[] = ['netRevenue', 'grossMargin', 'contribution']
const UNITS: readonly Unit[] = ['growth', 'typicalGrowth', 'change']

function Choices({
  shown,
  units,
  onChange,
}: {
  shown: Shown
  units: readonly Unit[]
  onChange: (shown: Shown) => void
}) {
  const { seesMargins } = useAccess()
  // Growth of a margin means little where sums come near nought: money comes first there.
  const unitFor = (measure: Measure): Unit =>
    measure !== 'netRevenue' && units.includes('change') ? 'change' : 'growth'
  return (
    <div className={classes.choices}>
      {seesMargins ? (
        <SegmentedControl
          size="xs"
          aria-label={text.comparisons.measure}
          value={shown.measure}
          onChange={(value) => {
            const measure = MEASURES.find((one) => one === value) ?? 'netRevenue'
            onChange({ measure, unit: unitFor(measure) })
          }}
          data={MEASURES.map((value) => ({ value, label: text.measures[value] }))}
        />
      ) : null}
      <SegmentedControl
        size="xs"
        aria-label={text.comparisons.unit}
        value={shown.unit}
        onChange={(value) => onChange({ ...shown, unit: UNITS.find((one) => one === value) ?? 'growth' })}
        data={units.map((value) => ({ value, label: text.units[value] }))}
      />
    </div>
  )
}

function notesOf(answer: BackTestAnswer, test: SetTest, shown: Shown, seesMargins: boolean): readonly string[] {
  const { against, measures } = test.comparisons.find(({ against: rival }) => rival === 'chance') ?? {}
  const comparison = measures?.[shown.measure]
  const isUndefined = comparison?.growth.difference.status === 'not_applicable'
  return [
    ...(answer.chosen === 0 ? [text.comparisons.notChosen] : []),
    ...(seesMargins ? [] : [text.comparisons.marginsHidden]),
    ...(answer.showsSums ? [] : [text.comparisons.sumsHidden]),
    ...(against && seesMargins && !comparison ? [text.comparisons.notKnown] : []),
    ...(shown.unit === 'growth' && isUndefined && answer.showsSums ? [text.comparisons.useMoney] : []),
  ]
}

/** The picks against every rival, with intervals. */
export function ComparisonPanel({ answer, test }: { readonly answer: BackTestAnswer; readonly test: SetTest }) {
  const locale = useLocale()
  const { seesMargins } = useAccess()
  const [shown, setShown] = useState<Shown>({ measure: 'netRevenue', unit: 'growth' })
  const write = useWriter(shown.unit)
  const writeAxis = useAxisWriter(shown.unit)
  const rows = useMemo(() => test.comparisons.map((comparison) => rowOf(comparison, shown)), [test, shown])
  const table = useTable(test, shown, write)
  const chance = test.comparisons.find(({ against }) => against === 'chance')
  const lots = shown.unit === 'growth' ? (chance?.measures[shown.measure]?.beatsLots ?? null) : null
  const notes = [
    ...(lots === null ? [] : [text.comparisons.lots(formatPercent(lots, { locale, decimals: 0 }))]),
    ...notesOf(answer, test, shown, seesMargins),
  ]
  return (
    <div className={classes.comparison}>
      <Choices
        shown={shown}
        units={answer.showsSums ? UNITS : UNITS.filter((unit) => unit !== 'change')}
        onChange={setShown}
      />
      <IntervalChart
        title={text.comparisons.title}
        subtitle={text.comparisons.subtitle[shown.unit]}
        rows={rows}
        table={table}
        write={write}
        writeAxis={writeAxis}
        legend={
          <ul className={classes.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        }
      />
    </div>
  )
}
