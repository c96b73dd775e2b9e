/** The server stores words without spaces around them, and sets of ids in its own order: neither is a change. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.trim() === other.trim()
  return JSON.stringify(orderless(one)) === JSON.stringify(orderless(other))
}

function orderless(value: unknown): unknown {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.toSorted() : value
}

/** Fields that differ between two forms. */
export function changedFields<Fields extends object>(
  before: Fields,
  after: Fields,
): readonly (keyof Fields & string)[] {
  return (Object.keys(after) as (keyof Fields & string)[]).filter((field) => !isSame(before[field], after[field]))
}

/** What to send: only fields that were changed, so that others may change other fields of the same thing. */
export function changesOf<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  return fieldsOf(changedFields(before, after), after)
}

/** Some of the fields of a form. */
export function fieldsOf<Fields extends object>(fields: readonly (keyof Fields)[], form: Fields): Partial<Fields> {
  return Object.fromEntries(fields.map((field) => [field, form[field]])) as Partial<Fields>
}

/** Fields that both have changed, and not to the same. */
export function clashingFields<Fields extends object>(
  base: Fields,
  mine: Fields,
  theirs: Fields,
): readonly (keyof Fields & string)[] {
  const changedByMe = new Set(changedFields(base, mine))
  const differing = new Set(changedFields(mine, theirs))
  return changedFields(base, theirs).filter((field) => changedByMe.has(field) && differing.has(field))
}

/** Theirs with what I have changed. */
export function mergeForms<Fields extends object>(base: Fields, mine: Fields, theirs: Fields): Fields {
  return { ...theirs, ...changesOf(base, mine) }
}
