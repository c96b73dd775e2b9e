import { largestSizeIn, type PairwisePriorities, RANDOM_INDEX_TABLES } from '@mainstay/domain/program'
import { Button, Select } from '@mantine/core'
import { Tag } from '../../kit/figures/badges.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { type Pair, standingOf } from './answers.ts'
import { comparisonSentence } from './comparison-words.ts'
import { text } from './text.ts'
import type { PairwiseAnswers } from './types.ts'
import classes from './weighting.module.css'

const words = text.consistency
type Table = PairwiseAnswers['table']
const TABLES = Object.keys(RANDOM_INDEX_TABLES) as Table[]

export interface ConsistencyPartProps {
  readonly keys: readonly string[]
  readonly nameOf: (key: string) => string
  readonly answers: PairwiseAnswers
  readonly onChange: (answers: PairwiseAnswers) => void
  readonly onOpen: (pair: Pair) => void
  readonly onTake: (pair: Pair, value: number) => void
}

function Numbers({ priorities }: { priorities: PairwisePriorities }) {
  const locale = useLocale()
  const write = (value: number, decimals = 3) => formatNumber(value, { locale, decimals })
  const { consistencyRatio, consistencyIndex, lambdaMax, limit, isConsistent } = priorities
  return (
    <dl className={classes.numbers}>
      <div>
        <dt>
          <Hint note={words.explain}>{words.ratio}</Hint>
        </dt>
        <dd>
          <b>{write(consistencyRatio)}</b>{' '}
          <Tag tone={isConsistent ? 'gain' : 'caution'}>{isConsistent ? words.consistent : words.inconsistent}</Tag>
          <span className={classes.muted}>{words.limit(write(limit, 2))}</span>
        </dd>
      </div>
      <div>
        <dt>{words.lambda}</dt>
        <dd>{write(lambdaMax)}</dd>
      </div>
      <div>
        <dt>{words.index}</dt>
        <dd>{write(consistencyIndex)}</dd>
      </div>
    </dl>
  )
}

type BreakingProps = Pick<ConsistencyPartProps, 'nameOf' | 'onOpen' | 'onTake'> & {
  readonly breaking: NonNullable<PairwisePriorities['breaking']>
}

function Breaking({ breaking, nameOf, onOpen, onTake }: BreakingProps) {
  const locale = useLocale()
  const { item, against, value, suggestedValue, ratioAfter } = breaking
  const sentence = (given: number) => comparisonSentence(given, nameOf(item), nameOf(against))
  return (
    <div className={classes.notice} data-tone="caution">
      <p>
        {words.breaking(sentence(value), sentence(suggestedValue), formatNumber(ratioAfter, { locale, decimals: 3 }))}
      </p>
      <div className={classes.bar}>
        <Button onClick={() => onTake([item, against], suggestedValue)}>{words.take}</Button>
        <Button variant="subtle" onClick={() => onOpen([item, against])}>
          {words.look}
        </Button>
      </div>
      <p className={classes.muted}>{words.keep}</p>
    </div>
  )
}

/** How far the comparisons contradict each other, by which table, and which one to look at first. */
export function ConsistencyPart({ keys, nameOf, answers, onChange, onOpen, onTake }: ConsistencyPartProps) {
  const { priorities } = standingOf(keys, answers)
  const breaking = priorities && !priorities.isConsistent ? priorities.breaking : null
  return (
    <section className={classes.consistency} aria-label={words.title}>
      <h3 className={classes.subheading}>{words.title}</h3>
      <div className={classes.consistencyBody}>
        {priorities ? <Numbers priorities={priorities} /> : <p className={classes.muted}>{words.later}</p>}
        <Select
          label={words.table}
          size="xs"
          w={230}
          allowDeselect={false}
          data={TABLES.map((value) => ({
            value,
            label: words.tables[value],
            disabled: largestSizeIn(value) < keys.length,
          }))}
          value={answers.table}
          onChange={(value) => {
            const table = TABLES.find((one) => one === value)
            if (table) onChange({ ...answers, table })
          }}
        />
      </div>
      {breaking ? <Breaking breaking={breaking} nameOf={nameOf} onOpen={onOpen} onTake={onTake} /> : null}
    </section>
  )
}
