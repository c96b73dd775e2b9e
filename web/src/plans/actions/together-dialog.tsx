import { ACTION_STATES } from '@mainstay/domain/plans'
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { NOBODY, type OwnerDraft, ownerFault, ownerOf } from './action-form.ts'
import classes from './actions.module.css'
import { type ChangeTogether, useChangeTogether } from './api/action-changes.ts'
import { OwnerField } from './owner-field.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { text } from './text.ts'
import type { ActionState, PlanAction } from './types.ts'

const words = text.together

export type Together = 'owner' | 'due' | 'state'

export interface TogetherDialogProps {
  readonly planId: string
  readonly what: Together
  readonly actions: readonly PlanAction[]
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Nobody is a choice, never the first one. */
const SOMEBODY: OwnerDraft = { ...NOBODY, kind: 'member' }

interface Draft {
  readonly owner: OwnerDraft
  readonly dueOn: string
  readonly state: ActionState
  readonly reason: string
}

function needsReason(state: ActionState): boolean {
  return state === 'blocked' || state === 'dropped'
}

function faultOf(what: Together, { owner, state, reason }: Draft): string | null {
  if (what === 'owner') return ownerFault(owner) ?? null
  return what === 'state' && needsReason(state) && reason.trim() === '' ? text.move.reasonMissing : null
}

function changeOf(what: Together, { owner, dueOn, state, reason }: Draft): Omit<ChangeTogether, 'items'> {
  if (what === 'owner') return { owner: ownerOf(owner) }
  if (what === 'due') return { dueOn: dueOn || null }
  return { move: { state, reason: reason.trim() } }
}

/** One change for all selected actions: all of them, or none and the reasons of each that cannot. */
export function TogetherDialog({ planId, what, actions, onDone, onClose }: TogetherDialogProps) {
  const locale = useLocale()
  const change = useChangeTogether(planId)
  const [draft, setDraft] = useState<Draft>({ owner: SOMEBODY, dueOn: '', state: 'in_progress', reason: '' })
  const [fault, setFault] = useState<string | null>(null)
  const edit = (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch }))
  const problem = change.error ? toProblem(change.error) : null
  const write = (count: number) => formatNumber(count, { locale })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultOf(what, draft)
    setFault(found)
    if (found !== null) return
    change.mutate(
      { items: actions, ...changeOf(what, draft) },
      {
        onSuccess: (answer) => {
          showNotice(words.done(write(answer.actions.length)))
          onDone()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={words.titles[what]} closeButtonProps={{ 'aria-label': text.form.close }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <ChangeFields what={what} draft={draft} fault={fault} onChange={edit} />
        <RefusalNote
          title={words.refused}
          sentence={problem?.detail ?? null}
          lines={problem?.errors.map(({ message }) => message) ?? []}
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button type="submit" variant="filled" loading={change.isPending}>
            {words.save(write(actions.length))}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface ChangeFieldsProps {
  readonly what: Together
  readonly draft: Draft
  readonly fault: string | null
  readonly onChange: (patch: Partial<Draft>) => void
}

function ChangeFields({ what, draft, fault, onChange }: ChangeFieldsProps) {
  if (what === 'owner') {
    return (
      <OwnerField
        owner={draft.owner}
        allows="nobody"
        error={fault ?? undefined}
        onChange={(owner) => onChange({ owner })}
      />
    )
  }
  if (what === 'due') {
    return (
      <TextInput
        type="date"
        label={text.form.dueOn}
        description={words.noDate}
        data-autofocus
        value={draft.dueOn}
        onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
      />
    )
  }
  return (
    <>
      <NativeSelect
        label={words.to}
        data-autofocus
        value={draft.state}
        data={ACTION_STATES.map((state) => ({ value: state, label: text.states[state] }))}
        onChange={(event) =>
          onChange({ state: ACTION_STATES.find((state) => state === event.currentTarget.value) ?? 'in_progress' })
        }
      />
      {needsReason(draft.state) ? (
        <Textarea
          label={text.move.reason}
          required
          autosize
          minRows={2}
          maxLength={1000}
          value={draft.reason}
          error={fault}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}
