import { Progress, SegmentedControl } from '@mantine/core'
import { useId, useState } from 'react'
import { allPairs, MOST_COMPARED, missingPairs, type Pair, withComparison } from './answers.ts'
import { ConsistencyPart } from './consistency-part.tsx'
import { PairQuestion } from './pair-question.tsx'
import { PairwiseMatrix } from './pairwise-matrix.tsx'
import { text } from './text.ts'
import type { PairwiseAnswers, WeighedCriterion } from './types.ts'
import classes from './weighting.module.css'

const SHOWN_MISSING = 6

type View = keyof typeof text.pairs.views

export interface PairwiseEditorProps {
  readonly criteria: readonly WeighedCriterion[]
  readonly answers: PairwiseAnswers
  readonly onChange: (answers: PairwiseAnswers) => void
}

interface MissingProps {
  readonly missing: readonly Pair[]
  readonly nameOf: (key: string) => string
  readonly onOpen: (pair: Pair) => void
}

function Missing({ missing, nameOf, onOpen }: MissingProps) {
  if (missing.length === 0) return <p className={classes.muted}>{text.pairs.whole}</p>
  return (
    <p className={classes.missing}>
      {text.pairs.missing}:{' '}
      {missing.slice(0, SHOWN_MISSING).map((pair) => (
        <button key={pair.join()} type="button" className={classes.link} onClick={() => onOpen(pair)}>
          {nameOf(pair[0])} / {nameOf(pair[1])}
        </button>
      ))}
      {missing.length > SHOWN_MISSING ? text.pairs.missingMore(missing.length - SHOWN_MISSING) : null}
    </p>
  )
}

/** Comparisons in pairs: one after the other by keyboard, or as a matrix; with what they say of each other. */
export function PairwiseEditor({ criteria, answers, onChange }: PairwiseEditorProps) {
  const keys = criteria.map(({ key }) => key)
  const pairs = allPairs(keys)
  const missing = missingPairs(keys, answers)
  const [view, setView] = useState<View>('pair')
  const [position, setPosition] = useState(() =>
    Math.max(
      0,
      pairs.findIndex((pair) => isAmong(missing, pair)),
    ),
  )
  // Focus follows from pair to pair, but is not taken from whoever has just opened the page or chosen the method.
  const [hasMoved, setMoved] = useState(false)
  const moveTo = (place: number) => {
    setMoved(true)
    setPosition(place)
  }
  const labelId = useId()
  const names = new Map(criteria.map(({ key, name }) => [key, name]))
  const nameOf = (key: string) => names.get(key) ?? key
  const pair = pairs[Math.min(position, pairs.length - 1)]
  const open = (wanted: Pair) => {
    setView('pair')
    moveTo(
      Math.max(
        0,
        pairs.findIndex((one) => isSame(one, wanted)),
      ),
    )
  }
  // On to the next that lacks an answer; when all have one, simply on.
  const goOn = (taken: Pair) => {
    const left = missing.filter((one) => !isSame(one, taken))
    const after = pairs.findIndex((one, index) => index > position && isAmong(left, one))
    const first = pairs.findIndex((one) => isAmong(left, one))
    moveTo(after >= 0 ? after : first >= 0 ? first : (position + 1) % pairs.length)
  }
  const done = pairs.length - missing.length
  if (!pair) return <p className={classes.muted}>{text.pairs.tooFew}</p>
  if (keys.length > MOST_COMPARED) return <p className={classes.muted}>{text.pairs.tooMany(MOST_COMPARED)}</p>
  return (
    <div className={classes.pairwise}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={text.pairs.view}
          value={view}
          data={Object.entries(text.pairs.views).map(([value, label]) => ({ value, label }))}
          onChange={(value) => {
            setMoved(false)
            setView(value === 'matrix' ? 'matrix' : 'pair')
          }}
        />
        <span className={classes.progress}>
          <span id={labelId}>{text.pairs.progress(done, pairs.length)}</span>
          <Progress.Root size={6}>
            <Progress.Section value={(done / pairs.length) * 100} aria-labelledby={labelId} />
          </Progress.Root>
        </span>
      </div>
      {view === 'pair' ? (
        <PairQuestion
          key={pair.join()}
          pair={pair}
          criteria={criteria}
          answers={answers}
          onChange={onChange}
          onBack={position > 0 ? () => moveTo(position - 1) : null}
          takesFocus={hasMoved}
          onNext={goOn}
        />
      ) : (
        <PairwiseMatrix criteria={criteria} answers={answers} onChange={onChange} />
      )}
      <Missing missing={missing} nameOf={nameOf} onOpen={open} />
      <ConsistencyPart
        keys={keys}
        nameOf={nameOf}
        answers={answers}
        onChange={onChange}
        onOpen={open}
        onTake={(wanted, value) => onChange(withComparison(answers, wanted, value))}
      />
    </div>
  )
}

function isSame(one: Pair, other: Pair): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

function isAmong(pairs: readonly Pair[], pair: Pair): boolean {
  return pairs.some((one) => isSame(one, pair))
}
