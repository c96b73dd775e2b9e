import type { TestPerson, TestProgram } from '../../../test/program.ts'
import type { GivenPlan } from '../fixtures.ts'

interface Seen {
  readonly id: string
  readonly version: number
}

/** Calls about the value cases of a plan. */
export function valueCalls(program: TestProgram, { id }: GivenPlan, workspace = 'north') {
  const plan = `/api/workspaces/${workspace}/plans/${id}`
  const base = `${plan}/value`
  const seen = ({ version }: Seen) => ({ 'if-match': `"${version}"` })
  return {
    plan,
    read: (person: TestPerson | null) => program.call(person, 'GET', base),
    addCase: (person: TestPerson | null, fields: object = {}) =>
      program.call(person, 'POST', `${base}/cases`, {
        title: 'Fewer stops',
        beneficiary: 'customer',
        startsOn: '2027-01',
        ...fields,
      }),
    changeCase: (person: TestPerson | null, valueCase: Seen, fields: object) =>
      program.call(person, 'PATCH', `${base}/cases/${valueCase.id}`, fields, seen(valueCase)),
    moveCase: (person: TestPerson | null, valueCase: Seen, way: 'remove' | 'restore') =>
      program.call(person, 'POST', `${base}/cases/${valueCase.id}/${way}`, {}, seen(valueCase)),
    addDriver: (person: TestPerson | null, caseId: string, fields: object = {}) =>
      program.call(person, 'POST', `${base}/cases/${caseId}/drivers`, {
        kind: 'benefit',
        name: 'Hours saved',
        years: Array.from({ length: 4 }, () => ({ base: '1' })),
        ...fields,
      }),
    changeDriver: (person: TestPerson | null, driver: Seen, fields: object) =>
      program.call(person, 'PATCH', `${base}/drivers/${driver.id}`, fields, seen(driver)),
    moveDriver: (person: TestPerson | null, driver: Seen, way: 'remove' | 'restore') =>
      program.call(person, 'POST', `${base}/drivers/${driver.id}/${way}`, {}, seen(driver)),
  }
}
