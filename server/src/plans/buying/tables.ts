import type { BuyClass, BuyingPhase, BuyingSide } from '@mainstay/domain/buying'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.purchase': PurchaseTable
    'mainstay.buying_step': BuyingStepTable
    'mainstay.buying_template': BuyingTemplateTable
    'mainstay.buying_template_archive': BuyingTemplateArchiveTable
  }
}

export interface PurchaseTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  title: string
  buy_class: BuyClass
  note: string
  decision_on: string | null
  status: 'open' | 'won' | 'lost' | 'set_aside'
  ended_on: string | null
  end_reason: string | null
  ended_by_name: string | null
  template_id: string | null
  author_id: string
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: Date | null
}

export interface BuyingStepTable {
  workspace_id: number
  id: string
  purchase_id: string
  plan_id: string
  account_id: string
  side: BuyingSide
  position: number
  title: string
  phase: BuyingPhase | null
  owner_role: string
  owner_id: string | null
  evidence: string
  requirement: string
  planned_on: string | null
  done_on: string | null
  serves: string[]
  author_id: string
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: Date | null
}

export interface BuyingTemplateTable {
  workspace_id: number
  id: string
  account_id: string
  name: string
  name_key: string
  number: number
  buy_class: BuyClass
  steps: ColumnType<unknown, string, never>
  author_id: string
  author_name: string
  created_at: Generated<Date>
}

export interface BuyingTemplateArchiveTable {
  workspace_id: number
  account_id: string
  name_key: string
  archived_at: Generated<Date>
}
