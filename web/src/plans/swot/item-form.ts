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
