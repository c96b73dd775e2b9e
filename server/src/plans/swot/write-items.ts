import { randomUUID } from 'node:crypto'
import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import type { NewSwotItem, SwotItem } from '@mainstay/contract/plans-swot'
import { addDays } from '@mainstay/domain/program'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import { readEffects } from './effects.ts'
import { presentItem, swotSetting } from './present-item.ts'
import {
  guardItemCount,
  insertItems,
  itemsById,
  lockItem,
  type NewItemValues,
  type SwotItemRow,
  updateItem,
} from './swot-store.ts'

interface ItemInput {
  readonly planId: string
  readonly id: string
}

/** Fields of a change: missing means "leave", null means "clear". */
type ItemChange = { readonly [Field in keyof NewSwotItem]?: NewSwotItem[Field] | undefined }

export async function addSwotItem(
  scope: WriteScope,
  input: NewSwotItem & { readonly planId: string },
  asOf: string,
): Promise<SwotItem> {
  const plan = await planForSwot(scope, input.planId)
  refuseFuture([{ path: 'evidenceOn', on: input.evidenceOn }], asOf)
  await guardItemCount(scope, plan, 1)
  const item = newItem(input)
  await insertItems(scope, plan, [item])
  await scope.record({ action: 'plans.swot-item-added', ...subjectOf(plan), before: null, after: factsOf(item) })
  return presentById(scope, { plan, id: item.id, asOf })
}

/** All or none: a paste that is half in would have to be compared line by line. */
export async function addSwotItems(
  scope: WriteScope,
  input: { readonly planId: string; readonly items: readonly NewSwotItem[] },
  asOf: string,
): Promise<{ items: SwotItem[] }> {
  const plan = await planForSwot(scope, input.planId)
  refuseFuture(
    input.items.map(({ evidenceOn }, index) => ({ path: `items.${index}.evidenceOn`, on: evidenceOn })),
    asOf,
  )
  await guardItemCount(scope, plan, input.items.length)
  const items = input.items.map(newItem)
  await insertItems(scope, plan, items)
  await scope.record({
    action: 'plans.swot-items-added',
    ...subjectOf(plan),
    before: null,
    after: { items: items.map(factsOf) },
  })
  const rows = await itemsById(
    scope,
    plan,
    items.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const effects = await readEffects(scope, plan)
  const setting = await swotSetting(scope, plan, asOf)
  return {
    items: items.flatMap(({ id }) => {
      const row = byId.get(id)
      return row ? [presentItem(row, effects, setting)] : []
    }),
  }
}

export async function changeSwotItem(
  scope: WriteScope,
  input: ItemInput & ItemChange,
  asOf: string,
): Promise<SwotItem> {
  refuseFuture([{ path: 'evidenceOn', on: input.evidenceOn ?? null }], asOf)
  return changeRow(scope, input, {
    asOf,
    action: 'plans.swot-item-changed',
    valuesOf: (row) => {
      if (row.removed_at !== null) throw new Refused('plans/removed')
      const { viewpoint, kind, evidence, impact, confidence } = input
      const fields = {
        viewpoint,
        kind,
        content: input.text,
        evidence,
        evidence_on: input.evidenceOn,
        said_by: input.saidBy,
        impact,
        confidence,
      }
      return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    },
  })
}

export function settleSwotItem(
  scope: WriteScope,
  input: ItemInput & { readonly reason: string },
  asOf: string,
): Promise<SwotItem> {
  return changeRow(scope, input, {
    asOf,
    action: 'plans.swot-item-settled',
    valuesOf: (row) => {
      if (row.removed_at !== null) throw new Refused('plans/removed')
      if (row.settled_on !== null) throw new Refused('plans/swot-item-settled')
      return { settled_reason: input.reason, settled_on: asOf, settled_by: scope.actor.name }
    },
  })
}

/** Settles an item as it had been before it was let count again. */
export function settleAgain(
  scope: WriteScope,
  input: ItemInput & { readonly reason: string; readonly on: string; readonly by: string; readonly today: string },
): Promise<SwotItem> {
  return changeRow(scope, input, {
    asOf: input.today,
    action: 'plans.swot-item-settled',
    valuesOf: (row) => {
      if (row.removed_at !== null) throw new Refused('plans/removed')
      if (row.settled_on !== null) throw new Refused('plans/swot-item-settled')
      return { settled_reason: input.reason, settled_on: input.on, settled_by: input.by }
    },
  })
}

export function reopenSwotItem(scope: WriteScope, input: ItemInput, asOf: string): Promise<SwotItem> {
  return changeRow(scope, input, {
    asOf,
    action: 'plans.swot-item-reopened',
    valuesOf: (row) => {
      if (row.removed_at !== null) throw new Refused('plans/removed')
      if (row.settled_on === null) throw new Refused('plans/swot-item-living')
      return { settled_reason: null, settled_on: null, settled_by: null }
    },
  })
}

export function removeSwotItem(
  scope: WriteScope,
  input: ItemInput,
  { asOf, now }: { readonly asOf: string; readonly now: Date },
): Promise<SwotItem> {
  return changeRow(scope, input, {
    asOf,
    action: 'plans.swot-item-removed',
    valuesOf: (row) => {
      if (row.removed_at !== null) throw new Refused('plans/removed')
      return { removed_at: now }
    },
  })
}

export function putBackSwotItem(scope: WriteScope, input: ItemInput, asOf: string): Promise<SwotItem> {
  return changeRow(scope, input, {
    asOf,
    action: 'plans.swot-item-put-back',
    valuesOf: (row) => {
      if (row.removed_at === null) throw new Refused('plans/not-removed')
      return { removed_at: null }
    },
  })
}

type ItemValues = Parameters<typeof updateItem>[2]

/** What every change of an item has in common: nobody else at it, the version the caller saw, and a trace. */
async function changeRow(
  scope: WriteScope,
  { planId, id }: ItemInput,
  change: {
    readonly asOf: string
    readonly action: PlanDeed
    readonly valuesOf: (row: SwotItemRow) => ItemValues
  },
): Promise<SwotItem> {
  const plan = await planForSwot(scope, planId)
  const row = await lockItem(scope, plan, id)
  const values = change.valuesOf(row)
  scope.expectVersion(row.version)
  if (values.removed_at === null) await guardItemCount(scope, plan, 1)
  await updateItem(scope, id, values)
  const changed = Object.keys(values).filter((field) => field !== 'removed_at') as (keyof SwotItemRow)[]
  await scope.record({
    action: change.action,
    ...subjectOf(plan),
    before: { ...factsOf(row), ...pick(row, changed) },
    after: { ...factsOf({ ...row, ...values }), ...pick({ ...row, ...values }, changed) },
  })
  return presentById(scope, { plan, id, asOf: change.asOf })
}

/** A plan whose SWOT the actor may work on. */
export async function planForSwot(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'swot')
  return plan
}

