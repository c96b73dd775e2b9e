/**
 * A virtual list places its rows by position, which table and list elements do not allow: it is made of boxes that
 * carry the roles instead. The grid holds the focus and names its active row, so rows and cells take none.
 */
export const roles = {
  grid: { role: 'grid', tabIndex: 0 },
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'gridcell' },
  list: { role: 'list' },
  listItem: { role: 'listitem' },
} as const

/** For boxes that scroll or carry a note: the keyboard must be able to reach them. */
export const reachable = { tabIndex: 0 } as const
