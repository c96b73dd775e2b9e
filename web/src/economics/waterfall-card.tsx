import { useMemo } from 'react'
import { WaterfallChart } from '../kit/charts/waterfall-chart.tsx'
import { Explain } from '../kit/figures/explain.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { StateEmpty, StateRefused } from '../kit/states/states.tsx'
import type { AccountEconomics } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { waterfallSteps, waterfallWord } from './steps.ts'
import { text } from './text.ts'

const words = text.waterfall

export interface WaterfallCardProps {
  readonly economics: AccountEconomics
  readonly seesMargins: boolean
  /** A bar was opened; gets the key of its step. */
  readonly onOpen?: ((step: string) => void) | undefined
  readonly height?: number
}

/** What economic profit would still take away, and why it is not known. */
function NotCounted({ waterfall }: { waterfall: NonNullable<AccountEconomics['waterfall']> }) {
  const missing = waterfall.filter(({ key, amount }) => amount === null && key in words.notCountedNeeds)
  if (missing.length === 0) return null
  return (
    <Explain
      label={words.notCounted}
      sentence={words.notCountedSentence}
      inputs={missing.map(({ key, status, reasons }) => ({
        name: waterfallWord(key),
        value: <UnknownValue status={status} reasons={reasons} />,
        source: <span className={classes.formula}>{words.notCountedNeeds[key]}</span>,
      }))}
    />
  )
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
  if (steps.every(({ amount }) => amount === 0)) {
    return (
      <Panel title={words.title}>
        <StateEmpty title={words.nothing} sentence={words.nothingSentence} />
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
      actions={<NotCounted waterfall={economics.waterfall} />}
      {...(height === undefined ? {} : { height })}
    />
  )
}
