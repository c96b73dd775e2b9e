import { Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useAccess } from '../../../client/index.ts'
import { AppLink } from '../../../kit/routing/app-link.tsx'
import { paths } from '../../../paths.ts'
import { MeasureText } from '../../../program/index.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { Sheet } from '../types.ts'
import type { CellContent } from './sheet-cells.ts'

export type Criterion = Sheet['criteria'][number]
export type Candidate = Sheet['candidates'][number]

const LEVELS = [1, 2, 3, 4, 5] as const

export function answerWords(answer: number | null): string {
  if (answer === null) return text.sheet.nothing
  return answer === 0 ? text.sheet.cannot : String(answer)
}

export interface LevelButtonsProps {
  readonly criterion: Criterion
  readonly answer: number | null
  readonly isLocked: boolean
  readonly onAnswer: (answer: number | null) => void
}

/** The five levels with their words, and having no basis to judge; choosing the chosen one again clears it. */
export function LevelButtons({ criterion, answer, isLocked, onAnswer }: LevelButtonsProps) {
  const choices = [...LEVELS.map((level) => [level, criterion.levels[level - 1] ?? ''] as const), [0, ''] as const]
  return (
    <fieldset className={classes.levels}>
      <legend className={classes.muted}>{text.sheet.levels(criterion.name)}</legend>
      {choices.map(([level, sentence]) => (
        <button
          key={level}
          type="button"
          className={classes.level}
          aria-pressed={answer === level}
          disabled={isLocked}
          onClick={() => onAnswer(answer === level ? null : level)}
        >
          {level === 0 ? text.sheet.cannot : text.sheet.level(String(level), sentence)}
        </button>
      ))}
    </fieldset>
  )
}

export interface CommentFieldProps {
  readonly id?: string | undefined
  readonly content: CellContent
  readonly isLocked: boolean
  readonly onChange: (comment: string | null) => void
  /** Escape: back to where one came from. */
  readonly onLeave?: (() => void) | undefined
}

/** The comment of one cell. It is kept when one leaves the field, in whatever way. Give it the cell as key. */
export function CommentField({ id, content, isLocked, onChange, onLeave }: CommentFieldProps) {
  const [draft, setDraft] = useState(content.comment ?? '')
  const keep = () => {
    const comment = draft.trim() === '' ? null : draft.trim()
    if (content.answer !== null && comment !== content.comment) onChange(comment)
  }
  const latest = useRef(keep)
  latest.current = keep
  useEffect(() => () => latest.current(), [])
  return (
    <Textarea
      {...(id === undefined ? {} : { id })}
      label={text.sheet.comment}
      description={content.answer === null ? text.sheet.commentNeedsAnswer : undefined}
      disabled={isLocked || content.answer === null}
      value={draft}
      maxLength={1000}
      autosize
      minRows={2}
      maxRows={8}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        keep()
        onLeave?.()
      }}
    />
  )
}

/** What the ledger knows of a candidate, as far as the reader may see it. */
export function Evidence({ candidate, measures }: { candidate: Candidate; measures: Sheet['measures'] }) {
  const { currency } = useAccess()
  return (
    <section>
      <h3 className={classes.subheading}>{text.sheet.evidence}</h3>
      {measures.length === 0 ? <p className={classes.muted}>{text.sheet.noEvidence}</p> : null}
      <dl className={classes.evidence}>
        {measures.map(({ key, name, unit }, index) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              <MeasureText value={candidate.evidence[index] ?? null} unit={unit} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      {candidate.isVisible ? (
        <AppLink href={paths.account(candidate.account.id)} target="_blank">
          {text.sheet.openAccount}
        </AppLink>
      ) : null}
    </section>
  )
}
