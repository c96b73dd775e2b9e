import { type PaintStep, StepChart, type StepChartProps } from './step-chart.tsx'

const paintWaterfall: PaintStep = (step, tokens) => {
  if (step.kind === 'change') return tokens['bar-soft']
  return step.amount < 0 ? tokens.loss : tokens['bar-strong']
}

/** From list value to contribution: totals are dark, what is taken away is quiet, a negative total has the color of loss. */
export function WaterfallChart(props: StepChartProps) {
  return <StepChart {...props} paint={paintWaterfall} />
}

const paintBridge: PaintStep = (step, tokens) => {
  if (step.kind === 'total') return tokens['bar-strong']
  return step.amount < 0 ? tokens.loss : tokens.gain
}

/** From last period to this one: what was won and what was lost in between. */
export function BridgeChart(props: StepChartProps) {
  return <StepChart {...props} paint={paintBridge} />
}
