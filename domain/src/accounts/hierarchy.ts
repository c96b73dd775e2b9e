import { accept, type Result, refuse } from '../kernel/index.ts'

/** An account as the hierarchy sees it: itself and the account it belongs to, null for an independent one. */
export interface HierarchyNode {
  readonly id: string
  readonly parentId: string | null
}

/** An account's place in its group: the ultimate parent, how many steps below it, and its direct subsidiaries. */
export interface GroupMember {
  readonly id: string
  readonly parentId: string | null
  readonly rootId: string
  readonly depth: number
  readonly children: readonly string[]
}

/** Every group of a workspace: the ultimate parents in the order given, and each account's place. */
export interface Groups {
  readonly roots: readonly string[]
  readonly members: ReadonlyMap<string, GroupMember>
}

export type HierarchyRefusal =
  | 'accounts/hierarchy-cycle'
  | 'accounts/self-parent'
  | 'accounts/parent-unknown'
  | 'accounts/account-duplicate'
  | 'accounts/account-unknown'

/**
 * Rolls companies up to groups by ultimate parent: a key account is normally a group, not one legal entity.
 * Any depth; work grows with the number of accounts. An account without a parent is a group of one.
 * Refuses an account listed twice, a parent that is not in the list, an account that is its own parent, and a cycle,
 * naming the accounts on it. Use `findCycles` to name every cycle at once.
 */
export function resolveGroups(accounts: readonly HierarchyNode[]): Result<Groups, HierarchyRefusal> {
  const parents = new Map<string, string | null>()
  for (const account of accounts) {
    if (parents.has(account.id)) return refuse('accounts/account-duplicate', { accountId: account.id })
    parents.set(account.id, account.parentId)
  }
  for (const { id, parentId } of accounts) {
    if (parentId === id) return refuse('accounts/self-parent', { accountId: id })
    if (parentId !== null && !parents.has(parentId)) {
      return refuse('accounts/parent-unknown', { accountId: id, parentId })
    }
  }
  const cycles = findCycles(accounts)
  const first = cycles[0]
  if (first) return refuse('accounts/hierarchy-cycle', { accounts: first.join(', '), cycles: cycles.length })
  return accept(growGroups(accounts))
}

/**
 * Every cycle among the accounts ("A belongs to B belongs to A"), each as the accounts on it in the order of belonging.
 * An account that is its own parent is a cycle of one. Accounts that merely lead into a cycle are not on it.
 */
export function findCycles(accounts: readonly HierarchyNode[]): readonly (readonly string[])[] {
  const parents = new Map(accounts.map(({ id, parentId }) => [id, parentId]))
  const walkOf = new Map<string, number>()
  const cycles: string[][] = []
  accounts.forEach((account, walk) => {
    const path: string[] = []
    let current: string | null = account.id
    while (current !== null && parents.has(current) && !walkOf.has(current)) {
      walkOf.set(current, walk)
      path.push(current)
      current = parents.get(current) ?? null
    }
    if (current !== null && walkOf.get(current) === walk) cycles.push(path.slice(path.indexOf(current)))
  })
  return cycles
}

/**
 * May this account be moved under that parent (null: made independent)? Accepts the parent to store.
 * Refuses an unknown account or parent, itself as parent, and a parent that belongs to the account, which would close a cycle.
 */
export function checkNewParent(
  groups: Groups,
  accountId: string,
  parentId: string | null,
): Result<string | null, HierarchyRefusal> {
  if (!groups.members.has(accountId)) return refuse('accounts/account-unknown', { accountId })
  if (parentId === null) return accept(null)
  if (parentId === accountId) return refuse('accounts/self-parent', { accountId })
  if (!groups.members.has(parentId)) return refuse('accounts/parent-unknown', { accountId, parentId })
  const above = [parentId, ...ancestorsOf(groups, parentId)]
  const position = above.indexOf(accountId)
  if (position < 0) return accept(parentId)
  const cycle = [accountId, ...above.slice(0, position)]
  return refuse('accounts/hierarchy-cycle', { accounts: cycle.join(', '), cycles: 1 })
}

/** The accounts above this one, nearest first, the ultimate parent last; none for an independent or unknown account. */
export function ancestorsOf(groups: Groups, accountId: string): readonly string[] {
  const above: string[] = []
  let parentId = groups.members.get(accountId)?.parentId ?? null
  while (parentId !== null) {
    above.push(parentId)
    parentId = groups.members.get(parentId)?.parentId ?? null
  }
  return above
}

/** This account and everything below it, parents before their subsidiaries; none for an unknown account. */
export function membersBelow(groups: Groups, accountId: string): readonly string[] {
  if (!groups.members.has(accountId)) return []
  const found = [accountId]
  for (let next = 0; next < found.length; next += 1) {
    for (const child of groups.members.get(found[next] ?? '')?.children ?? []) found.push(child)
  }
  return found
}

function growGroups(accounts: readonly HierarchyNode[]): Groups {
  const children = new Map<string, string[]>(accounts.map(({ id }) => [id, []]))
  const roots: string[] = []
  for (const { id, parentId } of accounts) {
    if (parentId === null) roots.push(id)
    else children.get(parentId)?.push(id)
  }
  const members = new Map<string, GroupMember>()
  const waiting: GroupMember[] = roots.map((id) => placeOf(id, children, null))
  for (let next = 0; next < waiting.length; next += 1) {
    const member = waiting[next]
    if (!member) continue
    members.set(member.id, member)
    for (const child of member.children) waiting.push(placeOf(child, children, member))
  }
  return { roots, members }
}

function placeOf(id: string, children: ReadonlyMap<string, string[]>, parent: GroupMember | null): GroupMember {
  const own = children.get(id) ?? []
  if (!parent) return { id, parentId: null, rootId: id, depth: 0, children: own }
  return { id, parentId: parent.id, rootId: parent.rootId, depth: parent.depth + 1, children: own }
}
