import type {
  COUNCIL_FUNCTIONS,
  councilDecision,
  councilMeeting,
  councilMeetingDetail,
  programPerson,
} from '@mainstay/contract/program-council'
import type {
  adoption,
  definition,
  definitionChange,
  definitionContent,
  definitionResults,
  definitionSide,
} from '@mainstay/contract/program-record'
import type { z } from 'zod'

export type Definition = z.infer<typeof definition>
export type DefinitionContent = z.infer<typeof definitionContent>
export type DefinitionChange = z.infer<typeof definitionChange>
export type DefinitionResults = z.infer<typeof definitionResults>
export type DefinitionSide = z.infer<typeof definitionSide>
export type CouncilFunction = (typeof COUNCIL_FUNCTIONS)[number]
export type ProgramPerson = z.infer<typeof programPerson>
export type ProgramRole = ProgramPerson['role']
export type Meeting = z.infer<typeof councilMeeting>
export type MeetingDetail = z.infer<typeof councilMeetingDetail>
export type Attendee = MeetingDetail['attendees'][number]
export type CouncilDecision = z.infer<typeof councilDecision>
export type Adoption = z.infer<typeof adoption>
export type AdoptionStepAnswer = Adoption['steps'][number]
export type AdoptionEvidence = AdoptionStepAnswer['evidence'][number]
