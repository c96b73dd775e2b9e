import { useState } from 'react'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { EffectList } from '../swot/item-outcome.tsx'
import { MakeEffect } from '../swot/make-effect.tsx'
import classes from './buying.module.css'
import { misfits, toMend } from './fit-rules.ts'
import { MismatchTags } from './step-card.tsx'
import { text } from './text.ts'
import type { BuyingStep, Purchase } from './types.ts'

const words = text.mismatches
const FIRST_SHOWN = 6

export interface MismatchPanelProps {
  readonly planId: string
  readonly purchase: Purchase
  readonly mayChange: boolean
  readonly onOpen: (step: BuyingStep) => void
  readonly onMap: (step: BuyingStep) => void
}

/** Where the two ways do not fit, each with why, what came of it, and what can be made of it. */
export function MismatchPanel(props: MismatchPanelProps) {
  const { purchase } = props
  const [showsAll, setShowsAll] = useState(false)
  const found = misfits(purchase)
  const isEmpty = purchase.customerSteps.length + purchase.ourSteps.length === 0
  const rest = found.length - FIRST_SHOWN
  return (
    <Panel title={words.title} subtitle={found.length > 0 ? String(found.length) : undefined}>
      {found.length === 0 ? <p className={classes.muted}>{isEmpty ? words.nothingYet : words.none}</p> : null}
      <ul className={classes.misfits} aria-label={words.list}>
        {(showsAll ? found : found.slice(0, FIRST_SHOWN)).map((step) => (
          <Misfit key={step.id} {...props} step={step} />
        ))}
      </ul>
      {rest > 0 ? (
        <div className={classes.folded}>
          <QuietButton aria-expanded={showsAll} onClick={() => setShowsAll((shows) => !shows)}>
            {showsAll ? words.fewer : words.more(rest)}
          </QuietButton>
        </div>
      ) : null}
    </Panel>
  )
}

function Misfit({ planId, step, mayChange, onOpen, onMap }: MismatchPanelProps & { readonly step: BuyingStep }) {
  const marks = toMend(step)
  const isUnmapped = marks.includes('not_served') || marks.includes('serves_nothing')
  return (
    <li className={classes.misfit}>
      <div className={classes.misfitWords}>
        <p className={classes.misfitTitle}>
          <button type="button" className={classes.link} onClick={() => onOpen(step)}>
            {step.title}
          </button>{' '}
          <span className={classes.facts}>{words.whose[step.side]}</span>
        </p>
        <div className={classes.tags}>
          <MismatchTags marks={marks} step={step} />
        </div>
        <p className={classes.muted}>{marks.map((mark) => words.sentences[mark]).join(' ')}</p>
        {step.caused.length > 0 ? (
          <div className={classes.came}>
            <span className={classes.facts}>{words.cameOfIt}</span>
            <EffectList effects={step.caused} />
          </div>
        ) : null}
      </div>
      {mayChange ? (
        <div className={classes.deeds}>
          {isUnmapped ? (
            <QuietButton aria-label={text.board.mapStep(step.title)} onClick={() => onMap(step)}>
              {text.board.map}
            </QuietButton>
          ) : null}
          <MakeEffect planId={planId} cause={{ kind: 'buying_step', id: step.id, title: step.title }} />
        </div>
      ) : null}
    </li>
  )
}
