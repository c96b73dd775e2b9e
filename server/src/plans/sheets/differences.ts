/** What a sheet says of one thing, and what the plan says of it. */
interface Told {
  readonly what: string
  readonly sheet: string
  readonly plan: string
}

/** In words, what a sheet says otherwise than the plan. A cell left empty says nothing. */
export function differencesOf(told: readonly Told[]): string[] {
  return told
    .filter(({ sheet, plan }) => sheet !== '' && !isSame(sheet, plan))
    .map(
      ({ what, sheet, plan }) =>
        `${what} is ${plan === '' ? 'nobody' : `“${plan}”`} in the plan, “${sheet}” in the sheet`,
    )
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
