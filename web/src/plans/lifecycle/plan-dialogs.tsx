import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { ConfirmDialog } from '../../kit/feedback/confirm-dialog.tsx'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import type { PlanHeader } from '../api.ts'
import classes from '../plans.module.css'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { isStale } from '../shared/stale.ts'
import { useChangePlan, useClosePlan, useDeleteDraft, usePlanStep } from './api/plan-changes.ts'
import { PlanSelect } from './plan-select.tsx'
import { text } from './text.ts'

const words = text.header
const FEWEST_CHARACTERS = 10

export interface PlanDialogProps {
  readonly plan: PlanHeader
  readonly onClose: () => void
}

function Refusal({ words: sentence }: { words: string | null }) {
  return sentence === null ? null : (
    <p className={classes.refused} role="alert">
      {sentence}
    </p>
  )
}

/** Title, unit and the plan above. What was typed stays when somebody else was faster. */
export function EditDialog({ plan, onClose }: PlanDialogProps) {
  const [base] = useState(plan)
  const [form, setForm] = useState({ title: plan.title, scope: plan.scope, parentId: plan.parent?.id ?? '' })
  const change = useChangePlan()
  const errors =
    change.error && !isStale(change.error) ? toFormErrors(change.error, ['title', 'scope', 'parentId']) : null
  const isInConflict = isStale(change.error)
  const save = (version: number) => {
    const { title, scope } = form
    const isMoved = form.parentId !== (base.parent?.id ?? '')
    change.mutate(
      {
        id: plan.id,
        version,
        title,
        scope,
        ...(isMoved ? { parentId: form.parentId === '' ? null : form.parentId } : {}),
      },
      {
        onSuccess: () => {
          showNotice(words.saved)
          onClose()
        },
      },
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(base.version)
  }
  return (
    <Modal opened onClose={onClose} title={words.editTitle} closeButtonProps={{ 'aria-label': text.closeDialog }}>
      {isInConflict ? (
        <ConflictNote
          fields={[
            { label: text.begin.planTitle, mine: form.title, theirs: plan.title },
            { label: text.begin.scope, mine: form.scope, theirs: plan.scope },
          ]}
          isBusy={change.isPending}
          onKeepMine={() => save(plan.version)}
          onTakeTheirs={onClose}
        />
      ) : null}
      <form onSubmit={submit} noValidate className={classes.form}>
        <Refusal words={errors?.form ?? null} />
        <TextInput
          data-autofocus
          label={text.begin.planTitle}
          maxLength={200}
          value={form.title}
          error={errors?.fields.title}
          onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
        />
        <PlanSelect
          label={text.begin.parent}
          description={text.begin.parentHint}
          emptyLabel={text.begin.noParent}
          value={form.parentId}
          without={plan.id}
          error={errors?.fields.parentId}
          onChange={(parentId) => setForm({ ...form, parentId, ...(parentId === '' ? { scope: '' } : {}) })}
        />
        {form.parentId === '' && form.scope === '' ? null : (
          <TextInput
            label={text.begin.scope}
            maxLength={120}
            value={form.scope}
            error={errors?.fields.scope}
            onChange={(event) => setForm({ ...form, scope: event.currentTarget.value })}
          />
        )}
        {isInConflict ? null : (
          <div className={classes.buttons}>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="filled" loading={change.isPending}>
              {text.save}
            </Button>
          </div>
        )}
      </form>
    </Modal>
  )
}

/** Adds the next period. */
export function RollDialog({ plan, onClose }: PlanDialogProps) {
  const roll = usePlanStep('rollPlanForward')
  const last = plan.periods.at(-1)?.label ?? ''
  const confirm = () =>
    roll.mutate(plan, {
      onSuccess: (rolled) => {
        showNotice(words.rolled(rolled.periods.at(-1)?.label ?? ''))
        onClose()
      },
    })
  return (
    <ConfirmDialog
      isOpen
      title={words.rollTitle}
      confirmLabel={words.rollForward}
      isBusy={roll.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{words.rollSentence(last)}</p>
      <Refusal words={roll.error ? toProblem(roll.error).detail : null} />
    </ConfirmDialog>
  )
}

export interface DeleteDialogProps extends PlanDialogProps {
  readonly onDeleted: (deleted: Pick<PlanHeader, 'id' | 'version'>) => void
  /** For people who may close plans. */
  readonly onCloseInstead: (() => void) | null
}

/** Deletes a draft; where it has to be kept, says why and leads to closing it. */
export function DeleteDialog({ plan, onClose, onDeleted, onCloseInstead }: DeleteDialogProps) {
  const remove = useDeleteDraft()
  const confirm = () => remove.mutate(plan, { onSuccess: onDeleted })
  return (
    <ConfirmDialog
      isOpen
      title={words.deleteTitle}
      confirmLabel={words.delete}
      isBusy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className={classes.form}>
        <p>{words.deleteSentence}</p>
        <Refusal words={remove.error ? toProblem(remove.error).detail : null} />
        {remove.error && onCloseInstead ? (
          <div>
            <Button onClick={onCloseInstead}>{words.deleteInstead}</Button>
          </div>
        ) : null}
      </div>
    </ConfirmDialog>
  )
}

/** Closes the plan with a reason. */
export function CloseDialog({
  plan,
  onClose,
  onClosed,
}: PlanDialogProps & { readonly onClosed: (closed: PlanHeader) => void }) {
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const close = useClosePlan()
  const isShort = reason.trim().length < FEWEST_CHARACTERS
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (isShort) return
    close.mutate(
      { id: plan.id, version: plan.version, reason },
      {
        onSuccess: (closed) => {
          onClose()
          onClosed(closed)
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={words.closeTitle} closeButtonProps={{ 'aria-label': text.closeDialog }}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <p>{words.closeSentence}</p>
        <Refusal words={close.error ? toProblem(close.error).detail : null} />
        <Textarea
          data-autofocus
          required
          autosize
          minRows={2}
          maxLength={1000}
          label={words.reason}
          value={reason}
          error={isTried && isShort ? words.reasonShort : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" loading={close.isPending}>
            {words.close}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
