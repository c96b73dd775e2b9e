import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkNewParent, findCycles, type HierarchyNode, membersBelow, resolveGroups } from './index.ts'

const forest = fc
  .array(fc.option(fc.nat(), { nil: null }), { minLength: 1, maxLength: 40 })
  .map((choices): HierarchyNode[] =>
    choices.map((choice, index) => ({
      id: `a${index}`,
      parentId: choice === null || index === 0 ? null : `a${choice % index}`,
    })),
  )

const anyParents = fc
  .array(fc.option(fc.nat(), { nil: null }), { minLength: 1, maxLength: 25 })
  .map((choices): HierarchyNode[] =>
    choices.map((choice, index) => ({
      id: `a${index}`,
      parentId: choice === null ? null : `a${choice % choices.length}`,
    })),
  )

test('every account is in exactly one group, so groups add up to the whole', () => {
  fc.assert(
    fc.property(forest, (accounts) => {
      const result = resolveGroups(accounts)
      if (!result.ok) return false
      const inGroups = result.value.roots.flatMap((root) => membersBelow(result.value, root))
      return (
        [...inGroups].sort().join() ===
        accounts
          .map(({ id }) => id)
          .sort()
          .join()
      )
    }),
  )
})

test('a subsidiary lies one step deeper than its parent and in the same group', () => {
  fc.assert(
    fc.property(forest, (accounts) => {
      const result = resolveGroups(accounts)
      if (!result.ok) return false
      const { members } = result.value
      return accounts.every(({ id, parentId }) => {
        const member = members.get(id)
        const parent = parentId === null ? undefined : members.get(parentId)
        if (!parent) return member?.depth === 0 && member.rootId === id
        return member?.depth === parent.depth + 1 && member.rootId === parent.rootId && parent.children.includes(id)
      })
    }),
  )
})

test('the order in which accounts are listed does not change anybody\u2019s group', () => {
  fc.assert(
    fc.property(forest, (accounts) => {
      const forward = resolveGroups(accounts)
      const backward = resolveGroups([...accounts].reverse())
      if (!forward.ok || !backward.ok) return false
      return accounts.every(
        ({ id }) => forward.value.members.get(id)?.rootId === backward.value.members.get(id)?.rootId,
      )
    }),
  )
})

test('on every cycle each account belongs to the next, and without cycles the groups resolve', () => {
  fc.assert(
    fc.property(anyParents, (accounts) => {
      const parents = new Map(accounts.map(({ id, parentId }) => [id, parentId]))
      const cycles = findCycles(accounts)
      for (const cycle of cycles) {
        cycle.forEach((id, index) => {
          expect(parents.get(id)).toBe(cycle[(index + 1) % cycle.length])
        })
      }
      expect(resolveGroups(accounts).ok).toBe(cycles.length === 0)
    }),
  )
})

test('a move that is accepted leaves a hierarchy that resolves, one that is refused would not', () => {
  fc.assert(
    fc.property(forest, fc.nat(), fc.nat(), (accounts, who, where) => {
      const groups = resolveGroups(accounts)
      const account = accounts[who % accounts.length]
      const parent = accounts[where % accounts.length]
      if (!groups.ok || !account || !parent) return false
      const moved = accounts.map((node) => (node.id === account.id ? { ...node, parentId: parent.id } : node))
      return checkNewParent(groups.value, account.id, parent.id).ok === resolveGroups(moved).ok
    }),
  )
})
