import type { Generated } from 'kysely'

type Outlook = 'growing' | 'flat' | 'declining' | 'at_risk' | 'too_little_history'

declare module '../platform/db/database.ts' {
  interface Database {
    'mainstay.economics_state': {
      workspace_id: number
      facts_revision: string
      last_invoice_date: string | null
      has_activity_counts: Generated<boolean>
      refreshed_at: Generated<Date>
    }
    'mainstay.figure_set': {
      workspace_id: number
      id: string
      basis: 'company' | 'group'
      rates: 'day' | 'constant'
      comparison: 'previous_period' | 'previous_year'
      from_month: string
      to_month: string
      ledger_revision: string
      is_default: Generated<boolean>
      totals: unknown
      changes: Generated<number>
      computed_at: Generated<Date>
      known_on: string | null
      figures_of: string | null
    }
    'mainstay.account_figure': {
      workspace_id: number
      figure_set_id: string
      account_id: string
      net_revenue: NullableNumeric
      net_revenue_before: NullableNumeric
      gross_margin: NullableNumeric
      gross_margin_before: NullableNumeric
      gross_margin_rate: number | null
      costed_share: number | null
      cost_to_serve: NullableNumeric
      contribution: NullableNumeric
      contribution_rate: number | null
      growth: number | null
      change_no: Generated<number>
      lines: number
      lines_without_rate: number
      active_months: number
      product_lines: number
      first_month: string | null
      last_month: string | null
      wallet_low: NullableNumeric
      wallet_base: NullableNumeric
      wallet_high: NullableNumeric
      wallet_estimated_on: string | null
      wallet_share: number | null
      outlook: Outlook | null
      outlook_change: number | null
      code: string
      sort_name: string
      search_text: string
      segment: string | null
      unit: string | null
      city: string | null
      country: string | null
    }
    'mainstay.account_figure_detail': {
      workspace_id: number
      figure_set_id: string
      account_id: string
      quarters: number[]
      outlook_evidence: unknown
    }
  }
}
