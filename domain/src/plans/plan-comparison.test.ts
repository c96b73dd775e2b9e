import { describe, expect, it } from 'vitest'
import {
  comparePlanLists,
  differenceInWords,
  type PlanList,
  type PlanListItem,
  QUOTED_LENGTH,
  quarterBefore,
} from './plan-comparison.ts'

function anItem(id: string, values: Record<string, string | null>, label = `Item ${id}`): PlanListItem {
  return { id, label, fields: Object.entries(values).map(([key, value]) => ({ key, label: key, value })) }
}

function actions(...items: PlanListItem[]): PlanList {
  return { key: 'actions', title: 'Actions', noun: 'action', items }
}

function objectives(...items: PlanListItem[]): PlanList {
  return { key: 'objectives', title: 'Objectives', noun: 'objective', items }
}

const wordsOf = (before: PlanList[], after: PlanList[]) => comparePlanLists(before, after).map(differenceInWords)

describe('what changed between two moments of a plan', () => {
  it('names days as sentences name them, and leaves other values as they stand', () => {
    const before = [actions(anItem('1', { due: '2026-03-01', note: '2026-03' }))]
    const after = [actions(anItem('1', { due: '2026-05-10', note: '2026-04' }))]
    expect(wordsOf(before, after)).toEqual([
      'Action “Item 1”: due from 1 Mar 2026 to 10 May 2026; note from 2026-03 to 2026-04.',
    ])
  })

  it('is nothing where nothing changed, whatever order things and values come in', () => {
    const before = actions(anItem('1', { due: '2026-03-01', owner: 'Ann' }), anItem('2', { due: null }))
    const after = actions(anItem('2', { due: null }), anItem('1', { owner: 'Ann', due: '2026-03-01' }))
    expect(comparePlanLists([before], [after])).toEqual([])
  })

  it('is what came, what went, and each value that differs', () => {
    const before = [actions(anItem('1', { due: '2026-03-01' }), anItem('2', { due: '2026-04-01' }))]
    const after = [actions(anItem('1', { due: '2026-05-01' }), anItem('3', { due: '2026-06-01' }))]
    expect(comparePlanLists(before, after).map(({ kind, itemId }) => [kind, itemId])).toEqual([
      ['changed', '1'],
      ['added', '3'],
      ['removed', '2'],
    ])
    expect(comparePlanLists(before, after)[0]?.fields).toEqual([
      { key: 'due', label: 'due', before: '2026-03-01', after: '2026-05-01' },
    ])
  })

  it('says of what is new what it brought, and of what is gone what went with it', () => {
    const list = actions(anItem('1', { due: '2026-03-01', owner: null }))
    expect(comparePlanLists([], [list])[0]?.fields).toEqual([
      { key: 'due', label: 'due', before: null, after: '2026-03-01' },
    ])
    expect(comparePlanLists([list], [])[0]?.fields).toEqual([
      { key: 'due', label: 'due', before: '2026-03-01', after: null },
    ])
  })

  it('takes an empty value for none, and a value that is missing for one that was cleared', () => {
    const written = actions(anItem('1', { note: 'call', owner: '' }))
    expect(comparePlanLists([written], [actions(anItem('1', { note: 'call' }))])).toEqual([])
    expect(comparePlanLists([written], [actions(anItem('1', {}))])[0]?.fields).toEqual([
      { key: 'note', label: 'note', before: 'call', after: null },
    ])
  })

  it('keeps things of different lists apart, though their ids are the same', () => {
    const before = [actions(anItem('1', { due: 'a' })), objectives(anItem('1', { due: 'a' }))]
    const after = [actions(anItem('1', { due: 'b' })), objectives(anItem('1', { due: 'a' }))]
    expect(comparePlanLists(before, after)).toMatchObject([{ listKey: 'actions', listTitle: 'Actions' }])
  })

  it('comes in the order of the plan, and lists that are gone last', () => {
    const before = [objectives(anItem('9', { due: 'a' }))]
    const after = [actions(anItem('1', { due: 'a' }))]
    expect(comparePlanLists(before, after).map(({ listKey }) => listKey)).toEqual(['actions', 'objectives'])
  })

  it('does not take a thing under another label for a changed one: renaming is told by its values', () => {
    const before = actions(anItem('1', { title: 'Call' }, 'Call'))
    const after = actions(anItem('1', { title: 'Meet' }, 'Meet'))
    expect(wordsOf([before], [after])).toEqual(['Action “Meet”: title from Call to Meet.'])
    expect(wordsOf([before], [actions(anItem('1', { title: 'Call' }, 'Call …'))])).toEqual([])
  })
})

describe('a change in words', () => {
  const one = (before: string | null, after: string | null) =>
    wordsOf([actions(anItem('1', { due: before }))], [actions(anItem('1', { due: after }))])[0]

  it('names what came and what went', () => {
    const list = actions(anItem('1', { due: 'x' }, 'Meet their chief'))
    expect(wordsOf([], [list])).toEqual(['New: action “Meet their chief”.'])
    expect(wordsOf([list], [])).toEqual(['Taken out: action “Meet their chief”.'])
  })

  it('tells what a value was and what it became, was set to, or that it was cleared', () => {
    expect(one('May', 'June')).toBe('Action “Item 1”: due from May to June.')
    expect(one(null, 'June')).toBe('Action “Item 1”: due set to June.')
    expect(one('May', null)).toBe('Action “Item 1”: due cleared, was May.')
  })

  it('tells several values in one sentence', () => {
    const before = actions(anItem('1', { due: 'May', owner: 'Ann' }))
    const after = actions(anItem('1', { due: 'June', owner: 'Ben' }))
    expect(wordsOf([before], [after])).toEqual(['Action “Item 1”: due from May to June; owner from Ann to Ben.'])
  })

  it('does not repeat long texts or texts of several lines', () => {
    const long = 'x'.repeat(QUOTED_LENGTH + 1)
    expect(one('short', long)).toBe('Action “Item 1”: due rewritten.')
    expect(one(null, 'two\nlines')).toBe('Action “Item 1”: due written.')
    expect(one(long, null)).toBe('Action “Item 1”: due cleared.')
    expect(one('y'.repeat(QUOTED_LENGTH), 'z')).toContain('from yyy')
  })

  it('cuts a long label without cutting a letter in two, and keeps it on one line', () => {
    const label = `${'🙂'.repeat(QUOTED_LENGTH)}end`
    const [sentence = ''] = wordsOf([], [actions(anItem('1', {}, `${label}\nsecond`))])
    expect(sentence).toBe(`New: action “${'🙂'.repeat(QUOTED_LENGTH - 1)}…”.`)
  })
})

it.each([
  ['2026-11-22', '2026-08-22'],
  ['2026-05-31', '2026-02-28'],
  ['2024-05-31', '2024-02-29'],
  ['2026-01-15', '2025-10-15'],
])('a review on %s looks back to %s', (day, before) => {
  expect(quarterBefore(day)).toBe(before)
})
