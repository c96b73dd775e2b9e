import { movesFrom } from '@mainstay/domain/plans'
import { type KeyboardEvent, memo, useState } from 'react'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { ownerWords } from './action-form.ts'
import { ActionMarks } from './action-marks.tsx'
import classes from './actions.module.css'
import { text } from './text.ts'
import type { ActionState, PlanAction } from './types.ts'

const words = text.list

export interface ActionRowProps {
  readonly action: PlanAction
  readonly isSelected: boolean
  readonly mayWrite: boolean
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly onOwner: (action: PlanAction) => void
  readonly onMove: (action: PlanAction, state: ActionState) => void
  readonly onDue: (action: PlanAction, dueOn: string | null) => void
}

/** One action of the list, with what is changed most often in place. Drawn anew only when it has changed. */
export const ActionRow = memo(function ActionRow(props: ActionRowProps) {
  const { action, isSelected, mayWrite, onSelect, onOpen, onOwner, onMove } = props
  return (
    <tr className={classes.row} data-over={!action.isOpen} data-selected={isSelected}>
      <td className={classes.selectCell}>
        {mayWrite ? (
          <input
            type="checkbox"
            checked={isSelected}
            aria-label={words.select(action.title)}
            onChange={() => onSelect(action.id)}
          />
        ) : null}
      </td>
      <th scope="row" className={classes.titleCell}>
        <span className={classes.titleLine}>
          <button type="button" className={classes.title} data-action-title onClick={() => onOpen(action.id)}>
            {action.title}
          </button>
          <CommentsButton planId={action.planId} subjectKind="action" subjectId={action.id} title={action.title} />
        </span>
        <span className={classes.marks}>
          <ActionMarks action={action} />
          {action.stateReason === '' ? null : <span className={classes.muted}>{action.stateReason}</span>}
        </span>
      </th>
      <td data-label={words.columns.state}>
        {mayWrite ? (
          <select
            className={classes.quiet}
            aria-label={words.stateOf(action.title)}
            value={action.state}
            onChange={(event) => onMove(action, stateOf(event.currentTarget.value, action.state))}
          >
            {[action.state, ...movesFrom(action.state)].map((state) => (
              <option key={state} value={state}>
                {text.states[state]}
              </option>
            ))}
          </select>
        ) : (
          text.states[action.state]
        )}
      </td>
      <td data-label={words.columns.owner}>
        {mayWrite ? (
          <button
            type="button"
            className={classes.quiet}
            aria-label={`${words.ownerOf(action.title)}: ${ownerWords(action.owner)}`}
            onClick={() => onOwner(action)}
          >
            {ownerWords(action.owner)}
          </button>
        ) : (
          ownerWords(action.owner)
        )}
      </td>
      <td data-label={words.columns.due}>
        <DueCell {...props} />
      </td>
      <td data-label={words.columns.serves} className={classes.muted}>
        {action.keyResult?.title ?? action.objective?.title ?? ''}
      </td>
    </tr>
  )
})

function stateOf(value: string, known: ActionState): ActionState {
  return movesFrom(known).find((state) => state === value) ?? known
}

/** The due date in the reader's language; a field while it is changed, saved on leaving it or by Enter. */
function DueCell({ action, mayWrite, onDue }: Pick<ActionRowProps, 'action' | 'mayWrite' | 'onDue'>) {
  const locale = useLocale()
  const [typed, setTyped] = useState<string | null>(null)
  const shown = action.dueOn === null ? '—' : formatDate(action.dueOn, locale)
  if (!mayWrite) return shown
  if (typed === null) {
    return (
      <button
        type="button"
        className={classes.quiet}
        aria-label={`${words.dueOf(action.title)}: ${shown}`}
        onClick={() => setTyped(action.dueOn ?? '')}
      >
        {shown}
      </button>
    )
  }
  const leave = () => {
    setTyped(null)
    if (typed !== (action.dueOn ?? '')) onDue(action, typed || null)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') leave()
    if (event.key === 'Escape') setTyped(null)
  }
  return (
    <input
      type="date"
      className={classes.dateInput}
      // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was just pressed
      autoFocus
      aria-label={words.dueOf(action.title)}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={press}
    />
  )
}
