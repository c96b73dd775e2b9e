import type { NewSwotItem, SwotItem } from './types.ts'

/** An item as it stands in the fields. */
export type ItemForm = NewSwotItem

export type ItemField = keyof ItemForm

export const ITEM_FIELDS: readonly ItemField[] = [
  'text',
  'viewpoint',
  'kind',
  'impact',
  'confidence',
  'evidence',
  'evidenceOn',
  'saidBy',
]

export function formOf(item: SwotItem): ItemForm {
  const { text, viewpoint, kind, impact, confidence, evidence, evidenceOn, saidBy } = item
  return { text, viewpoint, kind, impact, confidence, evidence, evidenceOn, saidBy }
}

/** The server stores words without spaces around them; those are no change. */
function sameValue(one: ItemForm[ItemField], other: ItemForm[ItemField]): boolean {
  return typeof one === 'string' && typeof other === 'string' ? one.trim() === other.trim() : one === other
}

/** Fields that differ between two forms. */
export function changedFields(before: ItemForm, after: ItemForm): readonly ItemField[] {
  return ITEM_FIELDS.filter((field) => !sameValue(before[field], after[field]))
}

/** What to send: only fields that were changed, so that others may change other fields of the same item. */
export function changesOf(before: ItemForm, after: ItemForm): Partial<ItemForm> {
  return Object.fromEntries(changedFields(before, after).map((field) => [field, after[field]]))
}

/** Fields that both have changed, and not to the same. */
export function clashingFields(base: ItemForm, mine: ItemForm, theirs: ItemForm): readonly ItemField[] {
  const changedByMe = new Set(changedFields(base, mine))
  const differing = new Set(changedFields(mine, theirs))
  return changedFields(base, theirs).filter((field) => changedByMe.has(field) && differing.has(field))
}

/** Theirs with what I have changed. */
export function mergeForms(base: ItemForm, mine: ItemForm, theirs: ItemForm): ItemForm {
  return { ...theirs, ...changesOf(base, mine) }
}
