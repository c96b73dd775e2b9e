import { z } from 'zod'
import { actionsPart } from './plans-actions.ts'
import { buyingPart } from './plans-buying.ts'
import { goalsPart } from './plans-goals.ts'
import { objectivesPart } from './plans-objectives.ts'
import { planHeader } from './plans-record.ts'
import { statementsPart } from './plans-statements.ts'
import { swotPart } from './plans-swot.ts'
import { teamPart } from './plans-team.ts'
import { textsPart } from './plans-texts.ts'
import { valuePart } from './plans-value.ts'
import { whiteSpacePart } from './plans-white-space.ts'

/** A plan with all that the reader may see of it; a part is null where the plan has none, or it is hidden from them. */
export const planContent = z.object({
  header: planHeader,
  statements: statementsPart.nullable(),
  team: teamPart.nullable(),
  swot: swotPart.nullable(),
  objectives: objectivesPart.nullable(),
  actions: actionsPart.nullable(),
  goals: goalsPart.nullable(),
  whiteSpace: whiteSpacePart.nullable(),
  value: valuePart.nullable(),
  buying: buyingPart.nullable(),
  /** Notes of the sections; every plan can have them. */
  texts: textsPart.nullable(),
})

export type PlanContent = z.output<typeof planContent>
