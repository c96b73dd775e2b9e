import { Button, Drawer } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { tellAfter } from '../shared/tell-after.ts'
import { EffectList } from '../swot/item-outcome.tsx'
import { MakeEffect } from '../swot/make-effect.tsx'
import { useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import { toMend } from './fit-rules.ts'
import { SaveNote } from './save-note.tsx'
import { MismatchTags } from './step-card.tsx'
import { StepFields } from './step-fields.tsx'
import { StepReading } from './step-reading.tsx'
import { text } from './text.ts'
import { type StepDrawerProps, useStepEditor } from './use-step-editor.ts'

const words = text.step

/** Takes the step out and offers the way back. */
function useTakeOut({ plan, step, onClose }: StepDrawerProps) {
  const calls = useBuyingCalls(plan.id)
  const remove = useBuyingDeed(calls.removeStep)
  const takeOut = () =>
    tellAfter(remove.mutateAsync(step), {
      onSuccess: ({ removed }) => {
        onClose()
        showUndo({ message: words.removed(step.title), undo: () => calls.restoreStep(removed) })
      },
      onError: (error) => showFailure(error, words.refused),
    })
  return { takeOut, isTakingOut: remove.isPending }
}

/** A step with everything that is known of it: to be changed, taken out, or made something of. */
export function StepDrawer(props: StepDrawerProps) {
  const { purchase, step, mayChange, onClose } = props
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const editor = useStepEditor(props)
  const { takeOut, isTakingOut } = useTakeOut(props)
  const leave = () => (editor.isChanged ? setAsksToDiscard(true) : onClose())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    editor.save()
  }
  const errors = editor.state.kind === 'refused' ? editor.state.errors.fields : {}
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={leave}
      title={words.titles[step.side]}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {mayChange ? (
        <form className={classes.form} onSubmit={submit} noValidate>
          <SaveNote {...props} editor={editor} />
          <StepFields
            plan={props.plan}
            side={step.side}
            milestones={purchase.customerSteps}
            owner={step.owner}
            form={editor.form}
            errors={editor.missing === undefined ? errors : { ...errors, title: editor.missing }}
            onChange={editor.change}
          />
          {asksToDiscard && editor.isChanged ? (
            <div role="alert" className={classes.refused}>
              {words.unsaved}{' '}
              <Button size="xs" onClick={onClose}>
                {words.discard}
              </Button>
            </div>
          ) : null}
          <div className={classes.buttons}>
            <Button variant="subtle" loading={isTakingOut} onClick={takeOut}>
              {words.remove}
            </Button>
            <Button onClick={leave}>{words.cancel}</Button>
            <Button type="submit" variant="filled" loading={editor.state.kind === 'saving'}>
              {words.save}
            </Button>
          </div>
        </form>
      ) : (
        <StepReading purchase={purchase} step={step} />
      )}
      <Outcome {...props} />
    </Drawer>
  )
}

/** What does not fit, what came of it, and the way to more. */
function Outcome({ plan, step, mayChange }: StepDrawerProps) {
  const locale = useLocale()
  const misfits = toMend(step)
  return (
    <section className={classes.section}>
      {misfits.length > 0 ? (
        <>
          <h3 className={classes.sectionTitle}>{text.mismatches.title}</h3>
          <div className={classes.tags}>
            <MismatchTags marks={misfits} step={step} />
          </div>
          {misfits.map((mark) => (
            <p key={mark} className={classes.muted}>
              {text.mismatches.sentences[mark]}
            </p>
          ))}
        </>
      ) : null}
      <h3 className={classes.sectionTitle}>{words.cameOfIt}</h3>
      {step.caused.length === 0 ? <p className={classes.muted}>{words.nothingCame}</p> : null}
      <EffectList effects={step.caused} />
      {mayChange ? (
        <div className={classes.deeds}>
          <MakeEffect planId={plan.id} cause={{ kind: 'buying_step', id: step.id, title: step.title }} />
        </div>
      ) : null}
      <p className={classes.muted}>{words.author(step.authorName, formatDate(step.updatedAt, locale))}</p>
    </section>
  )
}
