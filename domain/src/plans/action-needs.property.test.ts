import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ActionNeeds, findCircle, setNeeds } from './action-needs.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const edges = fc.array(fc.tuple(fc.constantFrom(...ids), fc.subarray(ids)), { maxLength: 25 })

/** All that an action needs at any distance, by walking until nothing is added: slow and plain. */
function everythingNeeded(id: string, needs: ActionNeeds): Set<string> {
  const found = new Set<string>(needs.get(id) ?? [])
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const one of [...found]) for (const next of needs.get(one) ?? []) found.add(next)
  }
  return found
}

test('however needs are set one after the other, no action ever needs itself', () => {
  fc.assert(
    fc.property(edges, (steps) => {
      const needs = new Map<string, readonly string[]>()
      for (const [id, wanted] of steps) {
        const answer = setNeeds(id, wanted, { needs, titleOf: (one) => one })
        if (answer.ok) needs.set(id, answer.value)
        else expect(everythingNeeded(id, new Map([...needs, [id, wanted]])).has(id)).toBe(true)
      }
      for (const id of ids) expect(everythingNeeded(id, needs).has(id)).toBe(false)
    }),
  )
})

test('a circle that is named exists, step by step', () => {
  fc.assert(
    fc.property(edges, fc.constantFrom(...ids), (steps, id) => {
      const needs = new Map<string, readonly string[]>(steps)
      const circle = findCircle(id, needs)
      expect(circle !== null).toBe(everythingNeeded(id, needs).has(id))
      if (circle === null) return
      expect([circle[0], circle.at(-1)]).toEqual([id, id])
      for (const [at, one] of circle.slice(0, -1).entries()) expect(needs.get(one)).toContain(circle[at + 1])
    }),
  )
})
