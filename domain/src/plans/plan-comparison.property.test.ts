import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  comparePlanLists,
  differenceInWords,
  type PlanDifference,
  type PlanList,
  type PlanListItem,
} from './plan-comparison.ts'

type Values = Readonly<Record<string, string>>
type Content = Readonly<Record<string, Readonly<Record<string, Values>>>>

const values = fc.dictionary(fc.constantFrom('title', 'due', 'owner'), fc.constantFrom('a', 'b', 'long\ntext'))
const items = fc.dictionary(fc.constantFrom('1', '2', '3', '4'), values, { maxKeys: 4 })
const content: fc.Arbitrary<Content> = fc.record({ actions: items, objectives: items })

function listsOf(plan: Content): PlanList[] {
  return Object.entries(plan).map(([key, things]) => ({
    key,
    title: key,
    noun: key,
    items: Object.entries(things).map(
      ([id, fields]): PlanListItem => ({
        id,
        label: id,
        fields: Object.entries(fields).map(([name, value]) => ({ key: name, label: name, value })),
      }),
    ),
  }))
}

function applyOne(plan: Content, { kind, listKey, itemId, fields }: PlanDifference): Content {
  const { [itemId]: old = {}, ...others } = plan[listKey] ?? {}
  if (kind === 'removed') return { ...plan, [listKey]: others }
  const touched = new Set(fields.map(({ key }) => key))
  const kept = Object.entries(old).filter(([key]) => !touched.has(key))
  const written = fields.flatMap(({ key, after }) => (after === null ? [] : [[key, after] as const]))
  return { ...plan, [listKey]: { ...others, [itemId]: Object.fromEntries([...kept, ...written]) } }
}

it('of a plan with itself says nothing', () => {
  fc.assert(
    fc.property(content, (plan) => {
      expect(comparePlanLists(listsOf(plan), listsOf(plan))).toEqual([])
    }),
  )
})

it('holds everything that leads from one moment to the other, in whatever order it is applied', () => {
  fc.assert(
    fc.property(content, content, fc.infiniteStream(fc.nat()), (before, after, dice) => {
      const differences = comparePlanLists(listsOf(before), listsOf(after))
      const shuffled = differences
        .map((difference) => ({ difference, place: dice.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place)
      expect(differences.reduce(applyOne, before)).toEqual(after)
      expect(shuffled.reduce((plan, { difference }) => applyOne(plan, difference), before)).toEqual(after)
    }),
  )
})

it('backwards is the same with before and after exchanged', () => {
  const key = ({ listKey, itemId }: PlanDifference) => `${listKey} ${itemId}`
  const flip = { added: 'removed', removed: 'added', changed: 'changed' } as const
  fc.assert(
    fc.property(content, content, (before, after) => {
      const there = comparePlanLists(listsOf(before), listsOf(after))
      const back = comparePlanLists(listsOf(after), listsOf(before))
      expect(back.map(key).sort()).toEqual(there.map(key).sort())
      for (const difference of there) {
        const opposite = back.find((each) => key(each) === key(difference))
        expect(opposite?.kind).toBe(flip[difference.kind])
        for (const field of difference.fields) {
          const other = opposite?.fields.find((each) => each.key === field.key)
          expect([other?.before, other?.after]).toEqual([field.after, field.before])
        }
      }
    }),
  )
})

it('names each thing once, and every sentence is one line that ends', () => {
  fc.assert(
    fc.property(content, content, (before, after) => {
      const differences = comparePlanLists(listsOf(before), listsOf(after))
      const names = differences.map(({ listKey, itemId }) => `${listKey} ${itemId}`)
      expect(new Set(names).size).toBe(names.length)
      for (const sentence of differences.map(differenceInWords)) expect(sentence).toMatch(/^[^\n]+\.$/)
    }),
  )
})
