import { describe, expect, test } from 'vitest'
import {
  ancestorsOf,
  checkNewParent,
  findCycles,
  type Groups,
  type HierarchyNode,
  membersBelow,
  resolveGroups,
} from './index.ts'

function belongs(...pairs: [string, string | null][]): HierarchyNode[] {
  return pairs.map(([id, parentId]) => ({ id, parentId }))
}

const HOLDING = belongs(
  ['site-lyon', 'france'],
  ['holding', null],
  ['france', 'holding'],
  ['germany', 'holding'],
  ['corner-shop', null],
)

function groupsOf(accounts: HierarchyNode[]): Groups {
  const result = resolveGroups(accounts)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('rolling companies up to groups', () => {
  test('a site belongs to the group of its ultimate parent, however many steps away', () => {
    expect(groupsOf(HOLDING).members.get('site-lyon')).toEqual({
      id: 'site-lyon',
      parentId: 'france',
      rootId: 'holding',
      depth: 2,
      children: [],
    })
  })

  test('an ultimate parent is its own root at depth nought and knows its direct subsidiaries only', () => {
    const holding = groupsOf(HOLDING).members.get('holding')
    expect(holding).toEqual({
      id: 'holding',
      parentId: null,
      rootId: 'holding',
      depth: 0,
      children: ['france', 'germany'],
    })
  })

  test('an account without a parent is a group of one', () => {
    expect(groupsOf(HOLDING).members.get('corner-shop')).toMatchObject({ rootId: 'corner-shop', children: [] })
  })

  test('ultimate parents come in the order given', () => {
    expect(groupsOf(HOLDING).roots).toEqual(['holding', 'corner-shop'])
  })

  test('no accounts make no groups', () => {
    expect(groupsOf([])).toEqual({ roots: [], members: new Map() })
  })

  test('a chain of fifty thousand companies resolves to one group', () => {
    const chain = Array.from({ length: 50_000 }, (_, step) => ({
      id: `c${step}`,
      parentId: step === 49_999 ? null : `c${step + 1}`,
    }))
    expect(groupsOf(chain).members.get('c0')).toMatchObject({ rootId: 'c49999', depth: 49_999 })
  })
})

describe('what a hierarchy refuses', () => {
  test('a cycle is refused and names exactly the accounts on it, not those that lead into it', () => {
    const result = resolveGroups(belongs(['branch', 'a'], ['a', 'b'], ['b', 'c'], ['c', 'a'], ['other', null]))
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'accounts/hierarchy-cycle', detail: { accounts: 'a, b, c', cycles: 1 } },
    })
  })

  test('two companies that claim each other as parent are a cycle', () => {
    const result = resolveGroups(belongs(['a', 'b'], ['b', 'a']))
    expect(result).toMatchObject({ refusal: { detail: { accounts: 'a, b' } } })
  })

  test.each([
    ['its own parent', belongs(['a', 'a']), 'accounts/self-parent'],
    ['under an unknown parent', belongs(['a', 'ghost']), 'accounts/parent-unknown'],
    ['listed twice', belongs(['a', null], ['a', null]), 'accounts/account-duplicate'],
  ])('an account %s is refused', (_, accounts, code) => {
    expect(resolveGroups(accounts)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('every cycle is found at once, so that an import can reject all of them in one go', () => {
    const accounts = belongs(['a', 'b'], ['b', 'a'], ['c', 'c'], ['x', 'y'], ['y', null], ['tail', 'b'])
    expect(findCycles(accounts)).toEqual([['a', 'b'], ['c']])
  })

  test('a parent outside the list ends the walk and is no cycle', () => {
    expect(findCycles(belongs(['a', 'ghost']))).toEqual([])
  })
})

describe('moving an account to another parent', () => {
  const groups = groupsOf(HOLDING)

  test('an independent company may join a group, a subsidiary may leave it', () => {
    expect(checkNewParent(groups, 'corner-shop', 'france')).toEqual({ ok: true, value: 'france' })
    expect(checkNewParent(groups, 'france', null)).toEqual({ ok: true, value: null })
  })

  test('a company may not be put below its own subsidiary; the cycle that would close is named', () => {
    expect(checkNewParent(groups, 'holding', 'site-lyon')).toEqual({
      ok: false,
      refusal: { code: 'accounts/hierarchy-cycle', detail: { accounts: 'holding, site-lyon, france', cycles: 1 } },
    })
  })

  test.each([
    ['itself', 'france', 'france', 'accounts/self-parent'],
    ['an unknown parent', 'france', 'ghost', 'accounts/parent-unknown'],
    ['anybody, when the account is unknown', 'ghost', 'france', 'accounts/account-unknown'],
  ])('may not be put below %s', (_, accountId, parentId, code) => {
    expect(checkNewParent(groups, accountId, parentId)).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('reading a group', () => {
  const groups = groupsOf(HOLDING)

  test('what is above an account comes nearest first', () => {
    expect(ancestorsOf(groups, 'site-lyon')).toEqual(['france', 'holding'])
    expect(ancestorsOf(groups, 'holding')).toEqual([])
    expect(ancestorsOf(groups, 'ghost')).toEqual([])
  })

  test('what is below an account includes itself, parents before subsidiaries', () => {
    expect(membersBelow(groups, 'holding')).toEqual(['holding', 'france', 'germany', 'site-lyon'])
    expect(membersBelow(groups, 'ghost')).toEqual([])
  })
})
