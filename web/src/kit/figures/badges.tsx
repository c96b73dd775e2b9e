import type { ReactNode } from 'react'
import { useLocale } from '../format/locale.tsx'
import { formatPercent } from '../format/number.ts'
import classes from './figures.module.css'
import { reasonText } from './reasons.ts'
import { text } from './text.ts'

export type TagTone = 'neutral' | 'accent' | 'gain' | 'loss' | 'caution'

export interface TagProps {
  readonly tone?: TagTone
  readonly title?: string | undefined
  readonly children: ReactNode
}

/** A short remark on faint ground; the words carry the meaning, the color only supports them. */
export function Tag({ tone = 'neutral', title, children }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone} title={title}>
      {children}
    </span>
  )
}

export interface TierBadgeProps {
  /** Short name as shown ("A"); null where the account has no tier. */
  readonly tier: string | null
  /** 0 for the highest tier: it is filled, the next is tinted, the rest are outlined. */
  readonly level?: number
}

/** The tier of an account. */
export function TierBadge({ tier, level = 0 }: TierBadgeProps) {
  if (tier === null) return <span className={classes.muted}>{text.noTier}</span>
  return (
    <span className={classes.tier} data-level={Math.min(level, 2)} title={text.tier(tier)}>
      {tier}
    </span>
  )
}

export type Outlook = keyof typeof text.outlook

const OUTLOOK_TONE: Readonly<Record<Outlook, TagTone>> = {
  growing: 'gain',
  flat: 'neutral',
  declining: 'loss',
  at_risk: 'loss',
  too_little_history: 'neutral',
}

export interface OutlookBadgeProps {
  readonly outlook: Outlook
  /** Change as a fraction, shown with its sign. */
  readonly change?: number | null | undefined
  /** Reason codes of the class, told in the title. */
  readonly reasons?: readonly string[] | undefined
}

/** Where the account is heading, in a word and a number. */
export function OutlookBadge({ outlook, change, reasons = [] }: OutlookBadgeProps) {
  const locale = useLocale()
  const hasChange = change !== null && change !== undefined && outlook !== 'too_little_history'
  return (
    <Tag tone={OUTLOOK_TONE[outlook]} title={reasons.length > 0 ? reasonText(reasons) : undefined}>
      {text.outlook[outlook]}
      {hasChange ? <b>{formatPercent(change, { locale, sign: 'always', decimals: 0 })}</b> : null}
    </Tag>
  )
}
