import { accept, type Result, refuse } from '../kernel/index.ts'

/** For each action the actions that have to be over before it, by id. */
export type ActionNeeds = ReadonlyMap<string, readonly string[]>

/**
 * Gives an action its needs. Refuses needs that come back to the action itself, directly or over any number of others,
 * and names the circle: titles from the action along its needs back to itself, joined by arrows.
 */
export function setNeeds(
  id: string,
  needs: readonly string[],
  plan: { readonly needs: ActionNeeds; readonly titleOf: (id: string) => string },
): Result<readonly string[], 'plans/action-needs-circle'> {
  const wanted = [...new Set(needs)]
  const circle = findCircle(id, new Map([...plan.needs, [id, wanted]]))
  if (circle === null) return accept(wanted)
  return refuse('plans/action-needs-circle', { circle: circle.map(plan.titleOf).join(' → ') })
}

/**
 * A way from an action along needs back to itself, or null: the first and the last id are the action. Every action is
 * looked at once, so the cost grows with actions and needs, not with the number of ways.
 */
export function findCircle(id: string, needs: ActionNeeds): readonly string[] | null {
  const cameFrom = new Map<string, string>()
  const waiting = [id]
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    for (const next of needs.get(current) ?? []) {
      if (next === id) return [...wayTo(current, id, cameFrom), id]
      if (cameFrom.has(next)) continue
      cameFrom.set(next, current)
      waiting.push(next)
    }
  }
  return null
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [end]
  for (let current = end; current !== start; ) {
    const before = cameFrom.get(current)
    if (before === undefined) break
    way.unshift(before)
    current = before
  }
  return way
}
