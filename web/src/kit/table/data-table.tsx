import { useMediaQuery } from '@mantine/hooks'
import { nounFor } from '../format/count.ts'
import { useLocale } from '../format/locale.tsx'
import { formatNumber } from '../format/number.ts'
import { type ExportChoice, ExportMenu } from '../layout/export-menu.tsx'
import { StateEmpty, StateFailed, StateLoading } from '../states/states.tsx'
import { CardView } from './card-view.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import type { DataColumn } from './columns.ts'
import { GridView } from './grid-view.tsx'
import classes from './table.module.css'
import type { DataTableProps } from './table-props.ts'
import { text } from './text.ts'
import { useShownColumns } from './use-shown-columns.ts'

const NARROW = '(max-width: 767px)'
const LOADING_LINES = 12

function exportChoices(exports: DataTableProps<never>['exports']): ExportChoice[] {
  return [
    ...(exports?.csv ? [{ label: text.csv, href: exports.csv }] : []),
    ...(exports?.xlsx ? [{ label: text.xlsx, href: exports.xlsx }] : []),
  ]
}

function Toolbar<Row>(props: DataTableProps<Row>) {
  const { label, rowName, rows, columns, total, view, onViewChange, exports, toolbar, toolbarEnd, state } = props
  const locale = useLocale()
  const choices = exportChoices(exports)
  const shown = formatNumber(rows.length, { locale })
  const all = formatNumber(total ?? rows.length, { locale })
  const plural = label.toLowerCase()
  return (
    <div className={classes.toolbar}>
      <div className={classes.toolbarStart}>{toolbar}</div>
      <div className={classes.toolbarEnd}>
        {state?.kind === 'loading' ? null : (
          <span className={classes.count} role="status">
            {total !== undefined && total > rows.length ? text.countOf(shown, all) : text.count(all)}{' '}
            {nounFor(total ?? rows.length, { one: rowName ?? plural, other: plural })}
          </span>
        )}
        {toolbarEnd}
        {onViewChange ? <ColumnChooser columns={columns} view={view} onViewChange={onViewChange} /> : null}
        {choices.length > 0 ? (
          <ExportMenu label={label} choices={choices}>
            {text.export}
          </ExportMenu>
        ) : null}
      </div>
    </div>
  )
}

function Body<Row>(props: DataTableProps<Row> & { readonly shown: readonly DataColumn<Row>[] }) {
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false
  const { rows, state = { kind: 'ready' }, empty } = props
  if (state.kind === 'failed' && rows.length === 0) {
    return <StateFailed error={state.error} onRetry={state.onRetry} />
  }
  if (state.kind === 'loading' && rows.length === 0) {
    return (
      <div className={classes.loading}>
        <StateLoading lines={LOADING_LINES} />
      </div>
    )
  }
  if (rows.length === 0) return empty ?? <StateEmpty title={text.emptyTitle} sentence={text.emptySentence} />
  return isNarrow ? <CardView {...props} /> : <GridView {...props} />
}

/**
 * A table of any length: virtual rows, pages by cursor, sorting by the server, column choice, keyboard, cards on a
 * narrow screen, and its empty, loading and failed states.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const shown = useShownColumns(props.columns, props.view)
  return (
    <div className={classes.table} style={props.height === undefined ? undefined : { height: props.height }}>
      <Toolbar {...props} />
      <Body {...props} shown={shown} />
    </div>
  )
}
