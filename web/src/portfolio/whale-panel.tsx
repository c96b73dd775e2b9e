import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { HiddenValue, type Question } from '../economics/index.ts'
import { WhaleCurveChart } from '../kit/charts/whale-curve-chart.tsx'
import { reasonText } from '../kit/figures/reasons.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty, StateRefused } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { type WhaleCurve, whaleOptions } from './api/portfolio-queries.ts'
import { curvePoints } from './curve-points.ts'
import { text } from './text.ts'

const words = text.whale
const WHY_NO_CONTRIBUTION = /no-cost-to-serve|driver-counts|coverage|no-capacity/

export interface WhalePanelProps {
  readonly question: Question
  readonly seesMargins: boolean
  /** Rights are known; before that nothing is asked. */
  readonly isReady: boolean
  readonly onOpenAccount: (accountId: string) => void
}

/** Profit summed up over the accounts; contribution where it is known, else gross margin with the reason. */
export function WhalePanel({ question, seesMargins, isReady, onOpenAccount }: WhalePanelProps) {
  const whale = useQuery({
    ...whaleOptions(question, undefined),
    placeholderData: keepPreviousData,
    enabled: isReady && seesMargins,
  })
  if (isReady && !seesMargins) {
    return (
      <Panel title={words.title(text.measures.contribution)} subtitle={<HiddenValue />}>
        <StateRefused />
      </Panel>
    )
  }
  if (whale.data === undefined) {
    return (
      <Panel title={words.title(text.measures.contribution)}>
        <QueryGate query={whale} loading="chart">
          {() => null}
        </QueryGate>
      </Panel>
    )
  }
  return <Whale curve={whale.data} onOpenAccount={onOpenAccount} />
}

function Whale({ curve, onOpenAccount }: { curve: WhaleCurve; onOpenAccount: (accountId: string) => void }) {
  const locale = useLocale()
  const points = useMemo(() => curvePoints(curve), [curve])
  const title = words.title(text.measures[curve.measure])
  const open = (id: string) => {
    if (!id.startsWith('between-')) onOpenAccount(id)
  }
  if (points.length === 0) {
    return (
      <Panel title={title}>
        <StateEmpty
          title={reasonText(curve.reasons)}
          action={<AppLink href={paths.importData()}>{words.remedy}</AppLink>}
        />
      </Panel>
    )
  }
  const unknown = curve.accountsUnknown > 0 ? words.unknown(formatNumber(curve.accountsUnknown, { locale })) : ''
  return (
    <WhaleCurveChart
      title={title}
      subtitle={
        <>
          {words.subtitle(formatNumber(curve.accounts, { locale }))}
          {unknown}
          {curve.measure === 'contribution' ? null : <FallBack curve={curve} />}
        </>
      }
      points={points}
      currency={curve.period.currency}
      onSelect={open}
    />
  )
}

/** Why the curve is not drawn of contribution. */
function FallBack({ curve }: { curve: WhaleCurve }) {
  // What is said about the curve itself (its total, its shares) is no reason for the measure.
  const reason = curve.reasons.find((code) => WHY_NO_CONTRIBUTION.test(code)) ?? 'economics/no-cost-to-serve'
  return (
    <span>
      {words.fellBack(text.measures.contribution)} {reasonText([reason]).replace(/\.$/, '')},{' '}
      <AppLink href={paths.importData()}>{words.remedy}</AppLink>
    </span>
  )
}
