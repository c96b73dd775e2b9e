import type { TextBlock } from '@mainstay/contract/plans-texts'
import type { Generated } from 'kysely'
import type { Json } from '../../platform/db/database.ts'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_text': PlanTextTable
    'mainstay.plan_text_update': PlanTextUpdateTable
  }
}

export interface PlanTextTable {
  workspace_id: number
  plan_id: string
  section_key: string
  account_id: string
  state: Buffer | null
  sequence: Generated<number>
  blocks: Json<TextBlock[]>
  characters: Generated<number>
  updated_by: string | null
  updater_name: string | null
  updated_at: Date | null
}

export interface PlanTextUpdateTable {
  workspace_id: number
  plan_id: string
  section_key: string
  sequence: number
  account_id: string
  content: Buffer
  person_id: string
  person_name: string
  at: Date
}
