import { periodLabel } from '@mainstay/domain/plans'
import { TextInput } from '@mantine/core'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { Hint } from '../../kit/figures/hint.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact, formatMoneyFull } from '../../kit/format/money.ts'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { amountFault, amountHint, plainAmount } from '../shared/read-amount.ts'
import classes from './goals.module.css'
import { text } from './text.ts'
import { type GoalMeasure, type GoalPeriod, type GoalsPart, MEASURES, measureOf } from './types.ts'
import { type GoalDrafts, goalAt } from './use-goal-drafts.ts'

export interface GoalTableProps {
  readonly part: GoalsPart
  readonly drafts: GoalDrafts
  readonly mayWrite: boolean
}

/** Periods across, measures down; a goal is typed where it stands. */
export function GoalTable({ part, drafts, mayWrite }: GoalTableProps) {
  return (
    <Panel title={text.title} subtitle={text.subtitle(part.currency)}>
      <GoalNotes part={part} drafts={drafts} />
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" data-align="start">
                {text.measure}
              </th>
              {part.periods.map((period) => (
                <th key={period.number} scope="col">
                  {periodLabel(period)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {MEASURES.map((measure) => (
              <tr key={measure}>
                <th scope="row">{text.measures[measure]}</th>
                {part.periods.map((period) => (
                  <td key={period.number}>
                    <GoalField period={period} measure={measure} drafts={drafts} mayWrite={mayWrite} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayWrite ? <p className={classes.muted}>{text.hint}</p> : null}
    </Panel>
  )
}

interface GoalFieldProps extends Pick<GoalTableProps, 'drafts' | 'mayWrite'> {
  readonly period: GoalPeriod
  readonly measure: GoalMeasure
}

function GoalField({ period, measure, drafts, mayWrite }: GoalFieldProps) {
  const locale = useLocale()
  const { currency } = useAccess()
  // Whoever types sees plain digits; everybody else sees them in groups.
  const [isTyping, setTyping] = useState(false)
  const goal = measureOf(period, measure)
  if (goal === null) return <Hint note={text.hiddenNote}>{text.hidden}</Hint>
  const place = { period: period.number, measure }
  const draft = drafts.draftOf(place)
  const below =
    goal.below === null ? null : (
      <span className={classes.below}>
        {text.below(formatMoneyCompact(goal.below, { locale }))} ·{' '}
        {text.withBelow(formatMoneyCompact(goal.goal ?? '0', { locale }))}
      </span>
    )
  if (!mayWrite) {
    return (
      <>
        <span>{goal.own === null ? text.none : formatMoneyFull(goal.own, { locale })}</span>
        {below}
      </>
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') drafts.takeBack(place)
    if (event.key === 'Enter') focusNext(event.currentTarget)
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const content = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(content.trimEnd())) return
    event.preventDefault()
    drafts.paste(place, content)
  }
  return (
    <>
      <TextInput
        size="xs"
        inputMode="decimal"
        className={classes.input}
        aria-label={text.goalOf(text.measures[measure], periodLabel(period))}
        placeholder={text.none}
        value={draft ?? shownAmount(goal.own, { isTyping, locale })}
        error={draft === undefined || isTyping ? undefined : amountFault(draft)}
        description={draft === undefined ? undefined : amountHint(draft, { locale, currency })}
        inputWrapperOrder={['input', 'description', 'error']}
        onChange={(event) => drafts.type(place, event.currentTarget.value)}
        onFocus={() => setTyping(true)}
        onBlur={() => {
          setTyping(false)
          drafts.leave(place)
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {below}
    </>
  )
}

function shownAmount(
  amount: string | null,
  { isTyping, locale }: { readonly isTyping: boolean; readonly locale: string | undefined },
): string {
  if (amount === null || isTyping) return plainAmount(amount)
  const decimals = plainAmount(amount).split('.')[1]?.length ?? 0
  return formatNumber(Number(amount), { locale, decimals })
}

/** Leaving the field saves it; the goal below, or the first of the next period, is next. After the last it stays. */
function focusNext(input: HTMLInputElement): void {
  const cell = input.closest('td')
  const rows = [...(cell?.closest('tbody')?.rows ?? [])]
  const column = cell?.cellIndex ?? 0
  const inputsOf = (index: number) => rows.map((row) => row.cells[index]?.querySelector('input') ?? null)
  const below = inputsOf(column).slice(rows.findIndex((row) => row.contains(input)) + 1)
  const next = [...below, ...inputsOf(column + 1)].find((found) => found !== null)
  if (!next) input.blur()
  ;(next ?? input).focus()
}

function GoalNotes({ part, drafts }: Pick<GoalTableProps, 'part' | 'drafts'>) {
  const locale = useLocale()
  const { unsaved, faults } = drafts
  const write = (amount: string | null | undefined) => (amount ? formatMoneyFull(amount, { locale }) : text.none)
  const labelOf = (period: number, measure: GoalMeasure) => {
    const found = part.periods.find(({ number }) => number === period)
    return `${text.measures[measure]}, ${found ? periodLabel(found) : period}`
  }
  return (
    <>
      {faults.length > 0 ? (
        <div role="alert" className={classes.notice}>
          <b>{text.pasteRefused}</b>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
          <button type="button" className={classes.link} onClick={drafts.closeFaults}>
            {text.close}
          </button>
        </div>
      ) : null}
      {unsaved?.isStale ? (
        <ConflictNote
          fields={unsaved.wishes.map((wish) => ({
            label: labelOf(wish.period, wish.measure),
            mine: write(wish.amount),
            theirs: write(goalAt(part, wish)?.own),
          }))}
          isBusy={drafts.isBusy}
          onKeepMine={drafts.keepMine}
          onTakeTheirs={drafts.takeTheirs}
        />
      ) : null}
      {unsaved && !unsaved.isStale ? (
        <div role="alert" className={classes.notice}>
          <b>{text.refused}</b> {unsaved.sentence}
        </div>
      ) : null}
    </>
  )
}
