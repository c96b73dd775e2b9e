import type { BuyingStep, Purchase } from '@mainstay/contract/plans-buying'
import type { TestPerson, TestProgram } from '../../../test/program.ts'
import type { GivenPlan } from '../fixtures.ts'

type Seen = { readonly id: string; readonly version: number }

/** Calls about the buying process of a plan. */
export function buyingCalls(program: TestProgram, plan: GivenPlan, workspace = 'north') {
  const address = `/api/workspaces/${workspace}/plans/${plan.id}/buying`
  const seen = ({ version }: Seen) => ({ 'if-match': `"${version}"` })
  return {
    address,
    read: (person: TestPerson | null) => program.call(person, 'GET', address),
    begin: (person: TestPerson | null, purchase: object = {}) =>
      program.call(person, 'POST', `${address}/purchases`, {
        title: 'Filling line 3',
        buyClass: 'new_task',
        from: { kind: 'nothing' },
        ...purchase,
      }),
    change: (person: TestPerson | null, purchase: Seen, fields: object) =>
      program.call(person, 'PATCH', `${address}/purchases/${purchase.id}`, fields, seen(purchase)),
    move: (
      person: TestPerson | null,
      purchase: Seen,
      way: 'end' | 'reopen' | 'remove' | 'restore',
      body: object = {},
    ) => program.call(person, 'POST', `${address}/purchases/${purchase.id}/${way}`, body, seen(purchase)),
    keep: (person: TestPerson | null, purchase: Seen, name: string) =>
      program.call(person, 'POST', `${address}/purchases/${purchase.id}/keep-as-template`, { name }),
    moveTemplate: (person: TestPerson | null, { id }: { readonly id: string }, way: 'archive' | 'restore') =>
      program.call(person, 'POST', `${address}/templates/${id}/${way}`, {}),
    add: (person: TestPerson | null, purchase: Seen, steps: readonly object[]) =>
      program.call(person, 'POST', `${address}/purchases/${purchase.id}/steps`, { steps }),
    changeStep: (person: TestPerson | null, step: Seen, fields: object) =>
      program.call(person, 'PATCH', `${address}/steps/${step.id}`, fields, seen(step)),
    moveStep: (person: TestPerson | null, step: Seen, way: 'order' | 'remove' | 'restore', body: object = {}) =>
      program.call(person, 'POST', `${address}/steps/${step.id}/${way}`, body, seen(step)),
  }
}

export type BuyingCalls = ReturnType<typeof buyingCalls>

/** A purchase with this many milestones called "M1", "M2" ... and as many steps "S1", "S2" ..., each serving its own. */
export async function givenPurchase(
  calls: BuyingCalls,
  person: TestPerson,
  { milestones, title = 'Filling line 3' }: { readonly milestones: number; readonly title?: string },
): Promise<Purchase> {
  const { body: begun } = await calls.begin(person, { title })
  const named = (side: string, letter: string) =>
    Array.from({ length: milestones }, (_step, at) => ({ side, title: `${letter}${at + 1}` }))
  const { body: half } = await calls.add(person, begun, named('customer', 'M'))
  const { body } = await calls.add(
    person,
    begun,
    named('ours', 'S').map((step, at) => ({ ...step, serves: [half.customerSteps[at].id] })),
  )
  return body
}

/** The step of a purchase with a title. */
export function stepOf(purchase: Purchase, title: string): BuyingStep {
  const step = [...purchase.customerSteps, ...purchase.ourSteps].find((each) => each.title === title)
  if (!step) throw new Error(`the purchase has no step "${title}"`)
  return step
}
