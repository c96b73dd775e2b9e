import { comparisonOf, MOST_STEPS, stepOf, valueOfStep, withComparison } from './answers.ts'
import { comparisonNumber, comparisonSentence } from './comparison-words.ts'
import { text } from './text.ts'
import type { PairwiseAnswers, WeighedCriterion } from './types.ts'
import classes from './weighting.module.css'

const STEPS = Array.from({ length: 2 * MOST_STEPS + 1 }, (_, index) => MOST_STEPS - index)

export interface PairwiseMatrixProps {
  readonly criteria: readonly WeighedCriterion[]
  readonly answers: PairwiseAnswers
  readonly onChange: (answers: PairwiseAnswers) => void
}

interface CellProps extends Omit<PairwiseMatrixProps, 'criteria'> {
  readonly row: WeighedCriterion
  readonly column: WeighedCriterion
}

function Cell({ row, column, answers, onChange }: CellProps) {
  const pair = [row.key, column.key] as const
  const given = comparisonOf(answers, pair)
  return (
    <select
      className={classes.cell}
      aria-label={text.pairs.cell(row.name, column.name)}
      title={given === null ? text.pairs.empty : comparisonSentence(given, row.name, column.name)}
      value={given === null ? '' : String(stepOf(given))}
      onChange={({ currentTarget: { value } }) =>
        onChange(withComparison(answers, pair, value === '' ? null : valueOfStep(Number(value))))
      }
    >
      <option value="">–</option>
      {STEPS.map((step) => (
        <option key={step} value={String(step)}>
          {comparisonNumber(valueOfStep(step))}
        </option>
      ))}
    </select>
  )
}

/** All comparisons at once: the upper half to fill in, the lower half as its mirror. */
export function PairwiseMatrix({ criteria, answers, onChange }: PairwiseMatrixProps) {
  return (
    <div>
      <div className={classes.scroll}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <td />
              {criteria.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map((row, index) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {criteria.map((column, place) => {
                  const mirrored = comparisonOf(answers, [row.key, column.key])
                  return (
                    <td key={column.key} data-mirror={place <= index}>
                      {place > index ? <Cell row={row} column={column} answers={answers} onChange={onChange} /> : null}
                      {place === index ? '1' : null}
                      {place < index && mirrored !== null ? comparisonNumber(mirrored) : null}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.muted}>{text.pairs.matrixNote}</p>
    </div>
  )
}
