import type { CauseReference } from '@mainstay/contract/plans-objectives'
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { AmountInput } from '../shared/amount-input.tsx'
import { amountFault, readAmount } from '../shared/read-amount.ts'
import { text as sharedText } from '../shared/text.ts'
import { useAddEntry, useEntryRemoval } from './api/goal-changes.ts'
import { useGoals } from './api/goal-queries.ts'
import classes from './goals.module.css'
import { text } from './text.ts'
import type { GoalsPart } from './types.ts'

const words = text.opportunity

export interface MakeOpportunityDialogProps {
  readonly planId: string
  /** What in the plan becomes an opportunity. */
  readonly cause: CauseReference
  readonly title: string
  /** What it is expected to bring in a year, as it is typed; empty where nobody has said. */
  readonly amount: string
  readonly onClose: () => void
}

/** Asks when something will be sold and for how much, and puts it into the pipeline of the bridge to that goal. */
export function MakeOpportunityDialog(props: MakeOpportunityDialogProps) {
  const goals = useGoals(props.planId)
  return (
    <Modal opened onClose={props.onClose} title={words.title} closeButtonProps={{ 'aria-label': text.entry.cancel }}>
      <QueryGate query={goals}>{(part) => <OpportunityForm {...props} part={part} />}</QueryGate>
    </Modal>
  )
}

type FormProps = MakeOpportunityDialogProps & { readonly part: GoalsPart }

function useOpportunity({ planId, cause, title, amount: first, part, onClose }: FormProps) {
  const add = useAddEntry(planId)
  const { remove } = useEntryRemoval(planId)
  const today = new Date().toISOString().slice(0, 10)
  const running = part.periods.find(({ endsOn }) => endsOn >= today) ?? part.periods.at(-1)
  const [draft, setDraft] = useState({ period: running?.number ?? 1, amount: first, note: title, source: '' })
  const [isTried, setTried] = useState(false)
  const amount = readAmount(draft.amount)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (amount === null || amount === undefined) return
    add.mutate(
      {
        period: draft.period,
        measure: 'net_revenue',
        kind: 'pipeline',
        amount,
        note: draft.note.trim(),
        source: draft.source.trim(),
        cause,
      },
      {
        onSuccess: (entry) => {
          showUndo({ message: words.made, undo: () => remove.mutateAsync(entry) })
          onClose()
        },
        onError: (error) => (isKept(error) ? onClose() : undefined),
      },
    )
  }
  return {
    draft,
    fault: isTried && !amount ? (amountFault(draft.amount) ?? sharedText.amounts.missing) : undefined,
    failure: add.error && !isKept(add.error) ? toProblem(add.error).detail : null,
    isBusy: add.isPending,
    type: (patch: Partial<typeof draft>) => setDraft((known) => ({ ...known, ...patch })),
    submit,
  }
}

function OpportunityForm(props: FormProps) {
  const { part, amount, onClose } = props
  const locale = useLocale()
  const form = useOpportunity(props)
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      <p className={classes.muted}>{words.explained}</p>
      <NativeSelect
        label={words.period}
        value={String(form.draft.period)}
        data={part.periods.map(({ number, startsOn, endsOn }) => ({
          value: String(number),
          label: words.span(formatDate(startsOn, locale), formatDate(endsOn, locale)),
        }))}
        onChange={(event) => form.type({ period: Number(event.currentTarget.value) })}
      />
      <AmountInput
        required
        data-autofocus
        label={text.entry.amount(part.currency)}
        hint={amount === '' ? words.unknown : words.expected}
        value={form.draft.amount}
        fault={form.fault}
        onType={(typed) => form.type({ amount: typed })}
      />
      <Textarea
        autosize
        minRows={2}
        maxLength={1_000}
        label={text.entry.note}
        value={form.draft.note}
        onChange={(event) => form.type({ note: event.currentTarget.value })}
      />
      <TextInput
        maxLength={500}
        label={text.entry.source}
        description={text.entry.sourceHint}
        value={form.draft.source}
        onChange={(event) => form.type({ source: event.currentTarget.value })}
      />
      {form.failure ? (
        <div role="alert" className={classes.notice}>
          <b>{text.entry.refused}</b> {form.failure}
        </div>
      ) : null}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{text.entry.cancel}</Button>
        <Button type="submit" variant="filled" loading={form.isBusy}>
          {words.make}
        </Button>
      </div>
    </form>
  )
}
