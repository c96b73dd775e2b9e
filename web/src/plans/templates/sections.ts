import type { Field, Section } from './templates.ts'
import { text } from './text.ts'

/** A name that no other section or field has; people never see it. */
function newKey(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().slice(0, 8)}`
}

export function newSection(): Section {
  return {
    key: newKey('section'),
    title: text.newSection,
    help: '',
    part: 'statements',
    audience: 'plan',
    fields: [],
    freshMonths: 12,
  }
}

export function newField(): Field {
  return { key: newKey('field'), label: text.newField, help: '', kind: 'text', choices: [], isRequired: false }
}

/** The list with one entry a place further up (-1) or down (1); unchanged at its ends. */
export function moved<Item>(items: readonly Item[], from: number, step: 1 | -1): Item[] {
  const to = from + step
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** The list with the entry put back where it was, or at the end where the list has become shorter. */
export function putBack<Item>(items: readonly Item[], at: number, item: Item): Item[] {
  return items.toSpliced(Math.min(at, items.length), 0, item)
}
