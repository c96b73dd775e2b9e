import type { ColumnType, Generated } from 'kysely'
import type { Json, NullableNumeric, Numeric } from '../platform/db/database.ts'
import type { FileInspection, StoredMapping } from './reading/inspection.ts'

export type ImportStatus =
  | 'uploading'
  | 'ready'
  | 'checking'
  | 'checked'
  | 'applying'
  | 'applied'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone'

/** Why a file, or a whole import, could not be used, and the way out. */
export interface ImportFailure {
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly row: number | null
  readonly column: string | null
  readonly value: string | null
}

export interface ImportWarning {
  readonly code: string
  readonly message: string
  readonly rows: number
}

export interface FileCounts {
  readonly rows: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly seconds: number
  readonly warnings: readonly ImportWarning[]
}

export interface ControlTotal {
  readonly currency: string
  readonly lines: number
  readonly net: string
}

export interface ImportProgress {
  readonly phase: string
  readonly file: string | null
  readonly rows: number
  readonly bytes: number
  readonly bytesTotal: number
  readonly rowsPerSecond: number
  readonly secondsLeft: number | null
}

export interface ImportReport {
  readonly isDryRun: boolean
  readonly totals: readonly ControlTotal[]
  readonly undo?: { readonly restored: number; readonly removed: number; readonly kept: number }
}

/** What a rejected row is told: which column, which value, why, and what to do. */
export interface RejectFault {
  readonly code: string
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
  readonly remedy: string
}

declare module '../platform/db/database.ts' {
  interface Database {
    'mainstay.ledger_state': {
      workspace_id: number
      revision: string
      next_import_number: number
      lines: string
      first_date: string | null
      last_date: string | null
      updated_at: Date
    }
    'mainstay.import': {
      workspace_id: number
      id: string
      number: number
      status: ImportStatus
      source: Generated<string>
      actor_kind: 'person' | 'api_key' | 'operator' | 'system'
      person_id: string
      person_name: string
      progress: ColumnType<ImportProgress | Record<string, never>, string | undefined, string>
      report: ColumnType<ImportReport | null, string | null | undefined, string | null>
      failure: ColumnType<ImportFailure | null, string | null | undefined, string | null>
      cancel_requested: Generated<boolean>
      worker_id: string | null
      heartbeat_at: Date | null
      version: Generated<number>
      created_at: ColumnType<Date, never, never>
      applied_at: ColumnType<Date | null, never, Date | null>
      undone_at: ColumnType<Date | null, never, Date | null>
    }
    'mainstay.import_file': {
      workspace_id: number
      id: string
      import_id: string
      position: number
      name: string
      bytes: string
      storage_key: string
      sheet: string | null
      kind: string | null
      mapping: Json<StoredMapping | Record<string, never>>
      proposal: Json<FileInspection | Record<string, never>>
      result: ColumnType<FileCounts | null, string | null | undefined, string | null>
      failure: ColumnType<ImportFailure | null, string | null | undefined, string | null>
      version: Generated<number>
    }
    'mainstay.import_rejected_row': {
      workspace_id: number
      file_id: string
      line: number
      faults: Json<readonly RejectFault[]>
      cells: Json<readonly string[]>
    }
    'mainstay.import_mapping': {
      workspace_id: number
      header_hash: string
      kind: string
      mapping: Json<StoredMapping>
      updated_at: Date
    }
    'mainstay.ledger_change': {
      workspace_id: number
      import_number: number
      kind: string
      row_key: string
      before: Json<Record<string, unknown>>
      changed_at: ColumnType<Date, never, never>
    }
    'mainstay.product_line': { workspace_id: number; id: Generated<string>; name: string; category: string | null }
    'mainstay.product': {
      workspace_id: number
      id: Generated<string>
      code: string
      name: string
      sku: string | null
      product_line_id: string | null
      standard_cost: NullableNumeric
      list_price: NullableNumeric
      import_number: number | null
    }
    'mainstay.exchange_rate': {
      workspace_id: number
      currency: string
      rate_date: string
      rate: Numeric
      rate_end_of_day: NullableNumeric
      import_number: number | null
    }
    'mainstay.invoice_line': InvoiceLineTable
    'mainstay.cost_rate': {
      workspace_id: number
      activity_code: string
      month_from: string
      activity_name: string
      pool_code: string
      pool_name: string
      unit_minutes: Numeric
      capacity_cost: Numeric
      practical_minutes: Numeric
      currency: string
      import_number: number | null
    }
    'mainstay.activity_count': {
      workspace_id: number
      account_id: string
      activity_code: string
      month: string
      quantity: Numeric
      import_number: number | null
    }
    'mainstay.wallet_estimate': {
      workspace_id: number
      account_id: string
      year: number
      category: string
      low: NullableNumeric
      base: Numeric
      high: NullableNumeric
      currency: string
      source: string | null
      estimated_on: string
      import_number: number | null
    }
    'mainstay.ledger_dirty_month': { workspace_id: number; account_id: string | null; month: string | null }
  }
}

export interface InvoiceLineTable {
  workspace_id: number
  account_id: string
  product_id: string | null
  import_number: number | null
  invoice_date: string
  invoice_no: string
  line_no: string
  currency: string
  net_amount: Numeric
  cost_amount: NullableNumeric
  quantity: NullableNumeric
  unit_price: NullableNumeric
  list_amount: NullableNumeric
  discount_amount: NullableNumeric
  rebate_amount: NullableNumeric
  promotion_amount: NullableNumeric
  payment_terms_amount: NullableNumeric
  freight_allowance_amount: NullableNumeric
  free_goods_amount: NullableNumeric
  freight_amount: NullableNumeric
  salesperson_code: string | null
  original_invoice_no: string | null
}
