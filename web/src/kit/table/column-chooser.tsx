import { Checkbox, Popover } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import { QuietButton } from '../layout/quiet-button.tsx'
import { type ColumnView, type DataColumn, moveColumn, toggleColumn, usualView } from './columns.ts'
import classes from './table.module.css'
import { text } from './text.ts'

export interface ColumnChooserProps<Row> {
  readonly columns: readonly DataColumn<Row>[]
  readonly view: ColumnView | undefined
  readonly onViewChange: (view: ColumnView) => void
}

/** Which columns are shown, and in which order. */
export function ColumnChooser<Row>({ columns, view: chosen, onViewChange }: ColumnChooserProps<Row>) {
  const usual = usualView(columns)
  const view = chosen ?? usual
  const order = [...view.order, ...usual.order.filter((id) => !view.order.includes(id))]
  const byId = new Map(columns.map((column) => [column.id, column]))
  const full = { ...view, order }
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <QuietButton>{text.columns}</QuietButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.chooser} aria-label={text.columnsTitle}>
        <ul className={classes.chooserList}>
          {order.map((id, position) => {
            const column = byId.get(id)
            if (!column) return null
            const isFixed = position === 0 || column.isFixed === true
            return (
              <li key={id} className={classes.chooserItem}>
                <Checkbox
                  size="xs"
                  label={column.header}
                  checked={!view.hidden.includes(id)}
                  disabled={isFixed}
                  onChange={() => onViewChange(toggleColumn(full, id))}
                />
                <span>
                  <QuietButton
                    aria-label={text.moveUp(column.header)}
                    disabled={isFixed || position === 1}
                    onClick={() => onViewChange(moveColumn(full, id, -1))}
                  >
                    <IconChevronUp size={14} aria-hidden />
                  </QuietButton>
                  <QuietButton
                    aria-label={text.moveDown(column.header)}
                    disabled={isFixed || position === order.length - 1}
                    onClick={() => onViewChange(moveColumn(full, id, 1))}
                  >
                    <IconChevronDown size={14} aria-hidden />
                  </QuietButton>
                </span>
              </li>
            )
          })}
        </ul>
        <QuietButton onClick={() => onViewChange(usual)}>{text.reset}</QuietButton>
      </Popover.Dropdown>
    </Popover>
  )
}
