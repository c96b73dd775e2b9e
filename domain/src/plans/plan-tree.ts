import { type Amount, accept, type Result, refuse } from '../kernel/index.ts'

/** A plan as the hierarchy sees it: itself and the plan it hangs below, null for the top. */
export interface PlanNode {
  readonly id: string
  readonly parentId: string | null
}

/** A plan with its own amount, in one currency; null where it is not known. */
export interface PlanAmount extends PlanNode {
  readonly own: Amount | null
}

/** The amounts of a plan and of everything below it. */
export interface RolledUp {
  readonly own: Amount | null
  /** Sum over all plans below, without this one; null where none of them knows its amount. */
  readonly below: Amount | null
  /** Own and below; null where nobody knows anything. */
  readonly total: Amount | null
  /** Plans of this branch, this one included, whose amount is not known and so not in the total. */
  readonly unknown: number
}

export type PlanTreeRefusal = 'plans/own-parent' | 'plans/hierarchy-cycle' | 'plans/scope-needs-parent'

/**
 * Whether a plan may hang below another. `line` are the ids from the wished parent up to the top, the parent first.
 * Refuses a plan below itself ("plans/own-parent") and below one of its own descendants ("plans/hierarchy-cycle", with the
 * plans on the circle). Any depth is fine.
 */
export function placeBelow(planId: string, line: readonly string[]): Result<null, PlanTreeRefusal> {
  if (line[0] === planId) return refuse('plans/own-parent', { planId })
  const at = line.indexOf(planId)
  if (at > 0) return refuse('plans/hierarchy-cycle', { plans: [planId, ...line.slice(0, at)].join(', ') })
  return accept(null)
}

/**
 * Whether the unit a plan is for suits its place: the plan of a whole account names no unit, and only a plan below another
 * may ("plans/scope-needs-parent").
 */
export function checkScope(scope: string, parentId: string | null): Result<null, PlanTreeRefusal> {
  return scope !== '' && parentId === null ? refuse('plans/scope-needs-parent', { scope }) : accept(null)
}

/**
 * Rolls amounts up a tree of plans: the total of a plan is its own amount plus the totals of the plans directly below it,
 * so that every amount counts once in each plan above it, to any depth. A plan whose parent is not among the nodes is a top.
 * Amounts that are not known are left out and counted apart. Expects nodes without a cycle; those on one are left out.
 * Work grows with the number of plans.
 */
export function rollUp(nodes: readonly PlanAmount[]): ReadonlyMap<string, RolledUp> {
  const rolled = new Map<string, RolledUp>()
  for (const { node } of depthFirst(nodes).toReversed()) {
    const below = node.children.map((child) => rolled.get(child.id)).filter((one) => one !== undefined)
    const sumBelow = sumKnown(below.map(({ total }) => total))
    rolled.set(node.plan.id, {
      own: node.plan.own,
      below: sumBelow,
      total: sumKnown([node.plan.own, sumBelow]),
      unknown: below.reduce((sum, one) => sum + one.unknown, node.plan.own === null ? 1 : 0),
    })
  }
  return rolled
}

/** The plans of one or more trees from the top down, each after the plan it hangs below, with its depth (0 for a top). */
export function inTreeOrder<Node extends PlanNode>(nodes: readonly Node[]): readonly { node: Node; depth: number }[] {
  return depthFirst(nodes).map(({ node, depth }) => ({ node: node.plan, depth }))
}

interface Branch<Node> {
  readonly plan: Node
  readonly children: readonly Node[]
}

function depthFirst<Node extends PlanNode>(nodes: readonly Node[]): { node: Branch<Node>; depth: number }[] {
  const ids = new Set(nodes.map(({ id }) => id))
  const isTop = ({ parentId }: Node) => parentId === null || !ids.has(parentId)
  const childrenOf = new Map<string, Node[]>()
  for (const node of nodes) {
    if (node.parentId === null || !ids.has(node.parentId)) continue
    const siblings = childrenOf.get(node.parentId)
    if (siblings) siblings.push(node)
    else childrenOf.set(node.parentId, [node])
  }
  const found: { node: Branch<Node>; depth: number }[] = []
  const open = nodes
    .filter(isTop)
    .toReversed()
    .map((plan) => ({ plan, depth: 0 }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { plan, depth } = next
    const children = childrenOf.get(plan.id) ?? []
    found.push({ node: { plan, children }, depth })
    open.push(...children.toReversed().map((child) => ({ plan: child, depth: depth + 1 })))
  }
  return found
}

function sumKnown(amounts: readonly (Amount | null)[]): Amount | null {
  const known = amounts.filter((amount) => amount !== null)
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0n)
}
