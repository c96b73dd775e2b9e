import type { Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_master_slide': PlanMasterSlideTable
  }
}

export interface PlanMasterSlideTable {
  workspace_id: number
  name: string
  content: Buffer
  version: Generated<number>
  uploaded_by_name: string
  uploaded_at: Generated<Date>
}
