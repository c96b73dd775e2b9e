import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import { driverFaults } from '../../value/write-drivers.ts'
import { excerpt } from './excerpt.ts'
import type { ImportedContent, ImportedDriver } from './file-shape.ts'

/** What is wrong with the value cases of a file: the rules of the routes, and things that are there twice. */
export function checkValue({ team, value }: ImportedContent): PlanImportFault[] {
  const cases = value?.cases ?? []
  const drivers = cases.flatMap((valueCase, at) =>
    valueCase.drivers.map((driver, index) => ({
      driver,
      years: valueCase.years,
      path: `value.cases.${at}.drivers.${index}`,
    })),
  )
  return [
    ...twice(
      cases.map(({ id }, at) => ({ id, path: `value.cases.${at}.id` })),
      'two value cases have this id',
    ),
    ...twice(
      drivers.map(({ driver, path }) => ({ id: driver.id, path: `${path}.id` })),
      'two drivers have this id',
    ),
    ...twice(
      (team?.people ?? []).flatMap(({ id }, at) => (id === undefined ? [] : [{ id, path: `team.people.${at}.id` }])),
      'two people have this id',
    ),
    ...drivers.flatMap(({ driver, years, path }) => broken(driver, years, path)),
  ]
}

function broken(driver: ImportedDriver, years: number, at: string): PlanImportFault[] {
  return driverFaults(driver, years).map(({ path, message }) => ({
    path: `content.${at}.${path}`,
    value: excerpt(driver.name),
    message,
    wayOut: 'Correct the value in the file.',
  }))
}

interface Named {
  readonly id: string
  readonly path: string
}

function twice(things: readonly Named[], message: string): PlanImportFault[] {
  const seen = new Set<string>()
  return things.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [{ path: `content.${path}`, value: excerpt(id), message, wayOut: 'Take one of the two out.' }]
  })
}
