import type { planChange } from '@mainstay/contract/plans-changes'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'
import { REDONE, UNDONE } from './undo-deed.ts'

type Fate = NonNullable<z.infer<typeof planChange>['fate']>

export interface ChangeRow {
  readonly id: string
  readonly at: Date
  readonly actorName: string
  readonly action: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** A deed, the deed that it takes back or does again, and what became of it since. */
export interface ToldChange extends ChangeRow {
  readonly root: ChangeRow | null
  readonly fate: Fate | null
}

interface Link {
  readonly id: string
  readonly rootId: string
  readonly action: string
  readonly actorName: string
  readonly at: Date
}

/** The deed that an undo, or the undo of an undo, is about in the end; itself where it is a deed of its own. */
export function rootOf({ id, action, after }: Pick<ChangeRow, 'id' | 'action' | 'after'>): string {
  return (action === UNDONE || action === REDONE) && typeof after?.rootId === 'string' ? after.rootId : id
}

/** Tells of each of these deeds what it takes back, and whether it was taken back or done again itself. */
export async function withChains(
  scope: ReadScope,
  planId: string,
  rows: readonly ChangeRow[],
): Promise<readonly ToldChange[]> {
  if (rows.length === 0) return []
  const roots = [...new Set(rows.map(rootOf))]
  const ofPlan = sql`e.workspace_id = ${scope.workspaceId} and e.subject_type = 'plan' and e.subject_id = ${planId}`
  const { rows: links } = await sql<Link>`
    select e.id, e.after->>'rootId' as "rootId", e.action, e.actor_name as "actorName", e.at from mainstay.audit_entry e
    where ${ofPlan} and e.action in (${UNDONE}, ${REDONE}) and e.after->>'rootId' = any(${roots}::text[])
    order by e.id`.execute(scope.db)
  const known = new Map(rows.map((row) => [row.id, row]))
  const missing = roots.filter((id) => !known.has(id))
  if (missing.length > 0) {
    const { rows: found } = await sql<ChangeRow>`
      select e.id, e.at, e.actor_name as "actorName", e.action, e.before, e.after from mainstay.audit_entry e
      where ${ofPlan} and e.id = any(${missing}::bigint[])`.execute(scope.db)
    for (const row of found) known.set(row.id, row)
  }
  const chains = Map.groupBy(links, ({ rootId }) => rootId)
  return rows.map((row) => {
    const rootId = rootOf(row)
    const chain = chains.get(rootId) ?? []
    const isRoot = rootId === row.id
    return {
      ...row,
      root: isRoot ? null : (known.get(rootId) ?? null),
      fate: fateOf(isRoot ? chain.at(-1) : chain[chain.findIndex(({ id }) => id === row.id) + 1]),
    }
  })
}

function fateOf(link: Link | undefined): Fate | null {
  if (!link) return null
  const { action, actorName, at } = link
  return { kind: action === UNDONE ? 'taken_back' : 'done_again', actorName, at: at.toISOString() }
}
