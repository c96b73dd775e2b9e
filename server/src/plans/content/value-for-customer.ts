import type { ValueCase, ValueDriver, ValuePart } from '@mainstay/contract/plans-value'
import { presentResults, yearsOf } from '../value/present-case.ts'

/**
 * What pays the customer, as far as they have agreed or measured it, and all that it costs them: a return that leaves a cost
 * out promises too much. What it comes to is counted from that alone, so that no sum tells of what was left out. How likely
 * we think it, where we have it from and what it is worth to us stays here.
 */
export function valueForCustomer({ currency, cases }: ValuePart): ValuePart {
  return { currency, cases: cases.filter(({ beneficiary }) => beneficiary === 'customer').flatMap(caseForCustomer) }
}

function caseForCustomer(valueCase: ValueCase): ValueCase[] {
  const drivers = valueCase.drivers
    .filter(({ kind, evidence }) => kind === 'cost' || evidence !== 'claimed')
    .map(driverForCustomer)
  if (!drivers.some(({ kind }) => kind === 'benefit')) return []
  const { id, title, startsOn, years, discountRate, createdAt, updatedAt } = valueCase
  return [
    {
      id,
      title,
      startsOn,
      years,
      discountRate,
      drivers,
      createdAt,
      updatedAt,
      beneficiary: 'customer',
      note: '',
      results: presentResults(
        drivers.map((driver) => ({ ...driver, years: yearsOf(driver.years) })),
        { years, discountRate },
      ),
      marks: [],
      authorName: '',
      version: 1,
    },
  ]
}

function driverForCustomer(driver: ValueDriver): ValueDriver {
  const { id, caseId, kind, name, method, baseline, evidence, owner, attribution, years, updatedAt } = driver
  return {
    id,
    caseId,
    kind,
    name,
    method,
    baseline,
    evidence,
    owner,
    attribution,
    years,
    updatedAt,
    source: '',
    probability: 1,
    authorName: '',
    version: 1,
  }
}
