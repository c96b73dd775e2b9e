import type { PlanTextTaken } from '@mainstay/contract/plans-texts'
import type { WriteScope } from '../../platform/use-case.ts'
import { openPlanForWork, type StoredPlan } from '../plan-store.ts'
import { type AppliedUpdate, applyUpdate } from './apply-update.ts'
import { requireSection } from './open-section.ts'
import { hasWrittenSince, keepUpdate, lockText } from './text-store.ts'

const QUARTER_MILLISECONDS = 15 * 60_000

interface TextWish {
  readonly planId: string
  readonly sectionKey: string
  /** In base64. */
  readonly update: string
}

/** Takes what somebody wrote. The same again changes nothing and tells nobody. */
export async function appendUpdate(
  scope: WriteScope,
  { planId, sectionKey, update }: TextWish,
  now: Date,
): Promise<PlanTextTaken> {
  const plan = await openPlanForWork(scope, planId)
  await requireSection(scope, plan, sectionKey)
  const row = await lockText(scope, plan, sectionKey)
  const { added, ...read } = applyUpdate(row.state, Buffer.from(update, 'base64'))
  if (added === null) return { sequence: row.sequence, isNew: false }
  const sequence = row.sequence + 1
  const isAudited = await hasWrittenSince(scope, plan, { sectionKey, since: quarterOf(now) })
  await keepUpdate(scope, plan, { sectionKey, sequence, applied: { ...read, added }, now })
  await tell(scope, plan, isAudited ? null : { sectionKey, sequence, characters: read.characters })
  return { sequence, isNew: true }
}

/** The quarter of an hour a moment lies in: within one, a person's writing is one entry of the audit. */
function quarterOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / QUARTER_MILLISECONDS) * QUARTER_MILLISECONDS)
}

type Audited = { readonly sectionKey: string; readonly sequence: number } & Pick<AppliedUpdate, 'characters'>

/** Others hear that somebody writes in the plan, not where: the section may be hidden from them. Who wrote what is kept with the updates. */
async function tell(scope: WriteScope, plan: StoredPlan, audited: Audited | null): Promise<void> {
  const subject = { subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId }
  if (audited) await scope.record({ action: 'plans.text-written', ...subject, after: { ...audited } })
  else await scope.announce({ topic: 'plans.text-written', ...subject })
}
