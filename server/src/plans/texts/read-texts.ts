import type { PlanTextState, PlanTextUpdates, TextsPart } from '@mainstay/contract/plans-texts'
import * as Y from 'yjs'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, type StoredPlan, visibleSections } from '../plan-store.ts'
import { requireSection } from './open-section.ts'
import { findText, presentText, textsOf, updatesAfter } from './text-store.ts'

/** The notes of the sections the reader may see, in the order of the sections. */
export async function readTextsPart(scope: ReadScope, plan: Pick<StoredPlan, 'id' | 'sections'>): Promise<TextsPart> {
  const rows = await textsOf(scope, plan)
  const byKey = new Map(rows.map((row) => [row.section_key, row]))
  const sections = await visibleSections(scope, plan)
  return {
    texts: sections.flatMap(({ key }) => {
      const row = byKey.get(key)
      return row ? [presentText(row)] : []
    }),
  }
}

export async function readTexts(scope: ReadScope, planId: string): Promise<TextsPart> {
  return readTextsPart(scope, await findPlan(scope, planId))
}

interface TextPlace {
  readonly planId: string
  readonly sectionKey: string
}

/** One text with what an editor needs to go on writing in it. */
export async function readText(scope: ReadScope, { planId, sectionKey }: TextPlace): Promise<PlanTextState> {
  const plan = await findPlan(scope, planId)
  await requireSection(scope, plan, sectionKey)
  const mayWrite = plan.status !== 'closed' && scope.actor.permissions.has('plans:write')
  const row = await findText(scope, plan, sectionKey)
  if (!row) return { ...NOT_WRITTEN, sectionKey, mayWrite }
  return { ...presentText(row), state: row.state?.toString('base64') ?? null, mayWrite }
}

const NOT_WRITTEN = {
  blocks: [],
  characters: 0,
  sequence: 0,
  updatedAt: null,
  updatedByName: null,
  state: null,
} satisfies Partial<PlanTextState>

/** Beyond this the merged state is the shorter answer. */
const MOST_UPDATES = 200
const FEW_BYTES = 65_536

/** What came after a number; all there is, where it is too much to be told piece by piece. */
export async function readUpdates(
  scope: ReadScope,
  { planId, sectionKey, since }: TextPlace & { readonly since: number },
): Promise<PlanTextUpdates> {
  const plan = await findPlan(scope, planId)
  await requireSection(scope, plan, sectionKey)
  const row = await findText(scope, plan, sectionKey)
  const sequence = row?.sequence ?? 0
  if (!row || sequence === since) return { sequence, update: null }
  const missing = sequence - since
  const bytes = Math.max(FEW_BYTES, row.state?.length ?? 0)
  const isShort = missing > 0 && missing <= MOST_UPDATES
  const updates = isShort ? await updatesAfter(scope, plan, { sectionKey, since, limit: MOST_UPDATES, bytes }) : []
  const update = isShort && updates.length === missing ? Y.mergeUpdates(updates) : row.state
  return { sequence, update: update ? Buffer.from(update).toString('base64') : null }
}
