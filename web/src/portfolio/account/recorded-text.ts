import { text } from './text.ts'

type Facts = Readonly<Record<string, unknown>>

/** Who reads it: values of margins come empty to those who may not see them. */
export interface Reader {
  readonly seesMargins: boolean
}

const MOST_SHOWN = 6

/** Fields that every write touches and that tell nobody anything. */
export const SILENT: ReadonlySet<string> = new Set([
  'version',
  'updatedAt',
  'updated_at',
  'id',
  'createdAt',
  'created_at',
])

/** A recorded value as people read it: lists with semicolons, things by their name and then by what else is said of them. */
export function recordedText(value: unknown, reader: Reader): string {
  if (Array.isArray(value)) return listText(value, reader)
  if (isFacts(value)) return factsText(value, reader)
  return value === null || value === undefined ? '' : String(value)
}

/** A field as it is written in the program, as words. */
export function spaced(field: string): string {
  return field.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
}

function listText(values: readonly unknown[], reader: Reader): string {
  const shown = values.slice(0, MOST_SHOWN).map((value) => recordedText(value, reader))
  const more = values.length - shown.length
  return [...shown, ...(more > 0 ? [text.history.moreValues(more)] : [])].join('; ')
}

const NAMES = ['title', 'name', 'label']

function factsText(facts: Facts, reader: Reader): string {
  if (isGoal(facts)) return goalText(facts, reader)
  const naming = NAMES.find((field) => typeof facts[field] === 'string')
  const rest = Object.entries(facts)
    .filter(([field, value]) => field !== naming && !SILENT.has(field) && recordedText(value, reader) !== '')
    .map(([field, value]) => `${spaced(field)} ${recordedText(value, reader)}`)
    .join(', ')
  if (naming === undefined) return rest
  return rest === '' ? String(facts[naming]) : `${facts[naming]} (${rest})`
}

interface Goal extends Facts {
  readonly measure: string
  readonly period: number
}

function isGoal(facts: Facts): facts is Goal {
  return (
    typeof facts.measure === 'string' && typeof facts.period === 'number' && ('amount' in facts || 'margin' in facts)
  )
}

/** A goal of a period: "net revenue 2026: 520000". What was recorded before periods had their label has the number. */
function goalText({ measure, label, period, amount, margin }: Goal, reader: Reader): string {
  const asked = amount ?? margin
  const isHidden = measure !== 'net_revenue' && !reader.seesMargins
  const words = isHidden ? text.history.hidden : recordedText(asked, reader) || text.history.noGoal
  return `${spaced(measure)} ${typeof label === 'string' ? label : period}: ${words}`
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null
}
