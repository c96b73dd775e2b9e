import { Button, Checkbox, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { type BuyingCalls, useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import { findStep } from './fit-rules.ts'
import { text } from './text.ts'
import type { BuyingStep, Purchase } from './types.ts'

const words = text.map

export interface MapDialogProps {
  readonly planId: string
  readonly purchase: Purchase
  readonly step: BuyingStep
  readonly onClose: () => void
}

/** What a step of ours is to serve; how it is kept, whichever side it was chosen from. */
interface Mapping {
  readonly stepId: string
  readonly serves: readonly string[]
}

/** What changes, each with what it was before. */
function mappingsOf({ purchase, step }: MapDialogProps, chosen: readonly string[]) {
  if (step.side === 'ours') return [{ stepId: step.id, serves: chosen, before: step.mappedTo }]
  return purchase.ourSteps
    .filter(({ id }) => chosen.includes(id) !== step.mappedTo.includes(id))
    .map(({ id, mappedTo: before }) => ({
      stepId: id,
      serves: chosen.includes(id) ? [...before, step.id] : before.filter((one) => one !== step.id),
      before,
    }))
}

/** One after the other, each on top of the version that the one before it has left. */
async function setMappings(calls: BuyingCalls, mappings: readonly Mapping[]): Promise<void> {
  for (const { stepId, serves } of mappings) {
    const found = findStep(calls.known(), stepId)
    if (found) await calls.changeStep(found.step, { serves: [...serves] })
  }
}

function useMapForm(props: MapDialogProps) {
  const { planId, step, onClose } = props
  const calls = useBuyingCalls(planId)
  const save = useBuyingDeed((mappings: readonly Mapping[]) => setMappings(calls, mappings))
  const [chosen, setChosen] = useState<readonly string[]>(step.mappedTo)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const mappings = mappingsOf(props, chosen)
    const before = mappings.map((one) => ({ stepId: one.stepId, serves: one.before }))
    save.mutate(mappings, {
      onSuccess: () => {
        showUndo({ message: words.saved, undo: () => setMappings(calls, before) })
        onClose()
      },
    })
  }
  return {
    chosen,
    setChosen,
    submit,
    isBusy: save.isPending,
    failure: save.error ? toProblem(save.error) : null,
  }
}

/** A checklist of the other side: what serves a milestone, or what a step of ours serves. */
export function MapDialog(props: MapDialogProps) {
  const { purchase, step, onClose } = props
  const form = useMapForm(props)
  const others = step.side === 'ours' ? purchase.customerSteps : purchase.ourSteps
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title[step.side](step.title)}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form className={classes.form} onSubmit={form.submit}>
        <Checkbox.Group label={words.label[step.side]} value={[...form.chosen]} onChange={form.setChosen}>
          <div className={classes.checks}>
            {others.length === 0 ? <p className={classes.muted}>{words.nothing[step.side]}</p> : null}
            {others.map(({ id, title }, at) => (
              <Checkbox
                key={id}
                value={id}
                label={`${at + 1} ${title}`}
                {...(at === 0 ? { 'data-autofocus': true } : {})}
              />
            ))}
          </div>
        </Checkbox.Group>
        {form.failure ? (
          <div role="alert" className={classes.refused}>
            <b>{words.refused}</b>{' '}
            {[form.failure.detail, ...form.failure.errors.map(({ message }) => message)].join(' ')}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="filled" loading={form.isBusy}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
