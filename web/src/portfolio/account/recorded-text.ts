type Facts = Readonly<Record<string, unknown>>

const MOST_SHOWN = 6

/** A recorded value as people read it: lists with semicolons, things by their name, everything else by its fields. */
export function recordedText(value: unknown): string {
  if (Array.isArray(value)) return listText(value)
  if (isFacts(value)) return factsText(value)
  return value === null || value === undefined ? '' : String(value)
}

/** A field as it is written in the program, as words. */
export function spaced(field: string): string {
  return field.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
}

function listText(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_SHOWN).map(recordedText)
  const more = values.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function factsText(facts: Facts): string {
  if (typeof facts.measure === 'string') return goalText(facts, facts.measure)
  const name = facts.title ?? facts.name ?? facts.label
  if (typeof name === 'string') return name
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([field, value]) => `${spaced(field)} ${recordedText(value)}`)
    .join(', ')
}

/** A goal of a period: "net revenue 2026: 520000". What was recorded before periods had their label has the number. */
function goalText({ label, period, amount, margin }: Facts, measure: string): string {
  const asked = recordedText(amount ?? margin)
  return `${spaced(measure)} ${recordedText(label ?? period)}: ${asked === '' ? 'none' : asked}`
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null
}
