import type { ValueCase, ValueDriver, ValuePart } from '@mainstay/contract/plans-value'
import type { PlanList } from '@mainstay/domain/plans'
import { WORDS } from '../exports/words.ts'
import { amountText, item, type MarginSight, type OwnerSight, shareText, type Values } from './part-lists.ts'

/**
 * Value cases and their drivers as people wrote them. Who answers for a driver is somebody of the team: named where the
 * team is seen.
 */
export function valueLists(
  { cases, currency }: ValuePart,
  { seesMargins, namesOwners }: MarginSight & OwnerSight,
): PlanList[] {
  const seen = cases.filter(({ beneficiary }) => beneficiary === 'customer' || seesMargins)
  const drivers = seen.flatMap((valueCase) =>
    valueCase.drivers.map((driver) =>
      item(driver.id, `${driver.name} (${valueCase.title})`, {
        ...driverValues(driver),
        ...(namesOwners ? { owner: ['answers for it', driver.owner?.name ?? null] as const } : {}),
        ...amountValues(driver, currency),
      }),
    ),
  )
  return [
    {
      key: 'value_cases',
      title: 'Value cases',
      noun: 'value case',
      items: seen.map((valueCase) => item(valueCase.id, valueCase.title, caseValues(valueCase))),
    },
    { key: 'value_drivers', title: 'Drivers of the value cases', noun: 'driver', items: drivers },
  ]
}

function caseValues(valueCase: ValueCase): Values {
  return {
    title: ['title', valueCase.title],
    beneficiary: ['whom it pays', WORDS.beneficiary[valueCase.beneficiary]],
    note: ['note', valueCase.note],
    startsOn: ['beginning', valueCase.startsOn],
    years: ['years', String(valueCase.years)],
    discountRate: ['discount rate', shareText(valueCase.discountRate)],
  }
}

function driverValues(driver: ValueDriver): Values {
  return {
    name: ['name', driver.name],
    kind: ['kind', WORDS.valueKind[driver.kind]],
    method: ['how it comes about', driver.method],
    baseline: ['baseline', driver.baseline],
    source: ['source', driver.source],
    evidence: ['evidence', WORDS.valueEvidence[driver.evidence]],
    probability: ['probability', shareText(driver.probability)],
    attribution: ['part due to us', shareText(driver.attribution)],
  }
}

/** Only amounts that say something: a case that looks further ahead adds years of nothing. */
function amountValues({ years }: ValueDriver, currency: string): Values {
  return Object.fromEntries(
    years.flatMap((amounts, year) =>
      (['low', 'base', 'high'] as const).map((bound) => {
        const amount = amounts[bound]
        const isNothing = amount === null || (bound === 'base' && Number(amount) === 0)
        const label = bound === 'base' ? `amount of year ${year}` : `${bound} amount of year ${year}`
        return [`${bound}${year}`, [label, isNothing ? null : amountText(amount, currency)] as const]
      }),
    ),
  )
}
