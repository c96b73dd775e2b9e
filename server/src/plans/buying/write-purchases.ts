import { randomUUID } from 'node:crypto'
import type { Purchase } from '@mainstay/contract/plans-buying'
import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import {
  type BuyClass,
  type FirstBuyingStep,
  firstBuyingSteps,
  isStillToCome,
  type LaidOutStep,
  layOutTemplate,
} from '@mainstay/domain/buying'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { Clock } from '../objectives/write-objectives.ts'
import type { StoredPlan } from '../plan-store.ts'
import { fieldFault, refuseFaults } from '../refuse-field.ts'
import {
  guardPurchaseCount,
  insertPurchase,
  lockPurchase,
  type PurchaseRow,
  type PurchaseValues,
  planForBuying,
  planForOneMore,
  subjectOf,
  updatePurchase,
} from './purchase-store.ts'
import { presentPurchase } from './read-buying.ts'
import { findBuyingTemplate } from './read-templates.ts'
import { insertSteps, type NewStep } from './step-store.ts'

type Beginning =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'phases' }
  | { readonly kind: 'template'; readonly templateId: string }

interface BeginInput {
  readonly planId: string
  readonly title: string
  readonly buyClass: BuyClass
  readonly note: string
  readonly decisionOn: string | null
  readonly from: Beginning
}

/** Begins a purchase with the steps that are asked for. */
export async function beginPurchase(scope: WriteScope, input: BeginInput & Clock): Promise<Purchase> {
  const plan = await planForOneMore(scope, input.planId)
  await guardPurchaseCount(scope, plan)
  const steps = newSteps(await firstSteps(scope, plan, input))
  const purchase = {
    id: randomUUID(),
    title: input.title,
    buy_class: input.buyClass,
    note: input.note,
    decision_on: input.decisionOn,
    template_id: input.from.kind === 'template' ? input.from.templateId : null,
  }
  await insertPurchase(scope, plan, purchase)
  await insertSteps(scope, { plan, purchaseId: purchase.id }, steps)
  await scope.record({
    action: 'plans.purchase-begun',
    ...subjectOf(plan),
    before: null,
    after: { ...factsOf(purchase), from: input.from.kind, steps: steps.length },
  })
  return presentPurchase(scope, plan, { id: purchase.id, asOf: input.today })
}

async function firstSteps(
  scope: WriteScope,
  plan: StoredPlan,
  { from, buyClass, decisionOn }: BeginInput,
): Promise<readonly (FirstBuyingStep | LaidOutStep)[]> {
  if (from.kind === 'nothing') return []
  if (from.kind === 'phases') return firstBuyingSteps(buyClass)
  const template = await findBuyingTemplate(scope, plan, from.templateId)
  if (template && !template.isArchived) return layOutTemplate(template.steps, decisionOn)
  const code = template ? 'plans/buying-template-archived' : 'plans/buying-template-unknown'
  throw new Refused(code, {}, [fieldFault('from.templateId', code)])
}

/** Steps that name each other by place become rows that name each other by id. */
function newSteps(steps: readonly (FirstBuyingStep | LaidOutStep)[]): NewStep[] {
  const ids = steps.map(() => randomUUID())
  return steps.map((step, place) => ({
    id: ids[place] ?? randomUUID(),
    side: step.side,
    position: place + 1,
    title: step.title,
    phase: step.phase,
    owner_role: step.ownerRole,
    owner_id: null,
    evidence: step.evidence,
    requirement: step.requirement,
    planned_on: 'plannedOn' in step ? step.plannedOn : null,
    done_on: null,
    serves: step.serves.flatMap((served) => ids[served] ?? []),
  }))
}

interface PurchaseInput extends Clock {
  readonly planId: string
  readonly id: string
}

interface PurchaseChange {
  readonly title?: string | undefined
  readonly buyClass?: BuyClass | undefined
  readonly note?: string | undefined
  readonly decisionOn?: string | null | undefined
}

