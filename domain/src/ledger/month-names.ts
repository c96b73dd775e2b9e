import { plainWords } from './plain-words.ts'

/** Names and short forms of the months in English, German, French, Spanish and Dutch, without accents. */
const names: readonly string[] = [
  'january jan januar janner janvier janv enero ene januari',
  'february feb februar fevrier fev fevr febrero februari',
  'march mar marz maerz mrz mars marzo maart mrt',
  'april apr avril avr abril abr',
  'may mai mayo mei',
  'june jun juni juin junio',
  'july jul juli juillet juil julio',
  'august aug aout agosto ago augustus',
  'september sep sept septembre septiembre setiembre',
  'october oct oktober okt octobre octubre',
  'november nov novembre noviembre',
  'december dec dezember dez decembre diciembre dic',
]

const months = new Map(names.flatMap((list, index) => list.split(' ').map((name) => [name, index + 1] as const)))

/** The month (1 to 12) a name in one of the five languages means; null when it is none. */
export function monthOfName(name: string): number | null {
  return months.get(plainWords(name)) ?? null
}
