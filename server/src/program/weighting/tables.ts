import type { weightAnswers, weightSource } from '@mainstay/contract/program-weights'
import type { GivenWeight } from '@mainstay/domain/program'
import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { Json } from '../../platform/db/database.ts'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.weight_judgement': WeightJudgementTable
  }
}

export type WrittenAnswers = z.infer<typeof weightAnswers>
export type WeightSourceAnswer = z.infer<typeof weightSource>

/** Where a version's weights come from, with those it had before, so that applying can be undone. */
export interface StoredWeightSource extends Omit<WeightSourceAnswer, 'isCurrent' | 'canUndo'> {
  readonly weights: readonly GivenWeight[]
  readonly formerWeights: readonly GivenWeight[]
  readonly formerSource: StoredWeightSource | null
}

export interface WeightJudgementTable {
  workspace_id: number
  criteria_set_id: string
  person_id: string
  person_name: string
  method: WrittenAnswers['method']
  answers: Json<WrittenAnswers>
  given_at: ColumnType<Date | null, Date | null, Date | null>
  has_seen_others: Generated<boolean>
  version: Generated<number>
  updated_at: ColumnType<Date, Date, Date>
}