export function changePurchase(scope: WriteScope, input: PurchaseInput & PurchaseChange): Promise<Purchase> {
  return changeRow(scope, input, {
    action: 'plans.purchase-changed',
    valuesOf: (row) => {
      refuseRemoved(row)
      const fields = {
        title: input.title,
        buy_class: input.buyClass,
        note: input.note,
        decision_on: input.decisionOn,
      }
      return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    },
  })
}

interface Ending {
  readonly status: 'won' | 'lost' | 'set_aside'
  readonly on: string
  readonly reason: string
}

/** Everything of an ended purchase stays readable; its steps change no more until it is gone on with. */
export function endPurchase(scope: WriteScope, input: PurchaseInput & Ending): Promise<Purchase> {
  if (isStillToCome(input.on, input.today)) refuseFaults([fieldFault('on', 'plans/ended-in-future')])
  return endAs(scope, input, { ...input, byName: scope.actor.name })
}

/** Ends a purchase as it had ended before it was gone on with. */
export function endPurchaseAgain(
  scope: WriteScope,
  input: PurchaseInput & { readonly ending: Ending & { readonly byName: string } },
): Promise<Purchase> {
  return endAs(scope, input, input.ending)
}

function endAs(
  scope: WriteScope,
  input: PurchaseInput,
  { status, on, reason, byName }: Ending & { readonly byName: string },
): Promise<Purchase> {
  return changeRow(scope, input, {
    action: 'plans.purchase-ended',
    valuesOf: (row) => {
      refuseRemoved(row)
      if (row.status !== 'open') throw new Refused('plans/purchase-ended', { status: row.status })
      return { status, ended_on: on, end_reason: reason, ended_by_name: byName }
    },
  })
}

export function reopenPurchase(scope: WriteScope, input: PurchaseInput): Promise<Purchase> {
  return changeRow(scope, input, {
    action: 'plans.purchase-reopened',
    valuesOf: (row) => {
      refuseRemoved(row)
      if (row.status === 'open') throw new Refused('plans/purchase-open')
      return { status: 'open', ended_on: null, end_reason: null, ended_by_name: null }
    },
  })
}

/** Its steps go and come with it, as they are. */
export function removePurchase(scope: WriteScope, input: PurchaseInput): Promise<Purchase> {
  return changeRow(scope, input, {
    action: 'plans.purchase-removed',
    valuesOf: (row) => {
      refuseRemoved(row)
      return { removed_at: input.now }
    },
  })
}

export async function restorePurchase(scope: WriteScope, input: PurchaseInput): Promise<Purchase> {
  const plan = await planForOneMore(scope, input.planId)
  return changeRow(scope, input, {
    action: 'plans.purchase-restored',
    valuesOf: async (row) => {
      if (row.removed_at === null) throw new Refused('plans/not-removed')
      await guardPurchaseCount(scope, plan)
      return { removed_at: null }
    },
  })
}

/** What every change of a purchase has in common: nobody else at it, the version the caller saw, and a trace. */
async function changeRow(
  scope: WriteScope,
  { planId, id, today }: PurchaseInput,
  change: {
    readonly action: PlanDeed
    readonly valuesOf: (row: PurchaseRow) => PurchaseValues | Promise<PurchaseValues>
  },
): Promise<Purchase> {
  const plan = await planForBuying(scope, planId)
  const row = await lockPurchase(scope, plan, id)
  scope.expectVersion(row.version)
  const values = await change.valuesOf(row)
  await updatePurchase(scope, id, values)
  const changed = Object.keys(values).filter((field) => field !== 'removed_at') as (keyof PurchaseRow)[]
  const after = { ...row, ...values }
  await scope.record({
    action: change.action,
    ...subjectOf(plan),
    before: { ...factsOf(row), ...Object.fromEntries(changed.map((field) => [field, row[field]])) },
    after: { ...factsOf(after), ...Object.fromEntries(changed.map((field) => [field, after[field]])) },
  })
  return presentPurchase(scope, plan, { id, asOf: today })
}

function refuseRemoved(row: PurchaseRow): void {
  if (row.removed_at !== null) throw new Refused('plans/removed')
}

/** What history names a purchase by. */
function factsOf(row: Pick<PurchaseRow, 'id' | 'title' | 'buy_class'>) {
  return { id: row.id, title: row.title, buyClass: row.buy_class }
}
