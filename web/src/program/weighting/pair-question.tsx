import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { comparisonOf, MOST_STEPS, type Pair, stepOf, valueOfStep, withComparison } from './answers.ts'
import { comparisonSentence } from './comparison-words.ts'
import { text } from './text.ts'
import type { PairwiseAnswers, WeighedCriterion } from './types.ts'
import classes from './weighting.module.css'

const STEPS = Array.from({ length: 2 * MOST_STEPS + 1 }, (_, index) => MOST_STEPS - index)

export interface PairQuestionProps {
  readonly pair: Pair
  readonly criteria: readonly WeighedCriterion[]
  readonly answers: PairwiseAnswers
  readonly onChange: (answers: PairwiseAnswers) => void
  /** Null at the first pair. */
  readonly onBack: (() => void) | null
  readonly onNext: (taken: Pair) => void
  readonly takesFocus: boolean
}

function Side({ criterion, isWinner }: { criterion: WeighedCriterion | undefined; isWinner: boolean }) {
  return (
    <div className={classes.side} data-winner={isWinner}>
      <b>{criterion?.name}</b>
      <span className={classes.muted}>{criterion?.definition}</span>
    </div>
  )
}

/** The step after a key, seen from the first of the pair; undefined for keys that do nothing here. */
function stepAfter(key: string, step: number): number | undefined {
  if (/^[1-9]$/.test(key)) return (step < 0 ? -1 : 1) * (Number(key) - 1)
  if (key === 'x' || key === 'X') return -step
  return undefined
}

/** One pair on the scale from 9 over 1 to 9. The first stands left, so that moving left is in its favor. */
export function PairQuestion({ pair, criteria, answers, onChange, onBack, onNext, takesFocus }: PairQuestionProps) {
  const field = useRef<HTMLInputElement>(null)
  const marks = useId()
  const given = comparisonOf(answers, pair)
  const step = given === null ? 0 : stepOf(given)
  const [one, other] = pair.map((key) => criteria.find((criterion) => criterion.key === key))
  const sentence =
    given === null ? text.pairs.untouched : comparisonSentence(given, one?.name ?? pair[0], other?.name ?? pair[1])
  const set = (next: number) => onChange(withComparison(answers, pair, valueOfStep(next)))

  useEffect(() => {
    if (takesFocus) field.current?.focus({ preventScroll: true })
  }, [takesFocus])

  const take = () => {
    if (given === null) set(0)
    onNext(pair)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = stepAfter(event.key, step)
    if (event.key === 'Enter') take()
    else if (event.key === 'Backspace') onBack?.()
    else if (next !== undefined) set(next)
    else return
    event.preventDefault()
  }
  return (
    <section className={classes.question} aria-label={text.pairs.question}>
      <div className={classes.sides}>
        <Side criterion={one} isWinner={step > 0} />
        <Side criterion={other} isWinner={step < 0} />
      </div>
      <input
        ref={field}
        className={classes.scale}
        type="range"
        min={-MOST_STEPS}
        max={MOST_STEPS}
        step={1}
        list={marks}
        // Right is in favor of the second, as it stands right.
        value={-step}
        data-untouched={given === null}
        aria-label={text.pairs.scale(one?.name ?? pair[0], other?.name ?? pair[1])}
        aria-valuetext={sentence}
        onChange={(event) => set(-Number(event.currentTarget.value))}
        onKeyDown={press}
      />
      <datalist id={marks}>
        {STEPS.map((mark) => (
          <option key={mark} value={-mark} />
        ))}
      </datalist>
      <div className={classes.marks} aria-hidden>
        {STEPS.map((mark) => (
          <span key={mark} data-current={given !== null && mark === step}>
            {Math.abs(mark) + 1}
          </span>
        ))}
      </div>
      <p className={classes.sentence} data-untouched={given === null} role="status">
        {sentence}
      </p>
      <div className={classes.bar}>
        <span className={classes.keys}>{text.pairs.keys}</span>
        <Button disabled={onBack === null} onClick={() => onBack?.()}>
          {text.pairs.previous}
        </Button>
        <Button variant="filled" onClick={take}>
          {text.pairs.take}
        </Button>
      </div>
    </section>
  )
}
