import { DateText } from '../kit/figures/date-text.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import type { DataColumn } from '../kit/table/columns.ts'
import classes from './accounts.module.css'
import type { Account } from './api/account-queries.ts'
import { text } from './text.ts'

const words = text.columns

/** Nothing was ever told: an empty cell would read as an answer, a dash says that there is none. */
function Told({ value }: { value: string | number | null }) {
  return value === null || value === '' ? <span className={classes.muted}>–</span> : <span>{value}</span>
}

/** Columns of the list of accounts: who they are, not what they earn. */
export const accountColumns: readonly DataColumn<Account>[] = [
  { id: 'name', header: words.name, width: 230, grow: 2, sortable: true, cell: (row) => row.name },
  {
    id: 'code',
    header: words.code,
    width: 120,
    sortable: true,
    isOnCard: true,
    cell: (row) => <span>{row.code}</span>,
  },
  {
    id: 'group',
    header: words.group,
    width: 150,
    cell: (row) =>
      row.companiesInGroup === 1 ? (
        <span className={classes.muted}>{text.list.companies(1)}</span>
      ) : (
        <span>
          {row.group.id === row.id ? '' : `${row.group.name}, `}
          {text.list.companies(row.companiesInGroup)}
        </span>
      ),
  },
  { id: 'segment', header: words.segment, width: 160, isOnCard: true, cell: (row) => <Told value={row.segment} /> },
  {
    id: 'place',
    header: words.place,
    width: 170,
    isOnCard: true,
    cell: (row) => <Told value={text.placeOf([row.city, row.region])} />,
  },
  { id: 'country', header: words.country, width: 80, cell: (row) => <Told value={row.country} /> },
  { id: 'unit', header: words.unit, width: 120, isHiddenAtFirst: true, cell: (row) => <Told value={row.unit} /> },
  {
    id: 'employees',
    header: words.employees,
    width: 100,
    align: 'end',
    cell: (row) => (row.employees === null ? <Told value={null} /> : <NumberText value={row.employees} />),
  },
  {
    id: 'annualSales',
    header: words.annualSales,
    width: 140,
    align: 'end',
    isHiddenAtFirst: true,
    cell: (row) =>
      row.annualSales === null ? (
        <Told value={null} />
      ) : (
        <MoneyText amount={row.annualSales} currency={row.annualSalesCurrency ?? undefined} />
      ),
  },
  {
    id: 'yearOpened',
    header: words.yearOpened,
    width: 76,
    align: 'end',
    cell: (row) => <Told value={row.yearOpened} />,
  },
  {
    id: 'created',
    header: words.created,
    width: 116,
    align: 'end',
    isHiddenAtFirst: true,
    sortable: true,
    cell: (row) => <DateText value={row.createdAt} />,
  },
]
