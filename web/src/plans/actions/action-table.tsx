import { Button } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { ActionRow } from './action-row.tsx'
import classes from './actions.module.css'
import { OwnerDialog } from './owner-dialog.tsx'
import { QuickDialogs } from './quick-dialogs.tsx'
import { text } from './text.ts'
import type { PlanAction } from './types.ts'
import { useQuickChanges } from './use-quick-changes.ts'

const words = text.list
/** Rows that are drawn at once; more on demand, so that a change of the filter stays instant. */
const ROWS = 150
/** Most actions that are changed together. */
const MOST_SELECTED = 200

export interface ActionTableProps {
  readonly shown: readonly PlanAction[]
  readonly mayWrite: boolean
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onOpen: (id: string) => void
}

/** The list with state, owner and due date to be changed in place. */
export function ActionTable({ shown, mayWrite, selected, onSelect, onOpen }: ActionTableProps) {
  const locale = useLocale()
  const [count, setCount] = useState(ROWS)
  const [owned, setOwned] = useState<PlanAction | null>(null)
  const quick = useQuickChanges()
  const { save } = quick
  const setDue = useCallback((action: PlanAction, dueOn: string | null) => save(action, { dueOn }), [save])
  const isAll = shown.length > 0 && shown.slice(0, MOST_SELECTED).every(({ id }) => selected.has(id))
  const toggleAll = () => onSelect(new Set(isAll ? [] : shown.slice(0, MOST_SELECTED).map(({ id }) => id)))
  const toggle = useToggle(selected, onSelect)
  return (
    <>
      <table className={classes.table} aria-label={words.table}>
        <thead>
          <tr>
            <td className={classes.selectCell}>
              {mayWrite ? (
                <input type="checkbox" checked={isAll} aria-label={words.selectAll} onChange={toggleAll} />
              ) : null}
            </td>
            <th scope="col">{words.columns.title}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">{words.columns.owner}</th>
            <th scope="col">{words.columns.due}</th>
            <th scope="col">{words.columns.serves}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, count).map((action) => (
            <ActionRow
              key={action.id}
              action={action}
              isSelected={selected.has(action.id)}
              mayWrite={mayWrite}
              onSelect={toggle}
              onOpen={onOpen}
              onOwner={setOwned}
              onMove={quick.moveTo}
              onDue={setDue}
            />
          ))}
        </tbody>
      </table>
      {shown.length > count ? (
        <Button onClick={() => setCount(count + ROWS)}>
          {words.more(formatNumber(Math.min(ROWS, shown.length - count), { locale }))}
        </Button>
      ) : null}
      {owned ? (
        <OwnerDialog action={owned} onClose={() => setOwned(null)} onSave={(owner) => save(owned, { owner })} />
      ) : null}
      <QuickDialogs quick={quick} />
    </>
  )
}

/** Adds a row to the selection or takes it out; no more than can be changed together. */
function useToggle(selected: ReadonlySet<string>, onSelect: (selected: ReadonlySet<string>) => void) {
  return useCallback(
    (id: string) => {
      const others = [...selected].filter((one) => one !== id)
      if (selected.has(id)) onSelect(new Set(others))
      else if (selected.size < MOST_SELECTED) onSelect(new Set([...others, id]))
    },
    [selected, onSelect],
  )
}
