import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { isKept } from '../offline/send-or-keep.ts'
import { AmountInput } from '../shared/amount-input.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { amountFault, plainAmount, readAmount } from '../shared/read-amount.ts'
import { isStale } from '../shared/stale.ts'
import { text as sharedText } from '../shared/text.ts'
import { useAddEntry, useChangeEntry } from './api/goal-changes.ts'
import { goalsOptions } from './api/goal-queries.ts'
import classes from './goals.module.css'
import { text } from './text.ts'
import { type BridgeEntry, type BridgeKind, type GoalPlace, type GoalsPart, measureOf } from './types.ts'

const words = text.entry
const KINDS: readonly BridgeKind[] = ['committed_growth', 'pipeline', 'white_space', 'base']

interface Draft {
  readonly kind: BridgeKind
  readonly amount: string
  readonly note: string
  readonly source: string
}

export interface EntryDialogProps {
  readonly planId: string
  readonly currency: string
  readonly place: GoalPlace
  /** A base is stated already: there is one at most. */
  readonly hasBase: boolean
  /** The entry to change; without one a new one is added. */
  readonly entry?: BridgeEntry
  /** What a new entry begins with. */
  readonly first?: Draft
  readonly onClose: () => void
}

const NEW: Draft = { kind: 'committed_growth', amount: '', note: '', source: '' }

function draftOf({ kind, amount, note, source }: BridgeEntry): Draft {
  return { kind, amount: plainAmount(amount), note, source }
}

function entryOf(part: GoalsPart | undefined, place: GoalPlace, id: string | undefined): BridgeEntry | undefined {
  const period = part?.periods.find(({ number }) => number === place.period)
  return period ? measureOf(period, place.measure)?.entries.find((entry) => entry.id === id) : undefined
}

function useEntryForm({ planId, place, entry, first, onClose }: EntryDialogProps) {
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<Draft>(first ?? (entry ? draftOf(entry) : NEW))
  const [isTried, setTried] = useState(false)
  const [theirs, setTheirs] = useState<BridgeEntry | null>(null)
  const add = useAddEntry(planId)
  const change = useChangeEntry(planId)
  const amount = readAmount(draft.amount)
  const fetchTheirs = async () => {
    const part = await queryClient.fetchQuery({ ...goalsOptions(planId), staleTime: 0 })
    setTheirs(entryOf(part, place, entry?.id) ?? null)
  }
  const save = (version: number | null) => {
    setTried(true)
    if (amount === null || amount === undefined) return
    const content = { amount, note: draft.note.trim(), source: draft.source.trim() }
    const onError = (error: unknown) => {
      if (isKept(error)) onClose()
      else if (isStale(error)) void fetchTheirs()
    }
    if (!entry || version === null)
      return add.mutate({ ...place, kind: draft.kind, ...content }, { onSuccess: onClose, onError })
    change.mutate({ id: entry.id, version, kind: entry.kind, ...content }, { onSuccess: onClose, onError })
  }
  const error = add.error ?? change.error
  return {
    draft,
    theirs,
    fault: isTried && !amount ? (amountFault(draft.amount) ?? sharedText.amounts.missing) : undefined,
    failure: error && !theirs ? toProblem(error).detail : null,
    isBusy: add.isPending || change.isPending,
    type: (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch })),
    save,
  }
}

/** Asks for what leads from today to a goal: what it is, how much, and where that is from. */
export function EntryDialog(props: EntryDialogProps) {
  const { currency, hasBase, entry, onClose } = props
  const form = useEntryForm(props)
  const { draft, theirs } = form
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.save(entry?.version ?? null)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={entry ? words.changeTitle : words.addTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.cancel }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {theirs ? (
          <ConflictNote
            changedBy={theirs.authorName}
            fields={[
              { label: words.amount(currency), mine: draft.amount, theirs: plainAmount(theirs.amount) },
              { label: words.note, mine: draft.note, theirs: theirs.note },
              { label: words.source, mine: draft.source, theirs: theirs.source },
            ]}
            isBusy={form.isBusy}
            onKeepMine={() => form.save(theirs.version)}
            onTakeTheirs={onClose}
          />
        ) : null}
        {entry ? null : (
          <Radio.Group label={words.kind} value={draft.kind} onChange={(kind) => form.type({ kind: kindOf(kind) })}>
            <div className={classes.kinds}>
              {KINDS.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  disabled={kind === 'base' && hasBase}
                  label={text.bridge.kinds[kind]}
                  description={text.bridge.kindHints[kind]}
                />
              ))}
            </div>
          </Radio.Group>
        )}
        <AmountInput
          required
          data-autofocus
          label={words.amount(currency)}
          value={draft.amount}
          fault={form.fault}
          onType={(amount) => form.type({ amount })}
        />
        <Textarea
          autosize
          minRows={2}
          maxLength={1_000}
          label={words.note}
          value={draft.note}
          onChange={(event) => form.type({ note: event.currentTarget.value })}
        />
        <TextInput
          maxLength={500}
          label={words.source}
          description={words.sourceHint}
          value={draft.source}
          onChange={(event) => form.type({ source: event.currentTarget.value })}
        />
        {form.failure ? (
          <div role="alert" className={classes.notice}>
            <b>{words.refused}</b> {form.failure}
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

function kindOf(value: string): BridgeKind {
  return KINDS.find((kind) => kind === value) ?? 'committed_growth'
}
