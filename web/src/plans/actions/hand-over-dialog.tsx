import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import classes from './actions.module.css'
import { useHandPlanOver } from './api/action-changes.ts'
import { useHandOver, usePeople } from './api/action-queries.ts'
import { PersonField } from './owner-field.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { text } from './text.ts'
import type { HandOverList } from './types.ts'

const words = text.handOver

export interface HandOverDialogProps {
  readonly planId: string
  readonly onClose: () => void
}

interface Draft {
  readonly from: string
  readonly to: string
  readonly note: string
  readonly names: string
  readonly until: string
}

type Faults = Readonly<Partial<Record<'to' | 'note' | 'until', string>>>

function faultsOf({ from, to, note, names, until }: Draft): Faults {
  return {
    ...(from === '' || to === '' || from === to ? { to: words.choose } : {}),
    ...(note.trim() === '' ? { note: words.noteMissing } : {}),
    ...(names.trim() !== '' && until === '' ? { until: words.untilMissing } : {}),
  }
}

function introductionsOf({ names, until }: Draft) {
  const written = names.split('\n').map((name) => name.trim())
  return written.filter((name) => name !== '').map((name) => ({ name, dueOn: until }))
}

/** A plan goes to somebody else: what moves stands there before it moves. */
export function HandOverDialog({ planId, onClose }: HandOverDialogProps) {
  const [draft, setDraft] = useState<Draft>({ from: '', to: '', note: '', names: '', until: '' })
  const [faults, setFaults] = useState<Faults>({})
  const list = useHandOver(planId, draft.from)
  const people = usePeople(true)
  const handOver = useHandPlanOver(planId)
  const edit = (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOf(draft)
    setFaults(found)
    if (Object.keys(found).length > 0 || !list.data) return
    const { from: fromPersonId, to: toPersonId, note } = draft
    handOver.mutate(
      {
        fromPersonId,
        toPersonId,
        note: note.trim(),
        actions: list.data.actions,
        introductions: introductionsOf(draft),
      },
      {
        onSuccess: () => {
          showNotice(words.done(people.data?.rows.find(({ personId }) => personId === toPersonId)?.name ?? ''))
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': text.form.close }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.muted}>{words.lead}</p>
        <div className={classes.pair}>
          <PersonField label={words.from} personId={draft.from} from="everybody" onChange={(from) => edit({ from })} />
          <PersonField label={words.to} personId={draft.to} error={faults.to} onChange={(to) => edit({ to })} />
        </div>
        {draft.from === '' ? null : <QueryGate query={list}>{(found) => <WhatMoves list={found} />}</QueryGate>}
        <HandOverFields draft={draft} faults={faults} onChange={edit} />
        <RefusalNote title={words.refused} sentence={handOver.error ? toProblem(handOver.error).detail : null} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button type="submit" variant="filled" loading={handOver.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface HandOverFieldsProps {
  readonly draft: Draft
  readonly faults: Faults
  readonly onChange: (patch: Partial<Draft>) => void
}

function HandOverFields({ draft, faults, onChange }: HandOverFieldsProps) {
  return (
    <>
      <Textarea
        label={words.note}
        required
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={draft.note}
        error={faults.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      <Textarea
        label={words.introductions}
        description={words.introductionsHint}
        autosize
        minRows={1}
        maxRows={6}
        value={draft.names}
        onChange={(event) => onChange({ names: event.currentTarget.value })}
      />
      {draft.names.trim() === '' ? null : (
        <TextInput
          type="date"
          label={words.until}
          value={draft.until}
          error={faults.until}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function WhatMoves({ list }: { readonly list: HandOverList }) {
  const locale = useLocale()
  const { actions, duties, earlier } = list
  return (
    <section aria-label={words.moves}>
      <h3 className={classes.subtitle}>{words.moves}</h3>
      {actions.length + duties.length === 0 ? <p>{words.nothing}</p> : null}
      {actions.length > 0 ? <p>{words.actions(formatNumber(actions.length, { locale }))}</p> : null}
      <ul className={classes.lines}>
        {duties.map(({ id, duty, function: what }) => (
          <li key={id}>
            {words.duty(words.duties[duty])}
            <span className={classes.muted}>{what}</span>
          </li>
        ))}
        {actions.map(({ id, title, dueOn, state }) => (
          <li key={id}>
            {title}
            <span className={classes.muted}>
              {text.states[state]} · {dueOn === null ? text.defects.no_due_date : <DateText value={dueOn} />}
            </span>
          </li>
        ))}
      </ul>
      {earlier.length > 0 ? (
        <details>
          <summary>{words.earlier}</summary>
          <ul className={classes.lines}>
            {earlier.map(({ id, fromName, toName, on, note }) => (
              <li key={id}>
                {words.earlierLine(fromName, toName)}
                <span className={classes.muted}>
                  <DateText value={on} /> · {note}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
