import { useCallback, useMemo } from 'react'
import type { ChartTableData } from '../../kit/charts/chart-table.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from './back-test.module.css'
import { IntervalChart, type IntervalRow } from './interval-chart.tsx'
import { text } from './text.ts'
import type { Predictor, SetTest } from './types.ts'

function predictorsOf({ criteria, startingSpend }: SetTest): readonly Predictor[] {
  return startingSpend ? [...criteria, { ...startingSpend, name: text.criteria.startingSpend }] : criteria
}

function rowOf({ key, name, correlation, verdict }: Predictor): IntervalRow {
  const remark = text.criteria.verdicts[verdict]
  const estimate = verdict === 'too_few_accounts' ? null : correlation.value
  const isFinding = verdict === 'predicts_growth' || verdict === 'predicts_decline'
  return { id: key, label: name, estimate, isFinding, remark }
}

/** Which criteria, as they stood on the day, told the growth that followed. */
export function StrengthPanel({ test }: { readonly test: SetTest }) {
  const locale = useLocale()
  const write = useCallback((value: number) => formatNumber(value, { locale, decimals: 2, sign: 'always' }), [locale])
  const writeAxis = useCallback((value: number) => formatNumber(value, { locale, decimals: 1 }), [locale])
  const predictors = useMemo(() => predictorsOf(test), [test])
  const rows = useMemo(() => predictors.map(rowOf), [predictors])
  const table = useMemo<ChartTableData>(() => {
    const { criterion, weight, accounts, correlation, finding } = text.criteria
    const headers = [criterion, weight, accounts, correlation, text.comparisons.from, text.comparisons.to, finding]
    return {
      columns: headers.map((header, index) => ({
        header,
        align: index > 0 && index < 6 ? ('end' as const) : ('start' as const),
      })),
      rows: predictors.map((predictor) => {
        const { id, label, estimate, remark } = rowOf(predictor)
        const numbers = (['value', 'low', 'high'] as const).map((key) => estimate?.[key] ?? null)
        const share = predictor.weightShare
        return {
          key: id,
          cells: [
            label,
            share === null ? '–' : formatPercent(share, { locale, decimals: 0 }),
            formatNumber(predictor.accounts, { locale }),
            ...numbers.map((value) => (value === null ? '–' : write(value))),
            remark,
          ],
          values: [label, share, predictor.accounts, ...numbers, remark],
        }
      }),
    }
  }, [predictors, write, locale])
  if (predictors.length === 0) return <Panel title={text.criteria.title}>{text.criteria.nothing}</Panel>
  return (
    <IntervalChart
      title={text.criteria.title}
      subtitle={text.criteria.subtitle}
      rows={rows}
      table={table}
      write={write}
      writeAxis={writeAxis}
      legend={<p className={classes.note}>{text.criteria.note}</p>}
    />
  )
}
