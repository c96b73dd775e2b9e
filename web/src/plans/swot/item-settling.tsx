import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { useReopenItem, useSettleItem } from './api/swot-changes.ts'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotItem } from './types.ts'

const words = text.dialog
const FEWEST_CHARACTERS = 3

export interface ItemSettlingProps {
  readonly planId: string
  readonly item: SwotItem
  readonly onDone: () => void
}

/** An item that no longer counts is settled with a reason, and counts again when somebody says so. */
export function ItemSettling({ planId, item, onDone }: ItemSettlingProps) {
  const locale = useLocale()
  const reopen = useReopenItem(planId)
  const [isAsked, setAsked] = useState(false)
  const { id, version, settled } = item
  if (settled) {
    return (
      <section className={classes.section}>
        <p>
          {text.settledBy(settled.byName, formatDate(settled.on, locale))}: {settled.reason}
        </p>
        <Refused error={reopen.error} />
        <Button loading={reopen.isPending} onClick={() => reopen.mutate({ id, version }, { onSuccess: onDone })}>
          {words.reopen}
        </Button>
      </section>
    )
  }
  if (isAsked) return <SettleForm planId={planId} item={item} onDone={onDone} onCancel={() => setAsked(false)} />
  return <QuietButton onClick={() => setAsked(true)}>{words.settle}</QuietButton>
}

function SettleForm({ planId, item, onDone, onCancel }: ItemSettlingProps & { readonly onCancel: () => void }) {
  const settle = useSettleItem(planId)
  const kept = useKeptDraft<string>(`swot-settle-${item.id}`)
  const reason = kept.value ?? ''
  const [isTooShort, setTooShort] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isShort = reason.trim().length < FEWEST_CHARACTERS
    setTooShort(isShort)
    if (isShort) return
    const onSuccess = () => {
      kept.forget()
      onDone()
    }
    settle.mutate({ id: item.id, version: item.version, reason: reason.trim() }, { onSuccess })
  }
  return (
    <form className={`${classes.form} ${classes.section}`} onSubmit={submit} noValidate>
      <Textarea
        label={words.settleReason}
        description={words.settleHint}
        required
        autosize
        autoFocus
        maxLength={500}
        value={reason}
        error={isTooShort ? text.reasonTooShort : undefined}
        onChange={(event) => kept.keep(event.currentTarget.value)}
      />
      <Refused error={settle.error} />
      <div className={classes.buttons}>
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="submit" variant="filled" loading={settle.isPending}>
          {words.settleDo}
        </Button>
      </div>
    </form>
  )
}

function Refused({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <div role="alert" className={classes.notice}>
      <b>{words.refused}</b> {toProblem(error).detail}
    </div>
  )
}
