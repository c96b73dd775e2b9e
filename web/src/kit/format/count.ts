const rules = new Intl.PluralRules('en')

/** What is counted: one of it, and any other number of it. */
export interface Counted {
  readonly one: string
  readonly other: string
}

/** The word that goes with a count, which may be written already ("1", "1,234"). */
export function nounFor(count: number | string, { one, other }: Counted): string {
  // A written count with separators or decimals is never exactly one thing.
  const value = typeof count === 'number' ? count : /^\d+$/.test(count) ? Number(count) : Number.NaN
  return rules.select(value) === 'one' ? one : other
}

/** A count with its word: "1 member", "0 members", "1,234 members". */
export function counted(count: number | string, noun: Counted): string {
  return `${count} ${nounFor(count, noun)}`
}
