type Value = string | null | readonly string[]
/** What stands in the fields of a dialog. */
export type Form = Readonly<Record<string, Value>>

/** The server stores words without spaces around them, and what a step serves in its own order: neither is a change. */
function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.trim() === other.trim()
  if (Array.isArray(one) && Array.isArray(other)) return one.toSorted().join(' ') === other.toSorted().join(' ')
  return one === other
}

/** Fields that differ between two forms. */
export function changedFields<Fields extends Form>(before: Fields, after: Fields): readonly string[] {
  return Object.keys(after).filter((field) => !isSame(before[field], after[field]))
}

/** What to send: only what was changed, so that others may change other fields of the same thing. */
export function changesOf<Fields extends Form>(before: Fields, after: Fields): Partial<Fields> {
  return Object.fromEntries(changedFields(before, after).map((field) => [field, after[field]])) as Partial<Fields>
}

/** Whether both have changed a field since, and not to the same. */
export function isClashing<Fields extends Form>(base: Fields, mine: Fields, theirs: Fields): boolean {
  const changedByMe = new Set(changedFields(base, mine))
  const differing = new Set(changedFields(mine, theirs))
  return changedFields(base, theirs).some((field) => changedByMe.has(field) && differing.has(field))
}

/** Theirs with what I have changed. */
export function mergedForm<Fields extends Form>(base: Fields, mine: Fields, theirs: Fields): Fields {
  return { ...theirs, ...changesOf(base, mine) }
}
