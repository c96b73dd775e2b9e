import { useMemo } from 'react'
import { WaterfallChart } from '../kit/charts/waterfall-chart.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { StateRefused } from '../kit/states/states.tsx'
import type { AccountEconomics } from './api/economics-queries.ts'
import { waterfallSteps } from './steps.ts'
import { text } from './text.ts'

const words = text.waterfall

export interface WaterfallCardProps {
  readonly economics: AccountEconomics
  readonly seesMargins: boolean
  /** A bar was opened; gets the key of its step. */
  readonly onOpen?: ((step: string) => void) | undefined
  readonly height?: number
}

/** From list value down to contribution. Unknown steps are named under the picture. */
export function WaterfallCard({ economics, seesMargins, onOpen, height }: WaterfallCardProps) {
  const { steps, unknown } = useMemo(() => waterfallSteps(economics.waterfall ?? []), [economics.waterfall])
  if (!seesMargins || economics.waterfall === null) {
    return (
      <Panel title={words.title}>
        <StateRefused sentence={text.hiddenNote} />
      </Panel>
    )
  }
  const { currency } = economics.period
  const subtitle = words.subtitle(currency)
  return (
    <WaterfallChart
      title={words.title}
      subtitle={unknown.length > 0 ? `${subtitle} · ${words.unknown(unknown.join(', ').toLowerCase())}` : subtitle}
      steps={steps}
      currency={currency}
      onSelect={onOpen}
      {...(height === undefined ? {} : { height })}
    />
  )
}
