import { randomUUID } from 'node:crypto'
import type { NewBuyingStep, Purchase } from '@mainstay/contract/plans-buying'
import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import { type AroundStep, type BuyingStepDraft, buyingStepFaults } from '@mainstay/domain/buying'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { Clock } from '../objectives/write-objectives.ts'
import { type StoredPlan, seesPart } from '../plan-store.ts'
import { fieldFault, refuseFaults } from '../refuse-field.ts'
import { selectTeam } from '../team/team-store.ts'
import { lockPurchase, type PurchaseRow, planForBuying, subjectOf } from './purchase-store.ts'
import { presentPurchase } from './read-buying.ts'
import {
  guardStepCount,
  insertSteps,
  placeAfterLast,
  purchaseOfStep,
  type StepRow,
  type StepValues,
  spreadOut,
  stepsOfPurchase,
  updateSteps,
} from './step-store.ts'

interface StepInput extends Clock {
  readonly planId: string
  readonly id: string
}

/** Adds steps at the end of their sides, all or none. */
export async function addBuyingSteps(
  scope: WriteScope,
  input: StepInput & { readonly steps: readonly NewBuyingStep[] },
): Promise<Purchase> {
  const plan = await planForBuying(scope, input.planId)
  const purchase = await lockPurchase(scope, plan, input.id)
  refuseUnlessOpen(purchase)
  const rows = await stepsOfPurchase(scope, plan, purchase.id)
  const around = await readAround(scope, plan, { rows, today: input.today })
  refuseFaults(input.steps.flatMap((step, index) => faultsOf(step, around, `steps.${index}.`)))
  for (const side of ['customer', 'ours'] as const) {
    guardStepCount(rows, side, input.steps.filter((step) => step.side === side).length)
  }
  const next = { customer: placeAfterLast(rows, 'customer'), ours: placeAfterLast(rows, 'ours') }
  const steps = input.steps.map((step) => ({
    id: randomUUID(),
    side: step.side,
    position: next[step.side]++,
    title: step.title,
    phase: step.phase,
    owner_role: step.ownerRole,
    owner_id: step.ownerId,
    evidence: step.evidence,
    requirement: step.requirement,
    planned_on: step.plannedOn,
    done_on: step.doneOn,
    serves: [...new Set(step.serves)],
  }))
  await insertSteps(scope, { plan, purchaseId: purchase.id }, steps)
  await scope.record({
    action: 'plans.buying-steps-added',
    ...subjectOf(plan),
    before: null,
    after: { purchase: purchase.title, steps: steps.map(({ id, side, title }) => ({ id, side, title })) },
  })
  return presentPurchase(scope, plan, { id: purchase.id, asOf: input.today })
}

/** Fields of a change: missing means "leave", null means "clear". */
type StepChange = { readonly [Field in Exclude<keyof NewBuyingStep, 'side'>]?: NewBuyingStep[Field] | undefined }

/** Milestones that were taken out keep being served, for when they come back. */
export function changeBuyingStep(scope: WriteScope, input: StepInput & StepChange): Promise<Purchase> {
  return changeStep(scope, input, {
    action: 'plans.buying-step-changed',
    valuesOf: async (row, { plan, rows }) => {
      refuseRemoved(row)
      const around = await readAround(scope, plan, { rows, today: input.today })
      refuseFaults(faultsOf(changedDraft(row, input), around))
      const gone = row.serves.filter((id) => !around.milestones.has(id))
      return {
        ...columnsOf(input),
        ...(input.serves && { serves: [...new Set([...input.serves, ...gone])] }),
      }
    },
  })
}

/** Only what is new is asked about: who was named before may have left, and what was served may be gone. */
function changedDraft(row: StepRow, input: StepChange): BuyingStepDraft {
  const { ownerId = null, serves = [] } = input
  return {
    side: row.side,
    phase: input.phase ?? null,
    doneOn: input.doneOn ?? null,
    serves: serves.filter((id) => row.side !== 'ours' || !row.serves.includes(id)),
    ownerId: ownerId === row.owner_id ? null : ownerId,
  }
}

type KeptColumns = Pick<
  StepRow,
  'title' | 'phase' | 'owner_role' | 'owner_id' | 'evidence' | 'requirement' | 'planned_on' | 'done_on' | 'serves'
>

/** A step as it was before a change. */
export function putBackStep(scope: WriteScope, input: StepInput & { readonly before: KeptColumns }): Promise<Purchase> {
  return changeStep(scope, input, {
    action: 'plans.buying-step-changed',
    valuesOf: async (row, { plan, rows }) => {
      refuseRemoved(row)
      const { owner_id: ownerId, serves } = input.before
      const around = await readAround(scope, plan, { rows, today: input.today })
      refuseFaults(faultsOf(changedDraft(row, { ownerId, serves }), around))
      return input.before
    },
  })
}

/** Moves a step before another of its side, or to the end. */
export function orderBuyingStep(
  scope: WriteScope,
  input: StepInput & { readonly beforeId: string | null },
): Promise<Purchase> {
  return changeStep(scope, input, {
    action: 'plans.buying-step-ordered',
    valuesOf: async (row, { rows }) => {
      refuseRemoved(row)
      const others = rows.filter(({ id, side }) => side === row.side && id !== row.id)
      const next = others.find(({ id, removed_at: removedAt }) => id === input.beforeId && removedAt === null)
      if (input.beforeId !== null && !next) refuseFaults([fieldFault('beforeId', 'plans/step-not-of-side')])
      return { position: await placeBetween(scope, others, next) }
    },
  })
}

