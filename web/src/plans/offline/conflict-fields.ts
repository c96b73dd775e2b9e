import type { ConflictField } from '../shared/conflict-note.tsx'
import { plainAmount } from '../shared/read-amount.ts'
import type { Deed } from './deeds.ts'
import type { Found } from './read-now.ts'
import { saidBy } from './said-by.ts'
import { text } from './text.ts'

const FRACTIONS = new Set(['competitorShare', 'needProbability', 'winProbability'])

/** What a change says of one thing beside what the thing says now. */
export function conflictFields(deed: Deed, theirs: NonNullable<Found>): ConflictField[] {
  const fields = Object.entries(saidBy(deed)).flatMap(([key, value]) => {
    const label = text.fieldsOf[deed.route]?.[key] ?? text.fields[key]
    return label === undefined ? [] : [{ label, mine: inWords(key, value), theirs: inWords(key, theirs[key]) }]
  })
  return [...fields, ...memberField(deed, theirs)]
}

/** Another member for the same duty: of mine only the id is known. */
function memberField({ route, input }: Deed, theirs: NonNullable<Found>): ConflictField[] {
  if (route !== 'changePlanPerson') return []
  const { personId } = input
  if (personId === undefined || personId === null || personId === theirs.personId) return []
  return [{ label: text.fields.name ?? '', mine: text.member, theirs: inWords('name', theirs.name) }]
}

function inWords(key: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'number' && FRACTIONS.has(key)) return text.percent(Number((value * 100).toFixed(4)))
  if (key === 'amount') return plainAmount(String(value))
  if (typeof value !== 'object')
    return key === 'state' || key === 'duty' ? String(value).replaceAll('_', ' ') : String(value)
  if (isPotential(value)) return [value.low, value.base, value.high].map(plainAmount).filter(Boolean).join(' / ')
  return 'name' in value && typeof value.name === 'string' ? value.name : text.member
}

interface Potential {
  readonly low: string | null
  readonly base: string | null
  readonly high: string | null
}

function isPotential(value: object): value is Potential {
  return 'low' in value && 'base' in value && 'high' in value
}
