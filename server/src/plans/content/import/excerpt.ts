const VALUE_LETTERS = 120

/** A value out of a file, short enough to be shown. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing')
  return text.length <= VALUE_LETTERS ? text : `${text.slice(0, VALUE_LETTERS).toWellFormed()}…`
}
