import type { TestPerson, TestProgram } from '../../../test/program.ts'

/** Calls about the white space of a plan. */
export function whiteSpaceCalls(house: TestProgram, planId: string, workspace = 'north') {
  const address = `/api/workspaces/${workspace}/plans/${planId}/white-space`
  const post = (person: TestPerson | null, path: string, body: object, version?: number) =>
    house.call(person, 'POST', `${address}${path}`, body, version === undefined ? {} : { 'if-match': `"${version}"` })
  return {
    read: (person: TestPerson | null) => house.call(person, 'GET', address),
    propose: (person: TestPerson | null) => house.call(person, 'GET', `${address}-proposal`),
    add: (person: TestPerson | null, axis: string, headings: readonly object[]) =>
      post(person, `/${axis}`, { headings }),
    order: (person: TestPerson | null, axis: string, ids: readonly string[]) => post(person, `/${axis}/order`, { ids }),
    rename: (person: TestPerson | null, axis: string, heading: Versioned, fields: object) =>
      house.call(person, 'PATCH', `${address}/${axis}/${heading.id}`, fields, { 'if-match': `"${heading.version}"` }),
    remove: (person: TestPerson | null, axis: string, heading: Versioned) =>
      post(person, `/${axis}/${heading.id}/remove`, {}, heading.version),
    restore: (person: TestPerson | null, axis: string, heading: Versioned) =>
      post(person, `/${axis}/${heading.id}/restore`, {}, heading.version),
    write: (person: TestPerson | null, cells: readonly object[]) => post(person, '-cells', { cells }),
    paste: (person: TestPerson | null, body: object) => post(person, '-paste', { start: null, seen: [], ...body }),
    fill: (person: TestPerson | null, body: object = {}) => post(person, '-fill', body),
    undo: (person: TestPerson | null, changeId: string) => post(person, `-changes/${changeId}/undo`, {}),
  }
}

interface Versioned {
  readonly id: string
  readonly version: number
}
