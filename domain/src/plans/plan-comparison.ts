import { dayInWords } from '../kernel/index.ts'
import { addMonths } from '../program/index.ts'

/** A value of something in a plan, already written as people read it; null where there is none. */
export interface PlanListField {
  readonly key: string
  readonly label: string
  readonly value: string | null
}

/** A thing in a plan: an objective, an action, a statement. */
export interface PlanListItem {
  readonly id: string
  /** What people call it by; whether it was renamed is told by its fields. */
  readonly label: string
  readonly fields: readonly PlanListField[]
}

/** Things of one kind in a plan at one moment. */
export interface PlanList {
  readonly key: string
  readonly title: string
  /** One of its things in a sentence: "action", "member of the team". */
  readonly noun: string
  readonly items: readonly PlanListItem[]
}

/** A value that differs between two moments. */
export interface FieldDifference {
  readonly key: string
  readonly label: string
  readonly before: string | null
  readonly after: string | null
}

/** A thing that is new, gone, or not what it was. */
export interface PlanDifference {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly listKey: string
  readonly listTitle: string
  readonly noun: string
  readonly itemId: string
  readonly label: string
  readonly fields: readonly FieldDifference[]
}

/** Longest piece of a text in a sentence, in characters. */
export const QUOTED_LENGTH = 80

/**
 * What differs between two moments of a plan: things added, removed and changed, in the order of the lists and of their
 * things, first as they stand now, then those that are gone. Things are the same by their id within their list, fields by
 * their key, in whatever order they come; an empty value is the same as none. A list that one moment lacks has no things there: leave
 * a list out of both moments where one of them may not be seen.
 */
export function comparePlanLists(before: readonly PlanList[], after: readonly PlanList[]): PlanDifference[] {
  const earlier = new Map(before.map((list) => [list.key, list]))
  const later = new Set(after.map(({ key }) => key))
  const gone = before.filter(({ key }) => !later.has(key)).map((list) => ({ ...list, items: [] }))
  return [...after, ...gone].flatMap((list) => compareList(earlier.get(list.key)?.items ?? [], list))
}

function compareList(before: readonly PlanListItem[], list: PlanList): PlanDifference[] {
  const earlier = new Map(before.map((item) => [item.id, item]))
  const later = new Set(list.items.map(({ id }) => id))
  const place = { listKey: list.key, listTitle: list.title, noun: list.noun }
  const present = list.items.flatMap((item): PlanDifference[] => {
    const old = earlier.get(item.id)
    const fields = compareFields(old?.fields ?? [], item.fields)
    if (old === undefined) return [{ ...place, kind: 'added', itemId: item.id, label: item.label, fields }]
    return fields.length === 0 ? [] : [{ ...place, kind: 'changed', itemId: item.id, label: item.label, fields }]
  })
  const removed = before
    .filter(({ id }) => !later.has(id))
    .map((item): PlanDifference => {
      const fields = compareFields(item.fields, [])
      return { ...place, kind: 'removed', itemId: item.id, label: item.label, fields }
    })
  return [...present, ...removed]
}

function compareFields(before: readonly PlanListField[], after: readonly PlanListField[]): FieldDifference[] {
  const earlier = new Map(before.map((field) => [field.key, field]))
  const later = new Set(after.map(({ key }) => key))
  const gone = before.filter(({ key }) => !later.has(key)).map((field) => ({ ...field, value: null }))
  return [...after, ...gone].flatMap(({ key, label, value }) => {
    const old = presentValue(earlier.get(key)?.value)
    const now = presentValue(value)
    return old === now ? [] : [{ key, label, before: old, after: now }]
  })
}

function presentValue(value: string | null | undefined): string | null {
  return value === undefined || value === '' ? null : value
}

/**
 * A difference as a sentence: what was added or taken out, or each value with what it was and what it became. Long texts
 * are only named as rewritten, because a sentence does not hold them.
 */
export function differenceInWords({ kind, noun, label, fields }: PlanDifference): string {
  const name = `${noun} “${shorten(label)}”`
  if (kind === 'added') return `New: ${name}.`
  if (kind === 'removed') return `Taken out: ${name}.`
  return `${capitalize(name)}: ${fields.map(fieldInWords).join('; ')}.`
}

function fieldInWords({ label, before, after }: FieldDifference): string {
  if (isLong(before) || isLong(after)) {
    return before === null ? `${label} written` : after === null ? `${label} cleared` : `${label} rewritten`
  }
  if (before === null) return `${label} set to ${valueInWords(after)}`
  if (after === null) return `${label} cleared, was ${valueInWords(before)}`
  return `${label} from ${valueInWords(before)} to ${valueInWords(after)}`
}

/** Days are named as sentences name them; everything else stands as it is. */
function valueInWords(value: string | null): string {
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayInWords(value) : (value ?? '')
}

function isLong(value: string | null): boolean {
  return value !== null && (value.length > QUOTED_LENGTH || value.includes('\n'))
}

function shorten(label: string): string {
  const line = label.replaceAll(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length > QUOTED_LENGTH ? `${letters.slice(0, QUOTED_LENGTH - 1).join('')}…` : line
}

function capitalize(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

const QUARTER_MONTHS = 3

/**
 * The day that a quarterly review looks back to: three months before, on the last day of that month where it is shorter.
 * Takes and gives a date of the calendar, "2026-05-31" gives "2026-02-28".
 */
export function quarterBefore(day: string): string {
  return addMonths(day, -QUARTER_MONTHS)
}
