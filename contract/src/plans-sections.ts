import { z } from 'zod'
import { PLAN_SECTION_LIMIT } from './plans-lifecycle.ts'
import { planHeader, planSection } from './plans-record.ts'
import { route } from './route.ts'
import { inWorkspace, text, uuid } from './values.ts'

/** Sections of a standing plan, and what it could take over from templates that changed after it began. */
export const planSections = z.object({
  sections: z.array(planSection.pick({ key: true, title: true, part: true }).extend({ isEmpty: z.boolean() })),
  offered: z.array(
    z.object({
      section: planSection,
      /** Where it is from: a template in use, the plan as it once was, or what every workspace starts with. */
      from: z.enum(['template', 'plan_before', 'starter']),
      /** Name and version of the template; null for the others. */
      template: z.object({ name: z.string(), number: z.number().int() }).nullable(),
      /** Labels of the fields that the plan's section lacks; empty where the whole section is new to the plan. */
      newFields: z.array(z.string()),
    }),
  ),
})

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{id}/sections' as const
const onePlan = inWorkspace.extend({ id: uuid })

export const planSectionRoutes = {
  listPlanSections: route('plans:manage')
    .route({ method: 'GET', path: base, tags, summary: 'Sections of a plan, and those it could take over' })
    .input(onePlan)
    .output(planSections),
  addPlanSections: route('plans:manage', 'changes')
    .route({ method: 'POST', path: base, tags, summary: 'Take over sections, or fields that a section lacks' })
    .input(onePlan.extend({ keys: z.array(text(60)).min(1).max(PLAN_SECTION_LIMIT) }))
    .output(planHeader),
  removePlanSection: route('plans:manage', 'changes')
    .route({ method: 'POST', path: `${base}/{key}/remove`, tags, summary: 'Take an empty section out of a plan' })
    .input(onePlan.extend({ key: text(60) }))
    .output(planHeader),
}

export type PlanSections = z.output<typeof planSections>