/** Puts a step back to where it stood. */
export function putBackInOrder(scope: WriteScope, input: StepInput & { readonly position: number }): Promise<Purchase> {
  return changeStep(scope, input, {
    action: 'plans.buying-step-ordered',
    valuesOf: (row) => {
      refuseRemoved(row)
      return { position: input.position }
    },
  })
}

/** A place right before a step, or after the last. Where halves leave no room any more, the others are spread out first. */
async function placeBetween(scope: WriteScope, others: readonly StepRow[], next: StepRow | undefined): Promise<number> {
  const at = next ? others.indexOf(next) : others.length
  const before = others[at - 1]?.position ?? 0
  if (!next) return Math.floor(before) + 1
  const middle = (before + next.position) / 2
  if (before < middle && middle < next.position) return middle
  await spreadOut(
    scope,
    others.map(({ id }) => id),
  )
  return at + 0.5
}

export async function removeBuyingStep(
  scope: WriteScope,
  input: StepInput,
): Promise<{ purchase: Purchase; removed: { id: string; version: number } }> {
  let version = 0
  const purchase = await changeStep(scope, input, {
    action: 'plans.buying-step-removed',
    valuesOf: (row) => {
      refuseRemoved(row)
      version = row.version + 1
      return { removed_at: input.now }
    },
  })
  return { purchase, removed: { id: input.id, version } }
}

export function restoreBuyingStep(scope: WriteScope, input: StepInput): Promise<Purchase> {
  return changeStep(scope, input, {
    action: 'plans.buying-step-restored',
    valuesOf: (row, { rows }) => {
      if (row.removed_at === null) throw new Refused('plans/not-removed')
      guardStepCount(rows, row.side, 1)
      return { removed_at: null }
    },
  })
}

interface Beside {
  readonly plan: StoredPlan
  /** Every step of the purchase, also those taken out. */
  readonly rows: readonly StepRow[]
}

/** What every change of a step has in common: nobody else at its purchase, the version the caller saw, and a trace. */
async function changeStep(
  scope: WriteScope,
  { planId, id, today }: StepInput,
  change: {
    readonly action: PlanDeed
    readonly valuesOf: (row: StepRow, beside: Beside) => StepValues | Promise<StepValues>
  },
): Promise<Purchase> {
  const plan = await planForBuying(scope, planId)
  const purchase = await lockPurchase(scope, plan, await purchaseOfStep(scope, plan, id))
  const rows = await stepsOfPurchase(scope, plan, purchase.id)
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  refuseUnlessOpen(purchase)
  const values = await change.valuesOf(row, { plan, rows })
  await updateSteps(scope, [id], values)
  await scope.record({ action: change.action, ...subjectOf(plan), ...traceOf(purchase, row, values) })
  return presentPurchase(scope, plan, { id: purchase.id, asOf: today })
}

/** What history keeps of a step before and after a change. */
export function traceOf(purchase: PurchaseRow, row: StepRow, values: StepValues) {
  const after = { ...row, ...values }
  const changed = Object.keys(values).filter((field) => field !== 'removed_at') as (keyof StepRow)[]
  const told = (step: StepRow) => ({
    id: step.id,
    purchase: purchase.title,
    side: step.side,
    title: step.title,
    ...Object.fromEntries(changed.map((field) => [field, step[field]])),
  })
  return { before: told(row), after: told(after) }
}

export function refuseUnlessOpen(purchase: PurchaseRow): void {
  if (purchase.removed_at !== null) throw new Refused('plans/removed')
  if (purchase.status !== 'open') throw new Refused('plans/purchase-ended', { status: purchase.status })
}

function refuseRemoved(row: StepRow): void {
  if (row.removed_at !== null) throw new Refused('plans/removed')
}

function columnsOf(step: StepChange): StepValues {
  const fields = {
    title: step.title,
    phase: step.phase,
    owner_role: step.ownerRole,
    owner_id: step.ownerId,
    evidence: step.evidence,
    requirement: step.requirement,
    planned_on: step.plannedOn,
    done_on: step.doneOn,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Milestones of the purchase and people of the team: those the actor cannot see they cannot name either. */
async function readAround(
  scope: ReadScope,
  plan: StoredPlan,
  { rows, today }: { readonly rows: readonly StepRow[]; readonly today: string },
): Promise<AroundStep> {
  const team = (await seesPart(scope, plan, 'team')) ? await selectTeam(scope, plan) : []
  const milestones = rows.filter((row) => row.side === 'customer' && row.removed_at === null)
  return {
    today,
    milestones: new Set(milestones.map(({ id }) => id)),
    team: new Map(team.map(({ id, side }) => [id, side])),
  }
}

function faultsOf(step: BuyingStepDraft, around: AroundStep, at = ''): FieldFault[] {
  return buyingStepFaults(step, around).map(({ field, code }) => fieldFault(`${at}${field}`, code))
}
