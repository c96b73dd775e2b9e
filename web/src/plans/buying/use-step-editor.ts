import { useState } from 'react'
import type { PlanHeader } from '../api.ts'
import { changedFields } from '../shared/merged-form.ts'
import { tellSaved } from '../shared/tell-saved.ts'
import { useMergingSave } from '../shared/use-merging-save.ts'
import { useBuyingCalls } from './api/buying-changes.ts'
import { readBuyingNow } from './api/buying-queries.ts'
import { findStep } from './fit-rules.ts'
import { formOfStep, STEP_FIELDS, type StepForm } from './step-form.ts'
import { text } from './text.ts'
import type { BuyingStep, Purchase } from './types.ts'

const words = text.step

export interface StepDrawerProps {
  readonly plan: PlanHeader
  readonly purchase: Purchase
  readonly step: BuyingStep
  readonly mayChange: boolean
  readonly onClose: () => void
}

/** What stands in the fields of a step, and how saving it goes. */
export function useStepEditor({ plan, step, onClose }: StepDrawerProps) {
  const calls = useBuyingCalls(plan.id)
  // What the fields began with: others may change the step while it is open, and that must not move under the hands.
  const [base, setBase] = useState(step)
  const [form, setForm] = useState<StepForm>(() => formOfStep(step))
  const [isTried, setTried] = useState(false)
  const saving = useMergingSave<BuyingStep, StepForm, Purchase>({
    formOf: formOfStep,
    fields: STEP_FIELDS,
    send: calls.changeStep,
    readNow: async () => findStep(await readBuyingNow(plan.id), step.id)?.step,
    onSaved: (saved, before) => {
      const now = [...saved.customerSteps, ...saved.ourSteps].find(({ id }) => id === step.id)
      tellSaved(words.saved, before, (known) => calls.changeStep(now ?? step, known))
      onClose()
    },
  })
  const isMissing = form.title.trim() === ''
  const isChanged = changedFields(formOfStep(base), form).length > 0
  return {
    form,
    state: saving.state,
    isChanged,
    missing: isTried && isMissing ? words.missing : undefined,
    change: (patch: Partial<StepForm>) => setForm((known) => ({ ...known, ...patch })),
    save: () => {
      setTried(true)
      if (isMissing) return
      if (isChanged) saving.save(base, form)
      else onClose()
    },
    keepMine: (theirs: BuyingStep) => saving.saveOver(base, theirs, form),
    takeTheirs: (theirs: BuyingStep) => {
      setBase(theirs)
      setForm(formOfStep(theirs))
      saving.forget()
    },
  }
}

export type StepEditor = ReturnType<typeof useStepEditor>
