import type { PlanTextTaken } from '@mainstay/contract/plans-texts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { openPlanForWork, type StoredPlan } from '../plan-store.ts'
import { applyAside } from './apply-aside.ts'
import type { AppliedUpdate } from './apply-update.ts'
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
  return oneOfFew(scope.actor.id, () => takeUpdate(scope, { plan, sectionKey, update, now }))
}

/** An editor sends one change after another; more than some notes that are open at once make none. */
const MOST_AT_ONCE = 4
const writing = new Map<string, number>()

/** Whoever sends many at once is refused while a few of them are taken: those that wait for a text hold a connection each. */
async function oneOfFew<Value>(personId: string, work: () => Promise<Value>): Promise<Value> {
  const before = writing.get(personId) ?? 0
  if (before >= MOST_AT_ONCE) throw new Refused('http/busy')
  writing.set(personId, before + 1)
  try {
    return await work()
  } finally {
    const after = (writing.get(personId) ?? 1) - 1
    if (after === 0) writing.delete(personId)
    else writing.set(personId, after)
  }
}

interface Arrival {
  readonly plan: StoredPlan
  readonly sectionKey: string
  readonly update: string
  readonly now: Date
}

async function takeUpdate(scope: WriteScope, { plan, sectionKey, update, now }: Arrival): Promise<PlanTextTaken> {
  const row = await lockText(scope, plan, sectionKey)
  const { added, ...read } = await applyAside({ state: row.state, update: Buffer.from(update, 'base64') })
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
  const subject = { subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId } as const
  if (audited) await scope.record({ action: 'plans.text-written', ...subject, after: { ...audited } })
  else await scope.announce({ topic: 'plans.text-written', ...subject })
}
