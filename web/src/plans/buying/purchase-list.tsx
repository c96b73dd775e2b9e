import { Button } from '@mantine/core'
import { useState } from 'react'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import classes from './buying.module.css'
import { text } from './text.ts'
import type { Purchase } from './types.ts'

const words = text.list

export interface PurchaseListProps {
  readonly purchases: readonly Purchase[]
  readonly shownId: string
  readonly onOpen: (purchase: Purchase) => void
  /** Absent where the reader may not begin one. */
  readonly onBegin?: (() => void) | undefined
}

/** The purchases of the plan; one is shown below. Those that ended are folded away. */
export function PurchaseList({ purchases, shownId, onOpen, onBegin }: PurchaseListProps) {
  const locale = useLocale()
  const open = purchases.filter(({ status }) => status === 'open')
  const ended = purchases.filter(({ status }) => status !== 'open')
  const [showsEnded, setShowsEnded] = useState(ended.some(({ id }) => id === shownId))
  return (
    <Panel
      title={words.title}
      subtitle={formatNumber(open.length, { locale })}
      actions={onBegin ? <Button onClick={onBegin}>{text.begin.open}</Button> : undefined}
    >
      {open.length === 0 ? <p className={classes.muted}>{words.noneOpen}</p> : null}
      <ul className={classes.purchases} aria-label={words.label}>
        {open.map((purchase) => (
          <li key={purchase.id}>
            <PurchaseButton purchase={purchase} isShown={purchase.id === shownId} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {ended.length > 0 ? (
        <>
          <div className={classes.folded}>
            <QuietButton aria-expanded={showsEnded} onClick={() => setShowsEnded((shows) => !shows)}>
              {words.ended(formatNumber(ended.length, { locale }))}
            </QuietButton>
          </div>
          {showsEnded ? (
            <ul className={classes.purchases} aria-label={words.endedLabel}>
              {ended.map((purchase) => (
                <li key={purchase.id}>
                  <PurchaseButton purchase={purchase} isShown={purchase.id === shownId} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </Panel>
  )
}

interface PurchaseButtonProps {
  readonly purchase: Purchase
  readonly isShown: boolean
  readonly onOpen: (purchase: Purchase) => void
}

/** One purchase in a line: what, when, how far both sides are, and the alarm; of an ended one how it ended and why. */
function PurchaseButton({ purchase, isShown, onOpen }: PurchaseButtonProps) {
  const locale = useLocale()
  const { title, buyClass, decisionOn, status, ended, fit } = purchase
  const share = (value: number | null) =>
    value === null ? words.unknownShare : formatPercent(value, { locale, decimals: 0 })
  const decision = decisionOn === null ? words.noDecision : words.decision(formatDate(decisionOn, locale))
  return (
    <button
      type="button"
      className={classes.purchase}
      aria-current={isShown ? 'true' : undefined}
      onClick={() => onOpen(purchase)}
    >
      <span className={classes.purchaseTitle}>{title}</span>
      <span className={classes.facts}>{[text.classes[buyClass], decision].join(' · ')}</span>
      {ended ? (
        <span className={classes.tags}>
          <Tag tone={status === 'won' ? 'gain' : status === 'lost' ? 'loss' : 'neutral'}>{text.statuses[status]}</Tag>
          <span className={classes.facts}>
            {formatDate(ended.on, locale)} · {ended.reason}
          </span>
        </span>
      ) : (
        <span className={classes.tags}>
          <span className={classes.twoBars} aria-hidden>
            <span className={classes.thinBar}>
              <span data-side="customer" style={{ width: `${(fit.customerProgress.value ?? 0) * 100}%` }} />
            </span>
            <span className={classes.thinBar}>
              <span data-side="ours" style={{ width: `${(fit.ourProgress.value ?? 0) * 100}%` }} />
            </span>
          </span>
          <span className={classes.facts}>
            {words.theirs(share(fit.customerProgress.value))} · {words.ours(share(fit.ourProgress.value))}
          </span>
          {fit.alarm ? <Tag tone="loss">{text.progress.alarmTag[fit.alarm]}</Tag> : null}
        </span>
      )}
    </button>
  )
}
