type Facts = Readonly<Record<string, unknown>>

/** One value that a change touched, in words of its own. */
export interface ValueDifference {
  readonly name: string
  /** Null where there was, or is, nothing. */
  readonly before: string | null
  readonly after: string | null
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function inWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Values inside values get the whole path as their name: "definition.minimumConfidence". */
function flatten(facts: Facts | null, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [key, value] of Object.entries(facts ?? {})) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (isFacts(value)) for (const [inner, innerValue] of flatten(value, name)) flat.set(inner, innerValue)
    else flat.set(name, value)
  }
  return flat
}

/** What a change made of what: only the values that differ, in the order they were recorded. */
export function differenceOf(before: Facts | null, after: Facts | null): ValueDifference[] {
  const old = flatten(before)
  const now = flatten(after)
  const names = [...new Set([...old.keys(), ...now.keys()])]
  return names
    .map((name) => ({ name, before: inWords(old.get(name)), after: inWords(now.get(name)) }))
    .filter((difference) => difference.before !== difference.after)
}
