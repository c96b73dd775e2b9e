import { useMemo } from 'react'
import { BridgeChart } from '../kit/charts/waterfall-chart.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import classes from './economics.module.css'
import { bridgeSteps } from './steps.ts'
import { text } from './text.ts'

const words = text.bridge

export interface GrowthBridgeCardProps {
  readonly bridge: readonly { readonly key: string; readonly amount: string }[]
  readonly currency: string
  readonly height?: number
}

/** Where growth came from: what was won, lost, grown and shrunk between two periods. */
export function GrowthBridgeCard({ bridge, currency, height }: GrowthBridgeCardProps) {
  const steps = useMemo(() => bridgeSteps(bridge), [bridge])
  if (steps.length === 0) {
    return (
      <Panel title={words.title}>
        <p className={classes.muted}>{words.empty}</p>
      </Panel>
    )
  }
  return (
    <BridgeChart
      title={words.title}
      subtitle={words.subtitle(currency)}
      steps={steps}
      currency={currency}
      {...(height === undefined ? {} : { height })}
    />
  )
}
