import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import { type BuyingSide, buyingStepFaults, isStillToCome } from '@mainstay/domain/buying'
import { statusOf } from '../../../platform/http/status.ts'
import { excerpt } from './excerpt.ts'
import type { ImportedContent, ImportedPurchase } from './file-shape.ts'
import { everyStep } from './new-ids.ts'

/** What the routes refuse of a purchase, and what is wrong between its steps. */
export function checkBuying({ buying }: ImportedContent, today: string): PlanImportFault[] {
  const purchases = buying?.purchases ?? []
  return [
    ...idFaults(purchases),
    ...purchases.flatMap((purchase, at) => [
      ...endingFaults(purchase, `buying.purchases.${at}`, today),
      ...stepFaults(purchase, `buying.purchases.${at}`, today),
    ]),
  ]
}

function fault(path: string, value: unknown, [message, wayOut]: readonly [string, string]): PlanImportFault {
  return { path: `content.${path}`, value: excerpt(value), message, wayOut }
}

function broken(path: string, value: unknown, code: string): PlanImportFault {
  return fault(path, value, [statusOf(code)?.sentence ?? code, 'Correct the value in the file.'])
}

function idFaults(purchases: readonly ImportedPurchase[]): PlanImportFault[] {
  const seen = new Set<string>()
  return purchases.flatMap((purchase, at) =>
    [purchase, ...everyStep(purchase)].flatMap(({ id }) => {
      if (seen.has(id))
        return [
          fault(`buying.purchases.${at}`, id, ['two purchases or steps have this id', 'Take one of the two out.']),
        ]
      seen.add(id)
      return []
    }),
  )
}

function endingFaults({ status, ended }: ImportedPurchase, path: string, today: string): PlanImportFault[] {
  if ((status === 'open') !== (ended === null))
    return [
      fault(`${path}.ended`, ended, [
        'only a purchase that is open has no ending',
        'Correct the status or the ending.',
      ]),
    ]
  if (ended === null || !isStillToCome(ended.on, today)) return []
  return [broken(`${path}.ended.on`, ended.on, 'plans/ended-in-future')]
}

/** Who is named for a step is found when it is stored: whoever is not in the file is named no more. */
function stepFaults(purchase: ImportedPurchase, path: string, today: string): PlanImportFault[] {
  const around = { today, milestones: new Set(purchase.customerSteps.map(({ id }) => id)), team: new Map() }
  const ofSide = (side: BuyingSide, list: 'customerSteps' | 'ourSteps') =>
    purchase[list].flatMap((step, at) => {
      const serves = side === 'ours' ? step.mappedTo : []
      return buyingStepFaults({ ...step, side, serves, ownerId: null }, around).map(({ field, code }) => {
        const key = field === 'serves' ? 'mappedTo' : field
        return broken(`${path}.${list}.${at}.${key}`, key === 'ownerId' ? null : step[key], code)
      })
    })
  return [...ofSide('customer', 'customerSteps'), ...ofSide('ours', 'ourSteps')]
}
