import type { criteriaDefinition, tier } from '@mainstay/contract/program'
import type { CriteriaSetStatus } from '@mainstay/domain/program'
import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { Json, NullableJson } from '../platform/db/database.ts'
import type { StoredWeightSource } from './weighting/tables.ts'

declare module '../platform/db/database.ts' {
  interface Database {
    'mainstay.criteria_set': CriteriaSetTable
    'mainstay.tier_scheme': TierSchemeTable
  }
}

export interface CriteriaSetTable {
  workspace_id: number
  id: string
  name: string
  number: number
  status: CriteriaSetStatus
  definition: Json<z.infer<typeof criteriaDefinition>>
  publish_reason: string | null
  published_at: Date | null
  published_by: string | null
  retired_at: Date | null
  is_starter: Generated<boolean>
  weight_source: NullableJson<StoredWeightSource>
  version: Generated<number>
  created_at: ColumnType<Date, never, never>
  updated_at: ColumnType<Date, never, Date>
}

export interface TierSchemeTable {
  workspace_id: number
  definition: Json<z.infer<typeof tier>[]>
  version: number
  updated_at: ColumnType<Date, never, Date>
}
