import { Explain } from '../../kit/figures/explain.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText } from '../../kit/figures/reasons.ts'
import { MakeEffect } from '../swot/make-effect.tsx'
import classes from './buying.module.css'
import { nextStep } from './fit-rules.ts'
import { text } from './text.ts'
import type { BuyingFit, BuyingSide, BuyingStep, Purchase } from './types.ts'

const words = text.progress

export interface ProgressProps {
  readonly planId: string
  readonly purchase: Purchase
  readonly mayChange: boolean
  readonly onOpen: (step: BuyingStep) => void
}

/** How far both sides are, which of them leads, and what to do where they have come apart. */
export function Progress(props: ProgressProps) {
  const { purchase } = props
  const { fit, customerSteps, ourSteps } = purchase
  return (
    <div className={classes.progress} data-alarm={fit.alarm !== null && purchase.status === 'open'}>
      <div>
        <div className={classes.bars}>
          <Bar side="customer" progress={fit.customerProgress} steps={customerSteps} />
          <Bar side="ours" progress={fit.ourProgress} steps={ourSteps} />
        </div>
        <p className={classes.lead}>
          {leadWords(fit)} <Explained purchase={purchase} />
        </p>
      </div>
      {fit.alarm && purchase.status === 'open' ? <Alarm {...props} alarm={fit.alarm} /> : null}
    </div>
  )
}

/** Which side is further, in points of a hundred. */
export function leadWords({ leadLag }: Pick<BuyingFit, 'leadLag'>): string {
  if (leadLag.value === null) return `${words.unknown} ${reasonText(leadLag.reasons)}`
  const points = Math.round(leadLag.value * 100)
  if (points === 0) return words.level
  return points > 0 ? words.ahead(points) : words.behind(-points)
}

function Explained({ purchase: { fit, customerSteps, ourSteps } }: { readonly purchase: Purchase }) {
  const furthest = (steps: readonly BuyingStep[]) =>
    steps.findLast(({ doneOn }) => doneOn !== null)?.title ?? words.nothingDone
  return (
    <Explain
      label={words.title}
      sentence={words.explanation}
      inputs={[
        {
          name: `${text.sides.customer} · ${words.furthest}`,
          value: furthest(customerSteps),
          contribution: <PercentText fraction={fit.customerProgress} decimals={0} />,
        },
        {
          name: `${text.sides.ours} · ${words.furthest}`,
          value: furthest(ourSteps),
          contribution: <PercentText fraction={fit.ourProgress} decimals={0} />,
        },
      ]}
    />
  )
}

interface BarProps {
  readonly side: BuyingSide
  readonly progress: BuyingFit['ourProgress']
  readonly steps: readonly BuyingStep[]
}

function Bar({ side, progress, steps }: BarProps) {
  const done = steps.filter(({ doneOn }) => doneOn !== null).length
  return (
    <div className={classes.bar}>
      <span className={classes.barLabel}>{text.sides[side]}</span>
      <span className={classes.barTrack} aria-hidden>
        <span data-side={side} style={{ width: `${(progress.value ?? 0) * 100}%` }} />
      </span>
      <span className={classes.barValue}>
        <PercentText fraction={progress} decimals={0} />
      </span>
      <span className={classes.facts}>{text.board.done(String(done), String(steps.length))}</span>
    </div>
  )
}

type Alarmed = NonNullable<BuyingFit['alarm']>

function Alarm({ planId, purchase, mayChange, onOpen, alarm }: ProgressProps & { readonly alarm: Alarmed }) {
  const isAhead = alarm === 'ahead_of_buyer'
  const next = nextStep(isAhead ? purchase.customerSteps : purchase.ourSteps)
  return (
    <div role="status" className={classes.alarm}>
      <p className={classes.alarmTitle}>{words.alarm[alarm]}</p>
      <p>{isAhead ? words.aheadSentence : words.behindSentence}</p>
      {next ? (
        <p>
          {isAhead ? words.nextTheirs : words.nextOurs}:{' '}
          <button type="button" className={classes.link} onClick={() => onOpen(next)}>
            {next.title}
          </button>
          {next.evidence === '' ? null : (
            <span className={classes.alarmFacts}>{words.evidenceWanted(next.evidence)}</span>
          )}
        </p>
      ) : null}
      {next && mayChange ? (
        <div className={classes.deeds}>
          <MakeEffect planId={planId} cause={{ kind: 'buying_step', id: next.id, title: next.title }} />
        </div>
      ) : null}
    </div>
  )
}