async function presentById(
  scope: WriteScope,
  { plan, id, asOf }: { readonly plan: StoredPlan; readonly id: string; readonly asOf: string },
): Promise<SwotItem> {
  const [row] = await itemsById(scope, plan, [id])
  if (!row) throw new Refused('http/not-found')
  return presentItem(row, await readEffects(scope, plan), await swotSetting(scope, plan, asOf))
}

function newItem(input: NewSwotItem): NewItemValues {
  const { viewpoint, kind, text: content, evidence, evidenceOn, saidBy, impact, confidence } = input
  return {
    id: randomUUID(),
    viewpoint,
    kind,
    content,
    evidence,
    evidence_on: evidenceOn,
    said_by: saidBy,
    impact,
    confidence,
  }
}

/** Evidence is of a day that has come somewhere on earth: its east is up to a day ahead. */
function refuseFuture(dates: readonly { readonly path: string; readonly on: string | null }[], asOf: string): void {
  const latest = addDays(asOf, 1)
  const faults: FieldFault[] = dates.flatMap(({ path, on }) =>
    on !== null && on > latest
      ? [{ path, code: 'plans/evidence-in-future', message: 'the evidence is of a day still to come' }]
      : [],
  )
  if (faults.length > 0) throw new Refused('plans/evidence-in-future', {}, faults)
}

export function subjectOf(plan: StoredPlan) {
  return { subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId } as const
}

/** What history names an item by. */
export function factsOf(item: Pick<SwotItemRow, 'id' | 'viewpoint' | 'kind' | 'content'>) {
  return { itemId: item.id, viewpoint: item.viewpoint, kind: item.kind, text: item.content }
}

function pick(row: Partial<SwotItemRow>, fields: readonly (keyof SwotItemRow)[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))
}
