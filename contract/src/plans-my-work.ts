import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { planAction } from './plans-actions.ts'
import { planAccount } from './plans-record.ts'
import { route } from './route.ts'
import { inWorkspace, moment, uuid } from './values.ts'

/** An action of mine, with the account it is for. */
export const myAction = planAction.extend({
  plan: z.object({ id: uuid, title: z.string() }),
  account: planAccount,
})
export type MyAction = z.output<typeof myAction>

export const calendarFeed = z.object({
  isOn: z.boolean(),
  createdAt: moment.nullable(),
  lastReadAt: moment.nullable(),
})

const tags = ['plans']
const feed = '/workspaces/{workspace}/calendar-feed' as const

export const planMyWorkRoutes = {
  listMyWork: route('plans:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/my-work',
      tags,
      summary: 'My actions over all accounts, the earliest due first',
    })
    .input(inWorkspace.extend(pageQuery.shape).extend({ show: z.enum(['open', 'snoozed', 'done']).default('open') }))
    .output(pageOf(myAction)),
  readCalendarFeed: route('plans:read')
    .route({ method: 'GET', path: feed, tags, summary: 'Whether I have a calendar address' })
    .input(inWorkspace)
    .output(calendarFeed),
  createCalendarFeed: route('plans:read', 'asks')
    .route({
      method: 'POST',
      path: feed,
      tags,
      summary: 'Make my calendar address, shown once; an earlier one stops working',
      successStatus: 201,
    })
    .input(inWorkspace)
    .output(z.object({ path: z.string() })),
  revokeCalendarFeed: route('plans:read', 'asks')
    .route({ method: 'POST', path: `${feed}/revocation`, tags, summary: 'Stop my calendar address' })
    .input(inWorkspace)
    .output(calendarFeed),
}
