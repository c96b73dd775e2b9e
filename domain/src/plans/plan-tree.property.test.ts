import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTreeOrder, type PlanAmount, placeBelow, rollUp } from './plan-tree.ts'

/** Any forest: each plan hangs below one that came before it, or stands alone. */
const forest = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat(), { nil: null }),
      own: fc.option(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), { nil: null }),
    }),
    { maxLength: 60 },
  )
  .map((plans) =>
    plans.map(
      ({ parent, own }, index): PlanAmount => ({
        id: `p${index}`,
        parentId: parent === null || index === 0 ? null : `p${parent % index}`,
        own,
      }),
    ),
  )

/** From a plan up to the top, the plan first. */
function lineOf(nodes: readonly PlanAmount[], id: string): string[] {
  const parent = nodes.find((node) => node.id === id)?.parentId ?? null
  return parent === null ? [id] : [id, ...lineOf(nodes, parent)]
}

const sum = (amounts: readonly (bigint | null)[]) =>
  amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n)

test('the total of every plan equals the sum over it and all that hang below it, for any tree', () => {
  fc.assert(
    fc.property(forest, (nodes) => {
      const rolled = rollUp(nodes)
      for (const { id } of nodes) {
        const branch = nodes.filter((node) => lineOf(nodes, node.id).includes(id))
        expect(rolled.get(id)?.total ?? 0n).toBe(sum(branch.map(({ own }) => own)))
        expect(rolled.get(id)?.unknown).toBe(branch.filter(({ own }) => own === null).length)
        expect(rolled.get(id)?.total === null).toBe(branch.every(({ own }) => own === null))
      }
    }),
  )
})

test('the totals of the tops are the sum of all plans: nothing is counted twice and nothing is lost', () => {
  fc.assert(
    fc.property(forest, (nodes) => {
      const rolled = rollUp(nodes)
      const tops = nodes.filter(({ parentId }) => parentId === null)
      expect(sum(tops.map(({ id }) => rolled.get(id)?.total ?? null))).toBe(sum(nodes.map(({ own }) => own)))
    }),
  )
})

test('the order in which plans come changes no total', () => {
  fc.assert(
    fc.property(forest, (nodes) => {
      const turned = rollUp(nodes.toReversed())
      for (const [id, one] of rollUp(nodes)) expect(turned.get(id)).toEqual(one)
    }),
  )
})

test('the tree order names every plan once, after the one above it, a step deeper', () => {
  fc.assert(
    fc.property(forest, (nodes) => {
      const order = inTreeOrder(nodes)
      expect(order.map(({ node }) => node.id).toSorted()).toEqual(nodes.map(({ id }) => id).toSorted())
      const depths = new Map<string, number>()
      for (const { node, depth } of order) {
        expect(depth).toBe(node.parentId === null ? 0 : (depths.get(node.parentId) ?? Number.NaN) + 1)
        depths.set(node.id, depth)
      }
    }),
  )
})

test('a plan may hang below exactly those that do not hang below it', () => {
  fc.assert(
    fc.property(forest, (nodes) => {
      for (const { id } of nodes.slice(0, 8)) {
        for (const { id: wished } of nodes.slice(0, 8)) {
          const line = lineOf(nodes, wished)
          expect(placeBelow(id, line).ok).toBe(!line.includes(id))
        }
      }
    }),
  )
})
