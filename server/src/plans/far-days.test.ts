import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ActionHouse, createActionHouse } from './actions/actions-harness.ts'

/** The last day that a date can be written with four digits of a year: nothing can be counted on from it. */
const LAST_DAY = '9999-12-31'

let at: ActionHouse
beforeAll(async () => {
  at = await createActionHouse()
})
afterAll(() => at.house.stop())

it('begins no plan at the end of the years, and leaves none behind that nobody could open', async () => {
  const begin = (more: object) =>
    at.house.call(at.lead, 'POST', '/api/workspaces/north/plans', { accountId: at.plan.accountId, ...more })
  const { rows } = await at.house.database.superuser.query('select count(*)::integer as n from mainstay.plan')
  for (const startMonth of ['9999-12', '9998-01', '3000-01']) {
    const reply = await begin({ startMonth, count: 3 })
    expect([reply.status, reply.body.errors?.[0].path]).toEqual([400, 'startMonth'])
  }
  const proposal = `/api/workspaces/north/accounts/${at.plan.accountId}/plan-proposal?startMonth=9999-12`
  expect((await at.house.call(at.lead, 'GET', proposal)).status).toBe(400)
  const after = await at.house.database.superuser.query('select count(*)::integer as n from mainstay.plan')
  expect(after.rows).toEqual(rows)
})

it('takes no action, objective or renewal due on a day after which none can be counted', async () => {
  const action = await at.given()
  const faulty = [
    await at.call(at.lead, 'POST', '/actions', {
      body: { title: 'For ever', dueOn: LAST_DAY, repeat: { every: 1, unit: 'month' } },
    }),
    await at.call(at.lead, 'PATCH', `/actions/${action.id}`, { body: { dueOn: LAST_DAY }, version: action.version }),
    await at.call(at.lead, 'POST', '/actions/changes', {
      body: { items: [{ id: action.id, version: action.version }], dueOn: LAST_DAY },
    }),
    await at.call(at.lead, 'POST', '/objectives', {
      body: { title: 'For ever', kind: 'qualitative', startsOn: '9999-01-01', endsOn: LAST_DAY },
    }),
  ]
  expect(faulty.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  const pasted = await at.call(at.lead, 'POST', '/actions/import', {
    body: { pasted: `Title\tDue\nFor ever\t${LAST_DAY}` },
  })
  expect(pasted.body).toMatchObject({ created: 0, rejects: [{ line: 2 }] })
})
