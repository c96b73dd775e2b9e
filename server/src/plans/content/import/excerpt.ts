const VALUE_LETTERS = 120

/** A value out of a file, short enough to be shown. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(surfaceOf(value)) ?? 'missing')
  return text.length <= VALUE_LETTERS ? text : `${text.slice(0, VALUE_LETTERS).toWellFormed()}…`
}

const MEMBERS = 12

/** The first things of a list or an object, without what lies in them: a hostile file may be nested without end. */
function surfaceOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const shown = (inner: unknown) => (typeof inner === 'object' && inner !== null ? '…' : inner)
  if (Array.isArray(value)) return value.slice(0, MEMBERS).map(shown)
  const entries = Object.entries(value).slice(0, MEMBERS)
  return Object.fromEntries(entries.map(([key, inner]) => [key, shown(inner)]))
}
