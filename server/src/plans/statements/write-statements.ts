import { randomUUID } from 'node:crypto'
import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanStatement } from '@mainstay/contract/plans-statements'
import { checkClaim, readFieldValue, renewClaim } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockPlan, openPlanForWork, type StoredPlan } from '../plan-store.ts'
import { orRefuseField } from '../refuse-field.ts'
import { statementSection } from './sections.ts'
import {
  insertStatement,
  isFieldFilled,
  lockStatement,
  presentStatement,
  type StatementChange,
  type StatementPlace,
  type StatementRow,
  updateStatement,
} from './statement-store.ts'

/** Where a statement is, and the moment and business day of the call. */
export interface StatementCall {
  readonly planId: string
  readonly id: string
  readonly now: Date
  readonly today: string
}

type AddCall = Omit<StatementCall, 'id'> & {
  readonly sectionKey: string
  readonly fieldKey: string | null
  readonly content: string
  readonly isConfirmed: boolean
  readonly source: string
  readonly asOf: string
}

/** Writes a statement, or the value of a field that has none. */
export async function addStatement(scope: WriteScope, input: AddCall): Promise<PlanStatement> {
  const plan = await (input.fieldKey === null ? openPlanForWork(scope, input.planId) : openAlone(scope, input.planId))
  const section = await statementSection(scope, plan, input.sectionKey)
  if (input.fieldKey !== null && !fieldOf(section, input.fieldKey)) throw new Refused('plans/no-such-field')
  const content = readContent(section, input.fieldKey, input.content)
  const { sectionKey, fieldKey, isConfirmed, source, asOf } = input
  const claim = orRefuseField(checkClaim({ isConfirmed, source, asOf }, input.today), CLAIM_FIELDS)
  await refuseFilledField(scope, plan, input)
  const row = await insertStatement(
    scope,
    plan,
    { id: randomUUID(), sectionKey, fieldKey, content, ...claim },
    input.now,
  )
  await record(scope, plan, { action: 'added', before: null, after: row })
  return presentStatement(row, section, input.today)
}

type ChangeCall = StatementCall & {
  readonly content?: string | undefined
  readonly isConfirmed?: boolean | undefined
  readonly source?: string | undefined
  readonly asOf?: string | undefined
}

/** Changes what a statement says, or confirms it, or marks it as assumed. */
export function changeStatement(scope: WriteScope, input: ChangeCall): Promise<PlanStatement> {
  return change(scope, input, (section, row) => {
    const content = input.content === undefined ? row.content : readContent(section, row.field_key, input.content)
    const claim = orRefuseField(
      checkClaim(
        {
          isConfirmed: input.isConfirmed ?? row.is_confirmed,
          source: input.source ?? row.source,
          asOf: input.asOf ?? row.as_of,
        },
        input.today,
      ),
      CLAIM_FIELDS,
    )
    return { action: 'changed', change: { content, ...claim } }
  })
}

type RenewCall = StatementCall & {
  readonly asOf: string
  readonly source?: string | undefined
  readonly isConfirmed?: boolean | undefined
}

/** Says that a statement is still true as of a newer day. */
export function renewStatement(scope: WriteScope, input: RenewCall): Promise<PlanStatement> {
  return change(scope, input, (_section, row) => {
    const known = { asOf: row.as_of, source: row.source, isConfirmed: row.is_confirmed }
    return { action: 'renewed', change: orRefuseField(renewClaim(known, input, input.today), CLAIM_FIELDS) }
  })
}

/** Takes a statement out, or clears a field. It is kept, and can be put back. */
export function removeStatement(scope: WriteScope, input: StatementCall): Promise<PlanStatement> {
  return change(scope, input, () => ({ action: 'removed', change: { isRemoved: true } }))
}

/** Puts a statement back; refuses where its field has another value by now. */
export async function restoreStatement(scope: WriteScope, input: StatementCall): Promise<PlanStatement> {
  const plan = await openAlone(scope, input.planId)
  const row = await lockStatement(scope, plan, input.id)
  const section = await statementSection(scope, plan, row.section_key)
  scope.expectVersion(row.version)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  await refuseFilledField(scope, plan, { sectionKey: row.section_key, fieldKey: row.field_key })
  const after = await updateStatement(scope, row, { isRemoved: false }, input.now)
  await record(scope, plan, { action: 'restored', before: row, after })
  return presentStatement(after, section, input.today)
}

const CLAIM_FIELDS = {
  'plans/statement-in-future': 'asOf',
  'plans/renewed-backwards': 'asOf',
  'plans/source-missing': 'source',
} as const

type Deed = 'added' | 'changed' | 'renewed' | 'removed' | 'restored'

async function change(
  scope: WriteScope,
  call: StatementCall,
  decide: (section: PlanSection, row: StatementRow) => { readonly action: Deed; readonly change: StatementChange },
): Promise<PlanStatement> {
  const plan = await openPlanForWork(scope, call.planId)
  const row = await lockStatement(scope, plan, call.id)
  const section = await statementSection(scope, plan, row.section_key)
  scope.expectVersion(row.version)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const decided = decide(section, row)
  if (changesNothing(row, decided.change)) return presentStatement(row, section, call.today)
  const after = await updateStatement(scope, row, decided.change, call.now)
  await record(scope, plan, { action: decided.action, before: row, after })
  return presentStatement(after, section, call.today)
}

function changesNothing(
  row: StatementRow,
  { content, isConfirmed, source, asOf, isRemoved }: StatementChange,
): boolean {
  if (isRemoved !== undefined) return false
  const isSame = (content ?? row.content) === row.content && (source ?? row.source) === row.source
  return isSame && (isConfirmed ?? row.is_confirmed) === row.is_confirmed && (asOf ?? row.as_of) === row.as_of
}

/** A field has one value: whoever fills one waits for others who fill one in the same plan. */
async function openAlone(scope: WriteScope, planId: string): Promise<StoredPlan> {
  await lockPlan(scope, planId)
  return openPlanForWork(scope, planId)
}

async function refuseFilledField(scope: WriteScope, plan: StoredPlan, place: StatementPlace): Promise<void> {
  if (place.fieldKey === null) return
  if (await isFieldFilled(scope, plan, place)) throw new Refused('plans/field-filled')
}

function fieldOf(section: PlanSection, fieldKey: string | null) {
  return section.fields.find(({ key }) => key === fieldKey)
}

/** What a field takes is read by its kind; a statement of its own, or of a field that is no more, is text. */
function readContent(section: PlanSection, fieldKey: string | null, content: string): string {
  const field = fieldOf(section, fieldKey)
  if (!field) return content
  return orRefuseField(readFieldValue(field, content), {
    'plans/field-empty': 'content',
    'plans/field-not-a-number': 'content',
    'plans/field-not-a-date': 'content',
    'plans/field-not-a-choice': 'content',
  })
}

interface Recorded {
  readonly action: Deed
  readonly before: StatementRow | null
  readonly after: StatementRow
}

async function record(scope: WriteScope, plan: StoredPlan, { action, before, after }: Recorded): Promise<void> {
  await scope.record({
    action: `plans.statement-${action}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: before === null || action === 'restored' ? null : auditedOf(before),
    after: action === 'removed' ? null : auditedOf(after),
  })
}

function auditedOf(row: StatementRow): Record<string, unknown> {
  return {
    id: row.id,
    sectionKey: row.section_key,
    fieldKey: row.field_key,
    content: row.content,
    isConfirmed: row.is_confirmed,
    source: row.source,
    asOf: row.as_of,
  }
}
