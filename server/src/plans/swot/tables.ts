import type { Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.swot_item': SwotItemTable
    'mainstay.tows_dismissal': TowsDismissalTable
  }
}

export interface SwotItemTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  viewpoint: 'customer' | 'view_of_us'
  kind: 'strength' | 'weakness' | 'opportunity' | 'threat'
  content: string
  evidence: string
  evidence_on: string | null
  said_by: string
  impact: number | null
  confidence: number | null
  settled_reason: string | null
  settled_on: string | null
  settled_by: string | null
  author_id: string
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: Date | null
}

export interface TowsDismissalTable {
  workspace_id: number
  plan_id: string
  account_id: string
  internal_id: string
  external_id: string
  reason: string
  dismissed_on: string
  dismissed_by: string
  version: Generated<number>
  removed_at: Date | null
}
