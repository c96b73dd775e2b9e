import { memo } from 'react'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import { GradeBadge } from './grade-badge.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotItem, SwotMark } from './types.ts'

// The grade says itself that there is none.
const SHOWN_MARKS: Readonly<Partial<Record<SwotMark, TagTone>>> = {
  without_evidence: 'caution',
  without_date: 'caution',
  old_evidence: 'caution',
  high_without_action: 'loss',
}

export interface ItemRowProps {
  readonly planId: string
  readonly item: SwotItem
  readonly onOpen: (item: SwotItem) => void
}

/** One item of a quadrant: its words, grade, what is missing and what it caused. Drawn anew only when it has changed. */
export const ItemRow = memo(function ItemRow({ planId, item, onOpen }: ItemRowProps) {
  const locale = useLocale()
  const facts = [item.saidBy, item.evidenceOn === null ? '' : formatDate(item.evidenceOn, locale)].filter(Boolean)
  const marks = item.marks.filter((mark) => SHOWN_MARKS[mark] !== undefined)
  return (
    <li className={classes.row}>
      <button type="button" className={classes.item} onClick={() => onOpen(item)}>
        <span className={classes.words}>{item.text}</span>
        <span className={classes.tags}>
          <GradeBadge impact={item.impact} confidence={item.confidence} />
          {item.settled ? <Tag>{text.settledTag}</Tag> : null}
          {marks.map((mark) => (
            <Tag key={mark} tone={SHOWN_MARKS[mark] ?? 'neutral'}>
              {text.marks[mark]}
            </Tag>
          ))}
          {item.caused.length > 0 ? (
            <Tag tone="gain">{text.caused(formatNumber(item.caused.length, { locale }))}</Tag>
          ) : null}
          {facts.length > 0 ? <span className={classes.facts}>{facts.join(' · ')}</span> : null}
        </span>
      </button>
      <CommentsButton planId={planId} subjectKind="swot_item" subjectId={item.id} title={item.text} />
    </li>
  )
})
