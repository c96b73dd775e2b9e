import { BEST_SWING } from '@mainstay/domain/program'
import { NumberInput } from '@mantine/core'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { evenedOut, excessOf, pointsOf, sumOf, withPoints } from './answers.ts'
import { text } from './text.ts'
import type { PointAnswers, WeighedCriterion } from './types.ts'
import classes from './weighting.module.css'

export interface PointsEditorProps {
  readonly criteria: readonly WeighedCriterion[]
  readonly answers: PointAnswers
  readonly onChange: (answers: PointAnswers) => void
}

function Sum({ criteria, answers, onChange }: PointsEditorProps) {
  const locale = useLocale()
  const evened = evenedOut(
    criteria.map(({ key }) => key),
    answers,
  )
  const isDirect = answers.method === 'direct'
  const excess = excessOf(answers)
  const highest = Math.max(0, ...answers.weights.map(({ value }) => value))
  const fits = isDirect ? excess === 0 : highest === BEST_SWING
  const amount = formatNumber(Math.abs(excess), { locale })
  const difference = excess < 0 ? text.own.missing(amount) : text.own.tooMuch(amount)
  return (
    <div className={classes.sum} role="status">
      {isDirect ? (
        <span data-fits={fits}>
          <b>{text.own.sum(formatNumber(sumOf(answers), { locale }))}</b> · {fits ? text.own.fits : difference}
        </span>
      ) : null}
      {!fits && evened ? (
        <QuietButton onClick={() => onChange(evened)}>{isDirect ? text.own.evenOut : text.own.lift}</QuietButton>
      ) : null}
    </div>
  )
}

/** Points or swings, one field a criterion; Enter goes to the next. */
export function PointsEditor(props: PointsEditorProps) {
  const { criteria, answers, onChange } = props
  const label = answers.method === 'direct' ? text.own.points : text.own.swing
  return (
    <form
      className={classes.points}
      onSubmit={(event) => {
        event.preventDefault()
        const fields = [...event.currentTarget.querySelectorAll('input')]
        const next = fields[fields.findIndex((field) => field.matches(':focus')) + 1] ?? fields[0]
        next?.focus()
        next?.select()
      }}
    >
      {criteria.map(({ key, name, definition }) => (
        <div key={key} className={classes.pointRow}>
          <span>
            <b>{name}</b>
            <span className={classes.muted}>{definition}</span>
          </span>
          <NumberInput
            aria-label={label(name)}
            value={pointsOf(answers, key) ?? ''}
            min={0}
            max={100}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            onChange={(value) => onChange(withPoints(answers, key, value === '' ? null : Number(value)))}
          />
        </div>
      ))}
      <Sum {...props} />
      <button type="submit" hidden />
    </form>
  )
}
