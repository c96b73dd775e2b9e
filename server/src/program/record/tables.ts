import type { councilMeetingDetail } from '@mainstay/contract/program-council'
import type { adoption, definitionContent } from '@mainstay/contract/program-record'
import type { AdoptionFacts } from '@mainstay/domain/program'
import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { Json } from '../../platform/db/database.ts'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.program_definition': DefinitionTable
    'mainstay.program_person': ProgramPersonTable
    'mainstay.council_meeting': MeetingTable
    'mainstay.council_decision': CouncilDecisionTable
    'mainstay.adoption_month': AdoptionMonthTable
  }
}

type Stamp = ColumnType<Date, never, never>
export type DefinitionContent = z.infer<typeof definitionContent>
export type CouncilFunction = z.infer<typeof councilMeetingDetail>['attendees'][number]['function']
export type ProgramRole = 'executive_sponsor' | 'champion' | 'council'
type StepLevels = z.infer<typeof adoption>['trend'][number]['steps']

export interface DefinitionTable {
  workspace_id: number
  id: string
  number: number
  status: 'draft' | 'published'
  content: Json<DefinitionContent>
  effective_date: string | null
  published_at: Date | null
  published_by: string | null
  version: Generated<number>
  created_at: Stamp
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface ProgramPersonTable {
  workspace_id: number
  id: string
  role: ProgramRole
  function: CouncilFunction | null
  person_id: string | null
  name: string
  duties: string
  since: string
  until: string | null
  version: Generated<number>
  created_at: Stamp
}

export interface MeetingTable {
  workspace_id: number
  id: string
  held_on: string
  title: string
  attendees: Json<z.infer<typeof councilMeetingDetail>['attendees']>
  minutes: string
  version: Generated<number>
  created_at: Stamp
}

export interface CouncilDecisionTable {
  workspace_id: number
  id: string
  number: number
  decided_on: string
  decision: string
  reason: string
  decided_by: string
  meeting_id: string | null
  corrects_id: string | null
  criteria_set_id: string | null
  definition_id: string | null
  tier_scheme_version: number | null
  override_id: string | null
  run_id: string | null
  person_id: string
  person_name: string
  recorded_at: Stamp
}

export interface AdoptionMonthTable {
  workspace_id: number
  month: string
  assessed_on: string
  at_least: number
  at_most: number
  steps: Json<StepLevels>
  facts: Json<AdoptionFacts>
}
