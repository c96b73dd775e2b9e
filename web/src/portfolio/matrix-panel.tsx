import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Question } from '../economics/index.ts'
import { MatrixChart } from '../kit/charts/matrix-chart.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { matrixOptions } from './api/portfolio-queries.ts'
import { text } from './text.ts'

const words = text.matrix
const HEIGHT = 182

export interface MatrixPanelProps {
  readonly question: Question
  readonly onOpenAccount: (accountId: string) => void
}

/** Attractiveness by our strength for the largest accounts. */
export function MatrixPanel({ question, onOpenAccount }: MatrixPanelProps) {
  const locale = useLocale()
  const matrix = useQuery(matrixOptions(question))
  const points = useMemo(
    () =>
      (matrix.data?.bubbles ?? []).map((bubble) => ({
        id: bubble.account.id,
        name: bubble.account.name,
        attractiveness: bubble.attractiveness,
        strength: bubble.strength,
        size: bubble.netRevenue === null ? 0 : Math.max(0, Number(bubble.netRevenue)),
        isLossMaking: bubble.losesMoney ?? false,
      })),
    [matrix.data],
  )
  if (matrix.data === undefined || points.length === 0) {
    return (
      <Panel title={words.title}>
        <QueryGate query={matrix} loading="chart">
          {() => (
            <StateEmpty
              title={words.empty}
              sentence={words.emptySentence}
              action={<AppLink href={paths.criteria()}>{words.emptyAction}</AppLink>}
            />
          )}
        </QueryGate>
      </Panel>
    )
  }
  const { axes, accountsWithoutEvidence, midpoints, period } = matrix.data
  const without = accountsWithoutEvidence > 0 ? words.without(formatNumber(accountsWithoutEvidence, { locale })) : ''
  return (
    <MatrixChart
      title={words.title}
      subtitle={
        <span title={`${words.axes(axes.attractiveness.join(', '), axes.strength.join(', '))} ${words.cut(midpoints)}`}>
          {words.subtitle(formatNumber(points.length, { locale }))}
          {without}
        </span>
      }
      height={HEIGHT}
      points={points}
      midpoint={midpoints}
      currency={period.currency}
      onSelect={onOpenAccount}
    />
  )
}
