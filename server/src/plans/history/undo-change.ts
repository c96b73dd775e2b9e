import { Refused } from '../../platform/refusal.ts'
import type { AuditFact, WriteScope } from '../../platform/use-case.ts'
import { findChange, readerOf } from '../lifecycle/list-changes.ts'
import { lockPlan, openPlanForWork, type StoredPlan } from '../plan-store.ts'
import { nameOfDeed, type ReaderOfDeeds } from './name-change.ts'
import { rootOf, type ToldChange, withChains } from './undo-chain.ts'
import { type Judgement, judgeDeeds, REDONE, UNDONE, undoDeed } from './undo-deed.ts'

/** Deeds within one that are kept with their values; of more, the number tells. */
const TOLD_PARTS = 50

/** Takes a change back, or does one again that was taken back; refuses, saying why, what the list does not offer. */
export async function undoPlanChange(
  scope: WriteScope,
  input: { readonly id: string; readonly changeId: string },
  clock: { readonly now: Date; readonly today: string },
): Promise<{ item: string | null }> {
  // Some ways back lock the whole plan: two who wanted that at once, each holding a part of it, would wait for ever.
  await lockPlan(scope, input.id)
  const plan = await openPlanForWork(scope, input.id)
  const found = await findChange(scope, plan, input.changeId)
  const [deed] = await withChains(scope, plan.id, found)
  if (!deed) throw new Refused('http/not-found')
  const reader = await readerOf(scope, plan)
  const item = nameOfDeed(deed.root ?? deed, reader)
  const judged = (await judgeDeeds(scope, { plan, sections: reader.sections }, [deed])).get(deed.id)
  refuseUnlessMay(judged, { deed, item })
  await toldAsUndo(scope, { plan, deed }, (quiet) => undoDeed(quiet, plan.id, judged.deed, clock))
  return { item }
}

/**
 * Does what takes a deed back and tells it as that, instead of as one more deed. The audit is read by those who see every
 * section, with or without margins.
 */
export async function toldAsUndo<Done>(
  scope: WriteScope,
  { plan, deed }: { readonly plan: StoredPlan; readonly deed: ToldChange },
  work: (quiet: WriteScope) => Promise<Done>,
): Promise<Done> {
  const facts: AuditFact[] = []
  const record = async (fact: AuditFact) => {
    facts.push(fact)
  }
  const done = await work({ ...scope, record })
  const reader = { ...(await readerOf(scope, plan)), sections: plan.sections, seesMargins: false }
  await recordUndo(scope, { deed, facts, reader })
  return done
}

function refuseUnlessMay(
  judged: Judgement | undefined,
  { deed, item }: { readonly deed: ToldChange; readonly item: string | null },
): asserts judged is Extract<Judgement, { kind: 'may' }> {
  if (deed.fate !== null && judged?.kind !== 'may')
    throw new Refused(deed.fate.kind === 'taken_back' ? 'plans/undo-taken-back' : 'plans/undo-done-again')
  if (judged?.kind !== 'may') throw new Refused(judged?.code ?? 'plans/undo-by-hand', judged?.facts)
  if (item === null) throw new Refused('plans/undo-not-yours')
}

/** One deed, told as what it is; whoever listens for what was done on the way hears of that once. */
async function recordUndo(
  scope: WriteScope,
  {
    deed,
    facts,
    reader,
  }: { readonly deed: ToldChange; readonly facts: readonly AuditFact[]; readonly reader: ReaderOfDeeds },
): Promise<void> {
  const [first] = facts
  if (first?.subjectType !== 'plan') throw new Error('a deed was taken back without a trace')
  const { subjectType, subjectId, accountId = null } = first
  const deeds = [...new Set(facts.map(({ action }) => action))]
  for (const topic of deeds) await scope.announce({ topic, subjectType, subjectId, accountId })
  const told = facts.slice(0, TOLD_PARTS)
  const root = deed.root ?? deed
  await scope.record({
    action: deed.action === UNDONE ? REDONE : UNDONE,
    subjectType,
    subjectId,
    accountId,
    before: { parts: told.map(({ before }) => before ?? null) },
    after: {
      changeId: deed.id,
      rootId: rootOf(deed),
      deed: root.action,
      item: nameOfDeed(root, reader),
      by: root.actorName,
      at: root.at.toISOString(),
      deeds,
      count: facts.length,
      parts: told.map(({ after }) => after ?? null),
    },
  })
}
