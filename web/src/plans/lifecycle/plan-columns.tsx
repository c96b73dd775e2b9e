import { TierBadge } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import type { DataColumn } from '../../kit/table/columns.ts'
import classes from '../plans.module.css'
import type { PlanRow } from './api/plan-queries.ts'
import { StatusTag } from './status-tag.tsx'
import { text } from './text.ts'

const words = text.columns
function Told({ value }: { value: string | null }) {
  return value === null || value === '' ? <span className={classes.muted}>–</span> : <span>{value}</span>
}

/** Columns of the list of plans. */
export const planColumns: readonly DataColumn<PlanRow>[] = [
  { id: 'title', header: words.title, width: 290, grow: 3, sortable: true, cell: (row) => row.title },
  {
    id: 'account',
    header: words.account,
    width: 170,
    grow: 1,
    sortable: true,
    isOnCard: true,
    cell: (row) => <span>{row.account.name}</span>,
  },
  { id: 'unit', header: words.unit, width: 90, cell: (row) => <Told value={row.scope} /> },
  { id: 'tier', header: words.tier, width: 70, cell: (row) => <TierBadge tier={row.tier} level={1} /> },
  {
    id: 'status',
    header: words.status,
    width: 90,
    isOnCard: true,
    cell: (row) => <StatusTag status={row.status} />,
  },
  {
    id: 'managers',
    header: words.managers,
    width: 140,
    isOnCard: true,
    cell: (row) => <Told value={row.managers.join(', ')} />,
  },
  {
    id: 'template',
    header: words.template,
    width: 150,
    isHiddenAtFirst: true,
    cell: (row) => <Told value={row.template} />,
  },
  {
    id: 'ends',
    header: words.ends,
    width: 130,
    align: 'end',
    sortable: true,
    cell: (row) => <DateText value={row.endsOn} />,
  },
  {
    id: 'updated',
    header: words.updated,
    width: 120,
    align: 'end',
    sortable: true,
    isOnCard: true,
    cell: (row) => <DateText value={row.updatedAt} />,
  },
]
