import { Button } from '@mantine/core'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { Sheet } from '../types.ts'
import { answerWords } from './score-parts.tsx'
import { type CellConflict, keyOf } from './sheet-cells.ts'
import type { SheetState, SheetStore } from './sheet-store.ts'

/** Whether what is on screen is saved; in words, announced when it changes. */
export function SaveState({ state, store }: { state: SheetState; store: SheetStore }) {
  return (
    <span className={classes.saveState} role="status" data-tone={state.saving === 'failed' ? 'loss' : undefined}>
      {state.saving === 'busy' ? text.sheet.saving : null}
      {state.saving === 'idle' ? text.sheet.saved : null}
      {state.saving === 'failed' ? (
        <>
          {text.sheet.failed}: {state.fault} <Button onClick={store.retry}>{text.sheet.retry}</Button>
        </>
      ) : null}
    </span>
  )
}

/** What was typed here beside what was saved in another window, for the rater to choose. */
export function Conflicts({ sheet, state, store }: { sheet: Sheet; state: SheetState; store: SheetStore }) {
  if (state.conflicts.length === 0) return null
  const nameOf = ({ accountId, criterionKey }: CellConflict) => {
    const account = sheet.candidates.find((one) => one.account.id === accountId)?.account.name ?? accountId
    const criterion = sheet.criteria.find((one) => one.criterionKey === criterionKey)?.name ?? criterionKey
    return text.sheet.conflict(criterion, account)
  }
  return (
    <div role="alert" className={classes.notice} data-tone="caution">
      <b>{text.sheet.conflictTitle}</b>
      {state.conflicts.map((conflict) => (
        <div key={keyOf(conflict)} className={classes.conflict}>
          <span>{nameOf(conflict)}</span>
          <Button onClick={() => store.resolve(conflict, 'mine')}>
            {text.sheet.mine(answerWords(conflict.mine.answer))}
          </Button>
          <Button onClick={() => store.resolve(conflict, 'theirs')}>
            {text.sheet.theirs(answerWords(conflict.theirs.answer))}
          </Button>
        </div>
      ))}
    </div>
  )
}
