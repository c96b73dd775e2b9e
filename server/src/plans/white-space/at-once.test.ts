import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ActionHouse, createActionHouse } from '../actions/actions-harness.ts'

let at: ActionHouse
beforeAll(async () => {
  at = await createActionHouse()
})
afterAll(() => at.house.stop())

const add = (axis: 'units' | 'offerings', names: readonly string[]) =>
  at.call(at.lead, 'POST', `/white-space/${axis}`, { body: { headings: names.map((name) => ({ name })) } })
const statusesOf = (replies: readonly { status: number }[]) => replies.map(({ status }) => status).toSorted()

it('makes one unit of a name that several people add to an empty grid at the same moment', async () => {
  const replies = await Promise.all([1, 2, 3, 4, 5].map((each) => add('units', ['Plant north', `Plant ${each}`])))
  expect(statusesOf(replies)).toEqual([201, 400, 400, 400, 400])
  for (const { status, body } of replies)
    if (status === 400) expect(body.errors[0]).toMatchObject({ path: 'headings.0.name' })
})

it('takes no more units than a grid holds, however many people add at once', async () => {
  const many = (from: string) => Array.from({ length: 150 }, (_, index) => `${from} ${index}`)
  const replies = await Promise.all(['A', 'B', 'C'].map((from) => add('units', many(from))))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  const { body } = await at.call(at.lead, 'GET', '/white-space')
  expect(body.units).toHaveLength(152)
})

it('writes the same empty cells once, whichever way round two people list them', async () => {
  await add(
    'offerings',
    Array.from({ length: 20 }, (_, index) => `Offering ${index}`),
  )
  const { body } = await at.call(at.lead, 'GET', '/white-space')
  const cells = body.units.slice(0, 20).flatMap((unit: { id: string }) =>
    body.offerings.map((offering: { id: string }) => ({
      unitId: unit.id,
      offeringId: offering.id,
      version: 0,
      state: 'open',
    })),
  )
  const write = (list: unknown) => at.call(at.lead, 'POST', '/white-space-cells', { body: { cells: list } })
  const replies = await Promise.all([write(cells), write(cells.toReversed()), write(cells), write(cells.toReversed())])
  expect(statusesOf(replies)).toEqual([200, 412, 412, 412])
})
