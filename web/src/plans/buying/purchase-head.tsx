import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { localToday } from '../shared/local-today.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import { ChangePurchaseDialog } from './change-purchase-dialog.tsx'
import { EndPurchaseDialog } from './end-purchase-dialog.tsx'
import { daysUntil } from './fit-rules.ts'
import { KeepTemplateDialog } from './keep-template-dialog.tsx'
import { text } from './text.ts'
import type { BuyingTemplate, Purchase } from './types.ts'

const words = text.head

export interface PurchaseHeadProps {
  readonly planId: string
  readonly purchase: Purchase
  readonly templates: readonly BuyingTemplate[]
  readonly mayWrite: boolean
  readonly wasJustBegun: boolean
  readonly onBegin: (() => void) | undefined
  /** How far both sides are. */
  readonly children: ReactNode
}

/** What they buy and when they decide, how it ended where it did, and what can be done with it as a whole. */
export function PurchaseHead(props: PurchaseHeadProps) {
  const { planId, purchase, mayWrite, wasJustBegun, children } = props
  const heading = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (wasJustBegun) heading.current?.focus()
  }, [wasJustBegun])
  return (
    <Panel
      title={
        <span ref={heading} tabIndex={-1} className={classes.headTitle}>
          {purchase.title}
        </span>
      }
      subtitle={text.classes[purchase.buyClass]}
      actions={
        <>
          <CommentsButton planId={planId} subjectKind="purchase" subjectId={purchase.id} title={purchase.title} />
          {mayWrite ? <HeadDeeds {...props} /> : null}
        </>
      }
    >
      <HeadFacts purchase={purchase} />
      {purchase.note === '' ? null : <p className={classes.words}>{purchase.note}</p>}
      {children}
    </Panel>
  )
}

function decisionWords(decisionOn: string): string {
  const days = daysUntil(decisionOn, localToday(new Date()))
  if (days === 0) return words.today
  return days > 0 ? words.inDays(days) : words.daysAgo(-days)
}

function HeadFacts({ purchase: { decisionOn, status, ended, template } }: { readonly purchase: Purchase }) {
  const locale = useLocale()
  return (
    <p className={classes.headFacts}>
      <span>
        <span className={classes.muted}>{words.decision}</span>{' '}
        {decisionOn === null ? words.noDecision : <b>{formatDate(decisionOn, locale)}</b>}
        {decisionOn !== null && status === 'open' ? `, ${decisionWords(decisionOn)}` : ''}
      </span>
      {ended ? (
        <span>
          <Tag tone={status === 'won' ? 'gain' : status === 'lost' ? 'loss' : 'neutral'}>{text.statuses[status]}</Tag>{' '}
          {words.ended(ended.byName, formatDate(ended.on, locale))} {ended.reason}
        </span>
      ) : null}
      {template ? <span className={classes.muted}>{words.from(template.name, template.number)}</span> : null}
    </p>
  )
}

function useHeadDeeds(planId: string, purchase: Purchase) {
  const calls = useBuyingCalls(planId)
  const remove = useBuyingDeed(calls.remove)
  const reopen = useBuyingDeed(calls.reopen)
  const onError = (error: unknown) => showFailure(error, words.refused)
  return {
    isBusy: remove.isPending || reopen.isPending,
    remove: () =>
      tellAfter(remove.mutateAsync(purchase), {
        onSuccess: (removed) =>
          showUndo({ message: words.removed(purchase.title), undo: () => calls.restore(removed) }),
        onError,
      }),
    reopen: () => reopen.mutate(purchase, { onSuccess: () => showNotice(words.reopened(purchase.title)), onError }),
  }
}

function HeadDeeds({ planId, purchase, templates, onBegin }: PurchaseHeadProps) {
  const [dialog, setDialog] = useState<'change' | 'end' | 'keep' | null>(null)
  const deeds = useHeadDeeds(planId, purchase)
  const isOpen = purchase.status === 'open'
  const close = () => setDialog(null)
  return (
    <>
      <QuietButton onClick={() => setDialog('change')}>{words.change}</QuietButton>
      {isOpen ? (
        <QuietButton onClick={() => setDialog('end')}>{words.end}</QuietButton>
      ) : (
        <QuietButton disabled={deeds.isBusy} onClick={deeds.reopen}>
          {words.reopen}
        </QuietButton>
      )}
      <QuietButton onClick={() => setDialog('keep')}>{words.keep}</QuietButton>
      <QuietButton disabled={deeds.isBusy} onClick={deeds.remove}>
        {words.remove}
      </QuietButton>
      {onBegin ? <Button onClick={onBegin}>{words.another}</Button> : null}
      {dialog === 'change' ? <ChangePurchaseDialog planId={planId} purchase={purchase} onClose={close} /> : null}
      {dialog === 'end' ? <EndPurchaseDialog planId={planId} purchase={purchase} onClose={close} /> : null}
      {dialog === 'keep' ? (
        <KeepTemplateDialog planId={planId} purchase={purchase} templates={templates} onClose={close} />
      ) : null}
    </>
  )
}
