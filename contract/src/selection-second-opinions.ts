import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { route } from './route.ts'
import { figure, inWorkspace, queryInteger, uuid } from './values.ts'

const opinion = z.object({
  method: z.enum(['topsis', 'ahp_ideal', 'ahp_distributive']),
  /** Spearman's rank correlation with the order by score. */
  correlation: figure(z.number()),
  /** Accounts whose order among the others turns once the leader is left out. */
  turned: z.number().int(),
})

export const secondOpinions = z.object({
  criteriaSetId: uuid,
  /** The best by score with evidence on every criterion, and how many of these there are at most. */
  compared: z.number().int(),
  mostCompared: z.number().int(),
  methods: z.array(opinion),
  /** Those that another method would move most, of whom one may see; ranks among the compared, in the order of the methods. */
  rows: z.array(z.object({ account: accountReference, byScore: z.number(), byMethod: z.array(z.number()) })),
})

export const selectionSecondOpinionRoutes = {
  readSecondOpinions: route('selection:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/selection/second-opinions',
      tags: ['selection'],
      summary: 'The order by score beside that of other methods',
    })
    .input(inWorkspace.extend({ criteriaSetId: uuid.optional(), limit: queryInteger(1, 100).default(10) }))
    .output(secondOpinions),
}
