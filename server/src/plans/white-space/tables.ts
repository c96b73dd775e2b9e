import type { CellState, WhiteSpaceAxis } from '@mainstay/contract/plans-white-space'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.white_space_heading': WhiteSpaceHeadingTable
    'mainstay.white_space_cell': WhiteSpaceCellTable
    'mainstay.white_space_change': WhiteSpaceChangeTable
  }
}

type Removable = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface WhiteSpaceHeadingTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  axis: WhiteSpaceAxis
  name: string
  name_key: string
  unit_account_id: string | null
  product_line_id: string | null
  margin_rate: number | null
  position: number
  version: Generated<number>
  created_at: Generated<Date>
  removed_at: Removable
}

export interface WhiteSpaceCellTable {
  workspace_id: number
  plan_id: string
  account_id: string
  unit_id: string
  offering_id: string
  state: CellState
  state_by: 'people' | 'ledger'
  competitor: string | null
  competitor_share: number | null
  renewal_on: string | null
  potential_low: string | null
  potential_base: string | null
  potential_high: string | null
  need_probability: number | null
  win_probability: number | null
  source: string
  note: string
  author_name: string
  version: Generated<number>
  updated_at: Generated<Date>
  removed_at: Removable
}

export interface WhiteSpaceChangeTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  cells: ColumnType<unknown, string, string>
  author_name: string
  created_at: Generated<Date>
  undone_at: Removable
}
