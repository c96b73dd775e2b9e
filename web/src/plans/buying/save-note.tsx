import { Button } from '@mantine/core'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { useSaidAtHead } from '../shared/use-said-at-head.ts'
import { useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import { useTeamOf } from './api/buying-queries.ts'
import classes from './buying.module.css'
import { formOfStep, STEP_FIELDS, type StepForm } from './step-form.ts'
import { fieldWords } from './step-words.ts'
import { text } from './text.ts'
import type { BuyingStep } from './types.ts'
import type { StepDrawerProps, StepEditor } from './use-step-editor.ts'

const words = text.step

/** Why a step is not saved yet, with the next step. What was typed stays in the fields meanwhile. */
export function SaveNote({ editor, ...props }: StepDrawerProps & { readonly editor: StepEditor }) {
  const { state } = editor
  const refused = state.kind === 'refused' ? state.errors.form : null
  const head = useSaidAtHead(state.kind === 'gone' || state.kind === 'clash' || refused !== null ? state : null)
  return (
    <div ref={head} tabIndex={-1} className={classes.noteHead}>
      {refused === null ? null : (
        <div role="alert" className={classes.refused}>
          <b>{words.refused}</b> {refused}
        </div>
      )}
      {state.kind === 'gone' ? <Gone {...props} form={editor.form} /> : null}
      {state.kind === 'clash' ? <Clash {...props} editor={editor} theirs={state.theirs} /> : null}
    </div>
  )
}

/** Somebody took it out: what was typed can become a step of its own. */
function Gone({ plan, purchase, step, form, onClose }: StepDrawerProps & { readonly form: StepForm }) {
  const calls = useBuyingCalls(plan.id)
  const standing = new Set(purchase.customerSteps.map(({ id }) => id))
  const add = useBuyingDeed(() =>
    calls.addSteps(purchase.id, [{ ...form, side: step.side, serves: form.serves.filter((id) => standing.has(id)) }]),
  )
  const anew = () =>
    add.mutate(undefined, {
      onSuccess: () => {
        showNotice(words.addedAnew)
        onClose()
      },
      onError: (error) => showFailure(error, words.refused),
    })
  return (
    <div role="alert" className={classes.refused}>
      <p>{words.gone}</p>
      <Button loading={add.isPending} onClick={anew}>
        {words.addAnew}
      </Button>
    </div>
  )
}

interface ClashProps extends StepDrawerProps {
  readonly editor: StepEditor
  readonly theirs: BuyingStep
}

function Clash({ plan, purchase, editor, theirs }: ClashProps) {
  const locale = useLocale()
  const team = useTeamOf(plan)
  const names = new Map((team.data?.people ?? []).map(({ id, name }) => [id, name]))
  const milestones = new Map(purchase.customerSteps.map(({ id, title }) => [id, title]))
  const tell = (form: StepForm, field: keyof StepForm) => fieldWords(form, field, { names, milestones, locale })
  const newest = formOfStep(theirs)
  return (
    <ConflictNote
      changedBy={theirs.authorName}
      fields={STEP_FIELDS.map((field) => ({
        label: words.fields[field],
        mine: tell(editor.form, field),
        theirs: tell(newest, field),
      }))}
      onKeepMine={() => editor.keepMine(theirs)}
      onTakeTheirs={() => editor.takeTheirs(theirs)}
    />
  )
}
