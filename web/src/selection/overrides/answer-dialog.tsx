import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import shared from '../selection.module.css'
import { useAnswerOverride, useEndOverride } from './api/override-changes.ts'
import classes from './overrides.module.css'
import { text } from './text.ts'
import type { TierOverride } from './types.ts'

const OUT = 'out'
const FEWEST_CHARACTERS = 10

/** What can be done about an override. */
export type Deed = 'grant' | 'refuse' | 'withdraw' | 'end'

const WORDS: Readonly<
  Record<Deed, { title: (account: string) => string; verb: string; done: (account: string) => string }>
> = {
  grant: { title: text.answer.grantTitle, verb: text.list.grant, done: text.answer.granted },
  refuse: { title: text.answer.refuseTitle, verb: text.list.refuse, done: text.answer.refused },
  withdraw: { title: text.answer.withdrawTitle, verb: text.list.withdraw, done: text.answer.withdrawn },
  end: { title: text.answer.endTitle, verb: text.list.end, done: text.answer.ended },
}

function leadOf(deed: Deed, { tier, expiresOn }: TierOverride, locale: string | undefined): string | null {
  if (deed === 'end') return text.answer.endLead
  if (deed !== 'grant') return null
  const date = formatDate(expiresOn, locale)
  return tier === OUT ? text.answer.grantOutLead(date) : text.answer.grantLead(tier, date)
}

/** Sends what is done to where it belongs. */
function useDeed(deed: Deed, { id, version }: TierOverride) {
  const answer = useAnswerOverride()
  const end = useEndOverride()
  const isAnswer = deed === 'grant' || deed === 'refuse'
  const { error, isPending } = isAnswer ? answer : end
  return {
    error,
    isPending,
    send: (note: string, over: string, onSuccess: () => void) => {
      if (deed === 'grant' || deed === 'refuse') {
        const reason = over === '' ? {} : { overCapacityReason: over }
        answer.mutate({ id, version, answer: deed, note, ...reason }, { onSuccess })
      } else end.mutate({ id, version, reason: note }, { onSuccess })
    },
  }
}

export interface AnswerDialogProps {
  readonly override: TierOverride
  readonly deed: Deed
  readonly onClose: () => void
}

/** Asks for the reason of an answer or an end, and for a second one where the tier is full. */
export function AnswerDialog({ override, deed, onClose }: AnswerDialogProps) {
  const locale = useLocale()
  const [note, setNote] = useState('')
  const [over, setOver] = useState('')
  const [isTooShort, setTooShort] = useState(false)
  const { error, isPending, send } = useDeed(deed, override)
  const words = WORDS[deed]
  const isFull = error !== null && toProblem(error).code === 'selection/tier-full'
  const refused = error === null || isFull ? null : toFormErrors(error, ['note', 'reason'])
  const lead = leadOf(deed, override, locale)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isShort = note.trim().length < FEWEST_CHARACTERS
    setTooShort(isShort)
    if (isShort) return
    send(note.trim(), over.trim(), () => {
      showNotice(words.done(override.account.name))
      onClose()
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(override.account.name)}
      closeButtonProps={{ 'aria-label': text.answer.cancel }}
    >
      <form className={shared.form} onSubmit={submit} noValidate>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        <Textarea
          label={text.answer.note}
          description={text.answer.noteHint}
          required
          autosize
          minRows={3}
          maxLength={1000}
          data-autofocus
          value={note}
          error={isTooShort ? text.answer.noteTooShort : (refused?.fields.note ?? refused?.fields.reason)}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {isFull ? (
          <>
            <div role="alert" className={shared.notice} data-tone="caution">
              <b>{text.answer.overTitle(override.tier)}</b>
            </div>
            <Textarea
              label={text.answer.overReason}
              required
              autosize
              minRows={2}
              maxLength={1000}
              value={over}
              onChange={(event) => setOver(event.currentTarget.value)}
            />
          </>
        ) : null}
        {refused?.form ? (
          <div role="alert" className={shared.notice} data-tone="loss">
            <b>{text.answer.failed}</b>
            <div>{refused.form}</div>
          </div>
        ) : null}
        <div className={shared.formButtons}>
          <Button onClick={onClose}>{text.answer.cancel}</Button>
          <Button type="submit" variant="filled" loading={isPending}>
            {words.verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
