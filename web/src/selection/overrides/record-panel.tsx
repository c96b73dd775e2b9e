import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { Explain } from '../../kit/figures/explain.tsx'
import { FigureCell, FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { useOverrideRecord } from './api/override-queries.ts'
import classes from './overrides.module.css'
import { text } from './text.ts'
import type { OverrideRecord } from './types.ts'

type Comparison = OverrideRecord['netRevenue']
type PickRecord = Comparison['exceptions']

function Rate({ label, record }: { label: string; record: PickRecord }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  const share = (value: number) => formatPercent(value, { locale, decimals: 0 })
  const counts = text.record.ofPicks(write(record.hits), write(record.picks))
  return (
    <FigureCell
      label={label}
      value={
        record.hitRate.value === null ? text.record.tooFew : <PercentText fraction={record.hitRate} decimals={0} />
      }
      sentence={
        record.interval
          ? `${counts} · ${text.record.interval(share(record.interval[0]), share(record.interval[1]))}`
          : counts
      }
    />
  )
}

function verdictOf({ hitRateDifference, isClear }: Comparison): string {
  if (hitRateDifference.value === null) return text.record.tooFewSentence
  return isClear ? text.record.clear : text.record.notClear
}

function Figures({ comparison, currency }: { comparison: Comparison; currency: string }) {
  const { exceptions, byScores, meanChangeDifference } = comparison
  return (
    <>
      <FigureStrip label={text.record.figures}>
        <Rate label={text.record.exceptions} record={exceptions} />
        <Rate label={text.record.byScores} record={byScores} />
        <FigureCell
          label={text.record.meanDifference}
          explain={
            <Explain
              label={text.record.meanDifference}
              sentence={text.record.explain}
              inputs={inputsOf(comparison, currency)}
            />
          }
          value={
            meanChangeDifference.value === null ? (
              text.record.tooFew
            ) : (
              <MoneyText amount={meanChangeDifference} currency={currency} sign="always" />
            )
          }
        />
      </FigureStrip>
      <p className={classes.verdict}>{verdictOf(comparison)}</p>
    </>
  )
}

function inputsOf({ exceptions, byScores }: Comparison, currency: string) {
  return [
    { name: text.record.exceptions, value: <MoneyText amount={exceptions.change} currency={currency} sign="always" /> },
    { name: text.record.byScores, value: <MoneyText amount={byScores.change} currency={currency} sign="always" /> },
  ]
}

/** How exceptions did against what the scores picked, and whether that is more than luck. */
export function RecordPanel() {
  const locale = useLocale()
  const { currency, seesMargins } = useAccess()
  const query = useOverrideRecord()
  const [measure, setMeasure] = useState<'netRevenue' | 'grossMargin'>('netRevenue')
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <Panel
      title={text.record.title}
      subtitle={text.record.note}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={text.record.measure}
          value={measure}
          onChange={(value) => setMeasure(value === 'grossMargin' ? 'grossMargin' : 'netRevenue')}
          data={[
            { value: 'netRevenue', label: text.record.netRevenue },
            { value: 'grossMargin', label: text.record.grossMargin, disabled: !seesMargins },
          ]}
        />
      }
    >
      <QueryGate query={query} loading="figures">
        {(record) => (
          <>
            <Figures comparison={record[measure] ?? record.netRevenue} currency={currency} />
            {record.notCounted.exceptions + record.notCounted.byScores > 0 ? (
              <p className={classes.meta}>
                {text.record.notCounted(write(record.notCounted.exceptions), write(record.notCounted.byScores))}
              </p>
            ) : null}
            {seesMargins ? null : <p className={classes.meta}>{text.record.hidden}</p>}
          </>
        )}
      </QueryGate>
    </Panel>
  )
}
