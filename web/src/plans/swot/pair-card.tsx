import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import type { PlanHeader } from '../api.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { useBringBackPair, useDismissPair } from './api/swot-changes.ts'
import { EffectList } from './item-outcome.tsx'
import { MakeEffect } from './make-effect.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { TowsPair } from './types.ts'

const words = text.pairs
const FEWEST_CHARACTERS = 3

export interface PairCardProps {
  readonly plan: PlanHeader
  readonly pair: TowsPair
  readonly mayWrite: boolean
}

function productWords({ internal, external, product }: TowsPair): string {
  if (internal.score === null || external.score === null || product === null) return words.notGraded
  return words.product(internal.score, external.score, product)
}

/** Two items, what to do about them together, and what became of it. */
export function PairCard({ plan, pair, mayWrite }: PairCardProps) {
  const locale = useLocale()
  const [isAsked, setAsked] = useState(false)
  const { internal, external, strategy, dismissal } = pair
  const title = `${internal.text} ${words.and} ${external.text}`
  return (
    <li className={classes.pairCard}>
      <div className={classes.tags}>
        <Tag tone="accent">{strategy}</Tag>
        <span>{words.strategies[strategy]}</span>
        <span className={classes.facts}>{productWords(pair)}</span>
      </div>
      <div className={classes.pair}>
        <p className={classes.words}>
          <span className={classes.facts}>{text.kindsOne[internal.kind]}</span>
          <br />
          {internal.text}
        </p>
        <p className={classes.words}>
          <span className={classes.facts}>{text.kindsOne[external.kind]}</span>
          <br />
          {external.text}
        </p>
      </div>
      {pair.caused.length > 0 ? <EffectList effects={pair.caused} /> : null}
      {dismissal ? (
        <p className={classes.facts}>
          {words.dismissedBy(dismissal.byName, formatDate(dismissal.on, locale))}: {dismissal.reason}
        </p>
      ) : null}
      {mayWrite ? (
        <div className={classes.deeds}>
          {dismissal ? (
            <BringBack planId={plan.id} pairId={pair.id} version={dismissal.version} />
          ) : (
            <>
              <MakeEffect planId={plan.id} cause={{ kind: 'tows_pair', id: pair.id, title }} />
              {pair.caused.length === 0 ? (
                <QuietButton onClick={() => setAsked(true)}>{words.dismiss}</QuietButton>
              ) : null}
            </>
          )}
        </div>
      ) : null}
      {isAsked ? <DismissDialog planId={plan.id} pairId={pair.id} onClose={() => setAsked(false)} /> : null}
    </li>
  )
}

interface BringBackProps {
  readonly planId: string
  readonly pairId: string
  readonly version: number
}

function BringBack({ planId, pairId, version }: BringBackProps) {
  const bringBack = useBringBackPair(planId)
  return (
    <Button
      size="xs"
      loading={bringBack.isPending}
      onClick={() => bringBack.mutate({ pairId, version }, { onError: (error) => showFailure(error) })}
    >
      {words.bringBack}
    </Button>
  )
}

interface DismissDialogProps {
  readonly planId: string
  readonly pairId: string
  readonly onClose: () => void
}

function DismissDialog({ planId, pairId, onClose }: DismissDialogProps) {
  const dismiss = useDismissPair(planId)
  const bringBack = useBringBackPair(planId)
  const kept = useKeptDraft<string>(`swot-aside-${pairId}`)
  const reason = kept.value ?? ''
  const [isTooShort, setTooShort] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isShort = reason.trim().length < FEWEST_CHARACTERS
    setTooShort(isShort)
    if (isShort) return
    dismiss.mutate(
      { pairId, reason: reason.trim() },
      {
        onSuccess: ({ dismissal }) => {
          kept.forget()
          onClose()
          if (dismissal === null) return showNotice(words.dismissed)
          const { version } = dismissal
          showUndo({ message: words.dismissed, undo: () => bringBack.mutateAsync({ pairId, version }) })
        },
      },
    )
  }
  return (
    <Modal
      opened
      size="sm"
      onClose={onClose}
      title={words.dismissTitle}
      closeButtonProps={{ 'aria-label': text.dialog.close }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <Textarea
          label={words.dismissReason}
          required
          autosize
          data-autofocus
          maxLength={500}
          value={reason}
          error={isTooShort ? text.reasonTooShort : undefined}
          onChange={(event) => kept.keep(event.currentTarget.value)}
        />
        {dismiss.error ? (
          <div role="alert" className={classes.notice}>
            <b>{words.asideRefused}</b> {toProblem(dismiss.error).detail}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.dialog.cancel}</Button>
          <Button type="submit" variant="filled" loading={dismiss.isPending}>
            {words.dismissDo}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
