import { z } from 'zod'
import { actionState, named, personId } from './plans-actions.ts'
import { planDay } from './plans-record.ts'
import { route } from './route.ts'
import { date, inWorkspace, text, uuid } from './values.ts'

/** What would move when somebody takes over the plan duties and open actions of another. */
export const handOverList = z.object({
  from: z.object({ personId: z.string(), name: z.string() }),
  actions: z.array(named.extend({ dueOn: date.nullable(), state: actionState, version: z.number().int() })),
  duties: z.array(
    z.object({
      id: uuid,
      duty: z.enum(['responsible', 'accountable', 'consulted', 'informed']),
      function: z.string(),
      task: z.string(),
    }),
  ),
  earlier: z.array(
    z.object({
      id: uuid,
      fromName: z.string(),
      toName: z.string(),
      on: date,
      note: z.string(),
      actions: z.number().int(),
      duties: z.number().int(),
    }),
  ),
})
export type HandOverList = z.output<typeof handOverList>

const tags = ['plans']
const inPlan = inWorkspace.extend({ planId: uuid })
const handOver = '/workspaces/{workspace}/plans/{planId}/hand-over' as const

export const planHandOverRoutes = {
  readHandOver: route('plans:read')
    .route({ method: 'GET', path: handOver, tags, summary: 'What would move if a person handed a plan over' })
    .input(inPlan.extend({ fromPersonId: personId }))
    .output(handOverList),
  handOverPlan: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: handOver,
      tags,
      summary: 'Hand duties and open actions of a person in a plan to another member',
      successStatus: 201,
    })
    .input(
      inPlan.extend({
        fromPersonId: personId,
        toPersonId: personId,
        note: text(2_000),
        /** The actions that were shown; if the list has changed since, nothing moves. */
        actions: z.array(z.object({ id: uuid, version: z.number().int() })).max(1_000),
        /** Whom the giver introduces to the taker, and until when: each becomes an action of the giver. */
        introductions: z
          .array(z.object({ name: text(200), dueOn: planDay }))
          .max(50)
          .default([]),
      }),
    )
    .output(handOverList),
}
