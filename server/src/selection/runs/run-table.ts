import type { selectionRun } from '@mainstay/contract/selection-runs'
import type { z } from 'zod'
import type { Json, NullableJson } from '../../platform/db/database.ts'

export type RunAnswer = z.infer<typeof selectionRun>
export type RunKindName = RunAnswer['kind']

export interface RunFailure {
  readonly code: string
  readonly message: string
}

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.selection_run': SelectionRunTable
  }
}

export interface SelectionRunTable {
  workspace_id: number
  id: string
  kind: RunKindName
  question: Json<unknown>
  status: RunAnswer['status']
  progress: number
  step: string
  result: NullableJson<unknown>
  failure: NullableJson<RunFailure>
  person_id: string
  person_name: string
  created_at: Date
  started_at: Date | null
  heartbeat_at: Date | null
  finished_at: Date | null
}
