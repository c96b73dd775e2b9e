import { type Amount, formatAmount, parseAmount } from '../kernel/index.ts'
import { type DecimalFormat, parseDate, parseDecimal, parseText } from '../ledger/index.ts'
import { type Bounds, CELL_STATES, type CellState, isOrdered } from './white-space.ts'
import { splitScale, timesTen } from './written-number.ts'

/** What one text of a spreadsheet says about a cell. A missing field says nothing about it. */
export interface CellContent {
  readonly state?: CellState
  readonly competitor?: string
  readonly competitorShare?: number
  readonly renewalOn?: string
  readonly potential?: Bounds
}

/** Why a text says nothing that a cell could hold. */
export type CellTextFault =
  | 'plans/cell-unreadable'
  | 'plans/competitor-too-long'
  | 'plans/potential-out-of-order'
  | 'plans/number-unreadable'

const LETTERS: Readonly<Record<CellState, string>> = {
  owned: 'o',
  lapsed: 'l',
  competitor: 'c',
  open: 'p',
  not_needed: 'n',
  unknown: 'u',
}

const OTHER_WORDS: Readonly<Record<string, CellState>> = {
  have: 'owned',
  ours: 'owned',
  lost: 'lapsed',
  white: 'open',
  'n/a': 'not_needed',
  '?': 'unknown',
}

const STATES_BY_WORD: ReadonlyMap<string, CellState> = new Map([
  ...CELL_STATES.flatMap((state): [string, CellState][] => [
    [state.replace('_', ' '), state],
    [LETTERS[state], state],
  ]),
  ...Object.entries(OTHER_WORDS),
])

const LONGEST_NAME = 200
const DATE_PATTERN = /^\d{4}-\d{2}-\d{2}$/
const SHARE_PATTERN = /^(\d{1,3}(?:[.,]\d{1,4})?)\s*%$/
const DECIMALS_WRITTEN = 10

/** The letter that stands for a state: o owned, l lapsed, c competitor, p open, n not needed, u unknown. */
export function letterOfState(state: CellState): string {
  return LETTERS[state]
}

/** The state that a word or letter stands for, in any case; null for any other word. */
export function stateOfWord(word: string): CellState | null {
  return (
    STATES_BY_WORD.get(
      word
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_]+/g, ' '),
    ) ?? null
  )
}

/** The parts of a text that look like numbers, for finding out how the sheet writes them. */
export function numbersIn(text: string): readonly string[] {
  return partsOf(text)
    .filter((part) => !DATE_PATTERN.test(part))
    .map((part) => bounds(part).map((bound) => splitScale(bound).number))
    .filter((numbers) => /^[-\d.,'\s/’]+$/.test(numbers.join('/')))
    .flat()
}

/**
 * Reads what a spreadsheet says about a cell: a state, then what is known besides, parted by semicolons, in any order:
 * "competitor: Acme; 40%; 2027-03-31; 80k/100k/120000" names the supplier, its part, the day its contract may be
 * renewed, and the yearly potential (low/base/high, or the base alone). An empty text says nothing. Refuses what it cannot
 * read as a whole.
 */
export function readCellText(
  text: string,
  format: DecimalFormat,
):
  | { readonly ok: true; readonly content: CellContent }
  | { readonly ok: false; readonly code: CellTextFault; readonly part: string } {
  let content: CellContent = {}
  for (const part of partsOf(text)) {
    const read = readPart(part, format)
    if (typeof read === 'string') return { ok: false, code: read, part }
    content = { ...content, ...read }
  }
  return { ok: true, content }
}

function partsOf(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function readPart(part: string, format: DecimalFormat): CellContent | CellTextFault {
  const state = stateOfWord(part)
  if (state !== null) return { state }
  const supplier = /^(?:competitor|c)\s*:\s*(.+)$/i.exec(part)
  if (supplier) return readSupplier(supplier[1] ?? '')
  const share = SHARE_PATTERN.exec(part)
  if (share) return readShare(share[1] ?? '')
  if (DATE_PATTERN.test(part)) return readRenewal(part)
  return /\d/.test(part) ? readPotential(part, format) : 'plans/cell-unreadable'
}

function readSupplier(name: string): CellContent | CellTextFault {
  const read = parseText(name)
  if (!read.ok || read.value === '') return 'plans/cell-unreadable'
  return read.value.length > LONGEST_NAME
    ? 'plans/competitor-too-long'
    : { state: 'competitor', competitor: read.value }
}

function readShare(digits: string): CellContent | CellTextFault {
  // Written with two decimals more than a percentage has, so that 12.34 % is 0.1234 and not its neighbor.
  const share = Number((Number(digits.replace(',', '.')) / 100).toFixed(6))
  return share <= 1 ? { competitorShare: share } : 'plans/cell-unreadable'
}

function readRenewal(part: string): CellContent | CellTextFault {
  const day = parseDate(part, 'YYYY-MM-DD')
  return day.ok ? { renewalOn: day.value } : 'plans/cell-unreadable'
}

function bounds(part: string): string[] {
  return part.split('/').map((bound) => bound.trim())
}

function readPotential(part: string, format: DecimalFormat): CellContent | CellTextFault {
  const texts = bounds(part)
  if (texts.length !== 1 && texts.length !== 3) return 'plans/cell-unreadable'
  const amounts: (Amount | null)[] = []
  for (const text of texts) {
    const amount = readAmount(text, format)
    if (amount === undefined) return 'plans/number-unreadable'
    amounts.push(amount)
  }
  const [first = null, second = null, third = null] = amounts
  const potential =
    texts.length === 1 ? { low: null, base: first, high: null } : { low: first, base: second, high: third }
  return isOrdered(potential) && potential.base !== null ? { potential } : 'plans/potential-out-of-order'
}

/** Null for an empty bound, undefined for what is no amount. */
function readAmount(text: string, format: DecimalFormat): Amount | null | undefined {
  if (text === '') return null
  const { number, power } = splitScale(text)
  const read = parseDecimal(number, format)
  return read.ok ? (parseAmount(timesTen(read.value, power)) ?? undefined) : undefined
}

/** Writes a cell as `readCellText` reads it, numbers plain; an empty text for a cell of which nothing is known. */
export function writeCellText(content: CellContent): string {
  const { state, competitor, competitorShare, renewalOn, potential } = content
  const parts: string[] = []
  if (state === 'competitor' && competitor !== undefined) parts.push(`competitor: ${competitor.replaceAll(';', ',')}`)
  else if (state !== undefined) parts.push(state.replace('_', ' '))
  if (competitorShare !== undefined) parts.push(`${Number((competitorShare * 100).toFixed(4))}%`)
  if (renewalOn !== undefined) parts.push(renewalOn)
  if (potential && potential.base !== null) parts.push(writePotential(potential))
  return parts.join('; ')
}

function writePotential({ low, base, high }: Bounds): string {
  const write = (amount: Amount | null) =>
    amount === null ? '' : formatAmount(amount, DECIMALS_WRITTEN).replace(/\.?0+$/, '')
  return low === null && high === null ? write(base) : [low, base, high].map(write).join('/')
}
