import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { Sheet } from '../types.ts'
import { CommentField, Evidence, LevelButtons } from './score-parts.tsx'
import { type CellChange, cellOf, keyOf, type SheetRows } from './sheet-cells.ts'

export interface AccountCardProps {
  readonly sheet: Sheet
  readonly rows: SheetRows
  readonly isLocked: boolean
  readonly onChange: (cells: readonly CellChange[]) => void
}

/** One candidate at a time with all criteria, for small screens. */
export function AccountCard({ sheet, rows, isLocked, onChange }: AccountCardProps) {
  const locale = useLocale()
  const { candidates, criteria, measures } = sheet
  const [at, setAt] = useState(() => firstOpen(sheet, rows))
  const candidate = candidates[at]
  if (!candidate) return null
  const accountId = candidate.account.id
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
          {text.sheet.previous}
        </Button>
        <span className={classes.muted}>{text.sheet.position(write(at + 1), write(candidates.length))}</span>
        <Button disabled={at === candidates.length - 1} onClick={() => setAt(at + 1)}>
          {text.sheet.next}
        </Button>
      </div>
      <h3 className={classes.cardTitle} aria-live="polite">
        {candidate.account.name} <span className={classes.muted}>{candidate.account.code}</span>
      </h3>
      <Evidence candidate={candidate} measures={measures} />
      {criteria.map((criterion) => {
        const place = { accountId, criterionKey: criterion.criterionKey }
        const content = cellOf(rows, place)
        return (
          <section key={keyOf(place)} className={classes.cardCriterion} aria-label={criterion.name}>
            <h4 className={classes.subheading}>{criterion.name}</h4>
            <LevelButtons
              criterion={criterion}
              answer={content.answer}
              isLocked={isLocked}
              onAnswer={(answer) => onChange([{ ...place, answer, comment: answer === null ? null : content.comment }])}
            />
            <CommentField
              content={content}
              isLocked={isLocked}
              onChange={(comment) => onChange([{ ...place, answer: content.answer, comment }])}
            />
          </section>
        )
      })}
    </div>
  )
}

/** Where to go on: the first candidate with something unanswered. */
function firstOpen({ candidates, criteria }: Sheet, rows: SheetRows): number {
  const found = candidates.findIndex(({ account }) =>
    criteria.some(({ criterionKey }) => cellOf(rows, { accountId: account.id, criterionKey }).answer === null),
  )
  return Math.max(0, found)
}
