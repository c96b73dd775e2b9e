import { useState } from 'react'
import { PageStack } from '../../kit/layout/page.tsx'
import type { PartProps } from '../part-props.ts'
import classes from './buying.module.css'
import { findStep } from './fit-rules.ts'
import { FitStrip } from './fit-strip.tsx'
import { MapDialog } from './map-dialog.tsx'
import { MismatchPanel } from './mismatch-panel.tsx'
import { Progress } from './progress.tsx'
import { PurchaseHead } from './purchase-head.tsx'
import { StepBoard } from './step-board.tsx'
import { StepDrawer } from './step-drawer.tsx'
import { text } from './text.ts'
import type { BuyingStep, BuyingTemplate, Purchase } from './types.ts'

export interface PurchaseViewProps extends PartProps {
  readonly purchase: Purchase
  readonly templates: readonly BuyingTemplate[]
  /** It takes the focus: whoever began it goes on here. */
  readonly wasJustBegun: boolean
  /** Present where no list of purchases stands above with the way to another. */
  readonly onBegin: (() => void) | undefined
}

interface Opened {
  readonly kind: 'step' | 'map'
  readonly step: BuyingStep
}

/** Why there is nothing to change here; null where there is. */
function whyNot({ plan, access, purchase }: PurchaseViewProps): string | null {
  if (plan.status === 'closed') return text.why.closed
  if (!access.may('plans:write')) return text.why.reader
  return purchase.status === 'open' ? null : text.why.ended
}

/** One purchase: how far both sides are, how they fit, both ways beside each other, and what to do where they do not fit. */
export function PurchaseView(props: PurchaseViewProps) {
  const { plan, mayWrite, purchase, templates, wasJustBegun, onBegin } = props
  const [opened, setOpened] = useState<Opened | null>(null)
  const reason = whyNot(props)
  const mayChange = mayWrite && purchase.status === 'open'
  const openStep = (step: BuyingStep) => setOpened({ kind: 'step', step })
  const openMap = (step: BuyingStep) => setOpened({ kind: 'map', step })
  // A step that somebody takes out while it is open stays open: what was typed must not go with it.
  const known = opened && findStep({ purchases: [purchase] }, opened.step.id)?.step
  const step = known ?? opened?.step
  const close = () => setOpened(null)
  return (
    <PageStack>
      <PurchaseHead
        planId={plan.id}
        purchase={purchase}
        templates={templates}
        mayWrite={mayWrite}
        wasJustBegun={wasJustBegun}
        onBegin={onBegin}
      >
        <Progress planId={plan.id} purchase={purchase} mayChange={mayChange} onOpen={openStep} />
      </PurchaseHead>
      {reason === null ? null : (
        <p role="note" className={classes.why}>
          {reason}
        </p>
      )}
      <FitStrip purchase={purchase} />
      <StepBoard planId={plan.id} purchase={purchase} mayChange={mayChange} onOpen={openStep} onMap={openMap} />
      <MismatchPanel planId={plan.id} purchase={purchase} mayChange={mayChange} onOpen={openStep} onMap={openMap} />
      {opened?.kind === 'step' && step ? (
        <StepDrawer key={step.id} plan={plan} purchase={purchase} step={step} mayChange={mayChange} onClose={close} />
      ) : null}
      {opened?.kind === 'map' && step ? (
        <MapDialog key={step.id} planId={plan.id} purchase={purchase} step={step} onClose={close} />
      ) : null}
    </PageStack>
  )
}
