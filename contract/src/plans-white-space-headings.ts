import { z } from 'zod'
import { WHITE_SPACE_HEADINGS, whiteSpaceAxis } from './plans-white-space.ts'
import { route } from './route.ts'
import { inWorkspace, money, month, rowId, text, uuid } from './values.ts'

const heading = z.object({
  id: uuid,
  axis: whiteSpaceAxis,
  name: z.string(),
  isRemoved: z.boolean(),
  version: z.number().int(),
})

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/white-space' as const
const headings = `${base}/{axis}` as const
const inPlan = inWorkspace.extend({ planId: uuid })
const onAxis = inPlan.extend({ axis: whiteSpaceAxis })
const ofOne = onAxis.extend({ id: uuid })

export const planWhiteSpaceHeadingRoutes = {
  readWhiteSpaceProposal: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}-proposal`,
      tags,
      summary: 'Companies and product lines of the ledger that the grid does not have yet',
    })
    .input(inPlan)
    .output(
      z.object({
        units: z.array(z.object({ accountId: rowId, code: z.string(), name: z.string() })),
        /** Largest sales to this customer first, then what they bought before, then what they never did. */
        offerings: z.array(
          z.object({
            productLine: z.string(),
            /** Of the twelve months; null where nothing was sold, or an exchange rate is missing. */
            netRevenue: money.nullable(),
            /** The last month in which they bought it, whenever that was; null where they never did. */
            lastMonth: month.nullable(),
          }),
        ),
      }),
    ),
  addWhiteSpaceHeadings: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: headings,
      tags,
      summary: 'Add units or offerings at the end, one or many, all or none',
      successStatus: 201,
    })
    .input(
      onAxis.extend({
        headings: z
          .array(
            z.object({
              name: text(120),
              /** Of a unit: the company behind it. */
              accountId: rowId.optional(),
              /** Of an offering: the product line of the ledger, by its name. */
              productLine: text(300).optional(),
            }),
          )
          .min(1)
          .max(WHITE_SPACE_HEADINGS),
      }),
    )
    .output(z.object({ headings: z.array(heading) })),
  orderWhiteSpaceHeadings: route('plans:write', 'creates')
    .route({ method: 'POST', path: `${headings}/order`, tags, summary: 'Put units or offerings into another order' })
    .input(onAxis.extend({ ids: z.array(uuid).min(1).max(WHITE_SPACE_HEADINGS) }))
    .output(z.object({ ids: z.array(uuid) })),
  changeWhiteSpaceHeading: route('plans:write', 'changes')
    .route({
      method: 'PATCH',
      path: `${headings}/{id}`,
      tags,
      summary: 'Rename a unit or offering, or tie it to the ledger; null unties it',
    })
    .input(
      ofOne.extend({
        name: text(120).optional(),
        accountId: rowId.nullable().optional(),
        productLine: text(300).nullable().optional(),
        marginRate: z.number().min(-1).max(1).nullable().optional(),
      }),
    )
    .output(heading),
  removeWhiteSpaceHeading: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${headings}/{id}/remove`,
      tags,
      summary: 'Take out a unit or offering; its cells are kept until it is put back',
    })
    .input(ofOne)
    .output(heading),
  restoreWhiteSpaceHeading: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${headings}/{id}/restore`,
      tags,
      summary: 'Put back a unit or offering with its cells',
    })
    .input(ofOne)
    .output(heading),
}
