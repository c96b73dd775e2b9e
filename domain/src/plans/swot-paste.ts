import { isCalendarDate } from '../program/index.ts'

/** Longest words of an item, of its evidence and of who said it, in characters. */
export const SWOT_TEXT_LENGTH = 500
export const SWOT_EVIDENCE_LENGTH = 2_000
export const SWOT_SAID_BY_LENGTH = 200

/** How many items one paste adds at most. */
export const SWOT_BATCH_LIMIT = 200

/** What is wrong with a pasted line. The first two keep it from being added; the others only lose the cell named. */
export type SwotPasteFault =
  | 'too_long'
  | 'there_already'
  | 'impact_unreadable'
  | 'confidence_unreadable'
  | 'evidence_too_long'
  | 'date_unreadable'
  | 'date_in_future'
  | 'said_by_too_long'

/** A pasted line as it would become an item; cells that cannot be used are empty or null, and named in the faults. */
export interface PastedSwotLine {
  /** Where it stood, the first line being 1. */
  readonly line: number
  readonly text: string
  readonly impact: number | null
  readonly confidence: number | null
  readonly evidence: string
  readonly evidenceOn: string | null
  readonly saidBy: string
  readonly faults: readonly SwotPasteFault[]
  readonly isUsable: boolean
}

const JUDGEMENTS: ReadonlyMap<string, number> = new Map([
  ['1', 1],
  ['l', 1],
  ['low', 1],
  ['2', 2],
  ['m', 2],
  ['medium', 2],
  ['3', 3],
  ['h', 3],
  ['high', 3],
])

/**
 * Reads lines pasted into a quadrant: every line that is not blank is one item. Marks of a list before it (a dash, a dot,
 * a number) are taken off. From a spreadsheet the cells stand in this order: words, impact, confidence (each 1 to 3, or
 * low, medium, high), evidence, its date (2026-10-31), who said it; cells left out are unknown. A line whose words stand
 * in the quadrant already, or further up in what was pasted, is not usable, whatever its capitals and spaces; so is one of
 * more than 500 characters. `asOf` is today.
 */
export function readPastedSwotItems(
  content: string,
  { present, asOf }: { readonly present: readonly string[]; readonly asOf: string },
): readonly PastedSwotLine[] {
  const seen = new Set(present.map(sameWords))
  return content.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const read = readLine(line, asOf)
    if (read.text === '') return []
    const key = sameWords(read.text)
    const isTooLong = read.text.length > SWOT_TEXT_LENGTH
    const blocking: SwotPasteFault[] = []
    if (isTooLong) blocking.push('too_long')
    if (seen.has(key)) blocking.push('there_already')
    seen.add(key)
    return [{ line: index + 1, ...read, faults: [...blocking, ...read.faults], isUsable: blocking.length === 0 }]
  })
}

function readLine(line: string, asOf: string): Omit<PastedSwotLine, 'line' | 'isUsable'> {
  const [words = '', impactCell = '', confidenceCell = '', evidenceCell = '', dateCell = '', saidByCell = ''] = line
    .split('\t')
    .map(cleanCell)
  const faults: SwotPasteFault[] = []
  const judged = (cell: string, fault: SwotPasteFault): number | null => {
    const value = JUDGEMENTS.get(cell.toLowerCase()) ?? null
    if (value === null && cell !== '') faults.push(fault)
    return value
  }
  const short = (cell: string, longest: number, fault: SwotPasteFault): string => {
    if (cell.length <= longest) return cell
    faults.push(fault)
    return ''
  }
  return {
    text: withoutListMark(words),
    impact: judged(impactCell, 'impact_unreadable'),
    confidence: judged(confidenceCell, 'confidence_unreadable'),
    evidence: short(evidenceCell, SWOT_EVIDENCE_LENGTH, 'evidence_too_long'),
    evidenceOn: readDate(dateCell, asOf, faults),
    saidBy: short(saidByCell, SWOT_SAID_BY_LENGTH, 'said_by_too_long'),
    faults,
  }
}

function readDate(cell: string, asOf: string, faults: SwotPasteFault[]): string | null {
  if (cell === '') return null
  if (!isCalendarDate(cell)) faults.push('date_unreadable')
  else if (cell > asOf) faults.push('date_in_future')
  else return cell
  return null
}

/** Without quotation marks of the spreadsheet, and without characters that cannot be stored. */
function cleanCell(cell: string): string {
  const plain = cell
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
  const quoted = /^"(.*)"$/.exec(plain)
  return quoted ? (quoted[1] ?? '').replaceAll('""', '"').trim() : plain
}

/** A number counts as a mark only with a dot or bracket and a space after it: "2.5 million units" stays whole. */
function withoutListMark(words: string): string {
  return words.replace(/^(?:[-*•–·▪◦]|\d{1,3}[.)])(?:\s+|$)/u, '').trim()
}

function sameWords(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}
