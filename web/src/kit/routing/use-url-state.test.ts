import { describe, expect, it } from 'vitest'
import { parseSort, writeSort } from './sort-text.ts'
import { readSearch, type SearchSchema, writeSearch } from './use-url-state.ts'

interface State {
  readonly sort: string
  readonly tier: string | undefined
}

/** Behaves as a Zod object with a default: two keys, the sort from a closed list. */
const schema: SearchSchema<State> = {
  safeParse(input) {
    const { sort = '-score', tier } = input as Partial<Record<keyof State, unknown>>
    if (sort !== '-score' && sort !== 'name') return { success: false, error: { issues: [{ path: ['sort'] }] } }
    return { success: true, data: { sort, tier: typeof tier === 'string' ? tier : undefined } }
  },
}

describe('filters and sorting in the address', () => {
  it('are read from it', () => {
    expect(readSearch(schema, { sort: 'name', tier: 'A' })).toEqual({ sort: 'name', tier: 'A' })
  })

  it('fall back to the default where the address is wrong, and keep the rest', () => {
    expect(readSearch(schema, { sort: 'nonsense', tier: 'A' })).toEqual({ sort: '-score', tier: 'A' })
  })

  it('are written without the defaults, leaving what others keep there', () => {
    expect(writeSearch(schema, { period: '2013', tier: 'A' }, { sort: '-score', tier: undefined })).toEqual({
      period: '2013',
    })
    expect(writeSearch(schema, {}, { sort: 'name' })).toEqual({ sort: 'name' })
  })
})

it('writes a sort so that it reads back the same', () => {
  expect(parseSort(writeSort({ column: 'net', direction: 'descending' }))).toEqual({
    column: 'net',
    direction: 'descending',
  })
  expect(parseSort('name')).toEqual({ column: 'name', direction: 'ascending' })
  expect(parseSort(writeSort(null))).toBeNull()
})
