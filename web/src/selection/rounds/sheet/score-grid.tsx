import { memo, useRef } from 'react'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import { answerWords, type Candidate, type Criterion } from './score-parts.tsx'
import type { CellPlace, RowCells, SheetRows } from './sheet-cells.ts'
import { type ScoreKeys, useScoreKeys } from './use-score-keys.ts'

export function cellId({ accountId, criterionKey }: CellPlace): string {
  return `score-${accountId}-${criterionKey}`
}

interface RowProps {
  readonly candidate: Candidate
  readonly criteria: readonly Criterion[]
  readonly cells: RowCells
  /** The criterion in focus if the focus is in this row. */
  readonly focus: string | null
  readonly onFocus: (place: CellPlace) => void
}

/** Drawn anew only when one of its own cells or its focus changes: a sheet may have five hundred rows. */
const GridRow = memo(function GridRow({ candidate, criteria, cells, focus, onFocus }: RowProps) {
  const { account } = candidate
  return (
    <tr className={classes.gridRow}>
      <th scope="row">
        <span className={classes.accountName}>{account.name}</span>{' '}
        <span className={classes.muted}>{account.code}</span>
      </th>
      {criteria.map(({ criterionKey, name }) => {
        const { answer = null, comment = null } = cells[criterionKey] ?? {}
        const place = { accountId: account.id, criterionKey }
        const words = comment === null ? answerWords(answer) : `${answerWords(answer)}, ${text.sheet.hasComment}`
        return (
          <td key={criterionKey}>
            <button
              type="button"
              id={cellId(place)}
              className={classes.gridCell}
              data-answer={answer ?? 'none'}
              data-comment={comment !== null}
              data-current={focus === criterionKey}
              tabIndex={focus === criterionKey ? 0 : -1}
              aria-label={text.sheet.cell(name, account.name, words)}
              onFocus={() => onFocus(place)}
            >
              {answer === 0 ? text.sheet.cannotShort : answer}
            </button>
          </td>
        )
      })}
    </tr>
  )
})

const NO_CELLS: RowCells = {}

export interface ScoreGridProps extends Omit<ScoreKeys, 'accountIds' | 'criterionKeys' | 'onMove'> {
  readonly candidates: readonly Candidate[]
  readonly criteria: readonly Criterion[]
  readonly rows: SheetRows
  readonly onFocus: (place: CellPlace) => void
}

/** Candidates by criteria, for the keyboard: arrows, figures, paste. */
export function ScoreGrid(props: ScoreGridProps) {
  const { candidates, criteria, rows, focus, onFocus } = props
  const grid = useRef<HTMLDivElement>(null)
  useScoreKeys(grid, {
    ...props,
    accountIds: candidates.map(({ account }) => account.id),
    criterionKeys: criteria.map(({ criterionKey }) => criterionKey),
    onMove: (place) => document.getElementById(cellId(place))?.focus(),
  })
  return (
    <div ref={grid} className={classes.gridScroll}>
      <table className={classes.grid} aria-label={text.sheet.title}>
        <thead>
          <tr>
            <th scope="col">{text.sheet.account}</th>
            {criteria.map(({ criterionKey, name }) => (
              <th key={criterionKey} scope="col" data-current={focus?.criterionKey === criterionKey}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <GridRow
              key={candidate.account.id}
              candidate={candidate}
              criteria={criteria}
              cells={rows.get(candidate.account.id) ?? NO_CELLS}
              focus={focus?.accountId === candidate.account.id ? focus.criterionKey : null}
              onFocus={onFocus}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
